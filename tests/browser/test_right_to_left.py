"""A site in a language that is written from right to left is turned round as a whole."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from browser.markup import pages_of, richest
from disk import lay
from kinds.samples import SAMPLES
from playbook.engine.publishing.publish import publish
from playbook.engine.runs.project import Project
from playbook.engine.workspace.outputs import outputs
from playbook.engine.workspace.workspace import Options

pytestmark = pytest.mark.browser

MIXED = "# אבג\n\nאבג [Ask Finance!](../teams/finance.md) אבג `make test -x` אבג.\n"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
BEFORE = "([one, two]) => one.getBoundingClientRect().left < two.getBoundingClientRect().left"


@pytest.fixture(scope="module")
def turned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sample story's site in Hebrew."""
    files = {f"content/{path}": text for path, text in SAMPLES.items()}
    files |= {"site.yml": "language: he\n", "content/pages/mixed.md": MIXED}
    root = lay(tmp_path_factory.mktemp("turned"), files)
    project = Project.open(root)
    workspace, _ = project.workspace(Options(drafts=True))
    publish(root / "site", outputs(workspace, project.read))
    return root / "site"


@pytest.fixture
def page(context: BrowserContext) -> Page:
    opened = context.new_page()
    opened.emulate_media(reduced_motion="reduce")
    return opened


def is_left_of(page: Page, one: str, two: str) -> bool:
    """Tell whether an element begins further left than another."""
    handles = [page.locator(selector).first.element_handle() for selector in (one, two)]
    return bool(page.evaluate(BEFORE, handles))


def test_the_frame_is_turned_round(page: Page, turned: Path) -> None:
    page.goto((turned / "agreements/weekend-cover.html").as_uri())
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert is_left_of(page, ".main", ".sidebar")
    assert is_left_of(page, ".header-tools", ".brand")
    assert is_left_of(page, ".contents", "h1")
    assert is_left_of(page, ".grid td", ".grid th")


def test_nothing_scrolls_sideways_and_the_drawer_comes_from_the_right(
    page: Page, turned: Path
) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    for url in richest(pages_of(turned)).values():
        page.goto((turned / url).as_uri())
        assert page.evaluate(SIDEWAYS) == 0, url
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("dialog", name="Menu")).to_be_in_viewport(ratio=1)
    box = page.locator(".sidebar").bounding_box()
    assert box
    assert box["x"] + box["width"] == pytest.approx(320, abs=1)


def test_arrows_point_where_reading_goes(page: Page, turned: Path) -> None:
    page.goto((turned / "tradeoffs/slower-first-reply.html").as_uri())
    arrow = page.locator(".change .icon-onward").first
    assert arrow.evaluate("it => getComputedStyle(it).transform") == "matrix(-1, 0, 0, 1, 0, 0)"
    assert is_left_of(page, ".change-after", ".change-before")


def test_names_and_code_keep_their_own_direction(page: Page, turned: Path) -> None:
    page.goto((turned / "pages/mixed.html").as_uri())
    link = page.locator(".prose a").first
    # The mark at the end of an English name stands at its right, as in English.
    ends = link.evaluate(
        """it => {
          const text = it.firstChild;
          const at = (from) => {
            const range = document.createRange();
            range.setStart(text, from);
            range.setEnd(text, from + 1);
            return range.getBoundingClientRect().left;
          };
          return [at(0), at(text.length - 1)];
        }"""
    )
    assert ends[0] < ends[1]
    assert page.locator(".prose code").evaluate("it => getComputedStyle(it).direction") == "ltr"
