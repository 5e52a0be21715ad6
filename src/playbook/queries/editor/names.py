"""Choosing among many names by the little that is typed."""

import re
from collections.abc import Iterable, Iterator
from heapq import nsmallest
from typing import Any, NamedTuple

from playbook.model.address import Address
from playbook.model.entry import Card, Entry
from playbook.model.keys import item_in
from playbook.model.view import View

MOST = 60
"""How many names are proposed at once; who types on gets others."""

_BEGINNING = re.compile(r"[\s\-_/.:(“\"']")


class Name(NamedTuple):
    """A name that could be written, and what tells a reader which it is."""

    written: str
    title: str
    card: Card | None = None


def choose(names: Iterable[Name], typed: str) -> tuple[list[Name], bool]:
    """Return the names that fit what is typed, best first, and whether these are all.

    First those that begin so, then those with a word in name or title that does, then those that
    hold it anywhere.
    """
    wanted = typed.casefold()
    ranked = [
        (rank, number, name)
        for number, name in enumerate(names)
        if (rank := _rank(name, wanted)) is not None
    ]
    best = nsmallest(MOST, ranked)
    return [name for _, _, name in best], len(ranked) <= MOST


def _rank(name: Name, wanted: str) -> int | None:
    if not wanted:
        return 0
    written = name.written.casefold()
    if written.startswith(wanted):
        return 0
    text = f"{written} {name.title.casefold()}"
    at = text.find(wanted)
    if at < 0:
        return None
    while at >= 0:
        if _BEGINNING.match(text, at - 1):
            return 1
        at = text.find(wanted, at + 1)
    return 2


def kind_names(view: View) -> tuple[str, ...]:
    """Return the names of all kinds."""
    return tuple(kind.name for kind in view.ask("kinds"))


def card_of(address: Address, kinds: Iterable[str], view: View) -> Card | None:
    """Return the document that an address names, of one of the kinds; None if there is none."""
    if address.kind:
        return view.card(address)
    cards: tuple[Card, ...] = view.ask("id", address.id)
    wanted = tuple(kinds)
    return next((card for card in cards if not wanted or card.kind in wanted), None)


def items_of(card: Card, view: View) -> Iterator[Name]:
    """Yield what can stand behind `#` for a document: its nested items, then its headings."""
    entry: Entry[Any] | None = view.first("entry", card.path)
    if entry is None:
        return
    kind = view.first("kind-named", card.kind)
    seen: set[str] = set()
    for row in kind.rows(entry) if kind else ():
        if row.index == "item":
            item = item_in(row.key)
            seen.add(item)
            yield Name(item, str(row.value))
    for heading in entry.body.headings:
        if heading.slug not in seen:
            yield Name(heading.slug, heading.text)
