"""Documents that take the place of others, and who keeps a document right."""

from collections.abc import Iterator
from typing import Any

from playbook.kinds.common.known_kinds import kind_of
from playbook.kinds.common.statuses import BINDING, status_in_words, took_effect
from playbook.kinds.common.written import setting, sound
from playbook.model.address import Address
from playbook.model.diagnostic import Related, Severity
from playbook.model.entry import Card, Entry
from playbook.model.kind import Kind
from playbook.model.rule import Finding, rule
from playbook.model.text import Span
from playbook.model.view import View

_SUPERSEDED = "superseded"
_UNOWNED = frozenset({"norm", "page", "team", "term"})
"""Kinds without an owner; a norm has `norm/unowned`."""


@rule("status/no-successor", Severity.ERROR)
def no_successor(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """A document is marked as superseded, and nothing supersedes it."""
    if entry.status != _SUPERSEDED or view.ask("half-read", entry.kind):
        return
    if not _successors(entry, view):
        message = f"“{entry.title}” is superseded, and no {entry.kind} says that it supersedes it"
        hint = f"add `supersedes: [{entry.id}]` to the one that does"
        yield Finding(entry.at("status"), message, hint)


@rule("status/not-marked", Severity.ERROR, fixes=True)
def not_marked(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """A document was superseded, and its status says otherwise."""
    kind = kind_of(entry.kind, view)
    end = _status_at_end(kind)
    if not end or entry.status in kind.closed:
        return
    heirs = [card for card in _successors(entry, view) if took_effect(card)]
    if heirs:
        now = f"its status is {status_in_words(entry.status)}" if entry.status else "has no status"
        message = f"“{entry.title}” is superseded by “{heirs[0].title}”, and {now}"
        related = (Related(Span(heirs[0].path, 0, 0), "this supersedes it"),)
        edit = setting(entry, "status", end)
        yield Finding(entry.at("status"), message, f"write `status: {end}`", related, edit)


@rule("status/one-sided", Severity.ERROR)
def one_sided(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """`superseded_by` names a document that does not say so."""
    named = Address.parse(entry.record.superseded_by or "", entry.kind)
    if not named.id or named.id == entry.id:
        return
    heir = view.card(named)
    if heir and heir.address not in {card.address for card in _successors(entry, view)}:
        message = f"“{heir.title}” does not say that it supersedes this {entry.kind}"
        hint = f"add `supersedes: [{entry.id}]` there; `superseded_by` may then be left out"
        related = (Related(Span(heir.path, 0, 0), "add it here"),)
        yield Finding(entry.at("superseded_by"), message, hint, related)


@rule("status/two-heirs", Severity.WARNING)
def two_heirs(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """Two documents supersede the same one, and both are in effect."""
    heirs = [card for card in _successors(entry, view) if card.status in BINDING]
    if len(heirs) > 1:
        names = " and ".join(f"“{card.title}”" for card in heirs)
        message = f"“{entry.title}” is superseded by {names}, and all of them hold"
        hint = "let one of them supersede the other, or say in each which part it takes over"
        related = tuple(Related(Span(card.path, 0, 0), "this supersedes it") for card in heirs)
        yield Finding(entry.at("status"), message, hint, related)


@rule("status/no-owner", Severity.WARNING, lacks=True)
def no_owner(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """Nobody is named who keeps a document right."""
    if entry.kind in _UNOWNED or any(reference.party for reference in entry.references):
        return
    written = [name for name in ("owner", "parties") if (name,) in entry.marks]
    if not all(sound(entry, name) for name in written):
        return
    message = f"“{entry.title}” names neither an owner nor any party"
    yield Finding(entry.heading, message, "add `owner:` with the team that keeps it right")


def _successors(entry: Entry[Any], view: View) -> tuple[Card, ...]:
    named = dict.fromkeys(view.ask("heirs", entry.address))
    cards = (view.card(address) for address in named if address != entry.address)
    return tuple(card for card in cards if card)


def _status_at_end(kind: Kind[Any]) -> str:
    """Return the status that a superseded document of a kind has; "" where it has none."""
    statuses = kind.statuses
    return next((status for status in (_SUPERSEDED, "deprecated") if status in statuses), "")
