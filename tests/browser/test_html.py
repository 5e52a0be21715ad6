"""Every page of this repository's own playbook is valid HTML, whole, and tied together rightly."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from browser.markup import POLICY, Markup, name_of, pages_of, text_of

MANY = 100
"""The playbook has more pages than this; fewer would mean that nothing was looked at."""

INTERACTIVE = ("a", "button", "input", "summary")
REFERRING = ("aria-controls", "aria-describedby", "aria-labelledby", "for")


@pytest.fixture(scope="module")
def pages(site: Path) -> list[Markup]:
    found = pages_of(site)
    assert len(found) > MANY
    return found


def fail_on(faults: Iterable[str]) -> None:
    if found := list(faults):
        pytest.fail("\n".join(found[:40]), pytrace=False)


# --- valid ----------------------------------------------------------------------------------------


def test_every_page_is_parsed_without_an_error(pages: list[Markup]) -> None:
    fail_on(f"{page.url}: {error}" for page in pages for error in page.errors)


def test_pages_hold_only_elements_and_attributes_that_are_listed(pages: list[Markup]) -> None:
    fail_on(fault for page in pages for fault in page.foreign_matter())


def test_no_id_stands_twice_in_a_page_and_none_is_empty(pages: list[Markup]) -> None:
    fail_on(
        f"{page.url}: id={name!r} × {count}"
        for page in pages
        for name, count in Counter(page.ids).items()
        if count > 1 or not name or re.search(r"\s", name)
    )


def test_what_refers_to_an_id_finds_it(pages: list[Markup]) -> None:
    fail_on(
        f"{page.url}: {attribute}={name!r}"
        for page in pages
        for found in page.elements
        for attribute in REFERRING
        for name in found.get(attribute, "").split()
        if name not in page.ids
    )


def test_lists_hold_items_and_definitions_hold_pairs(pages: list[Markup]) -> None:
    fail_on(fault for page in pages for fault in _misplaced(page))


def _misplaced(page: Markup) -> Iterator[str]:
    for found in page.all("ul", "ol"):
        if strange := {name_of(child) for child in found} - {"li"}:
            yield f"{page.url}: <{name_of(found)}> holds {strange}"
    for found in page.all("dl"):
        for group in [found, *found.iter("div")]:
            names = [name_of(held) for held in group]
            if names[:1] not in (["dt"], ["div"]) or set(names[1:]) - {"dt", "dd", "div"}:
                yield f"{page.url}: a <dl> holds {names}"
    for found in page.all("a", "button", "input", "summary"):
        if page.within(found, "a", "button"):
            yield f"{page.url}: <{name_of(found)}> “{text_of(found)}” stands in another one"


# --- tied together --------------------------------------------------------------------------------


def test_every_link_inside_the_site_leads_to_a_page_and_a_place(
    pages: list[Markup], site: Path
) -> None:
    places = {page.url: set(page.ids) for page in pages}
    fail_on(
        f"{page.url}: {address}"
        for page in pages
        for address in _addresses(page)
        if not urlsplit(address).scheme and not _leads(page.url, address, places, site)
        # The page for what is not there looks for its site in the folders above.
        if not (page.url == "404.html" and address.startswith("../"))
    )


def _addresses(page: Markup) -> Iterator[str]:
    for found in page.elements:
        for attribute in ("href", "src"):
            if (address := found.get(attribute)) is not None:
                yield address
        if found.get("http-equiv") == "refresh":
            yield found.get("content", "").partition("url=")[2]


def _leads(url: str, address: str, places: dict[str, set[str]], site: Path) -> bool:
    parts = urlsplit(address)
    target = normpath(join(dirname(url), unquote(parts.path))) if parts.path else url
    if target not in places:
        return bool(parts.path) and not parts.fragment and (site / target).is_file()
    return not parts.fragment or unquote(parts.fragment) in places[target]


def test_links_are_relative_or_lead_openly_elsewhere(pages: list[Markup]) -> None:
    fail_on(
        f"{page.url}: <{name_of(found)}> {address}"
        for page in pages
        for found in page.elements
        for attribute in ("href", "src")
        if (address := found.get(attribute)) is not None
        if address.startswith("/") or "\\" in address or not address or urlsplit(address).scheme
        if not _is_open(found.get("class", ""), address)
    )


def _is_open(classes: str, address: str) -> bool:
    is_said = {"external", "colophon-edit"} & {*classes.split()}
    return bool(is_said) and urlsplit(address).scheme in {"https", "http", "mailto"}


def test_scripts_that_carry_data_name_pages_that_exist(site: Path) -> None:
    navigation = _data(site / "navigation.js")
    fail_on(
        f"navigation.js: {url}"
        for kind in navigation["kinds"]
        for url in (kind["href"], *(item[1] for item in kind["items"]))
        if not (site / unquote(url)).is_file()
    )
    walks = sorted(site.rglob("walk.js"))
    fail_on(
        f"{path}: {node['url']}"
        for path in walks
        if path.parent.name != "assets"
        for node in _data(path)["nodes"].values()
        if not (path.parent / unquote(node["url"])).is_file()
    )
    assert len(walks) > 1


def _data(path: Path) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text[text.index("{") : text.rindex("}") + 1])
    return data


# --- for every reader -----------------------------------------------------------------------------


def test_headings_begin_with_one_first_and_skip_no_level(pages: list[Markup]) -> None:
    for page in pages:
        levels = [int(name_of(found)[1]) for found in page.all(*(f"h{n}" for n in range(1, 7)))]
        assert levels[:1] == [1], f"{page.url}: {levels}"
        assert levels.count(1) == 1, f"{page.url}: {levels}"
        assert all(after <= before + 1 for before, after in pairwise(levels)), (
            f"{page.url}: {levels}"
        )


def test_a_page_has_one_main_part_and_its_navigations_have_names(pages: list[Markup]) -> None:
    for page in pages:
        assert len(list(page.all("main"))) == 1, page.url
        names = [found.get("aria-label", "") for found in page.all("nav")]
        assert names, page.url
        assert all(names), f"{page.url}: {names}"
        assert len(set(names)) == len(names), f"{page.url}: {names}"
        assert all(found.get("aria-label") for found in page.all("dialog")), page.url


def test_the_first_link_leads_past_the_navigation(pages: list[Markup]) -> None:
    for page in pages:
        first = next(found for found in page.elements if name_of(found) in INTERACTIVE)
        target = next(page.all("main")).get("id")
        assert (first.get("class"), first.get("href")) == ("skip", f"#{target}"), page.url


def test_pages_say_their_language_direction_and_title(pages: list[Markup]) -> None:
    for page in pages:
        root = next(page.all("html"))
        assert (root.get("lang"), root.get("dir")) == ("en", "ltr"), page.url
        assert root.get("data-url") == page.url
        assert next(page.all("title")).text, page.url
    titles = Counter(next(page.all("title")).text for page in pages if "redirect" not in page.sort)
    assert [title for title, count in titles.items() if count > 1] == []


def test_pictures_buttons_links_and_header_cells_say_what_they_are(pages: list[Markup]) -> None:
    for page in pages:
        assert all(found.get("alt") is not None for found in page.all("img")), page.url
        for found in page.all("a", "button", "th", "summary", "h1", "h2", "h3", "h4", "dt"):
            assert text_of(found), f"{page.url}: a <{name_of(found)}> says nothing"
        for found in page.all("svg"):
            hidden = found.get("aria-hidden") == "true"
            label = found.get("aria-label") or found.get("aria-labelledby")
            has_links = found.get("role") == "group" and name_of(found[1]) == "desc"
            told = label and (found.get("role") == "img" or has_links)
            assert hidden or told, f"{page.url}: a drawing is read out piece by piece"
        labels = {found.get("for") for found in page.all("label")}
        for found in page.all("input", "select"):
            inside = found.get("aria-label") or page.within(found, "label")
            assert inside or found.get("id", "-") in labels, f"{page.url}: a field has no name"


def test_every_section_and_every_chapter_of_a_book_has_a_name(pages: list[Markup]) -> None:
    fail_on(
        f"{page.url}: <{name_of(found)}> {found.get('class')}"
        for page in pages
        for found in page.all("section", "article")
        if name_of(found) == "section" or found.get("class") == "book-chapter"
        if not found.get("aria-labelledby") and not found.get("aria-label")
    )


def test_tables_scroll_in_a_region_of_their_own_and_have_header_cells(pages: list[Markup]) -> None:
    tables = 0
    for page in pages:
        for table in page.all("table"):
            tables += 1
            box = page.parents[table]
            found = [box.get(name) for name in ("class", "role", "tabindex")]
            # In a page of many documents regions would be too many.
            role = "group" if page.sort == "view-print" else "region"
            assert found == ["table", role, "0"], page.url
            assert box.get("aria-label"), page.url
            rows = list(table.iter("tr"))
            assert len({len(row) for row in rows}) == 1, f"{page.url}: rows of unlike length"
            assert all(name_of(cell) == "th" for cell in rows[0]), page.url
    assert tables > MANY


# --- safe -----------------------------------------------------------------------------------------


def test_every_page_carries_the_strict_policy_before_anything_is_loaded(
    pages: list[Markup],
) -> None:
    for page in pages:
        head = [found for found in page.elements if name_of(found) in {"meta", "script", "link"}]
        policies = [found for found in head if "Policy" in found.get("http-equiv", "")]
        assert [found.get("content") for found in policies] == [POLICY], page.url
        first = next(n for n, found in enumerate(head) if name_of(found) != "meta")
        assert head.index(policies[0]) < first, page.url


def test_nothing_runs_or_is_styled_inside_a_page(pages: list[Markup]) -> None:
    for page in pages:
        assert not list(page.all("style", "iframe", "object", "embed", "base", "form")), page.url
        for script in page.all("script"):
            assert script.get("src"), page.url
            assert not (script.text or "").strip(), page.url
        for found in page.elements:
            wrong = [name for name in found.attrib if name.startswith("on") or name == "style"]
            assert not wrong, f"{page.url}: {wrong}"


def test_no_page_asks_to_be_found_by_search_engines(pages: list[Markup], site: Path) -> None:
    robots = [(found.get("name"), found.get("content")) for p in pages for found in p.all("meta")]
    assert robots.count(("robots", "noindex")) == len(pages)
    assert "Disallow: /" in (site / "robots.txt").read_text(encoding="utf-8")
