"""In which order the items of each row stand, so that few lines cross: the median heuristic."""

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from itertools import pairwise

_SWEEPS = 6

Rows = list[list[int]]
Neighbours = Mapping[int, Sequence[int]]
"""For each item those that it is tied to in the next row."""


def ordered(rows: Sequence[Sequence[int]], below: Neighbours, above: Neighbours) -> Rows:
    """Return the rows with their items in an order that has few crossings, equal ones as given.

    Rows are swept downwards and upwards in turn; each item goes where the median of its neighbours
    in the row before is. The best order seen is kept.
    """
    current = [list(row) for row in rows]
    best, fewest = current, crossings(current, below)
    for sweep in range(_SWEEPS):
        if not fewest:
            break
        current = [list(row) for row in current]
        downwards = sweep % 2 == 0
        order = range(1, len(current)) if downwards else range(len(current) - 2, -1, -1)
        for index in order:
            fixed = current[index - 1 if downwards else index + 1]
            _sort(current[index], fixed, above if downwards else below)
        count = crossings(current, below)
        if count < fewest:
            best, fewest = current, count
    return best


def _sort(row: list[int], fixed: Sequence[int], neighbours: Neighbours) -> None:
    place = {item: number for number, item in enumerate(fixed)}
    medians = {
        item: _median(sorted(place[other] for other in neighbours.get(item, ())), number)
        for number, item in enumerate(row)
    }
    row.sort(key=lambda item: medians[item])


def _median(places: Sequence[int], otherwise: int) -> float:
    if not places:
        return otherwise
    middle = len(places) // 2
    if len(places) % 2:
        return places[middle]
    return (places[middle - 1] + places[middle]) / 2


def crossings(rows: Sequence[Sequence[int]], below: Neighbours) -> int:
    """Count how often ties between neighbouring rows cross."""
    count = 0
    for upper, lower in pairwise(rows):
        place = {item: number for number, item in enumerate(lower)}
        seen: list[int] = []
        for item in upper:
            ends = sorted(place[other] for other in below.get(item, ()))
            count += sum(len(seen) - bisect_right(seen, end) for end in ends)
            for end in ends:
                insort(seen, end)
    return count
