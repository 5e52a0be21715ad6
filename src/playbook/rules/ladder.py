"""Rules about ladders: the rights of one `decision_key`, each for its own amounts.

A ladder is checked like a decision table whose lines must not overlap. `from` is included, `to` is
not; a missing end is no limit. In force only what is in force counts; a draft is checked as if
it, and all other drafts, were in force already.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from math import inf
from typing import NamedTuple

from playbook.kinds.common.units import number, unit_key
from playbook.kinds.right import KIND, Right, Rung
from playbook.model.diagnostic import Related, Severity
from playbook.model.entry import Entry
from playbook.model.label import label_key
from playbook.model.rule import Finding, rule
from playbook.model.text import Span
from playbook.model.view import View

_IN_FORCE = "in-force"


class Overlap(NamedTuple):
    """Amounts that two rungs cover, from `low` to below `high`; `second` is the higher rung."""

    first: Rung
    second: Rung
    low: float
    high: float


class Gap(NamedTuple):
    """Amounts between two rungs that nobody may decide, from `low` to below `high`."""

    below: Rung
    above: Rung
    low: float
    high: float


def overlaps(rungs: Iterable[Rung]) -> Iterator[Overlap]:
    """Yield each pair of rungs of one unit that cover an amount together."""
    ordered = _sorted(rungs)
    for place, first in enumerate(ordered, 1):
        for second in islice(ordered, place, None):
            if second.low >= first.high:
                break  # as do all that follow, which begin no lower
            yield Overlap(first, second, second.low, min(first.high, second.high))


def gaps(rungs: Iterable[Rung]) -> Iterator[Gap]:
    """Yield the amounts between the lowest and the highest that no rung of one unit covers."""
    below: Rung | None = None
    for rung in _sorted(rungs):
        if below and rung.low > below.high:
            yield Gap(below, rung, below.high, rung.low)
        if below is None or rung.high > below.high:
            below = rung


def _sorted(rungs: Iterable[Rung]) -> list[Rung]:
    """Return the rungs that cover something, from the lowest up."""
    covering = (rung for rung in rungs if rung.low < rung.high)
    return sorted(covering, key=lambda rung: (rung.low, rung.high, rung.id, rung.path))


@rule("right/overlap", Severity.ERROR, on=Right, since=_IN_FORCE)
def overlap(entry: Entry[Right], view: View) -> Iterator[Finding]:
    """Two rights of one decision cover the same amount."""
    for found in overlaps(rung for rung in _ladder(entry, view) if rung.is_known):
        if not _is_told_here(entry, found.second, found.first):
            continue
        other = found.first if found.second.path == entry.path else found.second
        amounts = _amounts(found.low, found.high, other.unit or found.second.unit)
        message = f"“{other.title}” covers {amounts} as well"
        hint = "move `from` or `to`, so that one right decides each amount"
        related = (Related(Span(other.path, 0, 0), "the other right"),)
        yield Finding(entry.at("limit"), message, hint, related)


@rule("right/gap", Severity.WARNING, on=Right, since=_IN_FORCE)
def gap(entry: Entry[Right], view: View) -> Iterator[Finding]:
    """Between two rights of one decision lies an amount that nobody may decide."""
    limit = entry.record.limit
    if limit and limit.from_ is not None and limit.to is not None and limit.from_ >= limit.to:
        message = f"no amount is from {number(limit.from_)} and below {number(limit.to)}"
        yield Finding(entry.at("limit", "to"), message, "write the lower amount in `from`")
    ladder = _ladder(entry, view)
    if not all(rung.is_known for rung in ladder):
        return  # the amount may be one that could not be read
    for found in gaps(ladder):
        if not _is_told_here(entry, found.above, found.below):
            continue
        is_above = found.above.path == entry.path
        other = found.below if is_above else found.above
        amounts = _amounts(found.low, found.high, found.above.unit)
        message = f"nobody may decide {amounts}: there “{other.title}” "
        message += "ends" if is_above else "does not begin yet"
        related = (Related(Span(other.path, 0, 0), "the right on the other side"),)
        span = entry.at("limit", "from" if is_above else "to")
        yield Finding(span, message, "let the two rights meet", related)


@rule("right/unit-clash", Severity.ERROR, on=Right)
def unit_clash(entry: Entry[Right], view: View) -> Iterator[Finding]:
    """The limits of one decision are in different units."""
    limit = entry.record.limit
    rungs = [rung for rung in _rungs(entry, view) if rung.unit]
    if limit is None or not rungs or KIND.closed.intersection({entry.status}):
        return
    first = min(rungs, key=lambda rung: (rung.status != _IN_FORCE, rung.id, rung.path))
    if unit_key(view, limit.unit) != unit_key(view, first.unit):
        message = f"“{first.title}” counts in “{first.unit}”, and this limit is in “{limit.unit}”"
        hint = "use one unit for all rights of this `decision_key`"
        related = (Related(Span(first.path, 0, 0), "the other right"),)
        yield Finding(entry.at("limit", "unit"), message, hint, related)


def _rungs(entry: Entry[Right], view: View) -> tuple[Rung, ...]:
    """Return the rights of the same decision that are not history."""
    key = label_key(entry.record.decision_key)
    rungs: tuple[Rung, ...] = view.ask("ladder", key) if key else ()
    return tuple(rung for rung in rungs if rung.status not in KIND.closed)


def _ladder(entry: Entry[Right], view: View) -> list[Rung]:
    """Return the rungs among which a right has its place: those of its unit, itself included."""
    rungs = _rungs(entry, view)
    if entry.status == _IN_FORCE:
        rungs = tuple(rung for rung in rungs if rung.status == _IN_FORCE)
    replaced = {old for rung in rungs for old in rung.supersedes}
    unit = unit_key(view, entry.record.limit.unit) if entry.record.limit else ""
    return [
        rung
        for rung in rungs
        if rung.id not in replaced
        and (not rung.unit or not unit or unit_key(view, rung.unit) == unit)
    ]


def _is_told_here(entry: Entry[Right], last: Rung, first: Rung) -> bool:
    """Tell whether what concerns two rungs is reported at this right.

    It is reported once, at the higher rung; at a draft, if the other one is in force.
    """
    if last.path == entry.path:
        return entry.status != _IN_FORCE or first.status == _IN_FORCE
    return first.path == entry.path and entry.status != _IN_FORCE and last.status == _IN_FORCE


def _amounts(low: float, high: float, unit: str) -> str:
    """Return a range of amounts in words."""
    ends = []
    if low > -inf:
        ends.append(f"from {number(low)}")
    if high < inf:
        ends.append(f"below {number(high)}")
    return f"{', '.join(ends)} {unit}".strip() if ends else "all amounts"
