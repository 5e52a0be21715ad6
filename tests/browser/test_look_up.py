"""Staff look something up: who decides, what it cost, whether it works."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from browser.watching import Watch

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 390, "height": 844}

PAPER: ViewportSize = {"width": 657, "height": 970}
"""A sheet of A4 within its margins."""
VIEWS = ("ledger.html", "dashboard.html", "health.html", "escalation.html", "rights/index.html")


@pytest.fixture
def page(context: BrowserContext, site: Path) -> Iterator[Page]:
    """A page in which nothing may go wrong: no policy broken, no request elsewhere."""
    watch = Watch(context, site.as_uri())
    yield context.new_page()
    assert watch.faults == []


def shown(page: Page) -> list[str]:
    return page.locator("[data-who]:visible .who-title a").all_inner_texts()


def asked(page: Page, site: Path, question: str) -> list[str]:
    page.goto((site / "rights/index.html").as_uri())
    page.get_by_label("What is to be decided?").fill(question)
    return shown(page)


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("12000 GBP on tooling", ["Middling tools"]),
        ("£12,000 for a tool", ["Middling tools"]),
        ("12.000,50 gbp tools", ["Middling tools"]),
        ("who approves 1.5k for tools", ["Small tools"]),
        ("2000 gbp", ["Middling tools"]),
        ("1999.99 gbp", ["Small tools"]),
        ("1 million on tools", ["Large tools"]),
        ("exporting patient names", ["Exporting data with names"]),
        ("exprot patient", ["Exporting data with names"]),
        ("EXPORT names", ["Exporting data with names"]),
        ("12000 EUR", []),
        ("helicopter", []),
    ],
)
def test_a_question_leads_to_the_one_who_decides(
    question: str, answers: list[str], page: Page, site: Path
) -> None:
    found = asked(page, site, question)
    if answers:
        assert found == answers
        expect(page.locator("#ui\\:who-status")).to_contain_text("1 decision. Decides:")
    else:
        assert found == []
        expect(page.locator("#ui\\:who-status")).to_contain_text(question)
        expect(page.locator("#ui\\:who-command")).to_be_visible()


def test_the_row_of_the_ladder_that_covers_an_amount_is_marked(page: Page, site: Path) -> None:
    asked(page, site, "12000 gbp tools")
    chosen = page.locator(".panel-ladder tbody tr.row-chosen")
    expect(chosen).to_have_count(1)
    expect(chosen).to_have_id("amount-spend-medium")
    assert page.locator(".panel-ladder tbody tr:visible").count() == 3
    page.get_by_label("What is to be decided?").fill("export names")
    expect(page.locator(".panel-ladder")).to_be_hidden()


def test_words_that_no_decision_has_together_lead_to_the_nearest(page: Page, site: Path) -> None:
    found = asked(page, site, "weekend helicopter")
    assert found == ["Changing weekend cover", "Changing the agency's contract"]
    expect(page.locator("#ui\\:who-status")).to_contain_text("The nearest ones")


def test_a_question_stands_in_the_address_and_can_be_cleared(page: Page, site: Path) -> None:
    asked(page, site, "export names")
    expect(page).to_have_url(re.compile(r"\?q=export\+names$"))
    page.reload()
    expect(page.locator("[data-who]:visible .who-title a")).to_have_text(
        ["Exporting data with names"]
    )
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("[data-who]:not(:visible)")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"rights/index\.html$"))
    expect(page.get_by_label("What is to be decided?")).to_be_focused()


def test_by_keyboard_from_the_question_to_the_answer_and_back(page: Page, site: Path) -> None:
    page.goto((site / "rights/index.html").as_uri())
    page.get_by_label("What is to be decided?").focus()
    page.keyboard.type("weekend cover")
    page.keyboard.press("Enter")
    expect(page.locator("#change-weekend-cover")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/rights/change-weekend-cover.html")
    page.go_back()
    expect(page.locator("[data-who]:visible .who-title a").first).to_have_text(
        "Changing weekend cover"
    )
    expect(page.locator("[data-who]:not(:visible)")).not_to_have_count(0)
    page.get_by_label("What is to be decided?").focus()
    page.keyboard.press("Escape")
    expect(page.locator("[data-who]:not(:visible)")).to_have_count(0)


def test_a_link_to_a_decision_that_is_hidden_shows_it(page: Page, site: Path) -> None:
    asked(page, site, "export names")
    page.evaluate("location.hash = 'spend-small'")
    expect(page.locator("#spend-small")).to_be_in_viewport()


def totals(page: Page) -> list[list[str]]:
    rows = page.locator(".ledger-totals tbody tr:visible").all()
    return [row.locator("th, td").all_inner_texts() for row in rows]


def test_the_ledger_of_one_party_is_an_address(page: Page, site: Path) -> None:
    page.goto((site / "ledger.html").as_uri())
    before = totals(page)
    page.get_by_role("combobox", name="Party").select_option("Finance")
    expect(page).to_have_url(re.compile(r"\?party=finance$"))
    assert totals(page) == [["Finance", "GBP/year", "36,000", "61,000", "+25,000"]]
    parties = page.locator(".ledger-table tbody tr:visible th a")
    assert set(parties.all_inner_texts()) == {"Finance"}
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("of 34 lines are shown")
    page.reload()
    assert totals(page)[0][0] == "Finance"
    page.get_by_role("button", name="Show all").click()
    assert totals(page) == before, "what the script adds up is what the page came with"
    expect(page).to_have_url(re.compile(r"ledger\.html$"))


@pytest.mark.parametrize("width", [1440, 1280, 1024, 768])
def test_the_sides_of_the_ledger_stand_below_their_names(
    width: int, page: Page, site: Path
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto((site / "ledger.html").as_uri())
    table = page.locator(".ledger-table").first
    for column, name in ((2, "Given"), (3, "Gained")):
        head = table.get_by_role("columnheader", name=name).bounding_box()
        cell = table.locator(f"tbody td:nth-child({column})").first.bounding_box()
        assert head
        assert cell
        assert head["height"] < 60, "in one line"
        assert head["x"] == pytest.approx(cell["x"], abs=1)


def test_a_link_to_an_agreement_that_is_hidden_shows_it(page: Page, site: Path) -> None:
    page.goto(f"{(site / 'ledger.html').as_uri()}?agreement=tool-renewals")
    link = page.locator(".jump").get_by_role("link", name="Weekend cover")
    link.click()
    expect(page.locator(link.get_attribute("href") or "")).to_be_in_viewport()
    expect(page.get_by_role("combobox", name="Agreement")).to_have_value("")


def test_totals_are_of_what_is_shown_and_of_one_status(page: Page, site: Path) -> None:
    page.goto(f"{(site / 'ledger.html').as_uri()}?agreement=tool-renewals&status=proposed")
    assert ["Finance", "GBP/year", "9,000", "34,000", "+25,000"] in totals(page)
    assert page.locator(".ledger-agreement:visible").count() == 1
    page.get_by_role("combobox", name="Status").select_option("No longer in effect")
    expect(page.get_by_role("main").get_by_role("status")).to_have_text(
        "Nothing fits these choices."
    )
    assert totals(page) == []


def test_a_choice_that_nobody_offers_is_none(page: Page, site: Path) -> None:
    page.goto(f"{(site / 'ledger.html').as_uri()}?party=martians")
    assert len(totals(page)) > 1
    expect(page.get_by_role("combobox", name="Party")).to_have_value("")


def test_the_ledger_can_be_taken_along(page: Page, site: Path) -> None:
    page.goto((site / "ledger.html").as_uri())
    href = page.get_by_role("link", name="CSV").get_attribute("href")
    assert (site / (href or "")).read_bytes().startswith(b"\xef\xbb\xbfagreement,")


def test_readings_have_an_age_by_the_readers_calendar(
    page: Page, site: Path, context: BrowserContext
) -> None:
    context.clock.set_fixed_time("2026-06-21T12:00:00")
    page.goto((site / "dashboard.html").as_uri())
    reply = page.locator("#agreement-weekend-cover ~ .table tr").filter(has_text="first reply")
    expect(reply).to_contain_text("20 days ago")
    expect(reply.locator(".age-old")).to_have_count(0)
    context.clock.set_fixed_time("2026-10-01T12:00:00")
    page.reload()
    expect(reply).to_contain_text("4 months ago")
    expect(reply.locator(".age-old")).to_have_text("overdue")
    lines = "(it) => it.offsetHeight / parseFloat(getComputedStyle(it).lineHeight)"
    for width in WIDE:
        page.set_viewport_size({"width": width, "height": 800})
        assert reply.locator(".age-old").evaluate(lines) < 2, width


WIDE = (768, 900, 1024, 1120, 1280, 1440)
CUT_OFF = """
() => [...document.querySelectorAll(".criteria")].filter((table) => {
  const box = table.closest(".table").getBoundingClientRect();
  return [...table.querySelectorAll(".spark, .badge, td")].some((it) => {
    const own = it.getBoundingClientRect();
    return own.left < box.left - 1 || own.right > box.right + 1;
  });
}).map((table) => table.textContent.slice(0, 60))
"""
"""Tables of the dashboard of which something is not seen unless one scrolls."""


@pytest.mark.parametrize("width", [320, 390, *WIDE])
def test_nothing_of_the_dashboard_is_cut_off(width: int, page: Page, site: Path) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((site / "dashboard.html").as_uri())
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize(
    ("url", "table"),
    [
        ("ledger.html", ".table:has(.ledger-totals)"),
        ("fairness.html", ".panel-parties .table"),
        ("health.html", ".panel-counts .table"),
        ("agreements/weekend-cover.html", ".panel-signatures .table"),
    ],
)
def test_a_narrow_table_is_read_across_and_down_on_a_phone(
    url: str, table: str, page: Page, site: Path
) -> None:
    page.set_viewport_size(PHONE)
    page.goto((site / url).as_uri())
    box = page.locator(table)
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth"), "nothing is cut off"
    cells = box.locator("tbody tr").first.locator("th, td")
    tops = cells.evaluate_all("cells => cells.map((it) => it.getBoundingClientRect().top)")
    assert len(set(tops)) == 1, "a row is one line of cells"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("rights/index.html", "Finance director"),
        ("escalation.html", "Has the last word"),
        ("ledger.html", "+25,000 GBP/year"),
        ("dashboard.html", "20 June 2026"),
        ("fairness.html", "No objection"),
        ("health.html", "Missing"),
    ],
)
def test_every_view_reads_without_scripts(
    url: str, said: str, scriptless_context: BrowserContext, site: Path
) -> None:
    page = scriptless_context.new_page()
    page.set_viewport_size(PHONE)
    page.goto((site / url).as_uri())
    expect(page.get_by_role("main")).to_contain_text(said)
    assert page.locator("main input:visible, main select:visible, main button:visible").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lines_of_a_chart_are_seen_on_their_ground(scheme: str, page: Page, site: Path) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto((site / "metrics/weekend-first-reply.html").as_uri())
    expect(page.get_by_role("img", name="Readings over time")).to_be_visible()
    strokes = page.evaluate(
        """() => [".chart-line", ".chart-level-target", ".chart-level-baseline"].map((name) =>
            getComputedStyle(document.querySelector(`line${name}`)))
            .map((style) => [style.stroke, style.strokeDasharray])"""
    )
    assert len({dashes for _, dashes in strokes}) == 3, "a line is told by its strokes, not colour"
    assert all(stroke != "none" for stroke, _ in strokes)


def test_the_ladder_of_a_right_has_an_address_of_its_own(page: Page, site: Path) -> None:
    page.goto(f"{(site / 'escalation.html').as_uri()}#role-leadership-coo")
    page.get_by_role("link", name="Small tools").nth(1).click()
    page.wait_for_url("**/rights/spend-small.html#escalation")
    expect(page.get_by_role("heading", name="If you are stuck")).to_be_in_viewport()
    expect(page.locator(".rung-last")).to_contain_text("7 days after it was asked")


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_fits_on_paper_with_its_widest_table(view: str, page: Page, site: Path) -> None:
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")
    page.goto((site / view).as_uri())
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(over) == 0
    expect(page.locator(".ask, .filters, .jump").first).to_be_hidden()
    assert page.locator("main :is(thead, td):visible").count() > 1, "a table stays a table"
