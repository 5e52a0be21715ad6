"""The frame around every page, measured: sizes, the navigation, its filter, where the reader is."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.serving import served_below
from browser.visitors import Equipment, Visitors
from playbook.engine.publishing.publish import publish
from playbook.engine.workspace.outputs import outputs
from playbook.engine.workspace.workspace import Workspace
from story import theme_files

pytestmark = pytest.mark.browser

AGREEMENT = "agreements/weekend-cover.html"
WIDTHS = (1440, 390, 320)

TYPE = """
() => {
  const text = document.querySelector(".prose:not(.lead) > p");
  const style = getComputedStyle(text);
  const size = parseFloat(style.fontSize);
  return {
    size,
    leading: parseFloat(style.lineHeight) / size,
    measure: parseFloat(getComputedStyle(text.parentElement).maxInlineSize) / 16,
    face: style.fontFamily.split(",").length,
    underlined: [...document.querySelectorAll(".prose a:not(.anchor)")].every((link) =>
      getComputedStyle(link).textDecorationLine.includes("underline")),
  };
}
"""
"""How running text is set, in pixels, lines and rem."""

DAYS_BELOW_THEIR_WORD = """
() => [...document.querySelectorAll(".criteria td:nth-child(4) .criterion-day")].filter((it) => {
  const word = document.createRange();
  word.selectNodeContents(it.firstChild);
  const day = it.querySelector("time").getClientRects()[0];
  return day.top >= word.getBoundingClientRect().bottom;
}).map((it) => it.textContent)
"""
"""Days that begin a line below the word before them."""

GAPS_BEHIND_ICONS = """
() => [...document.querySelectorAll(".colophon .icon")].map((it) => {
  const range = document.createRange();
  range.selectNodeContents(it.nextSibling);
  return range.getBoundingClientRect().left - it.getBoundingClientRect().right;
})
"""

SMALL_TARGETS = """
() => [...document.querySelectorAll(
  "button, input, summary, .control, .button, nav a, .footer a, .colophon a, .choice-link",
)].filter((it) => {
  const box = (it.closest("label") || it).getBoundingClientRect();
  const isOffered = it.checkVisibility({ visibilityProperty: true }) && !it.disabled;
  return isOffered && (box.height < 23.5 || box.width < 23.5);
}).map((it) => it.outerHTML.slice(0, 90))
"""
"""What can be pressed, does not stand in a line of text, and is smaller than 24 by 24 pixels."""


CUT_OFF = """
() => [...document.querySelectorAll(".table")]
  .filter((box) => box.scrollWidth > box.clientWidth + 1)
  .map((box) => `${box.getAttribute("aria-label")}: ${box.scrollWidth - box.clientWidth}`)
"""
"""The tables of a page that have to be scrolled sideways."""


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture(scope="module")
def measured(browser: Browser) -> Iterator[Page]:
    """One page for all that is only measured."""
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


def opened(page: Page, site: Path, url: str = AGREEMENT, place: str = "") -> Page:
    page.goto((site / url).as_uri() + place)
    return page


# --- sizes ----------------------------------------------------------------------------------------


def test_text_is_set_to_be_read(measured: Page, site: Path) -> None:
    found = opened(measured, site).evaluate(TYPE)
    assert 16 <= found["size"] <= 17.6
    assert 1.6 <= found["leading"] <= 1.75
    assert 43 <= found["measure"] <= 46
    assert found["face"] > 1
    assert found["underlined"]


def test_whatever_is_pressed_has_room_for_a_finger(
    measured: Page, site: Path, sorts: dict[str, str]
) -> None:
    small: set[str] = set()
    for url in sorts.values():
        opened(measured, site, url)
        for width in WIDTHS:
            measured.set_viewport_size({"width": width, "height": 800})
            small |= {f"{width}: {found}" for found in measured.evaluate(SMALL_TARGETS)}
    assert sorted(small) == []


def test_every_table_fits_into_a_window(measured: Page, site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        url = path.relative_to(site).as_posix()
        if not url.startswith("print/") and 'class="table"' in path.read_text(encoding="utf-8"):
            opened(measured, site, url)
            for width in (1280, 1024, 768, 390):
                measured.set_viewport_size({"width": width, "height": 900})
                assert measured.evaluate(CUT_OFF) == [], f"{url}: {width}"


def test_the_day_of_a_target_stands_beside_its_word(measured: Page, site: Path) -> None:
    opened(measured, site, "dashboard.html")
    for width in (1440, 1280):
        measured.set_viewport_size({"width": width, "height": 900})
        broken = measured.evaluate(DAYS_BELOW_THEIR_WORD)
        assert broken == [], f"{width}"


def test_an_icon_stands_beside_its_words(measured: Page, site: Path) -> None:
    for url in ("terms/index.html", "rights/index.html", AGREEMENT):
        gaps = opened(measured, site, url).evaluate(GAPS_BEHIND_ICONS)
        assert gaps
        assert max(gaps) <= 10, url


# --- the navigation -------------------------------------------------------------------------------


def titles(page: Page) -> list[str]:
    """Return the pages that the navigation shows, overviews apart."""
    links = page.locator(".tree details[open] li a")
    return [text for text in links.all_inner_texts() if text != "Overview"]


def test_the_navigation_is_narrowed_by_title_and_says_how_many_there_are(
    page: Page, site: Path
) -> None:
    opened(page, site, "index.html")
    field = page.get_by_role("textbox", name="Filter by title")
    field.fill("WEEKEND cov")
    assert {"Weekend cover", "Changing weekend cover"} <= set(titles(page))
    assert all("cov" in title.lower() for title in titles(page))
    expect(page.locator(".tree-status")).to_have_text(f"{len(titles(page))} pages")
    field.press("Escape")
    expect(field).to_have_value("")
    assert titles(page) == []


def test_what_is_not_in_force_can_be_left_out_but_never_the_page_itself(
    page: Page, site: Path
) -> None:
    opened(page, site)
    ended = page.locator(".tree").get_by_text("Retiring the old engine")
    expect(ended).to_be_visible()
    page.get_by_role("checkbox", name="In force only").check()
    expect(ended).to_have_count(0)
    assert "Weekend cover" in titles(page)
    assert not page.locator(".tree-note").count()
    opened(page, site, "agreements/old-engine-retirement.html")
    expect(page.locator(".tree [aria-current=page]")).to_contain_text("Retiring the old engine")


def test_where_no_status_says_otherwise_there_is_nothing_to_leave_out(
    page: Page, tmp_path: Path
) -> None:
    workspace = Workspace()
    files = {**theme_files(), "content/pages/a.md": b"# A\n", "content/pages/b.md": b"# B\n"}
    workspace.sync(files)
    publish(tmp_path / "site", outputs(workspace, files.get))
    opened(page, tmp_path / "site", "pages/a.html")
    expect(page.get_by_role("textbox", name="Filter by title")).to_be_visible()
    expect(page.get_by_role("checkbox")).to_have_count(0)


def test_what_it_is_narrowed_to_is_kept_and_stands_there_before_the_first_paint(
    page: Page, site: Path
) -> None:
    opened(page, site)
    page.get_by_role("textbox", name="Filter by title").fill("rota")
    page.get_by_role("checkbox", name="In force only").check()
    shown = titles(page)
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => { window.atFirst ="
        " document.querySelectorAll('.tree details[open] li').length; });"
    )
    opened(page, site, "index.html")
    assert page.evaluate("window.atFirst") > 0
    assert [title for title in titles(page) if title in shown] == titles(page)
    expect(page.get_by_role("textbox", name="Filter by title")).to_have_value("rota")
    expect(page.get_by_role("checkbox", name="In force only")).to_be_checked()


def test_the_navigation_names_no_page_twice_and_marks_one(
    measured: Page, site: Path, sorts: dict[str, str]
) -> None:
    measured.set_viewport_size({"width": 1280, "height": 900})
    for url in sorts.values():
        opened(measured, site, url)
        led_to = measured.locator(".sidebar a[href]").evaluate_all(
            "(all) => all.map((it) => it.getAttribute('href')).filter(Boolean)"
        )
        assert len(led_to) == len(set(led_to)), url
        assert measured.locator(".sidebar [aria-current=page]").count() <= 1, url


def test_the_navigation_keeps_how_far_it_was_scrolled(page: Page, site: Path) -> None:
    page.set_viewport_size({"width": 1280, "height": 420})
    opened(page, site)
    page.evaluate("document.getElementById('ui:sidebar').scrollTop = 300")
    opened(page, site, "index.html")
    assert page.evaluate("document.getElementById('ui:sidebar').scrollTop") > 150


# --- where the reader is --------------------------------------------------------------------------


def test_the_contents_mark_the_section_that_is_read(page: Page, site: Path) -> None:
    page.emulate_media(reduced_motion="reduce")
    opened(page, site)
    contents = page.get_by_role("navigation", name="On this page")
    contents.get_by_role("link", name="Signatures").click()
    marked = contents.locator("[aria-current=location]")
    expect(marked).to_have_text("Signatures")
    page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
    expect(marked).to_have_text("Where it came from")


def test_what_is_jumped_to_stands_below_the_header(page: Page, site: Path) -> None:
    page.emulate_media(reduced_motion="reduce")
    opened(page, site, place="#how-we-handle-trouble")
    expect(page.locator("#how-we-handle-trouble")).to_be_in_viewport()
    heading = page.locator("#how-we-handle-trouble").bounding_box()
    header = page.locator(".header").bounding_box()
    assert heading
    assert header
    assert heading["y"] >= header["y"] + header["height"]
    page.get_by_role("link", name="Back to top").click()
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()


def test_headings_can_be_linked_to(page: Page, site: Path) -> None:
    opened(page, site).get_by_role("link", name="Link to this section: Terms").click()
    expect(page).to_have_url(re.compile("#terms$"))


def test_the_way_up_and_the_neighbours_are_named(page: Page, site: Path) -> None:
    opened(page, site)
    way = page.get_by_role("navigation", name="Where you are")
    expect(way.get_by_role("link")).to_have_text(["Home", "Agreements"])
    turn = page.get_by_role("navigation", name="Previous and next")
    expect(turn.get_by_role("link")).to_have_count(2)


# --- what is not there ----------------------------------------------------------------------------


@pytest.mark.parametrize("scripts", ["scripts", "no scripts"])
@pytest.mark.parametrize("where", ["gone.html", "a/gone.html", "a/b/c/gone.html"])
@pytest.mark.parametrize("prefix", ["/", "/deep/er/"])
def test_the_page_for_what_is_not_there_finds_the_site_from_any_depth(
    prefix: str, where: str, scripts: str, visitors: Visitors, site: Path
) -> None:
    equipment = Equipment(has_scripts=scripts == "scripts")
    with served_below(site, prefix) as home, visitors.visitor(equipment) as context:
        page = context.new_page()
        asked: set[str] = set()
        for name, url in (("All pages", "map.html"), ("Home", "index.html")):
            page.goto(f"{home}{where}")
            expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
            expect(page.locator("body")).to_have_css("margin", "0px")
            links = page.get_by_role("link").filter(visible=True)
            led_to = links.evaluate_all("(all) => all.map((it) => it.href)")
            targets = {link.partition("#")[0] for link in led_to}
            for target in targets - asked - {page.url}:
                if target.startswith(home):
                    assert page.request.get(target).ok, target
            asked |= targets
            page.locator("main").get_by_role("link", name=name).filter(visible=True).click()
            expect(page).to_have_url(f"{home}{url}")
