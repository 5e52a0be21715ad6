"""What a new document can be told from those that are there, so that nobody has to write it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from playbook.model.address import Address, Refers
from playbook.model.english import either
from playbook.model.entry import Card
from playbook.model.kind import Kind
from playbook.model.meant.nearest import did_you_mean
from playbook.model.shorten import shorten
from playbook.model.view import View
from playbook.queries.changes.change import Change, Changed, Turn
from playbook.queries.scalar import scalar

Values = Mapping[str, str]
"""What stands behind the keys of front matter, comments included."""

_BELONGS = ("agreement", "outcome")
"""Fields that name what a document belongs to even where they may be left out."""

_LONGEST = 300
"""So many characters of a value are taken over: an amendment says what changed, not all of it."""

_PLAIN = re.compile(r"(?:[A-Za-z][\w./:#-]*|\d+-[\w./#-]+|(?:0|[1-9]\d*)(?:\.\d*[1-9])?)(?<!:)")
"""Ids with and without their kind, days and numbers; at its end a colon would begin a mapping."""


class NotFoundError(Exception):
    """What was named is not there, or could be several things; the message is for the user."""


def belonging(kind: Kind[Any], written: str, view: View) -> Values:
    """Return what follows from the document that a new one is about, as `--of` names it."""
    field, refers = _owner(kind)
    card = _find(written, refers, kind.name, view)
    values = {field: _scalar(card.id if len(refers.kinds) == 1 else card.address)}
    fields = kind.record.model_fields
    if "parties" in fields and card.parties:
        values["parties"] = f"[{_list(card.parties)}]"
    if "proposed_by" in fields:
        values["proposed_by"] = _one_of(card.parties)
    right = _governing(card, view) if "under" in fields else ""
    if right:
        values["under"] = _scalar(right)
    return values


def looking_back(written: Iterable[str], today: date, view: View) -> Values:
    """Return what follows from the documents that a debrief is about, as `--about` names them."""
    cards = [_find(name, Refers(), "", view) for name in written]
    parties = list(dict.fromkeys(party for card in cards for party in card.parties))
    values = {"about": f"[{_list(card.address for card in cards)}]", "held": today.isoformat()}
    if parties:
        lines = (f'\n  {_scalar(party)}: ""  # how was it heard?' for party in parties)
        values["input"] = "".join(lines)
    return values


def carrying_out(found: Changed) -> Values:
    """Return what an amendment says that covers changes which were made already."""
    items = [
        (_named(placed.change, turn), turn)
        for placed in found.changes
        if placed.change.part
        for turn in placed.change.turns
    ]
    lines = (f"\n  - {{what: {_scalar(what)}{_sides(turn)}}}" for what, turn in items)
    return {"changes": "".join(lines) or "[]"}


def _sides(turn: Turn) -> str:
    sides = (("was", turn.was), ("now", turn.after))
    return "".join(f", {name}: {_scalar(shorten(said, _LONGEST))}" for name, said in sides if said)


def _named(change: Change, turn: Turn) -> str:
    what = " ".join(filter(None, (change.label, change.item)))
    return ", ".join(filter(None, (what, change.field, turn.name)))


def _owner(kind: Kind[Any]) -> tuple[str, Refers]:
    """Return the field that names what a document belongs to, and what it may name."""
    found: list[tuple[bool, str, Refers]] = []
    for name, info in kind.record.model_fields.items():
        refers = _single(info.annotation, tuple(info.metadata))
        written = info.alias or name
        extra = info.json_schema_extra
        required = isinstance(extra, dict) and bool(extra.get("required"))
        if refers and (required or written in _BELONGS):
            found.append((not required, written, refers))
    if not found:
        message = f"a new {kind.name} belongs to no other document, so there is nothing to name"
        raise NotFoundError(f"{message} with --of")
    _, field, refers = min(found, key=lambda held: held[0])
    return field, refers


def _single(annotation: Any, metadata: tuple[Any, ...]) -> Refers | None:  # noqa: ANN401 - a type form
    """Return what a field may name if it names one document."""
    for mark in metadata:
        if isinstance(mark, Refers):
            return mark
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        return _single(inner, tuple(more))
    if origin in (Union, UnionType):
        members = (_single(member, ()) for member in get_args(annotation))
        return next((refers for refers in members if refers), None)
    return None


def _find(written: str, refers: Refers, own_kind: str, view: View) -> Card:
    kinds, address = refers.kinds_for(own_kind), refers.address(written, own_kind)
    if address.kind and kinds and address.kind not in kinds:
        raise NotFoundError(f"“{written}” is no {either(kinds)}")
    cards = tuple(_meant(address, kinds, view))
    if len(cards) == 1:
        return cards[0]
    if cards:
        choice = " or ".join(card.address for card in cards)
        raise NotFoundError(f"“{written}” can be several things: write {choice}")
    kinds = (address.kind,) if address.kind else kinds
    what = either(kinds) if kinds else "document"
    hint = did_you_mean(address.id, _ids(kinds, view))
    raise NotFoundError(f"there is no {what} “{address.id}”{': ' + hint if hint else ''}")


def _meant(address: Address, kinds: tuple[str, ...], view: View) -> Iterator[Card]:
    if address.kind:
        card = view.card(address)
        if card:
            yield card
        return
    cards: tuple[Card, ...] = view.ask("id", address.id)
    yield from (card for card in cards if not kinds or card.kind in kinds)


def _ids(kinds: tuple[str, ...], view: View) -> Iterator[str]:
    for kind in kinds or (kind.name for kind in view.ask("kinds")):
        yield from (card.id for card in view.cards(kind))


def _governing(card: Card, view: View) -> str:
    """Return the right under which a document is changed, if it says so or the settings do."""
    record = view.first("record", card.address)
    named: str | None = getattr(record, "changes_by", None)
    usual = view.setting("changes_by") if card.kind == "agreement" else ""
    return named or usual or ""


def _one_of(parties: tuple[str, ...]) -> str:
    """Return an empty value with a comment that says who may stand there."""
    choice = either(parties)
    return f" # {choice}" if choice else ""


def _list(names: Iterable[str]) -> str:
    return ", ".join(_scalar(name) for name in names)


def _scalar(text: str) -> str:
    return scalar(text, _PLAIN)
