"""HTML as a browser reads it, and what may stand in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from xml.etree.ElementTree import Element

from tinyhtml5.parser import HTMLParser

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types playbook"
)

EVERYWHERE = set("aria-current aria-hidden aria-label class dir hidden id lang role title".split())
"""Attributes that any element may have; none of them loads, runs or sends anything."""

ALLOWED: dict[str, str] = {
    **dict.fromkeys("head title body header footer aside blockquote h3 h4".split(), ""),
    **dict.fromkeys("h5 h6 hr br ul dl dt dd em strong s del code kbd sub sup".split(), ""),
    **dict.fromkeys("mark bdi figure legend table thead tbody tfoot dialog fieldset".split(), ""),
    **dict.fromkeys("figcaption desc noscript".split(), ""),
    "summary": "data-stage",
    "html": "data-root data-url",
    "meta": "charset content http-equiv name",
    "link": "href rel type media",
    "script": "src defer data-label data-copy data-copied data-today data-tomorrow "
    "data-yesterday data-ahead data-ago data-counts data-own data-own-counts "
    "data-days data-months data-old data-target",
    "main": "tabindex",
    "nav": "data-overview data-filter data-current data-one data-many data-more",
    "article": "aria-labelledby",
    "section": "aria-labelledby data-lane data-same data-other data-nothing data-point "
    "data-agreement data-status data-group",
    "div": "tabindex data-node data-none data-one data-many data-loading data-failed "
    "data-all-kinds",
    "p": "data-team data-first data-none data-one data-many data-unseen data-shown "
    "data-nearest data-fill data-point data-stage",
    "h1": "tabindex",
    "h2": "data-own",
    "li": "data-node data-answer data-day data-team data-topics data-parties data-state "
    "tabindex data-who data-words data-low data-high data-units data-approver "
    "data-unit data-unit-text data-number",
    "tr": "data-scores data-party data-unit data-team",
    "label": "for",
    "select": "data-filter autocomplete aria-describedby data-acts data-acts-not data-mine",
    "option": "value",
    "ol": "start data-change",
    "pre": "tabindex",
    "span": "data-status aria-live",
    "th": "scope",
    "td": "data-label data-stage",
    "time": "datetime data-due data-age",
    "a": "href rel data-definition data-senses data-answer download data-chapter data-stage",
    "img": "src alt width height loading",
    "details": "open data-stage",
    "button": "type disabled aria-expanded aria-controls aria-pressed data-auto data-light "
    "data-dark data-copied data-choice data-print",
    "input": "type min max step value data-published checked disabled autocomplete "
    "autocapitalize spellcheck enterkeyhint aria-describedby placeholder readonly",
    "svg": "viewBox preserveAspectRatio focusable width height aria-labelledby direction "
    "aria-describedby",
    "path": "d fill stroke",
    "circle": "cx cy r",
    "rect": "x width height y rx fill stroke",
    "line": "x1 x2 y1 y2",
    "text": "x y dx dy text-anchor font-size",
    "g": "data-stage",
    "use": "href",
    "tspan": "x y",
}
"""Every element that a page may hold, with the attributes that it may have besides."""

_INDEXES_APART = ("kind-pilot", "kind-term")


@dataclass(frozen=True)
class Markup:
    """A page of a site, read."""

    url: str
    text: str

    @cached_property
    def _parsed(self) -> tuple[Element, list[str]]:
        parser = HTMLParser(namespace_html_elements=False)
        root: Element = parser.parse(self.text)
        return root, [f"{place}: {code}" for place, code, *_ in parser.errors]

    @property
    def errors(self) -> list[str]:
        """What is wrong with the HTML."""
        return self._parsed[1]

    @cached_property
    def elements(self) -> list[Element]:
        """All elements, in the order of the text."""
        return list(self._parsed[0].iter())

    @cached_property
    def parents(self) -> dict[Element, Element]:
        """The element that each element stands in."""
        return {child: parent for parent in self.elements for child in parent}

    @property
    def body(self) -> Element:
        """The body of the page."""
        return next(self.all("body"))

    @cached_property
    def ids(self) -> list[str]:
        """All ids, in the order of the text."""
        return [name for found in self.elements if (name := found.get("id")) is not None]

    def all(self, *tags: str) -> Iterator[Element]:
        """Yield the elements of these names, in the order of the text."""
        return (found for found in self.elements if name_of(found) in tags)

    def within(self, element: Element, *tags: str) -> bool:
        """Tell whether an element stands in one of these, at any depth."""
        above = self.parents.get(element)
        while above is not None and name_of(above) not in tags:
            above = self.parents.get(above)
        return above is not None

    @property
    def sort(self) -> str:
        """What kind of page it is: the classes of its body, and the shape of a tree's node.

        Indexes are of one sort, but those of pilots and terms, with parts of their own.
        """
        body = self.body.get("class", "")
        if body.startswith("view-index") and not body.endswith(_INDEXES_APART):
            return "view-index"
        walk = next((f.get("class", "") for f in self.all("div") if "data-node" in f.attrib), "")
        return f"{body} {walk.rpartition(' ')[2]}".strip()

    def foreign_matter(self) -> Iterator[str]:
        """Yield every element and attribute that a page must not have."""
        for found in self.elements:
            name = name_of(found)
            if name not in ALLOWED:
                yield f"{self.url}: <{name}>"
                continue
            allowed = EVERYWHERE.union(ALLOWED[name].split())
            for attribute in set(found.attrib) - allowed:
                yield f"{self.url}: <{name} {attribute}={found.attrib[attribute]!r}>"


def name_of(element: Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def text_of(element: Element) -> str:
    """Return what an element says to someone who hears it: its label, or its words."""
    words = element.get("aria-label") or "".join(element.itertext())
    pictures = (found.get("alt", "") for found in element.iter("img"))
    return " ".join(f"{words} {' '.join(pictures)}".split())


def pages_of(folder: Path) -> list[Markup]:
    """Return every HTML page of a published site."""
    found = sorted(folder.rglob("*.html"))
    return [
        Markup(path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8"))
        for path in found
    ]


def richest(pages: list[Markup]) -> dict[str, str]:
    """Return the address of the longest page of every sort that has a look of its own.

    Of the pages made for printing, that of the agreements: the longest holds the whole playbook,
    and axe would look at it for minutes to say the same.
    """
    found: dict[str, Markup] = {}
    for page in pages:
        if page.sort == "view-print" and page.url != "print/agreements.html":
            continue
        if page.sort not in found or len(page.text) > len(found[page.sort].text):
            found[page.sort] = page
    return {sort: page.url for sort, page in sorted(found.items()) if "redirect" not in sort}
