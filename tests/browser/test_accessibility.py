"""Every sort of page is accessible: axe finds nothing, in both colour schemes, at three widths."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from playbook.rendering.site_views import SITE_VIEWS

pytestmark = pytest.mark.browser

WIDTHS = {1280: 900, 390: 844, 320: 700}
PHONES = {390: 844, 320: 700}
OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
OF_COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
"""What axe has to say of colours; the dark scheme changes nothing else in a page."""

SCHEMES: tuple[tuple[Literal["light", "dark"], dict[str, Any]], ...] = (
    ("light", OPTIONS),
    ("dark", OF_COLOURS),
)
QUERY = "weekend"
WALKED = "trees/may-we-buy-this/do-we-already-pay-for-something-that-does-this.html"
TERM_PAGE = "agreements/weekend-cover.html"

AXE = Axe()
VIOLATIONS = "async (options) => (await axe.run(options)).violations"

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
"""How far a page scrolls sideways."""

CONTRASTS = """
() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const paint = (colours) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (colour) => {
    const [r, g, b] = colour.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const grounds = (element) => {
    const own = getComputedStyle(element).backgroundColor;
    return element.parentElement ? [...grounds(element.parentElement), own] : [own];
  };
  const found = [];
  for (const element of document.querySelectorAll("main *")) {
    const words = [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!words || !element.checkVisibility()) {
      continue;
    }
    const below = grounds(element);
    const above = [...below, getComputedStyle(element).color];
    const [one, two] = [light(paint(below)), light(paint(above))];
    const ratio = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    const isBody = !element.className && element.matches(":is(h1, h2, td, .prose) *, h1, h2, td");
    found.push([isBody && !element.closest("th"), ratio, element.outerHTML.slice(0, 120)]);
  }
  return found;
}
"""
"""Of all that has words in the main part: is it body text, its contrast, its HTML."""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One page for the whole file; movement is off, so that no colour is half-way."""
    context = browser.new_context(reduced_motion="reduce", has_touch=False)
    yield context.new_page()
    context.close()


def violations(page: Page, options: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what axe has against the page; axe itself is loaded into a page but once."""
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(AXE.axe_script)
    found: list[dict[str, Any]] = page.evaluate(VIOLATIONS, options)
    return found


def look(page: Page, widths: dict[int, int], prepare: Callable[[], None] | None = None) -> None:
    """Run axe on the page as it stands, at each width, light and dark; fail with what it says."""
    faults: list[str] = []
    for width, height in widths.items():
        page.set_viewport_size({"width": width, "height": height})
        # Scripts hear of it with the next frame, and hide what was placed for the old size.
        page.wait_for_function("width => innerWidth === width", arg=width)
        if prepare:
            prepare()
        if over := page.evaluate(SIDEWAYS):
            faults.append(f"{width}: scrolls sideways by {over}")
        for scheme, options in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            faults += (
                f"{width} {scheme}: {fault['id']}: {node['target']} {node['html'][:120]}"
                for fault in violations(page, options)
                for node in fault["nodes"]
            )
    if faults:
        pytest.fail("\n".join([page.url, *faults]), pytrace=False)


SORTS = [
    *(
        f"view-document kind-{kind}"
        for kind in (
            "agreement amendment assumption debrief incentive matrix metric norm outcome page "
            "pilot plan right team term tradeoff tree"
        ).split()
    ),
    *("view-index", *(f"view-index kind-{kind}" for kind in ("pilot", "term"))),
    *(f"view-node kind-tree walk-{shape}" for shape in ("question", "step", "outcome")),
    *(f"view-{view}" for view in ("home", "map", "search", "404", "print")),
    *(f"view-{view.name}" for view in SITE_VIEWS),
    "view-account",
]


def test_the_list_of_sorts_is_complete(sorts: dict[str, str]) -> None:
    assert set(sorts) == set(SORTS)


def test_the_dark_scheme_changes_nothing_but_colours(site: Path) -> None:
    """Each is half of a `light-dark()`; so of dark pages nothing else needs to be looked at."""
    files = [path for path in site.rglob("*") if path.suffix in {".css", ".js"}]
    texts = {path.name: path.read_text("utf-8") for path in files}
    assert any("light-dark(" in text for text in texts.values())
    assert [name for name, text in texts.items() if "prefers-color-scheme" in text] == []


@pytest.mark.parametrize("sort", SORTS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    sort: str, sorts: dict[str, str], site: Path, page: Page
) -> None:
    page.goto((site / sorts[sort]).as_uri())
    look(page, WIDTHS)


def test_axe_finds_nothing_with_the_drawer_open(site: Path, page: Page) -> None:
    page.goto((site / TERM_PAGE).as_uri())

    def open_drawer() -> None:
        if page.locator("html[data-drawer]").count() == 0:
            page.get_by_role("button", name="Menu").click()
        expect(page.locator("html[data-drawer]")).to_have_count(1)

    look(page, PHONES, open_drawer)


def test_axe_finds_nothing_with_the_search_open_and_results_in_it(site: Path, page: Page) -> None:
    page.goto((site / TERM_PAGE).as_uri())
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill(QUERY)
    expect(page.locator("li.result").first).to_be_visible()
    look(page, WIDTHS)


def test_axe_finds_nothing_where_the_search_found_nothing(site: Path, page: Page) -> None:
    page.goto((site / "search.html").as_uri())
    page.get_by_role("searchbox").fill("qqqqzzzz")
    expect(page.locator("li.results-help")).to_be_visible()
    look(page, WIDTHS)


def test_axe_finds_nothing_half_way_through_a_tree(site: Path, page: Page) -> None:
    page.goto((site / WALKED).as_uri())
    for steps in (1, 2):
        page.locator("a[data-answer]").last.click()
        expect(page.get_by_role("heading", name="Your answers")).to_be_visible()
        expect(page.locator(".route-step")).to_have_count(steps)
    look(page, WIDTHS)


def test_axe_finds_nothing_with_the_stages_of_a_team_marked(site: Path, page: Page) -> None:
    page.goto((site / "trees/may-we-buy-this.html").as_uri())
    page.get_by_label("I am:").select_option("finance")
    expect(page.locator(".drawing-band.is-mine").first).to_contain_text("Finance")
    look(page, WIDTHS)
    page.get_by_label("I am:").select_option("")


def test_axe_finds_nothing_with_a_definition_shown(site: Path, page: Page) -> None:
    page.goto((site / TERM_PAGE).as_uri())

    def show_definition() -> None:
        page.locator("a.term").first.blur()
        page.locator("a.term").first.focus()
        expect(page.get_by_role("tooltip")).to_be_visible()

    look(page, WIDTHS, show_definition)


def test_text_has_a_contrast_of_seven_and_muted_text_of_four_and_a_half(
    sorts: dict[str, str], site: Path, page: Page
) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    body = 0
    for url in sorts.values():
        page.goto((site / url).as_uri())
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            for is_body, ratio, html in page.evaluate(CONTRASTS):
                body += is_body
                assert ratio >= (7 if is_body else 4.5), f"{url} {scheme}: {ratio:.2f}: {html}"
    assert body > 400
