"""Desks, boards, the glossary and the weights as a member of staff uses them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from browser.conftest import STORY_DAY
from browser.visitors import Equipment, Visitors

pytestmark = pytest.mark.browser

NOON = f"{STORY_DAY}T12:00:00"
MATRIX = "matrices/cover-options.html"
TERM_PAGE = "agreements/weekend-cover.html"


@pytest.fixture
def page(visitors: Visitors) -> Iterator[Page]:
    """A visitor on the day of the story."""
    with visitors.visitor(Equipment(noon=NOON)) as context:
        yield context.new_page()


@pytest.fixture
def scriptless(scriptless_context: BrowserContext) -> Page:
    """A visitor whose browser runs no scripts."""
    return scriptless_context.new_page()


def test_a_team_is_chosen_once_and_its_desk_is_offered_on_the_first_page(
    page: Page, served: str
) -> None:
    page.goto(f"{served}index.html")
    expect(page.get_by_role("link", name="My desk: Finance")).to_be_hidden()
    page.goto(f"{served}desk.html")
    button = page.get_by_role("button", name="This is my team: Finance")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    page.goto(f"{served}index.html")
    page.locator("main").get_by_role("link", name="My desk: Finance").click()
    expect(page).to_have_url(f"{served}teams/finance.html")
    page.get_by_role("button", name="This is my team").click()
    page.goto(f"{served}index.html")
    expect(page.get_by_role("link", name="My desk: Finance")).to_be_hidden()


def test_the_header_of_every_page_leads_to_the_desk_that_was_chosen(
    page: Page, served: str
) -> None:
    page.goto(f"{served}trees/rota-change.html")
    desk = page.get_by_role("banner").get_by_role("link", name="My desk")
    desk.click()
    expect(page).to_have_url(f"{served}desk.html")
    expect(desk).to_have_attribute("aria-current", "page")
    page.get_by_role("button", name="This is my team: Finance").click()
    for url in ("trees/rota-change/support-decides-alone.html", "ledger.html", "404.html"):
        page.goto(f"{served}{url}")
        expect(desk).to_have_attribute("href", re.compile(r"teams/finance\.html$"))
    desk.click()
    expect(page).to_have_url(f"{served}teams/finance.html")
    page.evaluate("localStorage.setItem('playbook-team', 'gone')")
    page.reload()
    expect(desk).to_have_attribute("href", "../desk.html")


def test_a_desk_marks_what_is_overdue_by_the_reader_s_day(page: Page, served: str) -> None:
    page.goto(f"{served}teams/platform.html")
    first = page.locator(".panel-due tbody tr").first
    expect(first).to_contain_text("in 6 days")
    page.clock.set_fixed_time("2026-07-01T12:00:00")
    page.reload()
    expect(first).to_contain_text("5 days ago")


def test_the_calendar_and_the_feed_of_a_team_are_where_its_page_says(
    page: Page, served: str, site: Path
) -> None:
    page.goto(f"{served}teams/finance.html")
    for name in ("The team’s dates as a calendar", "What changes for the team, as an Atom feed"):
        href = page.get_by_role("link", name=name).get_attribute("href") or ""
        assert (site / "teams" / href).is_file()


def test_the_board_tells_what_is_late_by_the_reader_s_day(page: Page, served: str) -> None:
    page.goto(f"{served}lessons.html")
    expect(page.locator("[data-lane=late]")).to_be_hidden()
    page.clock.set_fixed_time("2026-07-15T12:00:00")
    page.reload()
    expect(page.locator("[data-lane=late] .improvement")).to_have_count(1)
    expect(page.locator("[data-lane=open] .improvement")).to_have_count(1)


def test_filters_are_kept_in_the_address(page: Page, served: str) -> None:
    page.goto(f"{served}lessons.html")
    everything = page.locator(".lesson:visible").count()
    page.get_by_label("Team").select_option("Finance")
    expect(page).to_have_url(re.compile(r"\?party=finance$"))
    page.get_by_label("State").select_option("Done")
    expect(page).to_have_url(re.compile(r"\?party=finance&state=done$"))
    chosen = page.url
    some = page.locator(".lesson:visible").count()
    assert 0 < some < everything
    expect(page.get_by_role("status")).to_contain_text("shown")
    page.goto(f"{served}index.html")
    page.goto(chosen)
    expect(page.get_by_label("Team")).to_have_value("finance")
    assert page.locator(".lesson:visible").count() == some
    page.get_by_role("button", name="Show all").click()
    expect(page).to_have_url(f"{served}lessons.html")
    assert page.locator(".lesson:visible").count() == everything


def test_a_state_shows_the_lessons_of_which_something_stands_so(page: Page, served: str) -> None:
    page.goto(f"{served}lessons.html?state=open")
    titles = page.locator(".lesson:visible .entry-title")
    because = page.locator(".improvement:visible .improvement-because a")
    assert set(titles.all_inner_texts()) == set(because.all_inner_texts())
    expect(titles).to_have_count(2)


def test_a_filter_that_means_nothing_is_left_alone(page: Page, served: str) -> None:
    page.goto(f"{served}lessons.html?party=nobody&state=%3Cb%3E")
    assert page.locator(".lesson:visible").count() > 1
    expect(page.get_by_label("Team")).to_have_value("")


def test_weights_are_moved_by_keyboard_and_the_published_result_stays(
    page: Page, served: str
) -> None:
    page.goto(f"{served}{MATRIX}")
    panel = page.locator("#ui\\:weighing")
    result, reset = panel.get_by_role("status"), panel.get_by_role("button")
    expect(result).to_have_text("Rota with standby is first, as published.")
    expect(reset).to_be_disabled()
    published = panel.locator("td:nth-of-type(1)").all_inner_texts()
    assert panel.locator("td:nth-of-type(2)").all_inner_texts() == published
    panel.get_by_label("Strategic fit").press("Home")
    expect(result).to_contain_text("published was Rota with standby")
    assert panel.locator("td:nth-of-type(1)").all_inner_texts() == published
    assert panel.locator("td:nth-of-type(2)").all_inner_texts() != published
    expect(panel.get_by_label("Strategic fit")).to_have_attribute("aria-valuetext", "0 %")
    reset.click()
    expect(result).to_have_text("Rota with standby is first, as published.")
    assert panel.locator("td:nth-of-type(2)").all_inner_texts() == published


def test_untouched_weights_give_the_published_totals_to_the_last_digit_and_title(
    page: Page, served: str
) -> None:
    def changed(route: Route) -> None:
        body = route.fetch().text()
        body = re.sub(r'data-scores="[^"]*"', 'data-scores="3 4 0"', body)
        weights = iter(("37.5", "62.5", "0"))
        body = re.sub(
            r'data-published="[^"]*"', lambda _: f'data-published="{next(weights)}"', body
        )
        route.fulfill(body=body.replace("Rota with standby", "Standby for $$ &amp; $&amp;"))

    page.route(f"**/{MATRIX}", changed)
    page.goto(f"{served}{MATRIX}")
    panel = page.locator("#ui\\:weighing")
    expect(panel.get_by_role("status")).to_have_text("Standby for $$ & $& is first, as published.")
    # The mean is 3.625, which the page rounds to the even digit.
    assert set(panel.locator("td:nth-of-type(2)").all_inner_texts()) == {"3.62"}
    page.unroute(f"**/{MATRIX}")


def test_totals_of_a_part_of_the_ledger_are_free_of_the_dust_of_fractions(
    page: Page, served: str
) -> None:
    def changed(route: Route) -> None:
        body = route.fetch().text()
        amounts = iter(("4497015.03", *["0"] * 99))
        route.fulfill(
            body=re.sub(r'data-number="[^"]*"', lambda _: f'data-number="{next(amounts)}"', body)
        )

    page.route("**/ledger.html*", changed)
    page.goto(f"{served}ledger.html")
    party = page.locator("[data-party]").first.get_attribute("data-party")
    page.locator('select[data-filter="party"]').select_option(party)
    numbers = page.locator("#ui\\:ledger-totals td.number").all_inner_texts()
    assert not [number for number in numbers if "." in number and not number.endswith("015.03")]
    page.unroute("**/ledger.html*")


def test_a_definition_says_which_team_s_sense_counts_and_what_one_s_own_means(
    page: Page, served: str
) -> None:
    page.goto(f"{served}{TERM_PAGE}")
    term = page.locator("a.term[data-senses]").first
    term.focus()
    tooltip = page.get_by_role("tooltip")
    expect(tooltip).to_contain_text("Counts in agreements")
    expect(tooltip).not_to_contain_text("Your team")
    page.keyboard.press("Escape")
    expect(tooltip).to_be_hidden()
    page.evaluate("localStorage.setItem('playbook-team', 'finance')")
    term.blur()
    term.focus()
    expect(tooltip).to_contain_text("Finance")
    expect(tooltip).to_contain_text("our team")


def test_the_glossary_jumps_to_a_letter_and_says_where_a_word_is_used(
    page: Page, served: str
) -> None:
    page.goto(f"{served}terms/index.html")
    page.get_by_role("navigation", name="Letters").get_by_role("link", name="S").press("Enter")
    expect(page.locator("#letter-s")).to_be_in_viewport()
    standby = page.locator(".glossary-term").filter(has=page.get_by_role("link", name="Standby"))
    standby.locator("summary").press("Enter")
    expect(standby.get_by_role("link", name="Weekend cover").first).to_be_visible()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("desk.html", ["Finance", "Finance director", "party to 1 agreement in force"]),
        ("lessons.html", ["Because:", "Shown by", "Done"]),
        ("teams/finance.html", ["What is due", "Working with Finance"]),
        (MATRIX, ["Would another weight change the winner?", "16 points less"]),
        ("terms/index.html", ["Do not say", "Counts in agreements"]),
    ],
)
def test_without_scripts_everything_reads_and_no_dead_control_is_shown(
    scriptless: Page, served: str, url: str, words: list[str]
) -> None:
    scriptless.goto(f"{served}{url}")
    main = scriptless.get_by_role("main")
    for said in words:
        expect(main).to_contain_text(said)
    expect(main.get_by_role("button")).to_have_count(0)
    expect(main.get_by_role("slider")).to_have_count(0)
    expect(main.get_by_role("combobox")).to_have_count(0)


def test_nothing_for_a_screen_alone_is_printed(page: Page, served: str) -> None:
    page.emulate_media(media="print")
    page.goto(f"{served}{MATRIX}")
    expect(page.locator("#ui\\:weighing")).to_be_hidden()
    page.goto(f"{served}lessons.html")
    expect(page.locator(".filters")).to_be_hidden()
    page.goto(f"{served}desk.html")
    expect(page.locator(".desk-choose").first).to_be_hidden()
