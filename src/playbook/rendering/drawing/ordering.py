"""In which order the items of each row stand, so that few lines cross: the median heuristic."""

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from itertools import pairwise

_SWEEPS = 6
_WORK = 2400
"""Items that are put in order to find better beginnings; a large drawing has fewer tries."""

Rows = list[list[int]]
Neighbours = Mapping[int, Sequence[int]]
"""For each item those that it is tied to in the next row."""


def arranged(
    rows: Sequence[Sequence[int]], boxes: int, below: Neighbours, above: Neighbours
) -> Rows:
    """Return the rows in an order that has few crossings: by answers, unless others cross less.

    Sweeps end where they began too near to it. So other beginnings are tried, in each of which two
    neighbouring answers of a box have changed places, as long as that leaves fewer crossings.
    """
    known = dict(below)
    best = ordered(_as_met(rows, boxes, known), below, above)
    fewest = crossings(best, below)
    tries = _WORK // max(1, sum(map(len, rows)))
    is_better = True
    while fewest and is_better:
        is_better = False
        for box in range(boxes):
            for at in range(len(known.get(box, ())) - 1):
                if not fewest or not tries:
                    return best
                tries -= 1
                order = list(known[box])
                order[at], order[at + 1] = order[at + 1], order[at]
                other = {**known, box: order}
                found = ordered(_as_met(rows, boxes, other), below, above)
                count = crossings(found, below)
                if count < fewest:
                    best, fewest, known, is_better = found, count, other, True
    return best


def _as_met(rows: Sequence[Sequence[int]], boxes: int, below: Neighbours) -> Rows:
    """Return the rows in the order in which one meets their items, going down from each box."""
    met: dict[int, None] = {}
    for box in range(boxes):
        waiting = [box]
        while waiting:
            item = waiting.pop()
            if item not in met:
                met[item] = None
                waiting += reversed(below.get(item, []))
    place = {item: number for number, item in enumerate(met)}
    return [sorted(row, key=place.__getitem__) for row in rows]


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
