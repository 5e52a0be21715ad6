"""Dates and other ends, moved so that they stand in the wrong order or tell of the future."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from mutating.edits import (
    Mutation,
    Want,
    World,
    change,
    dotted,
    field_of,
    others,
    replaced,
    want,
    written,
)
from mutating.forms import types_at
from playbook.engine.settings.registry import KINDS
from playbook.model.diagnostic import Edit
from playbook.model.entry import Entry
from playbook.model.record import Path
from playbook.model.text import Span


def days(entry: Entry[Any], world: World) -> Iterator[Mutation]:
    """Yield all changes of dates, and of ends that can change places."""
    yield from _moved(entry, world)
    yield from _swapped(entry)


_LONG_AGO, _YESTERDAY, _FAR_AHEAD = "2019-01-01", "2026-06-19", "2031-01-01"

_DONE = frozenset(
    "approved baseline.date checked held readings.date result.date reviewed reviews.date revised "
    "signed".split()
)
"""Fields that tell when something was done: their day cannot lie ahead."""

_LATER = frozenset(
    "approved checked commitments.due effective end gains.until gives.until horizon "
    "revised stages.by until waive.until".split()
)
"""Fields whose day comes after another one, or is still to come."""

_LAST: dict[str, Path] = {"adopted": ("revised",), "from": ("until",), "start": ("end",)}
"""Fields whose day comes before another one, and which."""

_OWN = (
    "review/impossible-dates",
    "review/expired",
    "agreement/commitment-late",
    "amendment/time-travel",
    "assumption/unchecked",
    "debrief/action-late",
    "metric/bad-reading",
    "metric/verdict-due",
    "outcome/horizon-passed",
    "pilot/endless",
    "pilot/no-result",
    "plan/stage-late",
    "plan/stage-order",
    "tradeoff/lapsed",
)
"""Rules that report a date at its own place."""

_BESIDE = (
    ("until", "review/impossible-dates"),
    ("end", "review/impossible-dates"),
    ("end", "pilot/endless"),
    ("revised", "review/impossible-dates"),
    ("effective", "amendment/time-travel"),
    ("every", "metric/stale"),
    ("target.by", "metric/verdict-due"),
    ("review_every", "review/overdue"),
)
"""Rules that compare a date with another field of the document, and report it there."""


def _moved(entry: Entry[Any], world: World) -> Iterator[Mutation]:
    for path, mark in entry.marks.items():
        if not path or date not in types_at(KINDS[entry.kind].record, path):
            continue
        wants = [Want(code, entry.path, mark.value.start) for code in _OWN]
        for name, code in _BESIDE:
            wants += want(code, entry.at(*name.split(".")))
        if "until" in path and path[0] == "waive":
            wants += want("waiver/expired", entry.at(*path[:-1], "rule"))
        if path[0] == "stages" and isinstance(path[1], int):
            wants += want("plan/stage-order", entry.at("stages", path[1] + 1, "by"))
            wants += want("debrief/missing", entry.heading)
        if path == ("held",):
            proofs = [r.span for r in entry.references if r.path[-1] == "evidence"]
            wants += want("debrief/proof-too-old", *proofs)
        for _, where, _, place in others(world, entry.address):
            if where[-1] == "evidence":
                wants += want("debrief/proof-too-old", place)
        for sort, new in _moves(entry, path):
            said = f"{written(entry, mark.value)} → {new}"
            yield change(sort, entry, path, said, replaced(mark.value, new), wants)


def _moves(entry: Entry[Any], path: Path) -> Iterator[tuple[str, str]]:
    """Yield what to do with a date, and the new one."""
    field = field_of(path)
    if field in _DONE or path[0] == "signed":
        yield "done in the future", _FAR_AHEAD
    elif field in _LAST and _LAST[field] in entry.marks:
        yield "begin after the end", _FAR_AHEAD
    if field == "readings.date" and path[1]:
        before = (path[0], int(path[1]) - 1, path[2])
        yield "two on one day", written(entry, entry.marks[before].value)
    elif field == "target.by":
        yield "end before the begin", _YESTERDAY
    elif field in _LATER or ("improvements" in path and path[-1] == "due"):
        yield "end before the begin", _LONG_AGO


_PAIRS = (
    ("agreement", "from", "until", "review/impossible-dates", "until"),
    ("right", "from", "to", "right/gap", "to"),
    ("metric", "low", "high", "metric/backward-target", "low"),
    ("metric", "baseline", "target", "metric/backward-target", "value"),
    ("pilot", "start", "end", "review/impossible-dates", "end"),
    ("norm", "adopted", "revised", "review/impossible-dates", "revised"),
    ("amendment", "approved", "effective", "amendment/time-travel", "effective"),
    ("plan", "prefer", "walk_away", "plan/zigzag", ""),
)


def _swapped(entry: Entry[Any]) -> Iterator[Mutation]:
    """Let each two ends of one thing change places."""
    for path in entry.marks:
        for kind, first, second, code, place in _PAIRS:
            other = (*path[:-1], second)
            if entry.kind == kind and path[-1:] == (first,) and other in entry.marks:
                yield _swap(entry, path, other, code, place)


def _swap(entry: Entry[Any], path: Path, other: Path, code: str, place: str) -> Mutation:
    one, two = _ends(entry, path, other)
    between = entry.source.text[one.end : two.start]
    edit = Edit(
        Span(entry.path, one.start, two.end),
        f"{written(entry, two)}{between}{written(entry, one)}",
    )
    # What stands behind the first one moves by as much as the two differ in length.
    shift = len(written(entry, two)) - len(written(entry, one))
    wants = [
        Want(code, entry.path, found.start + (shift if found.start > one.start else 0))
        for found in _places(entry, other, place)
    ]
    said = f"{written(entry, one)} ↔ {written(entry, two)}"
    return _Swap("swapped", entry, dotted(path), said, edit, tuple(wants))


class _Swap(Mutation):
    """A change inside of which the places are already those in the new text."""

    def moved(self, start: int) -> int:
        """Return a place as it is, unless it stands behind the change."""
        return start if start < self.edit.span.end else super().moved(start)


def _ends(entry: Entry[Any], first: Path, second: Path) -> tuple[Span, Span]:
    if (*first, "value") in entry.marks:
        first, second = (*first, "value"), (*second, "value")
    one, two = entry.at(*first), entry.at(*second)
    return (one, two) if one.start < two.start else (two, one)


def _places(entry: Entry[Any], path: Path, place: str) -> Iterator[Span]:
    if place == "value":
        yield entry.at("target", "value")
    elif place:
        yield entry.at(*path[:-1], place)
    else:
        for name in ("fallback", "walk_away"):
            yield entry.at(*path[:-1], name)
        for number in range(5):
            yield entry.at(*path[:-1], "fallback", number)
