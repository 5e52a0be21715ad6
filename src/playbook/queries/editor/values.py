"""Values to propose in front matter: names of documents and parties, words, days."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from playbook.model.address import Address, Refers
from playbook.model.body import as_written
from playbook.model.entry import Card
from playbook.model.view import View
from playbook.queries.editor.names import Name, card_of, choose, items_of, kind_names
from playbook.queries.editor.proposal import Desk, Proposal, Sort
from playbook.queries.editor.shape import Form, Shape
from playbook.queries.editor.spot import Spot

_DURATIONS = "1 week|2 weeks|1 month|3 months|6 months|1 year".split("|")


def values(spot: Spot, typed: str, shapes: Iterable[Shape], desk: Desk) -> Iterator[Proposal]:
    """Yield what may stand at a spot as a single value, best first."""
    for shape in shapes:
        if shape.refers:
            yield from _references(spot, typed, shape.refers, desk)
        elif shape.form is Form.PARTY:
            yield from _parties(spot, typed, shape.party, desk)
        elif shape.form is Form.CHOICE:
            yield from plain(spot, shape.words)
        elif shape.form is Form.FLAG:
            yield from plain(spot, ("true", "false"))
        elif shape.form is Form.DURATION:
            yield from plain(spot, _DURATIONS)
        elif shape.form is Form.DATE:
            yield from _days(spot, desk.today)


def plain(spot: Spot, words: Iterable[str], detail: str = "") -> Iterator[Proposal]:
    """Yield words as they are."""
    for word in words:
        yield Proposal(word, word, spot.start, spot.end, Sort.VALUE, detail)


def _days(spot: Spot, today: date) -> Iterator[Proposal]:
    days = (
        ("today", today),
        ("tomorrow", today + timedelta(days=1)),
        ("in a week", today + timedelta(days=7)),
        ("in a month", _months_after(today, 1)),
        ("in three months", _months_after(today, 3)),
        ("in half a year", _months_after(today, 6)),
        ("in a year", _months_after(today, 12)),
    )
    for words, day in days:
        written = day.isoformat()
        yield Proposal(written, written, spot.start, spot.end, Sort.DATE, words)


def _months_after(day: date, months: int) -> date:
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _references(spot: Spot, typed: str, refers: Refers, desk: Desk) -> Iterator[Proposal]:
    own = desk.entry.kind if desk.entry else ""
    kinds = refers.kinds_for(own)
    written, hash_mark, item = typed.partition("#")
    if hash_mark:
        card = card_of(refers.address(written, own), kinds, desk.view)
        yield from items(spot, written, item, card, desk.view)
        return
    kind, colon, _ = typed.partition(":")
    wanted = kinds or kind_names(desk.view)
    if colon and kind in wanted:
        wanted = (kind,)
    names = _documents(wanted, desk, qualified=len(kinds) != 1 or bool(colon))
    yield from documents(spot, names, typed)


def _documents(kinds: Iterable[str], desk: Desk, *, qualified: bool) -> Iterator[Name]:
    here = desk.entry.path if desk.entry else ""
    for kind in kinds:
        for card in desk.view.cards(kind):
            if card.path != here:
                yield Name(card.address if qualified else card.id, card.title, card)


def documents(spot: Spot, names: Iterable[Name], typed: str) -> Iterator[Proposal]:
    """Yield the documents that fit what is typed, each with its title and answer."""
    for name in choose(names, typed)[0]:
        yield proposal_of(name, name.written, spot.start, spot.end, Sort.REFERENCE, name.title)


def items(
    spot: Spot, written: str, typed: str, card: Card | None, view: View
) -> Iterator[Proposal]:
    """Yield the nested items and headings of a document, as `id#item`."""
    names = items_of(card, view) if card else ()
    for name in choose(names, typed)[0]:
        text = f"{written}#{name.written}"
        yield Proposal(text, text, spot.start, spot.end, Sort.REFERENCE, name.title)


def proposal_of(name: Name, insert: str, start: int, end: int, sort: Sort, detail: str) -> Proposal:
    """Return the proposal to write a name as `insert`; it is found by its title too."""
    documentation = shown(name.card) if name.card else ""
    match = f"{name.written} {name.title}"
    return Proposal(name.written, insert, start, end, sort, detail, documentation, match)


def shown(card: Card) -> str:
    """Return what is shown of a document, as Markdown."""
    head = " · ".join(part for part in (card.kind, card.status) if part)
    parts = (head, as_written(card.answer), as_written(card.summary))
    return "\n\n".join(plain_markdown(part) for part in parts if part)


def plain_markdown(text: str) -> str:
    """Return a text as Markdown that shows just that text."""
    signs = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>#|~"})
    return " ".join(text.split()).translate(signs)


def _parties(spot: Spot, typed: str, role: bool | None, desk: Desk) -> Iterator[Proposal]:  # noqa: FBT001 - the mark of the field
    """Yield teams and their roles; those of the document come first."""
    named = own_parties(desk.entry.record) if desk.entry else ()
    teams = sorted(desk.view.cards("team"), key=lambda card: (card.id not in named, card.id))
    with_roles = role is not False and (role or "." in typed)
    names = [] if role else [Name(card.id, card.title, card) for card in teams]
    if with_roles:
        names += [name for card in teams for name in _roles(card, desk.view)]
    for name in choose(names, typed)[0]:
        yield proposal_of(name, name.written, spot.start, spot.end, Sort.PARTY, name.title)


def _roles(card: Card, view: View) -> Iterator[Name]:
    record: Any = view.first("record", card.address)
    for identifier, role in getattr(record, "roles", {}).items():
        holder = f" · {role.holder}" if role.holder else ""
        yield Name(f"{card.id}.{identifier}", f"{role.title}{holder}")


def own_parties(record: object) -> tuple[str, ...]:
    """Return the teams that are party to a document."""
    written: tuple[str, ...] = getattr(record, "parties", ())
    return tuple(Address.party(party).id for party in written)
