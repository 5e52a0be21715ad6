"""No text that an author can write becomes markup or runs, in any place where a text is shown."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from browser.hostile import ALL, IDS, NAMES, PAYLOADS, TARGETS, Hostile
from browser.markup import Markup, name_of, pages_of
from browser.watching import Watch
from kinds.samples import SAMPLES

pytestmark = pytest.mark.browser

NAMED = (
    "decision does risk what note holder lesson title beneficiaries out_of_scope source was now "
    "aliases veto_grounds met missed unclear exit fallback issue if_broken do rhythm support"
).split()
"""Fields of front matter that must have been tried; `support` is a party's sense of a term."""

ACTS = """
() => {
  const found = [];
  for (const it of document.querySelectorAll("*")) {
    found.push(...it.getAttributeNames().filter((n) => n.startsWith("on") || n === "style"));
  }
  for (const it of document.links) {
    if (!["file:", "https:", "http:", "mailto:"].includes(it.protocol)) {
      found.push(it.href);
    }
  }
  return found;
}
"""
"""What in the live page, scripts done, could still act."""


@pytest.fixture(scope="module")
def hostile() -> Hostile:
    return Hostile()


@pytest.fixture(scope="module")
def folder(hostile: Hostile, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile.publish(tmp_path_factory.mktemp("hostile") / "site")


@pytest.fixture(scope="module")
def pages(folder: Path) -> list[Markup]:
    return pages_of(folder)


@pytest.fixture
def watch(context: BrowserContext, folder: Path) -> Iterator[Watch]:
    """A visitor's watch; whatever happened that should not have fails the test."""
    watching = Watch(context, f"{folder.as_uri()}/")
    yield watching
    assert watching.faults == []


@pytest.fixture
def page(watch: Watch) -> Iterator[Page]:
    opened = watch.context.new_page()
    yield opened
    opened.close()


def words(text: str) -> str:
    return " ".join(text.split())


# --- the HTML -------------------------------------------------------------------------------------


def test_the_payloads_stand_in_every_kind_of_text(hostile: Hostile, pages: list[Markup]) -> None:
    assert set(NAMED) <= hostile.fields
    assert len(PAYLOADS) >= 25
    assert len(pages) > len(PAYLOADS) * 2 + len(NAMES)


def test_the_pages_are_valid_and_hold_nothing_that_is_not_listed(pages: list[Markup]) -> None:
    found = [f"{page.url}: {error}" for page in pages for error in page.errors]
    found += [fault for page in pages for fault in page.foreign_matter()]
    found += [page.url for page in pages if len(set(page.ids)) != len(page.ids)]
    assert found == []


def test_addresses_lead_into_the_site_or_openly_to_the_web(pages: list[Markup]) -> None:
    links = list(_links(pages))
    assert [link for link in links if not _is_harmless(*link)] == []
    pictures = {address for name, _, address in links if name == "img"}
    assert pictures
    assert all(not urlsplit(address).scheme for address in pictures)


def _links(pages: Iterable[Markup]) -> Iterator[tuple[str, str, str]]:
    for page in pages:
        for found in page.elements:
            for attribute in ("href", "src"):
                if (address := found.get(attribute)) is not None:
                    yield name_of(found), found.get("class", ""), address


def _is_harmless(name: str, classes: str, address: str) -> bool:
    if address != address.strip() or "\\" in address or address.startswith("/"):
        return False
    scheme = urlsplit(address).scheme
    is_open = name == "a" and "external" in classes.split()
    return (
        scheme in {"http", "https", "mailto"} if is_open else ":" not in address.partition("#")[0]
    )


def test_texts_are_shown_as_they_are_written(hostile: Hostile, folder: Path) -> None:
    shown = {
        url: words("".join(Markup(url, (folder / url).read_text("utf-8")).body.itertext()))
        for url in (
            "agreements/weekend-cover.html",
            "rights/change-weekend-cover.html",
            "debriefs/cover-round-one.html",
            "trees/hostile/q.html",
            "index.html",
        )
    }
    assert hostile.fields
    for url, text in shown.items():
        assert words(ALL) in text, url
    for n, payload in enumerate(PAYLOADS):
        term = Markup("", (folder / f"terms/payload-{n}.html").read_text("utf-8"))
        assert words(payload) in words("".join(term.body.itertext()))


# --- the browser ----------------------------------------------------------------------------------


def test_nothing_runs_when_the_pages_are_opened(page: Page, folder: Path) -> None:
    # Pages of terms and indexes are alike; a few of them are opened, the HTML of all is looked at.
    alike = [*folder.glob("terms/payload-*.html"), *folder.glob("*/index.html")][4:]
    documents = sorted(set(folder.rglob("*.html")).difference(alike))
    for path in documents:
        page.goto(path.as_uri())
        assert page.evaluate(ACTS) == [], path.name
        page.evaluate("document.querySelectorAll('details').forEach((it) => { it.open = true; })")
    assert len(documents) > len(PAYLOADS) + len(SAMPLES)


def test_nothing_runs_when_it_is_searched_for(page: Page, folder: Path) -> None:
    page.goto((folder / "search.html").as_uri())
    for query in ("alert", "script", "onerror", "is defined here", "elsewhere", *PAYLOADS[:4]):
        page.get_by_role("searchbox").fill(query)
        expect(page.locator("[role=status]")).not_to_contain_text("…")
        expect(page.locator(".results li").first).to_be_visible()
        assert page.evaluate(ACTS) == [], query
    page.get_by_role("searchbox").fill("is defined here")
    expect(page.locator(".result-title").first).to_be_visible()
    assert page.locator(".results :is(script, img, svg, iframe, form)").count() == 0


def test_nothing_runs_when_everything_is_pointed_at_and_pressed(page: Page, folder: Path) -> None:
    for url in ("pages/payload-3.html", "pages/payload-5.html", "pages/targets.html"):
        page.goto((folder / url).as_uri())
        page.locator("main :is(a, button, summary)").evaluate_all(
            "(all) => all.forEach((it) => {"
            " for (const name of ['pointerenter', 'mouseover', 'pointerdown', 'focus', 'blur']) {"
            "  it.dispatchEvent(new Event(name, { bubbles: true })); } })"
        )
        page.keyboard.press("Escape")
    page.goto((folder / "pages/payload-3.html").as_uri())
    page.locator("a.term").first.focus()
    tooltip = page.get_by_role("tooltip")
    expect(tooltip).to_be_visible()
    assert tooltip.locator("p").count() > 0
    assert tooltip.locator(":scope > :not(p), p *").count() == 0  # a text a paragraph, nothing else


def test_nothing_runs_on_the_way_through_a_tree(page: Page, folder: Path) -> None:
    page.goto((folder / "trees/hostile/q.html").as_uri())
    page.locator("a[data-answer]").first.click()
    expect(page.locator(".route-answer")).to_have_text([PAYLOADS[0]])
    assert page.evaluate(ACTS) == []
    page.locator(".route-change").first.click()
    expect(page.locator("a[data-answer]")).to_have_count(2)


def test_links_with_hostile_addresses_go_nowhere_or_openly_to_the_web(
    page: Page, folder: Path
) -> None:
    page.goto((folder / "pages/targets.html").as_uri())
    found = page.locator("main .prose a").evaluate_all("(all) => all.map((it) => it.href)")
    inside = (f"{folder.as_uri()}/", "https://", "mailto:a@b.invalid")
    assert [href for href in found if not href.startswith(inside)] == []
    assert page.locator("main .broken").count() > len(TARGETS)


@pytest.mark.parametrize("width", [1280, 390])
def test_headings_cannot_take_the_place_of_the_theme_or_of_the_browser(
    page: Page, folder: Path, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((folder / "pages/ids.html").as_uri())
    assert {"page", "menu", "search", "body"} <= set(IDS)
    expect(page.locator("main h2[id='body']")).to_have_count(1)
    assert page.evaluate("document.body instanceof HTMLBodyElement && document.forms.length === 0")
    page.locator("a.term").first.focus()
    expect(page.get_by_role("tooltip")).to_be_visible()
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("weekend")
    expect(page.locator("li.result").first).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Colours as the system has them").click()
    expect(page.locator("html[data-theme=light]")).to_have_count(1)
    if width < 1000:
        page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("navigation", name="Site")).to_be_visible()
    expect(page.locator(".tree details").first).to_be_visible()
