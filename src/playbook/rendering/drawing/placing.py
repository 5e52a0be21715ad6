"""Where the items of each row stand: near those that they are tied to, and never too close.

Each row is placed at once, and exactly: of all positions that keep the order and the distances it
gets those with the smallest sum of squared distances from where its items would like to stand. That
is an isotonic regression, which pooling neighbours solves in one pass.
"""

from collections.abc import Sequence
from itertools import islice, pairwise
from math import inf
from typing import NamedTuple

from playbook.rendering.drawing.items import Tie, Ties

_SWEEPS = 8
_LOOSE = 0.1
"""The weight of an item that nothing pulls."""


class _Pulled(NamedTuple):
    """An item of a row: how far it is at least from the first one, what pulls it, how strongly."""

    item: int
    offset: float
    ties: tuple[Tie, ...]
    weight: float


def placed(
    rows: Sequence[Sequence[int]],
    widths: Sequence[float],
    gaps: Sequence[float],
    above: Ties,
    below: Ties,
) -> list[float]:
    """Return the middle of each item; `gaps` are the least distances between items of each row."""
    middles = [0.0] * len(widths)
    pulled: list[list[_Pulled]] = []
    for row, gap in zip(rows, gaps, strict=True):
        offsets = _offsets(row, widths, gap)
        for item, offset in zip(row, offsets, strict=True):
            middles[item] = offset - offsets[-1] / 2
        pulled.append([])
        for item, offset in zip(row, offsets, strict=True):
            ties = (*above.get(item, ()), *below.get(item, ()))
            weight = sum(tie.weight for tie in ties)
            pulled[-1].append(_Pulled(item, offset, ties, weight))
    for sweep in range(_SWEEPS):
        for held in pulled if sweep % 2 == 0 else reversed(pulled):
            _place(held, middles)
    return middles


def _offsets(row: Sequence[int], widths: Sequence[float], gap: float) -> list[float]:
    """Return how far each item of a row is at least from the first."""
    offsets = [0.0]
    for one, other in pairwise(row):
        offsets.append(offsets[-1] + (widths[one] + widths[other]) / 2 + gap)
    return offsets[: len(row)]


def _place(row: Sequence[_Pulled], middles: list[float]) -> None:
    """Place a row. A pool is (where its first item stands less its offset, weight, items)."""
    pools: list[tuple[float, float, int]] = []
    for item, offset, ties, weight in row:
        start = middles[item]
        if ties:
            start = 0.0
            for other, pull in ties:
                start += middles[other] * pull
            start /= weight
        start -= offset
        heavy, count = weight or _LOOSE, 1
        while pools and pools[-1][0] >= start:
            before, weight_before, count_before = pools.pop()
            start = before * weight_before + start * heavy
            heavy += weight_before
            start /= heavy
            count += count_before
        pools.append((start, heavy, count))
    held = iter(row)
    for start, _, count in pools:
        for item, offset, _, _ in islice(held, count):
            middles[item] = start + offset


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
