"""Binds the pages of documents into one: anchors apart, links between them inside, headings lower.

What is bound is the theme's and the renderer's finished HTML, in which every attribute stands in
quotation marks and every `>` of a text is escaped.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from posixpath import normpath
from urllib.parse import unquote

from markupsafe import Markup, escape

from playbook.model.value import Value
from playbook.rendering.hrefs import relative, to_anchor

_OWN = "id|href|loading|role|aria-labelledby|aria-describedby|for"
_TAG = re.compile(
    rf"<(?:(/?h)([1-6])([^>]*+)|([a-z][^>\s]*+)"
    rf'((?:\s(?!(?:{_OWN})=")[^>\s]*+)*+\s(?:{_OWN})="[^>]*+))>'
)
"""A tag that is changed: that of a heading, or one with attributes of its own.

It goes from one blank to the next, since most of a page's tags are none of these.
"""

_ATTRIBUTE = re.compile(r'\s([a-z][\w:-]*)(?:="([^"]*)")?')
_LOWEST = 6
_NAMES_IDS = frozenset({"aria-labelledby", "aria-describedby", "for"})
_LANDMARKS = frozenset({"region", "doc-endnotes"})


_LINK = re.compile(r'="(?:(?<=\shref=")|(?<=\ssrc="))([^"#?]+)')
"""The address in a link that leads out of its page, without what follows it.

It begins with what is looked for as such: that takes a seventh of the time.
"""


def moved(html: str, from_url: str, to_url: str) -> str:
    """Return a document's HTML with links that lead from another page to the same places."""
    folder = from_url.rpartition("/")[0]

    def link(found: re.Match[str]) -> str:
        return found[0] if ":" in found[1] else f'="{_led(found[1], folder, to_url)}'

    return _LINK.sub(link, html)


@lru_cache(maxsize=1 << 12)
def _led(href: str, folder: str, to_url: str) -> str:
    """Return the address of what an address means in the pages of a folder, from a page."""
    return relative(to_url, normpath(f"{folder}/{unquote(href)}").lstrip("/"))


class Chapter(Value, frozen=True):
    """Where an address leads in a bound page: a document's id and number, or a place in it.

    Links from other documents show the number: on paper it is the only way to follow them.
    """

    anchor: str
    number: str
    place: str = ""


class Binding(Value, frozen=True):
    """How documents are bound: which addresses lead to which chapter, and how low headings go."""

    chapters: Mapping[str, Chapter]
    deeper: int

    def bound(self, html: str, anchor: str) -> Markup:
        """Return a document's HTML as a chapter whose id is `anchor`."""
        own = str(escape(anchor))

        def attribute(found: re.Match[str]) -> str:
            name, value = found[1], found[2] or ""
            if name == "id":
                return f' id="{own}:{value}"'
            if name == "href":
                return self._href(value, anchor) or found[0]
            if name in _NAMES_IDS:
                named = " ".join(f"{own}:{one}" for one in value.split())
                return f' {name}="{named}"'
            if name == "role":
                # What leads through one document would be a maze in a page of hundreds.
                return ' role="group"' if value in _LANDMARKS else found[0]
            # A picture that is far down the page is printed too.
            return "" if name == "loading" else found[0]

        def tag(found: re.Match[str]) -> str:
            heading, level, of_heading, name, attributes = found.groups()
            if name:
                return f"<{name}{_ATTRIBUTE.sub(attribute, attributes)}>"
            lower = min(int(level) + self.deeper, _LOWEST)
            return f"<{heading}{lower}{_ATTRIBUTE.sub(attribute, of_heading)}>"

        return Markup(_TAG.sub(tag, html))  # noqa: S704 - finished HTML

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
