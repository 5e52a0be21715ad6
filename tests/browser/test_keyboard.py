"""Everything can be done by keyboard and by touch, and what has the focus is seen."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

pytestmark = pytest.mark.browser

AGREEMENT = "agreements/weekend-cover.html"

FOCUS = """
() => {
  const found = document.activeElement;
  const style = getComputedStyle(found, found.matches(".choice-link") ? "::after" : null);
  const box = found.getBoundingClientRect();
  const header = document.querySelector("header").getBoundingClientRect();
  return {
    html: found.outerHTML.slice(0, 120),
    isBody: found === document.body,
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    isMarked: found.matches(".search-input"),
    isHidden: box.width === 0 || box.bottom < 0 || box.top > window.innerHeight,
    isCovered: !found.closest(".header, .skip") && box.bottom <= header.bottom && box.left > 272,
  };
}
"""
"""What has the focus, and whether a reader sees it."""

PAPER = """
() => ({
  around: [...document.querySelectorAll(
    ".skip, .header, .sidebar, .contents, .turn, dialog, button",
  )].filter((it) => it.checkVisibility()).map((it) => it.outerHTML.slice(0, 80)),
  title: document.querySelector("h1").checkVisibility(),
  colours: [
    getComputedStyle(document.body).backgroundColor,
    getComputedStyle(document.documentElement).colorScheme,
  ],
})
"""
"""What of the page is printed."""


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def phone(phone_context: BrowserContext) -> Page:
    return phone_context.new_page()


def opened(page: Page, site: Path, url: str = AGREEMENT) -> Page:
    page.goto((site / url).as_uri())
    return page


def search_of(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Search")


# --- the frame ------------------------------------------------------------------------------------


def test_the_first_tab_reaches_the_skip_link_and_it_leads_to_the_text(
    page: Page, site: Path
) -> None:
    opened(page, site).keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("url", [AGREEMENT, "index.html", "trees/may-we-buy-this.html"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_whatever_has_the_focus_is_seen_and_marked(
    page: Page, site: Path, url: str, scheme: str
) -> None:
    page.emulate_media(
        color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
    )
    opened(page, site, url)
    stops = 0
    for _ in range(150):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUS)
        if found["isBody"]:
            break
        stops += 1
        assert found["outline"] >= 2 or found["isMarked"], found
        assert not found["isHidden"], found
        assert not found["isCovered"], found
    assert stops > 40


@pytest.mark.parametrize("way", ["/", "Control+k", "Meta+k"])
def test_a_key_opens_the_search_and_escape_gives_the_focus_back(
    page: Page, site: Path, way: str
) -> None:
    link = opened(page, site).get_by_role("main").get_by_role("link", name="Calm weekends")
    link.focus()
    page.keyboard.press(way)
    expect(search_of(page)).to_be_visible()
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("/weekend")
    expect(page.get_by_role("searchbox")).to_have_value("/weekend")
    page.keyboard.press("Escape")
    expect(search_of(page)).to_be_hidden()
    expect(link).to_be_focused()


def test_the_colours_go_round_by_a_button_that_says_which_they_are(page: Page, site: Path) -> None:
    opened(page, site)
    page.emulate_media(color_scheme="light")
    names = ("Colours as the system has them", "Light colours", "Dark colours")
    for name in (*names, names[0]):
        button = page.get_by_role("button", name=name)
        button.focus()
        page.keyboard.press("Enter")
    assert page.evaluate("getComputedStyle(document.body).colorScheme") == "light"


def test_chosen_colours_are_remembered_and_set_before_anything_is_painted(
    page: Page, site: Path
) -> None:
    page.add_init_script(
        "new MutationObserver((_, self) => {"
        " if (document.documentElement?.dataset.theme) {"
        "  globalThis.early = document.body === null; self.disconnect(); } })"
        ".observe(document, { subtree: true, attributes: true, childList: true });"
    )
    opened(page, site)
    for _ in range(2):
        page.locator("[id='ui:theme-toggle']").click()
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    page.reload()
    assert page.evaluate("globalThis.early") is True
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    expect(page.get_by_role("button", name="Dark colours")).to_be_visible()


# --- the drawer -----------------------------------------------------------------------------------


def test_on_a_phone_a_button_opens_the_navigation_and_the_focus_stays_in_it(
    phone: Page, site: Path
) -> None:
    button = opened(phone, site).get_by_role("button", name="Menu")
    expect(phone.get_by_role("navigation", name="Site")).to_be_hidden()
    expect(button).to_have_attribute("aria-expanded", "false")
    button.focus()
    phone.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(phone.get_by_role("navigation", name="Site")).to_be_visible()
    inside = "document.activeElement.closest('.sidebar, .menu-button') !== null"
    assert phone.evaluate(inside)
    seen: set[str] = set()
    for key in (*["Tab"] * 45, *["Shift+Tab"] * 45):
        phone.keyboard.press(key)
        assert phone.evaluate(inside), phone.evaluate(FOCUS)
        assert phone.evaluate(FOCUS)["outline"] >= 2
        seen.add(phone.evaluate("document.activeElement.outerHTML"))
    assert len(seen) > 20
    phone.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(phone.get_by_role("navigation", name="Site")).to_be_hidden()


def test_on_a_phone_a_touch_beside_the_drawer_closes_it(phone: Page, site: Path) -> None:
    opened(phone, site).get_by_role("button", name="Menu").tap()
    expect(phone.get_by_role("navigation", name="Site")).to_be_visible()
    phone.touchscreen.tap(380, 600)
    expect(phone.get_by_role("navigation", name="Site")).to_be_hidden()
    assert phone.url.endswith(AGREEMENT)


def test_the_navigation_keeps_what_the_reader_opened(page: Page, site: Path) -> None:
    opened(page, site)
    summary = page.locator(".tree summary", has_text="Pilots")
    summary.focus()
    page.keyboard.press("Enter")
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Four-week rota").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Four-week rota pilot")
    opened(page, site, "index.html")
    expect(page.locator(".tree details[open] summary")).to_have_text(["Pilots 4"])


# --- definitions ----------------------------------------------------------------------------------


def test_the_focus_shows_a_definition_and_escape_takes_it_away(page: Page, site: Path) -> None:
    term = opened(page, site).locator("a.term").first
    term.focus()
    tooltip = page.get_by_role("tooltip")
    expect(tooltip).to_contain_text(term.get_attribute("data-definition") or "nothing")
    assert term.get_attribute("aria-describedby") == tooltip.get_attribute("id")
    page.keyboard.press("Escape")
    expect(tooltip).to_be_hidden()
    expect(term).to_be_focused()
    assert term.get_attribute("aria-describedby") is None


def test_the_pointer_may_rest_on_a_definition(page: Page, site: Path) -> None:
    opened(page, site).locator("a.term").first.hover()
    tooltip = page.get_by_role("tooltip")
    expect(tooltip).to_be_visible()
    tooltip.hover()
    page.wait_for_timeout(300)
    expect(tooltip).to_be_visible()
    page.mouse.move(5, 5)
    expect(tooltip).to_be_hidden()


def test_the_first_touch_shows_a_definition_and_the_second_follows_the_link(
    phone: Page, site: Path
) -> None:
    term = opened(phone, site).locator("a.term").first
    term.tap()
    tooltip = phone.get_by_role("tooltip")
    expect(tooltip).to_be_in_viewport(ratio=1)
    assert phone.url.endswith(AGREEMENT)
    phone.touchscreen.tap(200, 100)
    expect(tooltip).to_be_hidden()
    term.tap()
    expect(tooltip).to_be_visible()
    term.tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Standby")


# --- other media ----------------------------------------------------------------------------------


def test_nothing_moves_where_the_reader_wants_no_movement(page: Page, site: Path) -> None:
    page.emulate_media(reduced_motion="reduce")
    for url in (AGREEMENT, "index.html", "trees/may-we-buy-this.html"):
        moving = opened(page, site, url).evaluate(
            "[document.documentElement, ...document.querySelectorAll('*')].filter((it) => {"
            " const style = getComputedStyle(it);"
            " const times = [style.transitionDuration, style.animationDuration].join().split(',');"
            " const isMoving = times.some((time) => parseFloat(time) > 0.001);"
            " return isMoving || style.scrollBehavior === 'smooth'; })"
            ".map((it) => it.outerHTML.slice(0, 80))"
        )
        assert moving == [], url


def test_paper_has_the_text_in_black_on_white_and_nothing_around_it(
    page: Page, site: Path, sorts: dict[str, str]
) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    for url in sorts.values():
        opened(page, site, url)
        found = page.evaluate(PAPER)
        assert found["around"] == [], url
        assert found["title"], url
        assert found["colours"] == ["rgb(255, 255, 255)", "light"], url


def test_paper_shows_where_links_lead_outside_and_what_is_folded(page: Page, site: Path) -> None:
    page.emulate_media(media="print")
    opened(page, site)
    link = page.locator(".prose a[href$='four-week-rota.html']")
    behind = "getComputedStyle(it, '::after').content"
    assert link.evaluate(f"(it) => {behind}") == "none"
    outside = "https://example.org/rota"
    assert outside in link.evaluate(f"(it) => {{ it.href = '{outside}'; return {behind}; }}")
    opened(page, site, "trees/may-we-buy-this.html")
    folded = page.locator("details:not([open]) .outline-text")
    assert folded.count() > 2
    for found in folded.all():
        assert found.is_visible()


def test_in_forced_colours_controls_and_the_focus_keep_an_edge(page: Page, site: Path) -> None:
    page.emulate_media(forced_colors="active")
    opened(page, site)
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS)["outline"] >= 2
    edge = page.locator(".badge").first.evaluate("(it) => getComputedStyle(it).borderTopWidth")
    assert float(edge.removesuffix("px")) >= 1
