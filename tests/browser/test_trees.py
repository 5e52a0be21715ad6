"""A decision tree is walked, looked at as a drawing, and read by who acts when."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from browser.watching import Watch

pytestmark = pytest.mark.browser

TREE = "trees/rota-change"
LARGE = "trees/may-we-buy-this.html"
FIRST = "does-the-change-alter-paid-hours"
WEEKEND = "does-anyone-lose-an-agreed-free-weekend"
COST = "is-the-yearly-cost-above-5000"
ASK = "ask-finance-for-the-figure"
ALONE = "support-decides-alone"
FINANCE = "finance-approves-platform-may-veto"


@pytest.fixture
def page(context: BrowserContext, watch: Watch) -> Page:
    assert watch.faults == []
    return context.new_page()


@pytest.fixture
def disk(context: BrowserContext) -> Page:
    """A page for what does not depend on where the site lies."""
    return context.new_page()


@pytest.fixture
def phone(phone_context: BrowserContext, site: Path) -> Page:
    page = phone_context.new_page()
    page.goto((site / LARGE).as_uri())
    return page


def expect_query(page: Page, query: str) -> None:
    """Wait until the address has these answers, and no others."""
    expect(page).to_have_url(re.compile(rf"^[^?]*{re.escape(query and f'?{query}')}$"))


def expect_route(page: Page, *steps: str) -> None:
    """Wait until these are the steps of the way here: question and answer."""
    words = [re.compile(rf"^\s*{re.escape(step)}\s+Change") for step in steps]
    expect(page.locator(".route-step")).to_have_text(words)


# --- the walk -------------------------------------------------------------------------------------


def test_a_tree_is_walked_by_keyboard_and_the_answers_stand_in_the_address(
    page: Page, watch: Watch, home: str
) -> None:
    page.goto(f"{home}{TREE}.html")
    page.get_by_role("link", name="Start here").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Does the change alter paid hours?")
    expect(page.locator(".route")).to_be_hidden()
    # The link is there before the script that makes it carry the answer.
    expect(page.get_by_role("link", name="Not sure")).to_have_attribute("href", re.compile(r"\?"))
    page.get_by_role("link", name="Not sure").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ask Finance for the figure")
    expect_query(page, f"{FIRST}=not-sure")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="I have the figure")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Is the yearly cost above £5,000?")
    # The words are there before the script that puts the focus on them.
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect_query(page, f"{ASK}=i-have-the-figure&{FIRST}=not-sure&{COST}=yes")
    expect(page.get_by_role("heading", name="Your answers")).to_be_visible()
    expect_route(
        page,
        "Does the change alter paid hours? Not sure",
        "Ask Finance for the figure I have the figure",
        "Is the yearly cost above £5,000? Yes",
    )
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Is the yearly cost above £5,000?")
    assert watch.faults == []


def test_an_outcome_shows_who_decides_and_what_happens_if_nobody_does(
    disk: Page, site: Path
) -> None:
    disk.goto((site / f"{TREE}/{FINANCE}.html").as_uri())
    card = disk.get_by_role("region", name="Changing weekend cover")
    for words in (
        "Finance director",
        "May veto",
        "Head of Platform",
        "Grounds for a veto",
        "Answer within",
        "5 days",
        "If nobody answers",
        "If you are stuck",
    ):
        expect(card).to_contain_text(words)


def test_an_answer_can_be_changed_and_the_walk_begun_again(page: Page, home: str) -> None:
    page.goto(f"{home}{TREE}/{ALONE}.html?{FIRST}=no&{WEEKEND}=no")
    page.get_by_role("link", name=re.compile("Change.*Does anyone lose")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Does anyone lose an agreed free weekend?"
    )
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect_query(page, f"{FIRST}=no")
    page.get_by_role("link", name="Yes", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Finance approves, Platform may veto")
    expect_query(page, f"{WEEKEND}=yes&{FIRST}=no")
    page.get_by_role("link", name="Start again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Does the change alter paid hours?")
    expect_query(page, "")


def test_equal_routes_have_equal_addresses_and_what_is_unknown_is_dropped(
    page: Page, watch: Watch, home: str
) -> None:
    way = f"{FIRST}=yes&{COST}=no"
    page.goto(f"{home}{TREE}/{ALONE}.html?{COST}=no&x=1&{WEEKEND}=perhaps&{FIRST}=yes")
    expect(page.get_by_role("heading", name="Your answers")).to_be_visible()
    expect_query(page, way)
    page.goto(f"{home}{TREE}/{ALONE}.html?is-it-above-5000=no&{FIRST}=yes")
    expect(page.get_by_role("heading", name="Your answers")).to_be_visible()
    expect_query(page, way)
    assert watch.faults == []


@pytest.mark.parametrize("query", ["", f"?{FIRST}=perhaps", f"?{COST}=no", "?constructor=yes"])
def test_who_comes_directly_or_with_answers_that_lead_elsewhere_sees_the_shortest_way(
    page: Page, watch: Watch, home: str, query: str
) -> None:
    page.goto(f"{home}{TREE}/{ALONE}.html{query}")
    expect(page.get_by_role("heading", name="The way here")).to_be_visible()
    expect(page.locator(".route-note")).to_contain_text("You came here directly.")
    expect_route(
        page, "Does the change alter paid hours? Yes", "Is the yearly cost above £5,000? No"
    )
    assert watch.faults == []


def test_a_question_that_was_renamed_leads_to_the_one_it_is_now(disk: Page, site: Path) -> None:
    disk.goto((site / f"{TREE}/is-it-above-5000.html").as_uri())
    expect(disk.get_by_role("heading", level=1)).to_have_text("Is the yearly cost above £5,000?")


def test_an_old_address_takes_the_answers_along(page: Page, home: str, watch: Watch) -> None:
    query = "does-anyone-lose-an-agreed-free-weekend=no&does-the-change-alter-paid-hours=yes"
    page.goto(f"{home}trees/rota-change/is-it-above-5000.html?{FIRST}=yes#ui:route")
    expect(page).to_have_url(f"{home}trees/rota-change/{COST}.html?{FIRST}=yes#ui:route")
    expect_route(page, "Does the change alter paid hours? Yes")
    page.goto(f"{home}agreements/release-freeze.html?a=b&{query}#terms")
    expect(page).to_have_url(f"{home}agreements/release-handover.html?a=b&{query}#terms")
    assert watch.faults == []


def test_the_link_of_a_route_is_copied_or_shown(context: BrowserContext, served: str) -> None:
    page = context.new_page()
    page.goto(f"{served}{TREE}/{ALONE}.html")
    address = f"{served}{TREE}/{ALONE}.html?{FIRST}=yes&{COST}=no"
    page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }"
    )
    page.get_by_role("button", name="Copy the link").click()
    shown = page.get_by_role("textbox", name="The address of this route")
    expect(shown).to_have_value(address)
    expect(shown).to_be_focused()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.reload()
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == address


def test_a_route_is_printed_with_the_answers_and_without_the_buttons(
    disk: Page, site: Path
) -> None:
    disk.goto(f"{site.as_uri()}/{TREE}/{ALONE}.html?{FIRST}=no&{WEEKEND}=no")
    disk.evaluate("globalThis.print = () => { globalThis.printed = true; }")
    disk.get_by_role("button", name="Print this route").click()
    assert disk.evaluate("globalThis.printed")
    disk.emulate_media(media="print")
    expect(disk.locator(".route-step")).to_have_count(2)
    expect(disk.locator(".route-step").first).to_be_visible()
    expect(disk.get_by_role("button")).to_have_count(0)
    expect(disk.locator(".route-change").first).to_be_hidden()


# --- the drawing ----------------------------------------------------------------------------------


def test_every_box_of_the_drawing_is_reached_and_opened_by_keyboard(
    page: Page, watch: Watch, home: str
) -> None:
    page.goto(f"{home}{TREE}.html")
    drawing = page.get_by_role("group", name="Drawing of “Who decides on a rota change?”")
    boxes = drawing.get_by_role("link")
    expect(boxes).to_have_count(6)
    boxes.first.focus()
    for _ in range(5):
        page.keyboard.press("Tab")
    last = drawing.get_by_role("link", name="Outcome: Finance approves, Platform may veto")
    expect(last).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Finance approves, Platform may veto")
    assert watch.faults == []


def test_words_fit_their_boxes_whatever_the_face(disk: Page, site: Path) -> None:
    disk.goto((site / f"{LARGE}").as_uri())
    over = disk.evaluate(
        "() => [...document.querySelectorAll('.drawing-whole .drawing-node')].filter((node) => {"
        " const box = node.querySelector('rect').getBBox();"
        " return [...node.querySelectorAll('text')].some((text) => {"
        "  const words = text.getBBox();"
        "  return words.width > box.width - 8 || words.y < box.y"
        "   || words.y + words.height > box.y + box.height; }); }).length"
    )
    assert over == 0


def test_on_a_phone_the_drawing_scrolls_in_its_box_and_begins_with_the_first_question(
    phone: Page,
) -> None:
    box = phone.get_by_role("region", name="Drawing, scrolls: May we buy this tool?")
    first = box.get_by_role("link").first
    first.scroll_into_view_if_needed()
    expect(first).to_be_in_viewport(ratio=0.9)
    assert box.evaluate("(it) => it.scrollWidth > it.clientWidth")
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    box.focus()
    before = box.evaluate("(it) => it.scrollLeft")
    phone.keyboard.press("ArrowRight")
    phone.wait_for_function(
        "(before) => document.querySelector('.drawing-box').scrollLeft > before", arg=before
    )
    left = "(it) => it.getBoundingClientRect().left"
    names = box.locator(".drawing-whole .drawing-stage")
    assert names.first.evaluate(left) >= box.evaluate(left)


def test_on_a_phone_a_drawing_opens_at_its_start_where_the_first_question_is_seen_there(
    phone: Page, site: Path
) -> None:
    phone.goto((site / f"{TREE}.html").as_uri())
    box = phone.locator(".drawing-box").first
    first = box.get_by_role("link").first
    first.scroll_into_view_if_needed()
    expect(first).to_be_in_viewport(ratio=0.9)
    assert box.evaluate("(it) => it.scrollWidth > it.clientWidth && it.scrollLeft === 0")
    phone.set_viewport_size({"width": 280, "height": 844})
    phone.reload()
    first.scroll_into_view_if_needed()
    expect(first).to_be_in_viewport(ratio=0.9)
    assert box.evaluate("(it) => it.scrollLeft > 0")


def test_on_paper_a_tall_drawing_comes_in_pieces_that_fit_a_sheet(disk: Page, site: Path) -> None:
    disk.goto((site / f"{LARGE}").as_uri())
    expect(disk.locator(".drawing-piece").first).to_be_hidden()
    disk.emulate_media(media="print")
    expect(disk.locator(".drawing-whole")).to_be_hidden()
    pieces = disk.locator(".drawing-piece").all()
    assert len(pieces) > 1
    for piece in pieces:
        assert piece.evaluate("(it) => it.getBoundingClientRect().height") < 960


def test_in_forced_colours_shapes_and_words_have_the_systems_colours(
    disk: Page, site: Path
) -> None:
    disk.emulate_media(forced_colors="active")
    disk.goto((site / f"{TREE}.html").as_uri())
    colours = disk.evaluate(
        "() => { const text = getComputedStyle(document.body).color;"
        " const style = (name) => getComputedStyle(document.querySelector(name));"
        " return [text, style('.drawing .drawing-shape').stroke, style('.drawing-label').fill,"
        "  style('.drawing-line').stroke, style('.drawing-head').fill]; }"
    )
    assert len(set(colours)) == 1, colours


# --- who acts when --------------------------------------------------------------------------------


def test_who_says_who_they_are_sees_their_stages_marked_on_every_tree(
    page: Page, watch: Watch, home: str
) -> None:
    page.goto(f"{home}{TREE}.html")
    expect(page.locator(".is-mine")).to_have_count(0)
    page.get_by_label("I am:").press("F")
    expect(page.get_by_label("I am:")).to_have_value("finance")
    expect(page.get_by_role("status").filter(has_text="Finance")).to_have_text(
        "Finance has a part in Price and Decide, marked below."
    )
    drawing = page.locator(".drawing")
    expect(drawing.locator(".drawing-band.is-mine")).to_have_text(
        ["PriceFinance: Drives", "DecideFinance: Approves"]
    )
    expect(drawing.locator("a.is-mine")).to_have_count(4)
    outline = page.locator(".outline .is-mine > summary .stage-mine")
    expect(outline).to_have_count(4)
    expect(page.locator(".stages tr.is-mine")).to_contain_text("Finance")
    assert page.evaluate("localStorage.getItem('playbook-team')") == "finance"
    page.goto(f"{home}{LARGE}")
    expect(page.get_by_label("I am:")).to_have_value("finance")
    expect(page.locator(".drawing-band.is-mine").first).to_contain_text("Price")
    page.get_by_label("I am:").select_option("")
    expect(page.locator(".is-mine, .stage-mine")).to_have_count(0)
    assert page.evaluate("localStorage.getItem('playbook-team')") is None
    assert watch.faults == []


def test_a_team_that_has_no_part_in_a_tree_is_not_forgotten(disk: Page, site: Path) -> None:
    disk.goto((site / f"{TREE}.html").as_uri())
    disk.evaluate("localStorage.setItem('playbook-team', 'leadership')")
    disk.reload()
    expect(disk.get_by_label("I am:")).to_have_value("")
    assert disk.evaluate("localStorage.getItem('playbook-team')") == "leadership"


def test_without_scripts_nobody_is_asked_who_they_are(
    scriptless_context: BrowserContext, site: Path
) -> None:
    page = scriptless_context.new_page()
    page.goto((site / f"{TREE}.html").as_uri())
    expect(page.get_by_label("I am:")).to_be_hidden()
    expect(page.get_by_role("cell", name="Approves Finance director")).to_be_visible()
    page.get_by_role("link", name="Outcome: Support decides alone").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Support decides alone")
