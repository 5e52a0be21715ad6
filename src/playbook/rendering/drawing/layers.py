"""Which row each box of a drawing stands in: below all that lead to it, and within its band."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from playbook.model.value import Value

Arrow = tuple[int, int]
"""From which box to which, by their numbers."""


class Layers(Value, frozen=True):
    """Rows of boxes from above, the first row of each band, and the arrows that run upwards."""

    rows: tuple[tuple[int, ...], ...]
    bands: tuple[int, ...]
    upward: frozenset[int]


def layers(bands: Sequence[int], arrows: Sequence[Arrow], widest: int) -> Layers:
    """Give each box a row.

    `bands` says for each box in which band it stands; the bands lie below each other. Within a band
    a box stands one row below the lowest of those that lead to it (the longest path), or further
    down where a row already holds `widest` boxes. Arrows that run back are left out of account.
    """
    rows: list[tuple[int, ...]] = []
    first: list[int] = []
    upward = {number for number, (one, other) in enumerate(arrows) if bands[one] > bands[other]}
    for band in sorted(set(bands)):
        members = [box for box, held in enumerate(bands) if held == band]
        inside = {
            number: (one, other)
            for number, (one, other) in enumerate(arrows)
            if bands[one] == bands[other] == band
        }
        back = _returning(members, inside)
        upward |= back
        first.append(len(rows))
        onward = [arrow for number, arrow in inside.items() if number not in back]
        rows += _rows(members, onward, widest)
    return Layers(tuple(rows), tuple(first), frozenset(upward))


def _returning(boxes: Iterable[int], arrows: Mapping[int, Arrow]) -> set[int]:
    """Return the arrows that lead back to a box on the way; without them there is no circle."""
    ways: dict[int, list[int]] = {}
    for number, (one, _) in arrows.items():
        ways.setdefault(one, []).append(number)
    back: set[int] = set()
    done: set[int] = set()
    for root in boxes:
        path: dict[int, Iterator[int]] = {} if root in done else {root: iter(ways.get(root, ()))}
        while path:
            here = next(reversed(path))
            for number in path[here]:
                target = arrows[number][1]
                if target in path:
                    back.add(number)
                elif target not in done:
                    path[target] = iter(ways.get(target, ()))
                    break
            else:
                done.add(here)
                del path[here]
    return back


@dataclass
class _Waiting:
    """A box that is not placed: how many arrows still have to reach it, and where it leads."""

    open: int = 0
    targets: list[int] = field(default_factory=list)


def _rows(boxes: Sequence[int], arrows: Iterable[Arrow], widest: int) -> Iterator[tuple[int, ...]]:
    waiting = {box: _Waiting() for box in boxes}
    for one, other in arrows:
        waiting[one].targets.append(other)
        waiting[other].open += 1
    ready = [box for box in boxes if not waiting[box].open]
    while ready:
        # Those that lead on come first, so that ends give way where a row is full.
        ready.sort(key=lambda box: (not waiting[box].targets, box))
        row, ready = ready[:widest], ready[widest:]
        for box in row:
            for target in waiting[box].targets:
                waiting[target].open -= 1
                if not waiting[target].open:
                    ready.append(target)
        yield tuple(sorted(row))
