"""A document's body, read once: blocks of ready HTML with holes, and what the rules ask about it.

The HTML is made when the text is parsed, and never again. What it does not know yet (where a link
leads, which words are terms of the glossary) is left open as a hole; to render a page is to fill
the holes and join the strings.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from enum import StrEnum
from operator import itemgetter
from typing import Final

from playbook.model.text import Span
from playbook.model.value import Value, replace


class Html(Value, frozen=True, tag="h"):
    """Finished HTML."""

    html: str


class Prose(Value, frozen=True, tag="p"):
    """Running text outside links, code and headings: here glossary terms may be linked.

    `text` is plain and unescaped. `start` is its offset in the source when the text stands there
    literally, else -1: it held an escape or an entity, went on in an indented line, or (in
    `Block.plain`) had mark-up in it. Then `places` leads back to the source: pairs of an offset in
    `text` and one in the source, each good up to the next pair. Pieces of a page have no `places`.
    """

    text: str
    start: int
    places: tuple[tuple[int, int], ...] = ()

    def place(self, offset: int) -> int:
        """Return the offset in the source of the character at an offset of `text`, or -1."""
        if self.start >= 0:
            return self.start + offset
        following = bisect_right(self.places, offset, key=itemgetter(0))
        if not following:
            return -1
        begin, place = self.places[following - 1]
        return place + offset - begin


class Wording(Value, frozen=True, tag="w"):
    """A text of the interface amid an author's: `key` names it, the site's language words it."""

    key: str


class Opening(Value, frozen=True, tag="o"):
    """The start of a link or image whose address is `links[index]`, to be resolved."""

    index: int


class Closing(Value, frozen=True, tag="c"):
    """The end of the link that `Opening(index)` began (an image has none: it is all opening)."""

    index: int


Piece = Html | Prose | Wording | Opening | Closing


class LinkSyntax(StrEnum):
    """How a reference was written."""

    LINK = "link"  # [text](address), also by reference definition
    IMAGE = "image"  # ![alternative text](address)
    AUTOLINK = "autolink"  # <https://…>
    REFERENCE = "reference"  # [[id]], [[kind:id]], [[kind:id|text]]


BARE: Final = "\0"
"""Stands before and behind the target of a reference without words of its own, in plain text: its
words are the title of what it leads to, which reading does not know. No text has this character.
`kinds.common.resolving.worded` makes such a text what readers see, `as_written` what the author
wrote."""


def as_written(text: str) -> str:
    """Return a text with references as an author wrote them, without the marks (`BARE`)."""
    return text.replace(BARE, "")


def in_other_names(text: str, names: Mapping[str, str]) -> str:
    """Return a text with marked targets (`BARE`) exchanged, those of `names` for others."""
    if BARE not in text:
        return text
    pieces = text.split(BARE)
    pieces[1::2] = [names.get(target, target) for target in pieces[1::2]]
    return BARE.join(pieces)


class Link(Value, frozen=True):
    """A reference in the body.

    `target` is the address as written (for `[[kind:id|text]]`: `kind:id`), entities and escapes
    resolved, percent-encoding kept. `span` covers the target alone, `whole` the whole construct.
    `text` is the plain link text (or alternative text of an image); "" for `[[id]]` without text.
    `context` is the plain text of the paragraph, item or cell around it (at most 240 characters),
    with targets between two `BARE`.
    `section` is the slug of the nearest heading above, "" before the first.
    """

    syntax: LinkSyntax
    target: str
    text: str
    title: str
    span: Span
    whole: Span
    context: str
    section: str


class Heading(Value, frozen=True):
    """A heading: `slug` is GitHub's (`-1` for repeats, or the author's `{#id}`)."""

    level: int
    text: str
    slug: str
    span: Span


class Item(Value, frozen=True):
    """An item of a top-level list: its first paragraph's text, split at its only link.

    `links` are the indexes of all links of the item's first paragraph, images not counted. `before`
    and `after` are the plain text before the first and after the last of them (all of it in
    `before` if there is no link). `span` is where the first paragraph stands (without one: the
    item's first line). `pieces_before` and `pieces_after` are the same as `before` and `after` with
    their mark-up, to show a label or a hint; they are well-formed on their own.
    """

    before: str
    after: str
    links: tuple[int, ...]
    span: Span
    pieces_before: tuple[Piece, ...] = ()
    pieces_after: tuple[Piece, ...] = ()
    rest: tuple[Piece, ...] = ()  # what follows the first paragraph inside the item


class Cell(Value, frozen=True):
    """A cell of a table: plain text and where it stands."""

    text: str
    span: Span


class Block(Value, frozen=True):
    """A top-level block.

    `name`: heading, paragraph, list, table, code, quote, callout, rule, comment (it has no pieces)
    or other (a list of definitions; last of all, the footnotes).

    `text` is the plain text of all it holds, for the search (code included), with targets between
    two `BARE`; an empty line parts its paragraphs, items and cells. `plain` are the runs of
    authors' own words: without code, quotes, link addresses; the rules about wording read these.
    A run goes on through emphasis and links, so ask `Prose.place` where one of its words stands.
    """

    name: str
    span: Span
    pieces: tuple[Piece, ...]
    text: str
    plain: tuple[Prose, ...] = ()
    heading: Heading | None = None
    items: tuple[Item, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()


AT_THE_END: Final = " .:?!…"
"""What may stand behind the words of a heading that means something."""


class Body(Value, frozen=True):
    """All of a body: its top-level blocks in order, its links, its headings (all levels)."""

    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    headings: tuple[Heading, ...] = ()

    def section(self, *titles: str) -> tuple[Block, ...]:
        """Return the blocks below a heading of such a text, each up to the next of its level.

        A mark at its end, as in `Why?`, makes no other heading of it.
        """
        return tuple(self._section({title.casefold() for title in titles}))

    def _section(self, titles: AbstractSet[str]) -> Iterator[Block]:
        level = 0
        for block in self.blocks:
            heading = block.heading
            if heading and level and heading.level <= level:
                level = 0
            if level:
                yield block
            elif heading and heading.text.casefold().rstrip(AT_THE_END) in titles:
                level = heading.level

    def renamed(self, names: Mapping[str, str]) -> "Body":
        """Return the same text as it says what it refers to in other names."""
        blocks = (replace(block, text=in_other_names(block.text, names)) for block in self.blocks)
        return replace(self, blocks=tuple(blocks))

    @property
    def lead(self) -> Block | None:
        """The first paragraph, if it stands before any second-level heading."""
        for block in self.blocks:
            if block.name == "paragraph":
                return block
            if block.heading and block.heading.level > 1:
                return None
        return None
