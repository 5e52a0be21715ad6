"""The comparison: two states of documents in, what changed in meaning out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from playbook.kinds.common.written import sound
from playbook.kinds.computed.meaning import meaning
from playbook.model.entry import Entry
from playbook.model.record import parties
from playbook.model.text import Span
from playbook.model.value import replace
from playbook.queries.changes import agreements, others, rights, trees
from playbook.queries.changes.both import Both
from playbook.queries.changes.change import Change, Changed, Placed, Subject, Turn
from playbook.queries.changes.fields import OTHER, changed_fields, field_changes, label, wording
from playbook.queries.changes.matching import Pair

_Follows = Callable[[Entry[Any], Both], others.Follows]
_Look = Callable[[Entry[Any], Entry[Any], Both], Iterator[Change]]


class _Special(NamedTuple):
    """What is said of a kind: by a look of its own, and field by field under which codes.

    `seen` are the fields of which the look says all. `follows` tells once what follows from a
    change that has one of the codes.
    """

    look: _Look | None = None
    seen: frozenset[str] = frozenset()
    codes: Mapping[str, str] = MappingProxyType({})
    follows: _Follows | None = None


_KINDS: Final[Mapping[str, _Special]] = MappingProxyType(
    {
        "agreement": _Special(
            agreements.agreement,
            frozenset({"acceptance", "risks"}),
            {
                "parties": "agreement/party-changed",
                "commitments": "agreement/commitment-changed",
                "from": "agreement/period-changed",
                "until": "agreement/period-changed",
                "changes_by": "agreement/governance-changed",
                "disputes": "agreement/governance-changed",
            },
        ),
        "right": _Special(
            rights.right,
            frozenset("approver deputy veto veto_grounds limit decision_key".split()),
            {
                "escalate_to": "right/escalation-changed",
                "answer_within": "right/deadline-changed",
                "if_silent": "right/deadline-changed",
            },
        ),
        "tradeoff": _Special(
            codes={"gives": "tradeoff/amount-changed", "gains": "tradeoff/amount-changed"}
        ),
        "tree": _Special(trees.tree, frozenset({"stages", "start"})),
        "metric": _Special(
            others.metric,
            codes=dict.fromkeys(others.METRIC_FIELDS, "metric/definition-changed"),
            follows=others.measured,
        ),
        "pilot": _Special(
            agreements.pilot,
            frozenset({"success", "guardrails"}),
            {"decides": "pilot/criteria-changed"},
        ),
        "matrix": _Special(others.matrix, frozenset({"chosen"})),
        "plan": _Special(others.plan),
        "incentive": _Special(agreements.incentive, frozenset("gain pain pays_when".split())),
        "debrief": _Special(others.debrief, frozenset({"lessons"})),
        "term": _Special(others.term, frozenset({"senses", "agreed"})),
    }
)
_PLAIN: Final = _Special()

_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {"tradeoff": "trade-off", "right": "decision right", "tree": "decision tree"}
)
"""What kinds are called, where that is not their name."""

_PARTIES: Final = frozenset({"team"})
"""Kinds whose documents are told when they come or go, though they say nothing that binds."""

_ALWAYS: Final = frozenset({"commitments", "result"})
"""Fields of which is told too what does not bind: how far something is, and what came of it."""


def compared(pairs: Iterable[Pair], both: Both) -> Iterator[Changed]:
    """Yield each document with what it says differently; with nothing if it means the same."""
    for old, new in pairs:
        entry = new or old
        if entry is None:
            continue
        changes = _came_or_went(old, new) if old is None or new is None else _of(old, new, both)
        placed = tuple(Placed(change, _place(entry, change)) for change in changes)
        yield Changed(_subject(old, new, entry), placed)


def _of(old: Entry[Any], new: Entry[Any], both: Both) -> Iterator[Change]:
    """Yield what two states of one document say differently, as far as both can be read."""
    if not (old.half_read or new.half_read):
        for change in _of_front_matter(old, new, both.within(old, new)):
            if _is_read(old, change) and _is_read(new, change):
                yield change
    yield from wording(old, new)


def _is_read(entry: Entry[Any], change: Change) -> bool:
    """Tell whether the field of a change was read without a mistake: else it only seems gone."""
    field = change.steps[0] if change.steps else change.part
    return sound(entry, field) and (not change.steps or sound(entry, *change.steps))


def _of_front_matter(old: Entry[Any], new: Entry[Any], both: Both) -> Iterator[Change]:
    if old.status != new.status:
        turn = Turn(_in_words(old.status), _in_words(new.status))
        rests, teams = others.resting(new, both) if new.status == "broken" else ((), ())
        steps = ("status",)
        yield Change("status/changed", "status", (turn,), steps=steps, effects=rests, touches=teams)
    special = _KINDS.get(new.kind, _PLAIN)
    told = list(special.look(old, new, both)) if special.look else []
    places = {change.steps for change in told}
    fields = dict.fromkeys(changed_fields(old, new))
    known = {info.alias or name for name, info in type(new.record).model_fields.items()}
    for name in (*fields, *sorted(_ALWAYS & known - fields.keys())):
        if name not in special.seen:
            code = special.codes.get(name, OTHER)
            found = field_changes(old, new, both, (name,), code)
            told += (change for change in found if change.steps not in places)
    if special.follows and (place := _first(told, {*special.codes.values()})) is not None:
        effects, touched = special.follows(new, both)
        one = told[place]
        effects, touched = (*one.effects, *effects), (*one.touches, *touched)
        told[place] = replace(one, effects=effects, touches=touched)
    yield from told


def _first(told: list[Change], codes: set[str]) -> int | None:
    return next((place for place, change in enumerate(told) if change.code in codes), None)


def _came_or_went(old: Entry[Any] | None, new: Entry[Any] | None) -> Iterator[Change]:
    entry = new or old
    if entry is None or not (meaning(entry) or entry.kind in _PARTIES):
        return
    status, name = _in_words(entry.status) or "there", _NAMES.get(entry.kind, label(entry.kind))
    if old is None:
        yield Change("document/added", name, (Turn("", status),))
    else:
        yield Change("document/removed", name, (Turn(status, ""),))


def _place(entry: Entry[Any], change: Change) -> Span:
    if change.span is not None:
        return change.span
    return entry.at(*change.steps) if change.steps else entry.heading


def _in_words(status: str) -> str:
    return status.replace("-", " ")


def _subject(old: Entry[Any] | None, new: Entry[Any] | None, entry: Entry[Any]) -> Subject:
    was = old.path if old and new and old.path != new.path else ""
    named = (held for one in (new, old) if one for held in _parties(one))
    parties = tuple(dict.fromkeys(named))
    return Subject(entry.address, entry.kind, entry.title, entry.path, was, parties)


def _parties(entry: Entry[Any]) -> Iterator[str]:
    if entry.kind == "team":
        yield entry.id
    yield from parties(entry.record)
