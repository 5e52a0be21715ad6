"""What stands in the rows of a drawing: boxes, labels, and lines that only pass through.

Boxes stand in even rows and labels in the odd ones between them, so that every tie is between
neighbouring rows. Items are numbered: first the boxes, then the labels (one an arrow), then the
places where a line passes through a row.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from playbook.rendering.drawing.layers import Layers

_LINE_WIDTH = 10.0
_STRAIGHT = 6.0
"""How much more a line pulls to be straight where it passes through a row than at a box."""


class Box(NamedTuple):
    """A box: its size, and the band that it stands in."""

    width: float
    height: float
    band: int


class Arrow(NamedTuple):
    """An arrow from one box to another one, by their numbers, and the size of its label."""

    source: int
    target: int
    width: float
    height: float


class Tie(NamedTuple):
    """A line to an item of a neighbouring row, and how much it pulls."""

    item: int
    weight: float


Ties = dict[int, list[Tie]]
"""For each item those that it is tied to in the row above, or in the row below."""


@dataclass
class Items:
    """All items: their sizes, their rows, and the chain of items from above along each arrow."""

    widths: list[float]
    heights: list[float]
    rows: list[list[int]]
    row_of: list[int]
    chains: list[tuple[int, ...]] = field(default_factory=list)
    above: Ties = field(default_factory=dict)
    below: Ties = field(default_factory=dict)

    def add(self, width: float, height: float, row: int) -> int:
        """Put a new item into a row and return its number."""
        item = len(self.widths)
        self.widths.append(width)
        self.heights.append(height)
        self.row_of.append(row)
        self.rows[row].append(item)
        return item

    def tie(self, chain: Sequence[int], boxes: int) -> None:
        """Tie the items along an arrow to each other; `boxes` is how many items are boxes."""
        self.chains.append(tuple(chain))
        for upper, lower in pairwise(chain):
            weight = _STRAIGHT if min(upper, lower) >= boxes else 1.0
            self.below.setdefault(upper, []).append(Tie(lower, weight))
            self.above.setdefault(lower, []).append(Tie(upper, weight))


def items_of(boxes: Sequence[Box], arrows: Sequence[Arrow], found: Layers) -> Items:
    """Return the items of a drawing whose boxes have rows; a label stands next to its source."""
    rows: list[list[int]] = [[] for _ in range(2 * len(found.rows))]
    items = Items([], [], rows, [])
    row_of = {box: 2 * number for number, row in enumerate(found.rows) for box in row}
    for number, box in enumerate(boxes):
        items.add(box.width, box.height, row_of[number])
    ends = [_ends(arrow, number in found.upward) for number, arrow in enumerate(arrows)]
    for arrow, (upper, lower) in zip(arrows, ends, strict=True):
        beside = row_of[upper] + 1 if arrow.source == upper else row_of[lower] - 1
        items.add(arrow.width, arrow.height, beside)
    for number, (upper, lower) in enumerate(ends):
        label = len(boxes) + number
        chain = [upper]
        for row in range(row_of[upper] + 1, row_of[lower]):
            held = row == items.row_of[label]
            chain.append(label if held else items.add(_LINE_WIDTH, 0.0, row))
        items.tie((*chain, lower), len(boxes))
    return items


def _ends(arrow: Arrow, is_upward: bool) -> tuple[int, int]:  # noqa: FBT001 - the one thing asked
    """Return the upper and the lower end of an arrow."""
    return (arrow.target, arrow.source) if is_upward else (arrow.source, arrow.target)
