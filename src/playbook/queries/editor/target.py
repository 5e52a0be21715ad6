"""What a place of a document names, and where that stands: definition and references."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from playbook.model.address import Address
from playbook.model.body import Link, LinkSyntax
from playbook.model.entry import Card, Entry, Reference
from playbook.model.label import Label, label_key
from playbook.model.link_target import Destination, parse_target
from playbook.model.text import Span
from playbook.model.view import View
from playbook.queries.editor.names import card_of

_WORD = re.compile(r"[\w’'-]+")
_LONGEST_TERM = 5  # words
_ENDINGS = ("", "s", "es")


class Target(NamedTuple):
    """What is named at a place: a document, or an item of one (a heading, a role, a commitment).

    `span` is where it is named; `own` tells that it is not named there, but stands there.
    """

    span: Span
    card: Card
    item: str = ""
    own: bool = False


def target_at(entry: Entry[Any], offset: int, view: View) -> Target | None:
    """Return what is named at an offset of a document, or None."""
    for reference in entry.references:
        if _holds(reference.span, offset):
            return _of_reference(reference, view)
    if offset >= entry.body_start:
        for link in entry.body.links:
            if _holds(link.whole, offset):
                return _of_link(link, entry, view)
    return _standing(entry, offset) or term_at(entry, offset, view)


def place_of(target: Target, view: View) -> Span | None:
    """Return where what is named stands."""
    entry: Entry[Any] | None = view.first("entry", target.card.path)
    if entry is None:
        # A template of new documents is a file that is named and not read.
        return Span(target.card.path, 0, 0)
    if not target.item:
        return entry.heading
    return _item_place(entry, target.item) or entry.heading


def references_to(target: Target, view: View) -> Iterator[Span]:
    """Yield every place at which a document, or an item of it, is named, by file."""
    card = target.card
    sources = {link.source for link in view.backlinks(card)} | {card.address}
    for address in sorted(sources):
        for source in view.ask("card", address):
            entry: Entry[Any] | None = view.first("entry", source.path)
            if entry:
                yield from (found.span for found in _named_in(entry, view) if _same(found, target))


def _named_in(entry: Entry[Any], view: View) -> Iterator[Target]:
    for reference in entry.references:
        found = _of_reference(reference, view)
        if found:
            yield found
    for link in entry.body.links:
        found = _of_link(link, entry, view)
        if found:
            yield found


def _same(found: Target, target: Target) -> bool:
    return found.card.path == target.card.path and target.item in {"", found.item}


def _of_reference(reference: Reference, view: View) -> Target | None:
    address = reference.address
    card = card_of(address, reference.kinds, view)
    return Target(reference.span, card, address.item) if card else None


def _of_link(link: Link, entry: Entry[Any], view: View) -> Target | None:
    if link.syntax is LinkSyntax.REFERENCE:
        address = Address.parse(link.target)
        card = card_of(address, (), view)
        return Target(link.span, card, address.item) if card else None
    where = parse_target(link.target, entry.path)
    if where.destination not in {Destination.FILE, Destination.HERE}:
        return None
    card = view.at_path(where.path)
    return Target(link.span, card, where.fragment) if card else None


def _standing(entry: Entry[Any], offset: int) -> Target | None:
    """Return what stands at a place itself: the title, a heading, a role, a nested item."""
    for heading in entry.body.headings:
        if _holds(heading.span, offset):
            item = "" if heading.level == 1 else heading.slug
            return Target(heading.span, entry.card, item, own=True)
    for path, mark in entry.marks.items():
        if mark.key and _holds(mark.key, offset) and len(path) > 1:
            item = str(path[-1])
            if _item_place(entry, item) == mark.key:
                return Target(mark.key, entry.card, item, own=True)
        elif path[-1:] == ("id",) and _holds(mark.value, offset):
            return Target(mark.value, entry.card, _text(entry, mark.value), own=True)
    return None


_BY_NAME = frozenset({"roles", "lessons", "stages"})
"""Mappings whose keys are names that others may use."""


def _item_place(entry: Entry[Any], item: str) -> Span | None:
    for path, mark in entry.marks.items():
        if len(path) == 2 and path[0] in _BY_NAME and path[1] == item and mark.key:  # noqa: PLR2004 - directly in it
            return mark.key
        if path[-1:] == ("id",) and _text(entry, mark.value) == item:
            return mark.value
    for heading in entry.body.headings:
        if heading.slug == item:
            return heading.span
    return None


def term_at(entry: Entry[Any], offset: int, view: View) -> Target | None:
    """Return the term of the glossary whose name stands at an offset of the text."""
    text = entry.source.text
    if offset < entry.body_start or not _is_prose(entry, offset):
        return None
    line = text.rfind("\n", 0, offset) + 1
    line_end = text.find("\n", offset)
    words = [
        (found.start(), found.end())
        for found in _WORD.finditer(text, line, len(text) if line_end < 0 else line_end)
    ]
    for count in range(min(_LONGEST_TERM, len(words)), 0, -1):
        for first in range(len(words) - count + 1):
            start, end = words[first][0], words[first + count - 1][1]
            if start <= offset <= end:
                card = _term(text[start:end], view)
                if card:
                    return Target(entry.source.span(start, end), card)
    return None


def _term(words: str, view: View) -> Card | None:
    for ending in _ENDINGS:
        if words.endswith(ending):
            key = label_key(words.removesuffix(ending))
            label: Label | None = view.first("label", key)
            if label:
                return view.card(f"term:{label.term}")
    return None


def _is_prose(entry: Entry[Any], offset: int) -> bool:
    return any(
        _holds(block.span, offset) and block.name not in {"code", "comment"}
        for block in entry.body.blocks
    )


def _text(entry: Entry[Any], span: Span) -> str:
    return entry.source.text[span.start : span.end].strip("\"'")


def _holds(span: Span, offset: int) -> bool:
    return span.start <= offset <= span.end
