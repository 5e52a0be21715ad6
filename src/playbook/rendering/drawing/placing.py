"""Where the items of each row stand: near those that they are tied to, and never too close.

Each row is placed at once, and exactly: of all positions that keep the order and the distances it
gets those with the smallest sum of squared distances from where its items would like to stand. That
is an isotonic regression, which pooling neighbours solves in one pass.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import inf
from typing import NamedTuple

from playbook.rendering.drawing.items import Ties

_SWEEPS = 12


class _Pool(NamedTuple):
    """Items that touch each other: where the first of them stands, their weight, how many."""

    start: float
    weight: float
    items: int


def placed(
    rows: Sequence[Sequence[int]],
    widths: Sequence[float],
    gaps: Sequence[float],
    above: Ties,
    below: Ties,
) -> list[float]:
    """Return the middle of each item; `gaps` are the least distances between items of each row."""
    middles = [0.0] * len(widths)
    offsets = [_offsets(row, widths, gap) for row, gap in zip(rows, gaps, strict=True)]
    for row, offset in zip(rows, offsets, strict=True):
        for item, distance in zip(row, offset, strict=True):
            middles[item] = distance - offset[-1] / 2
    for sweep in range(_SWEEPS):
        order = range(len(rows)) if sweep % 2 == 0 else range(len(rows) - 1, -1, -1)
        for index in order:
            _place(rows[index], offsets[index], middles, above, below)
    return middles


def _offsets(row: Sequence[int], widths: Sequence[float], gap: float) -> list[float]:
    """Return how far each item of a row is at least from the first."""
    offsets = [0.0]
    for one, other in pairwise(row):
        offsets.append(offsets[-1] + (widths[one] + widths[other]) / 2 + gap)
    return offsets[: len(row)]


def _place(
    row: Sequence[int],
    offsets: Sequence[float],
    middles: list[float],
    above: Ties,
    below: Ties,
) -> None:
    pools: list[_Pool] = []
    for item, offset in zip(row, offsets, strict=True):
        ties = (*above.get(item, ()), *below.get(item, ()))
        weight = sum(tie.weight for tie in ties)
        wish = middles[item]
        if ties:
            wish = sum(middles[tie.item] * tie.weight for tie in ties) / weight
        pool = _Pool(wish - offset, weight or 0.1, 1)
        while pools and pools[-1].start >= pool.start:
            pool = _joined(pools.pop(), pool)
        pools.append(pool)
    starts = [pool.start for pool in pools for _ in range(pool.items)]
    for item, offset, start in zip(row, offsets, starts, strict=True):
        middles[item] = start + offset


def _joined(one: _Pool, other: _Pool) -> _Pool:
    weight = one.weight + other.weight
    start = (one.start * one.weight + other.start * other.weight) / weight
    return _Pool(start, weight, one.items + other.items)


def straighten(
    middles: list[float],
    chains: Sequence[Sequence[int]],
    rows: Sequence[Sequence[int]],
    widths: Sequence[float],
    gaps: Sequence[float],
) -> None:
    """Move items along each chain below each other, as far as their neighbours leave room."""
    beside = _beside(rows, widths, gaps)
    for chain in chains:
        run: list[int] = []
        low, high = -inf, inf
        for item in (*chain, None):
            bounds = (inf, -inf) if item is None else _bounds(beside[item], middles)
            if max(low, bounds[0]) > min(high, bounds[1]):
                _align(run, low, high, middles)
                run, low, high = [], *bounds
            else:
                low, high = max(low, bounds[0]), min(high, bounds[1])
            if item is not None:
                run.append(item)


class _Beside(NamedTuple):
    """What stands beside an item, and how far away it has to be; nothing at the ends of a row."""

    before: int | None
    before_by: float
    after: int | None
    after_by: float


def _beside(
    rows: Sequence[Sequence[int]], widths: Sequence[float], gaps: Sequence[float]
) -> dict[int, _Beside]:
    found: dict[int, _Beside] = {}
    for row, gap in zip(rows, gaps, strict=True):
        apart = [(widths[one] + widths[other]) / 2 + gap for one, other in pairwise(row)]
        for index, item in enumerate(row):
            before = row[index - 1] if index else None
            after = row[index + 1] if index + 1 < len(row) else None
            before_by = apart[index - 1] if index else 0.0
            after_by = apart[index] if index < len(apart) else 0.0
            found[item] = _Beside(before, before_by, after, after_by)
    return found


def _bounds(beside: _Beside, middles: Sequence[float]) -> tuple[float, float]:
    low = -inf if beside.before is None else middles[beside.before] + beside.before_by
    high = inf if beside.after is None else middles[beside.after] - beside.after_by
    return low, high


def _align(run: Sequence[int], low: float, high: float, middles: list[float]) -> None:
    if run:
        wish = sum(middles[item] for item in run) / len(run)
        for item in run:
            middles[item] = min(max(wish, low), high)
