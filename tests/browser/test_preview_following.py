"""A tab follows what is saved: it ends on the final bytes, and keeps what the reader has open."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error, Page, expect

from apps.serving import Served, serving, wait_for
from browser.watching import Watch
from disk import lay
from playbook.engine.runs.project import Project
from playbook.engine.workspace.workspace import Options
from story import STORY

pytestmark = pytest.mark.browser

TEXT = "content/pages/long.md"
LONG = "\n\n".join(f"## Part {n}\n\nWords of part {n}." for n in range(40))
MARK = "globalThis.loadedOnce = true"
"""A variable of the page: gone when it was loaded anew."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = lay(tmp_path_factory.mktemp("followed") / "project", STORY)
    with serving(root, "-p", "0", "--as-of", "2026-06-20") as server:
        yield server


@pytest.fixture
def home(served: Served) -> str:
    return f"http://{served.host}"


@pytest.fixture
def watch(context: BrowserContext, home: str) -> Iterator[Watch]:
    watching = Watch(context, home)
    yield watching
    assert watching.faults == []


@pytest.fixture
def page(context: BrowserContext, watch: Watch) -> Page:
    assert watch.faults == []
    return context.new_page()


def until(page: Page, condition: str) -> None:
    """Wait until an expression is true of the page, or of the one that takes its place."""

    def look() -> bool:
        try:
            return bool(page.evaluate(f"Boolean({condition})"))
        except Error:  # it was left for the next one in the middle of the question
            return False

    wait_for(look, f"never true: {condition}")


def text_of(page: Page) -> str:
    """What the page shows, without what scripts add to it."""
    found: str = page.evaluate(
        """() => {
          const main = document.querySelector("main").cloneNode(true);
          for (const it of main.querySelectorAll(".tooltip")) it.remove();
          for (const it of main.querySelectorAll("[aria-current=location]")) {
            it.removeAttribute("aria-current"); // where the reader is
          }
          return main.innerHTML;
        }"""
    )
    return found


def follow(page: Page, address: str) -> None:
    """Open a page and wait until it listens."""
    with page.expect_response(lambda response: "/-/events" in response.url):
        page.goto(address)
    page.evaluate(MARK)


def is_same_visit(page: Page) -> bool:
    return bool(page.evaluate("globalThis.loadedOnce === true"))


def long(words: str, extra: str = "") -> str:
    return f"# Long\n\n{words}\n\n{extra}\n\n{LONG}\n"


def begin(page: Page, served: Served, words: str) -> None:
    """Open the page in the middle of a long text that begins with some words."""
    lay(served.root, {TEXT: long(words)})
    wait_until_taken_in(served)
    follow(page, f"http://{served.host}/pages/long.html")
    page.evaluate("scrollTo({ top: 900, behavior: 'instant' })")


def wait_until_taken_in(served: Served) -> None:
    told = f"{served.root / TEXT}"
    wait_for(lambda: served.get("/pages/long.html").page == built(served), f"{told} is old")


def expect_fresh(page: Page, context: BrowserContext, served: Served, home: str) -> None:
    """Wait until the page shows what one shows that is loaded now."""
    wait_until_taken_in(served)
    fresh = context.new_page()
    fresh.goto(f"{home}/pages/long.html")
    wait_for(lambda: text_of(page) == text_of(fresh), "it never came to the same")


def built(served: Served) -> bytes:
    """The page as a build of the files as they are now makes it."""
    project = Project.open(served.root)
    workspace, _ = project.workspace(Options(date(2026, 6, 20), drafts=True))
    return workspace.page("pages/long.html") or b""


def place_of_a_heading(page: Page) -> float:
    """Where on the screen a heading in the middle stands."""
    place: float = page.locator("#part-12").evaluate("(it) => it.getBoundingClientRect().top")
    return place


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("First words.", "Second words."),
        ("One *two* three.", "One **two** three, four."),
        ("A paragraph.", "A paragraph.\n\nA second one.\n\n- and\n- a list"),
        ("A paragraph.\n\nA second one.\n\n> quoted", "A second one."),
        ("- one\n- two\n- three", "- one\n- two and a half\n- three\n- four"),
        ("| a | b |\n| - | - |\n| 1 | 2 |", "| a | b |\n| - | - |\n| 1 | 3 |\n| 4 | 5 |"),
        ("[Plain](plain.md) words.", "[Plain](plain.md) and `code` words."),
        ("Gone.", ""),
        ("", "Come."),
    ],
)
def test_changed_text_is_changed_in_place_and_comes_to_the_same_as_loading_it(
    page: Page, context: BrowserContext, served: Served, home: str, before: str, after: str
) -> None:
    begin(page, served, before)
    place = place_of_a_heading(page)
    for text in (after, before, after):
        lay(served.root, {TEXT: long(text, "End.")})
        until(page, "globalThis.playbookPreview?.changes > (globalThis.seen ?? 0)")
        page.evaluate("globalThis.seen = playbookPreview.changes")
    expect_fresh(page, context, served, home)
    assert is_same_visit(page)
    assert abs(place_of_a_heading(page) - place) < 3


@pytest.mark.parametrize(
    "after",
    [
        "Words.\n\n## A new part\n\nMore.",
        "```\ncode\n```",
        "- [ ] to do",
        "The first reply counts.",
    ],
)
def test_what_scripts_have_a_hand_in_is_loaded_anew_and_the_place_is_kept(
    page: Page, context: BrowserContext, served: Served, home: str, after: str
) -> None:
    begin(page, served, "Words.")
    place = place_of_a_heading(page)
    lay(served.root, {TEXT: long(after)})
    until(page, "globalThis.loadedOnce !== true")
    page.wait_for_load_state("load")
    wait_for(lambda: abs(place_of_a_heading(page) - place) < 3, "the place was not kept")
    expect_fresh(page, context, served, home)


def test_a_reload_keeps_what_is_folded_open_and_what_has_the_focus(
    page: Page, served: Served, home: str
) -> None:
    follow(page, f"{home}/trees/rota.html")
    page.locator("main details").first.evaluate("(it) => { it.open = !it.open; }")
    states = "[...document.querySelectorAll('main details')].map((it) => it.open)"
    before = page.evaluate(states)
    link = page.locator("main a").nth(3)
    link.focus()
    words = link.inner_text()
    tree = STORY["content/trees/rota.md"]
    lay(served.root, {"content/trees/rota.md": tree.replace("# ", "# Renamed: ", 1)})
    until(page, "globalThis.loadedOnce !== true")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Renamed")
    page.wait_for_function("(words) => document.activeElement.innerText === words", arg=words)
    page.wait_for_function(f"(it) => JSON.stringify({states}) === JSON.stringify(it)", arg=before)


def test_a_half_walked_tree_goes_on_where_it_was(page: Page, served: Served, home: str) -> None:
    follow(page, f"{home}/trees/rota.html")
    page.locator("main a[href*='trees/rota/'], main a[href*='rota/']").first.click()
    page.locator("a[data-answer][href*='?']").first.click()  # as soon as it takes the way along
    expect(page).to_have_url(re.compile(r"\?"))
    expect(page.get_by_role("heading", name="Your answers")).to_be_visible()
    page.wait_for_load_state("load")
    address, steps = page.url, page.locator(".route-step").all_text_contents()
    assert steps
    page.evaluate(MARK)
    lay(served.root, {"content/pages/beside.md": "# Beside\n\nWords.\n"})
    until(page, "globalThis.loadedOnce !== true")
    expect(page.get_by_role("heading", name="Your answers")).to_be_visible()
    expect(page).to_have_url(address)
    expect(page.locator(".route-step")).to_have_text(steps)


def test_a_style_sheet_is_changed_without_loading_the_page(
    page: Page, served: Served, home: str
) -> None:
    lay(served.root, {"content/extra.css": "h1 { color: rgb(1, 2, 3) }"})
    lay(served.root, {"site.yml": f"{STORY['site.yml']}\nextra_css: [extra.css]\n"})
    served.wait_for_page("/pages/plain.html", b"extra.css")
    follow(page, f"{home}/pages/plain.html")
    title = page.get_by_role("heading", level=1)
    expect(title).to_have_css("color", "rgb(1, 2, 3)")
    lay(served.root, {"content/extra.css": "h1 { color: rgb(3, 2, 1) }"})
    expect(title).to_have_css("color", "rgb(3, 2, 1)")
    assert is_same_visit(page)
    expect(page.locator("link[href*='extra.css']")).to_have_count(1)
    lay(served.root, {"site.yml": STORY["site.yml"]})
    until(page, "globalThis.loadedOnce !== true")


def test_a_tab_whose_bytes_are_the_same_is_left_alone(
    page: Page, context: BrowserContext, served: Served, home: str
) -> None:
    lay(served.root, {TEXT: long("Words.")})
    served.wait_for_page("/pages/long.html", b"Words.")
    follow(page, f"{home}/agreements/cover.html")
    other = context.new_page()
    follow(other, f"{home}/pages/long.html")
    lay(served.root, {TEXT: long("Other words.")})
    expect(other.get_by_text("Other words.")).to_be_visible()
    assert page.evaluate("playbookPreview.changes ?? 0") == 0
    assert is_same_visit(page)


def test_an_open_search_is_not_taken_away_and_the_page_is_new_when_it_closes(
    page: Page, served: Served, home: str
) -> None:
    follow(page, f"{home}/pages/plain.html")
    page.keyboard.press("Control+k")
    page.get_by_role("searchbox").fill("cover")
    expect(page.locator("li.result").first).to_be_visible()
    plain = STORY["content/pages/plain.md"]
    lay(served.root, {"content/pages/plain.md": plain.replace("# ", "# Retitled ", 1)})
    page.wait_for_timeout(400)
    expect(page.get_by_role("searchbox")).to_have_value("cover")
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Retitled")
    lay(served.root, {"content/pages/plain.md": plain})
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Retitled")


def test_the_search_follows_the_edits(page: Page, served: Served, home: str) -> None:
    follow(page, f"{home}/search.html?q=quokka")
    expect(page.get_by_role("status").first).not_to_be_empty()
    expect(page.locator("li.result")).to_have_count(0)
    lay(served.root, {TEXT: long("A quokka.")})
    expect(page.locator("li.result")).to_have_count(1, timeout=60_000)
    lay(served.root, {TEXT: long("A wombat.")})
    expect(page.locator("li.result")).to_have_count(0, timeout=60_000)


def test_only_a_visible_tab_holds_a_connection(page: Page, served: Served, home: str) -> None:
    lay(served.root, {TEXT: long("Words.")})
    served.wait_for_page("/pages/long.html", b"Words.")
    hidden = (
        "Object.defineProperty(document, 'hidden', {{ value: {}, configurable: true }});"
        "document.dispatchEvent(new Event('visibilitychange'));"
    )
    follow(page, f"{home}/pages/long.html")
    page.evaluate(hidden.format("true"))
    lay(served.root, {TEXT: long("Newer words.")})
    served.wait_for_page("/pages/long.html", b"Newer words.")
    page.wait_for_timeout(300)
    expect(page.get_by_text("Newer words.")).to_have_count(0)
    page.evaluate(hidden.format("false"))
    expect(page.get_by_text("Newer words.")).to_be_visible()


def test_a_server_that_is_gone_is_missed_even_where_its_style_sheet_never_came(
    page: Page, tmp_path: Path, watch: Watch
) -> None:
    root = lay(tmp_path, {"site.yml": "", "content/index.md": "# Home\n\nFirst words.\n"})
    page.route("**/-/preview.css", lambda route: route.abort())
    with serving(root, "-p", "0") as server:
        follow(page, f"http://{server.host}/")
        until(page, "document.querySelector('playbook-preview')")  # it has heard of this server
        assert server.stop() == 0
    expect(page.get_by_role("button", name="The preview has stopped")).to_be_visible(timeout=60_000)
    watch.faults.clear()  # the browser complains of a server that is gone, as it should


def test_a_tab_goes_on_with_a_server_that_was_started_again(
    page: Page, tmp_path: Path, watch: Watch
) -> None:
    root = lay(tmp_path, {"site.yml": "", "content/index.md": "# Home\n\nFirst words.\n"})
    with serving(root, "-p", "0") as server:
        follow(page, f"http://{server.host}/")
        until(page, "document.querySelector('playbook-preview')")  # it has heard of this server
        port = server.port
        assert server.stop() == 0
    expect(page.get_by_role("button", name="The preview has stopped")).to_be_visible(timeout=60_000)
    lay(root, {"content/index.md": "# Home\n\nSecond words.\n"})
    with serving(root, "-p", str(port)) as server:
        assert server.port == port
        expect(page.get_by_text("Second words.")).to_be_visible(timeout=60_000)
        expect(page.get_by_text("The preview has stopped")).to_have_count(0)
    watch.faults.clear()  # the browser complains of a server that is gone, as it should
