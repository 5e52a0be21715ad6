"""Binds the pages of documents into one: anchors apart, links between them inside, headings lower.

What is bound is the theme's and the renderer's finished HTML, in which every attribute stands in
quotation marks and every `>` of a text is escaped.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from playbook.rendering.hrefs import to_anchor

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)>")
_ATTRIBUTE = re.compile(r'\s([a-z][\w:-]*)(?:="([^"]*)")?')
_HEADING = re.compile(r"h[1-6]")
_LOWEST = 6
_NAMES_IDS = frozenset({"aria-labelledby", "aria-describedby", "for"})
_OWN = frozenset({"id", "href", "loading", "role", *_NAMES_IDS})
_LANDMARKS = frozenset({"region", "doc-endnotes"})


@dataclass(frozen=True, slots=True)
class Chapter:
    """Where an address leads in a bound page: a document's id and number, or a place in it.

    Links from other documents show the number: on paper it is the only way to follow them.
    """

    anchor: str
    number: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Binding:
    """How documents are bound: which addresses lead to which chapter, and how low headings go."""

    chapters: Mapping[str, Chapter]
    deeper: int

    def bound(self, html: str, anchor: str) -> Markup:
        """Return a document's HTML as a chapter whose id is `anchor`."""

        def attribute(found: re.Match[str]) -> str:
            name, value = found[1], found[2] or ""
            if name == "id":
                return f' id="{escape(anchor)}:{value}"'
            if name in _NAMES_IDS:
                named = " ".join(f"{escape(anchor)}:{one}" for one in value.split())
                return f' {name}="{named}"'
            if name == "href":
                return self._href(value, anchor) or found[0]
            if name == "role":
                # What leads through one document would be a maze in a page of hundreds.
                return ' role="group"' if value in _LANDMARKS else found[0]
            # A picture that is far down the page is printed too.
            return "" if name == "loading" else found[0]

        return Markup(_TAG.sub(self._tag(attribute), html))  # noqa: S704 - finished HTML

    def _tag(self, attribute: Callable[[re.Match[str]], str]) -> Callable[[re.Match[str]], str]:
        def tag(found: re.Match[str]) -> str:
            slash, name, attributes = found.groups()
            lower = name
            if _HEADING.fullmatch(name):
                lower = f"h{min(int(name[1]) + self.deeper, _LOWEST)}"
            if not any(f'{own}="' in attributes for own in _OWN):
                return found[0] if lower == name else f"<{slash}{lower}{attributes}>"
            return f"<{slash}{lower}{_ATTRIBUTE.sub(attribute, attributes)}>"

        return tag

    def _href(self, href: str, anchor: str) -> str:
        """Return the attribute of a link that stays in the page; "" for one that leads out."""
        address, _, fragment = href.partition("#")
        if not address:
            return f' href="{to_anchor(anchor)}:{fragment}"' if fragment else ""
        chapter = self.chapters.get(address)
        if chapter is None:
            return ""
        place = f":{fragment or to_anchor(chapter.place)[1:]}" if fragment or chapter.place else ""
        number = f' data-chapter="{chapter.number}"' if chapter.anchor != anchor else ""
        return f' href="{to_anchor(chapter.anchor)}{place}"{number}'
