"""What a browser prints: the sheets of a document, and of a page of many."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from playbook.engine.settings.registry import KINDS

pytestmark = pytest.mark.browser

SPLIT = """
() => ["callout", "strip", "notice", "decision"].flatMap((name) =>
  [...document.querySelectorAll(`.${name}`)]
    .filter((it) => getComputedStyle(it).breakInside !== "avoid")
    .map((it) => it.outerHTML.slice(0, 60)))
  .concat([...document.querySelectorAll("tr")]
    .filter((it) => getComputedStyle(it).breakInside !== "avoid")
    .map((it) => it.outerHTML.slice(0, 60)))
"""
"""What may be torn in two by the end of a sheet, and must not."""


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def sheets(data: bytes) -> int:
    """Return the number of pages of a PDF."""
    return len(re.findall(rb"/Type\s*/Page\b", data))


@pytest.mark.parametrize("url", ["agreements/weekend-cover.html", "print/agreements.html"])
def test_nothing_that_belongs_together_is_split(url: str, page: Page, site: Path) -> None:
    page.goto((site / url).as_uri())
    page.emulate_media(media="print")
    assert page.evaluate(SPLIT) == []


def test_a_table_of_few_rows_stays_whole_and_a_long_one_goes_on_overleaf(
    page: Page, site: Path
) -> None:
    page.goto((site / "teams/support.html").as_uri())
    page.emulate_media(media="print")
    tables = page.evaluate(
        "[...document.querySelectorAll('table')].map((it) => ["
        "it.tBodies[0].rows.length, getComputedStyle(it).breakInside, "
        "[...it.tBodies[0].rows].map((row) => getComputedStyle(row).breakAfter)])"
    )
    assert {rows > 6 for rows, _, _ in tables} == {True, False}
    for rows, inside, after in tables:
        assert inside == ("auto" if rows > 6 else "avoid")
        assert after[-1] == "auto", "what follows a table may begin on the next sheet"
        if rows > 6:
            assert (after[0], after[1], after[-2]) == ("avoid", "auto", "avoid")


def test_facts_are_printed_as_large_as_the_text(page: Page, site: Path) -> None:
    page.goto((site / "agreements/weekend-cover.html").as_uri())
    page.emulate_media(media="print")
    size = "(name) => parseFloat(getComputedStyle(document.querySelector(name)).fontSize)"
    text = page.evaluate(size, ".prose:not(.lead) > p")
    assert text == pytest.approx(14, abs=0.1), "10.5 points"
    assert text - 1 < page.evaluate(size, ".fact dd") <= text


def test_only_addresses_that_hold_anywhere_are_printed(page: Page, site: Path) -> None:
    page.goto((site / "agreements/weekend-cover.html").as_uri())
    page.emulate_media(media="print")
    printed = page.evaluate(
        "[...document.querySelectorAll('main a')]"
        ".filter((it) => getComputedStyle(it, '::after').content.includes('('))"
        ".map((it) => it.getAttribute('href'))"
    )
    assert printed
    assert [address for address in printed if not address.startswith("https://")] == []


def test_every_index_of_a_kind_leads_to_the_page_that_prints_them_all(site: Path) -> None:
    indexes = {path.parent.name: path for path in site.glob("*/index.html")}
    del indexes["print"]
    assert len(indexes) == len(KINDS)
    for kind, index in indexes.items():
        assert f'href="../print/{kind}.html"' in index.read_text(encoding="utf-8"), kind


def test_sheets_say_which_state_this_is(page: Page, site: Path) -> None:
    page.goto((site / "agreements/weekend-cover.html").as_uri())
    page.emulate_media(media="print")
    said = "getComputedStyle(document.querySelector('.footer-site'), '::after').content"
    assert page.evaluate(said).startswith('"as of ')
    sheet = (site / "as-of.css").read_text(encoding="utf-8")
    assert "@bottom-left" in sheet
    assert "counter(page)" in sheet


def test_a_short_page_does_not_push_its_foot_to_a_sheet_of_its_own(page: Page, site: Path) -> None:
    page.set_viewport_size({"width": 1280, "height": 4000})
    page.goto((site / "404.html").as_uri())
    foot = "document.querySelector('.footer').getBoundingClientRect().bottom"
    assert page.evaluate(foot) == pytest.approx(4000, abs=1), "on a screen it stands at the foot"
    page.emulate_media(media="print")
    assert page.evaluate(foot) < 1000, "on paper it follows the text"


def test_a_page_of_many_documents_begins_each_part_on_a_sheet_of_its_own(
    page: Page, site: Path
) -> None:
    page.goto((site / "print/trees.html").as_uri())
    data = page.pdf(format="A4")
    assert sheets(data) >= 3
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="Print").is_visible()


def test_links_between_documents_of_a_page_show_their_numbers(page: Page, site: Path) -> None:
    page.goto((site / "print/index.html").as_uri())
    page.emulate_media(media="print")
    link = page.locator(".book-chapter .prose a[data-chapter]:not(.term)").first
    number = link.get_attribute("data-chapter")
    shown = link.evaluate("it => getComputedStyle(it, '::after').content")
    assert shown == f'" ({number})"'


def test_the_button_prints(page: Page, site: Path) -> None:
    page.add_init_script("window.print = () => { window.printed = true; };")
    page.goto((site / "agreements/weekend-cover.html").as_uri())
    page.get_by_role("button", name="Print this page").click()
    assert page.evaluate("window.printed")


def test_what_is_folded_is_open_while_it_is_printed(page: Page, site: Path) -> None:
    page.goto((site / "trees/rota-change.html").as_uri())
    folded = "document.querySelectorAll('main details:not([open])').length"
    before = page.evaluate(folded)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(folded) == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(folded) == before
