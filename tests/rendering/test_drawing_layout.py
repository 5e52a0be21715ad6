"""The layout of drawings: nothing overlaps, arrows run down, words fit their boxes."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.rendering.drawing.items import Arrow, Box, items_of
from playbook.rendering.drawing.layers import layers
from playbook.rendering.drawing.layout import laid_out
from playbook.rendering.drawing.metrics import width_of, wrapped
from playbook.rendering.drawing.ordering import arranged, crossings, ordered

SIZES = st.tuples(st.integers(60, 220), st.integers(30, 110))


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[Box], list[Arrow]]:
    many = draw(st.integers(1, 18))
    bands = sorted(draw(st.lists(st.integers(0, 2), min_size=many, max_size=many)))
    boxes = [Box(*draw(SIZES), band) for band in bands]
    ends = st.tuples(st.integers(0, many - 1), st.integers(0, many - 1))
    pairs = (
        draw(st.lists(ends.filter(lambda pair: pair[0] != pair[1]), max_size=30))
        if many > 1
        else []
    )
    return boxes, [Arrow(*pair, *draw(SIZES)) for pair in pairs]


@given(graphs())
def test_nothing_overlaps_and_all_lies_inside(graph: tuple[list[Box], list[Arrow]]) -> None:
    boxes, arrows = graph
    layout = laid_out(boxes, arrows, 40)
    placed = [
        *(
            (at.x - box.width / 2, at.y, box.width, box.height)
            for at, box in zip(layout.boxes, boxes, strict=True)
        ),
        *(
            (at.x - a.width / 2, at.y, a.width, a.height)
            for at, a in zip(layout.labels, arrows, strict=True)
        ),
    ]
    for number, one in enumerate(placed):
        assert one[0] >= 0
        assert one[0] + one[2] <= layout.width + 0.01
        assert one[1] + one[3] <= layout.height + 0.01
        assert not [other for other in placed[number + 1 :] if _overlap(one, other)]


def _overlap(one: Sequence[float], other: Sequence[float]) -> bool:
    return all(
        one[axis] < other[axis] + other[axis + 2] - 0.01
        and other[axis] < one[axis] + one[axis + 2] - 0.01
        for axis in (0, 1)
    )


@given(graphs())
def test_bands_lie_below_each_other_and_hold_their_boxes(
    graph: tuple[list[Box], list[Arrow]],
) -> None:
    boxes, arrows = graph
    layout = laid_out(boxes, arrows, 40)
    ends = (*layout.bands[1:], layout.height)
    order = sorted({box.band for box in boxes})
    for at, box in zip(layout.boxes, boxes, strict=True):
        band = order.index(box.band)
        assert layout.bands[band] <= at.y
        assert at.y + box.height <= ends[band]


@given(graphs())
def test_arrows_run_down_unless_they_return(graph: tuple[list[Box], list[Arrow]]) -> None:
    boxes, arrows = graph
    layout = laid_out(boxes, arrows, 40)
    for line, arrow in zip(layout.lines, arrows, strict=True):
        source, target = layout.boxes[arrow.source], layout.boxes[arrow.target]
        assert (source.y > target.y) == line.is_upward
        heights = [height for held in line.passes for height in held[1:]]
        assert heights == sorted(heights)
    without = {n for n, line in enumerate(layout.lines) if not line.is_upward}
    assert not _circles([(a.source, a.target) for n, a in enumerate(arrows) if n in without])


def _circles(arrows: Sequence[tuple[int, int]]) -> bool:
    left = list(arrows)
    while ends := {one for one, _ in left} - {other for _, other in left}:
        left = [arrow for arrow in left if arrow[0] not in ends]
    return bool(left)


def test_a_box_stands_below_the_lowest_that_leads_to_it() -> None:
    found = layers([0] * 4, [(0, 1), (1, 2), (0, 3), (2, 3)], widest=5)
    assert found.rows == ((0,), (1,), (2,), (3,))


def test_a_row_holds_only_so_many_boxes() -> None:
    found = layers([0] * 8, [(0, n) for n in range(1, 8)], widest=3)
    assert [len(row) for row in found.rows] == [1, 3, 3, 1]


def test_medians_undo_a_crossing() -> None:
    below = {0: [3], 1: [2]}
    above = {3: [0], 2: [1]}
    assert crossings([[0, 1], [2, 3]], below) == 1
    assert ordered([[0, 1], [2, 3]], below, above) == [[0, 1], [3, 2]]


def test_answers_change_places_where_lines_cross_less() -> None:
    """Each of two boxes leads to the same two ends: one crossing cannot be undone, two can."""
    ways = [(0, 2), (0, 1), (0, 3), (1, 4), (1, 5), (3, 2), (2, 4), (2, 5)]
    bands = [0, 0, 1, 1, 2, 2]
    boxes = [Box(80, 40, band) for band in bands]
    arrows = [Arrow(one, other, 30, 20) for one, other in ways]
    items = items_of(boxes, arrows, layers(bands, ways, 5))
    below, above = (
        {item: [tie.item for tie in held] for item, held in ties.items()}
        for ties in (items.below, items.above)
    )
    assert crossings(arranged(items.rows, len(boxes), below, above), below) == 1


def test_a_box_with_one_way_in_stands_straight_below_its_label() -> None:
    layout = laid_out([Box(80, 40, 0)] * 3, [Arrow(0, 1, 30, 20), Arrow(0, 2, 90, 20)], 40)
    assert layout.boxes[1].x == pytest.approx(layout.labels[0].x)
    assert layout.boxes[0].y == 40


# --- words ----------------------------------------------------------------------------------------


@given(st.text(max_size=80))
def test_lines_fit_and_nothing_is_lost(text: str) -> None:
    lines = wrapped(text, 14, 120, 99)
    assert all(width_of(line, 14) <= 120 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_what_has_no_room_ends_in_an_ellipsis() -> None:
    assert wrapped("one two three four five six", 14, 60, 2) == ("one two", "three…")
    assert wrapped("Donaudampfschifffahrtsgesellschaft", 14, 100, 9)[0] == "Donaudampfs"


def test_wide_and_combining_characters_have_their_widths() -> None:
    assert width_of("漢字", 10) > width_of("ab", 10)
    assert width_of("e\u0301", 10) == width_of("e", 10)
