"""From boxes and arrows to coordinates: where boxes, labels and bands stand, how lines run."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from playbook.model.value import Value
from playbook.rendering.drawing.items import Arrow, Box, Items, Ties, items_of
from playbook.rendering.drawing.layers import Layers, layers
from playbook.rendering.drawing.ordering import arranged
from playbook.rendering.drawing.placing import placed, straighten

_WIDEST_ROW = 5
_BOX_GAP, _LABEL_GAP = 22.0, 12.0
_ABOVE_LABELS, _BELOW_LABELS = 22.0, 26.0
_MARGIN = 16.0
_PORTS_APART = 22.0
_HEAD_ROOM = 12.0
"""Room above a box that the head of an arrow needs."""


class Point(NamedTuple):
    """A place in the drawing; y grows downwards."""

    x: float
    y: float


class Pass(NamedTuple):
    """Where a line runs straight down: at which x, from where to where."""

    x: float
    top: float
    bottom: float


class Line(Value, frozen=True):
    """A line: its straight passes from above, with curves between them, and where its head is."""

    passes: tuple[Pass, ...]
    is_upward: bool


class Layout(Value, frozen=True):
    """A drawing laid out.

    `boxes` and `labels` are the middles of upper edges; `bands` are the upper edges of the bands,
    which reach to the next one. At `cuts` only lines are cut through: there paper may end.
    """

    width: float
    height: float
    boxes: tuple[Point, ...]
    labels: tuple[Point, ...]
    lines: tuple[Line, ...]
    bands: tuple[float, ...]
    cuts: tuple[float, ...]


def laid_out(boxes: Sequence[Box], arrows: Sequence[Arrow], band_head: float) -> Layout:
    """Lay a drawing out. No arrow may lead from a box to itself.

    `band_head` is the height that a band has above its first row.
    """
    ends = [(arrow.source, arrow.target) for arrow in arrows]
    found = layers([box.band for box in boxes], ends, _WIDEST_ROW)
    items = items_of(boxes, arrows, found)
    below, above = _names(items.below), _names(items.above)
    rows = arranged(items.rows, len(boxes), below, above)
    gaps = [_LABEL_GAP if number % 2 else _BOX_GAP for number in range(len(rows))]
    middles = placed(rows, items.widths, gaps, items.above, items.below)
    # A box to which one line leads comes below that line.
    free = [
        chain[1:] if len(items.above[chain[-1]]) == 1 else chain[1:-1] for chain in items.chains
    ]
    straighten(middles, free, rows, items.widths, gaps)
    left = min(x - width / 2 for x, width in zip(middles, items.widths, strict=True))
    right = max(x + width / 2 for x, width in zip(middles, items.widths, strict=True))
    xs = [middle - left + _MARGIN for middle in middles]
    levels = _levels(items, found, band_head)
    points = [Point(x, levels.tops[row]) for x, row in zip(xs, items.row_of, strict=True)]
    many = len(boxes)
    return Layout(
        right - left + 2 * _MARGIN,
        levels.end,
        tuple(points[:many]),
        tuple(points[many : many + len(arrows)]),
        tuple(_lines(items, found, xs, levels)),
        levels.bands,
        levels.cuts,
    )


def _names(ties: Ties) -> dict[int, list[int]]:
    return {item: [tie.item for tie in held] for item, held in ties.items()}


class _Levels(NamedTuple):
    """Where each row begins and ends, where each band begins, where one may cut, where all ends."""

    tops: tuple[float, ...]
    bottoms: tuple[float, ...]
    bands: tuple[float, ...]
    cuts: tuple[float, ...]
    end: float


def _levels(items: Items, found: Layers, band_head: float) -> _Levels:
    heads = {2 * row for row in found.bands}
    tops: list[float] = []
    bottoms: list[float] = []
    bands: list[float] = []
    cuts: list[float] = []
    here = 0.0
    for number, row in enumerate(items.rows):
        is_labels = number % 2 == 1
        if number and not is_labels:
            cuts.append(here if number in heads else here - _HEAD_ROOM)
        if number in heads:
            bands.append(here)
            here += band_head
        here += _ABOVE_LABELS if is_labels and row else 0.0
        tops.append(here)
        here += max((items.heights[item] for item in row), default=0.0)
        bottoms.append(here)
        here += _BELOW_LABELS if is_labels and row else 0.0
        if is_labels and not row:
            here += _MARGIN
    return _Levels(tuple(tops), tuple(bottoms), tuple(bands), tuple(cuts), here)


def _lines(items: Items, found: Layers, xs: Sequence[float], levels: _Levels) -> Iterator[Line]:
    starts = _ports(items.below, xs)
    upward_ends = {items.chains[number][-1] for number in found.upward}
    ends = _ports({item: items.above[item] for item in upward_ends}, xs)
    for number, chain in enumerate(items.chains):
        upper, lower = chain[0], chain[-1]
        top = levels.tops[items.row_of[upper]] + items.heights[upper]
        passes = [
            Pass(starts[upper, chain[1]], top, levels.bottoms[items.row_of[upper]]),
            *(
                Pass(xs[item], levels.tops[items.row_of[item]], levels.bottoms[items.row_of[item]])
                for item in chain[1:-1]
            ),
        ]
        end = levels.tops[items.row_of[lower]]
        passes.append(Pass(ends.get((lower, chain[-2]), xs[lower]), end, end))
        yield Line(tuple(passes), number in found.upward)


def _ports(ties: Ties, xs: Sequence[float]) -> dict[tuple[int, int], float]:
    """Return at which x the line to each tied item touches an item: side by side, none crossing."""
    found: dict[tuple[int, int], float] = {}
    for item, held in ties.items():
        others = sorted({tie.item for tie in held}, key=lambda other: (xs[other], other))
        for number, other in enumerate(others):
            found[item, other] = xs[item] + (number - (len(others) - 1) / 2) * _PORTS_APART
    return found
