"""Writes a picture as SVG: links with shapes and words, and lines with their answers.

Nothing in it is styled: classes name what everything is, and the theme's style sheet does the rest.
Attributes that give lines and no fill stand for readers without that sheet. Lines, labels and bands
are hidden from screen readers, who get the same from the list below the drawing.
"""

from collections.abc import Iterator
from itertools import pairwise

from markupsafe import escape

from playbook.rendering.drawing.items import Box
from playbook.rendering.drawing.layout import Layout, Line, Point, laid_out
from playbook.rendering.drawing.picture import (
    BAND_HEAD,
    CAPTION_LINE,
    CAPTION_SIZE,
    LABEL_LINE,
    LABEL_PADDING,
    LABEL_SIZE,
    PADDING,
    PLAIN_HEAD,
    SIDES,
    STAGE_SIZE,
    TITLE_LINE,
    TITLE_SIZE,
    Picture,
    Shape,
    arrow_of,
    box_of,
    label_lines,
    title_lines,
)

_HEAD_LENGTH, _HEAD_HALF = 8.0, 4.5
_BASELINE = 0.78
"""How far below a line's upper edge its letters stand, as a part of the line's height."""
_CORNERS = {"question": 14}
_SHEET = 900.0
"""Height of a drawing that fits a sheet of paper when it is not made smaller."""


def svg(picture: Picture, identifier: str) -> str:
    """Return a picture as SVG text without line breaks; "" for one without shapes.

    Ids begin with `identifier`. What is higher than a sheet of paper is followed by the same once
    more in pieces, for print alone.
    """
    if not picture.shapes:
        return ""
    boxes = [box_of(shape) for shape in picture.shapes]
    arrows = [arrow_of(way) for way in picture.ways]
    named = any(band.title for band in picture.bands)
    layout = laid_out(boxes, arrows, BAND_HEAD if named else PLAIN_HEAD)
    prefix = escape(identifier)
    behind = (
        *(_bands(picture, layout) if named else ()),
        *map(_line, layout.lines),
        *_labels(picture, layout),
    )
    shapes = (
        _shape(shape, box, at, picture)
        for shape, box, at in zip(picture.shapes, boxes, layout.boxes, strict=True)
    )
    pieces = tuple(_pieces(layout))
    name = "drawing" if len(pieces) == 1 else "drawing drawing-whole"
    return (
        f'<svg class="{name}"{_frame(layout.width, 0, layout.height)} role="group"'
        f' aria-labelledby="{prefix}-title" aria-describedby="{prefix}-summary">'
        f'<title id="{prefix}-title">{escape(picture.title)}</title>'
        f'<desc id="{prefix}-summary">{escape(picture.summary)}</desc><g id="{prefix}-all">'
        f'<g aria-hidden="true">{"".join(behind)}</g>{"".join(shapes)}</g></svg>'
    ) + "".join(
        f'<svg class="drawing drawing-piece"{_frame(layout.width, top, bottom - top)}'
        f' aria-hidden="true"><use href="#{prefix}-all"/></svg>'
        for top, bottom in (pieces if len(pieces) > 1 else ())
    )


def _frame(width: float, top: float, height: float) -> str:
    wide, high = _number(width), _number(height)
    box = f"0 {_number(top)} {wide} {high}"
    return f' width="{wide}" height="{high}" viewBox="{box}" direction="ltr"'


def _pieces(layout: Layout) -> Iterator[tuple[float, float]]:
    """Yield from where to where a drawing is cut into pieces that fit a sheet of paper."""
    start = 0.0
    for cut, following in pairwise((*layout.cuts, layout.height)):
        if following - start > _SHEET:
            yield start, cut
            start = cut
    yield start, layout.height


def _bands(picture: Picture, layout: Layout) -> Iterator[str]:
    ends = (*layout.bands[1:], layout.height)
    for band, top, bottom in zip(picture.bands, layout.bands, ends, strict=True):
        rect = _rect("drawing-ground", 0, top, layout.width, bottom - top)
        name = f'<text class="drawing-stage" x="12" y="{_number(top + 24)}"'
        yield (
            f'<g class="drawing-band" data-stage="{escape(band.slug)}">{rect}'
            f'{name} font-size="{STAGE_SIZE}">{escape(band.title)}</text></g>'
        )


def _line(line: Line) -> str:
    """Return a line: straight where it passes a row, curved in between, and its head."""
    passes = [(x, top, bottom) for x, top, bottom in line.passes]
    x, top, bottom = passes[0] if line.is_upward else passes[-1]
    if line.is_upward:
        tip, turned = top, 1
        passes[0] = (x, top + _HEAD_LENGTH, max(bottom, top + _HEAD_LENGTH))
    else:
        tip, turned = bottom, -1
        passes[-1] = (x, bottom - _HEAD_LENGTH, bottom - _HEAD_LENGTH)
    steps = [f"M{_number(passes[0][0])} {_number(passes[0][1])}"]
    for here, there in pairwise(passes):
        if here[2] > here[1]:
            steps.append(f"V{_number(here[2])}")
        middle = _number((here[2] + there[1]) / 2)
        end = f"{_number(there[0])} {_number(there[1])}"
        is_straight = _number(here[0]) == _number(there[0])
        curve = f"C{_number(here[0])} {middle} {_number(there[0])} {middle} {end}"
        steps.append(f"V{_number(there[1])}" if is_straight else curve)
    head = (
        f"M{_number(x)} {_number(tip)}"
        f"L{_number(x - _HEAD_HALF)} {_number(tip + turned * _HEAD_LENGTH)}"
        f"H{_number(x + _HEAD_HALF)}z"
    )
    return (
        f'<path class="drawing-line" d="{"".join(steps)}" fill="none" stroke="currentColor"/>'
        f'<path class="drawing-head" d="{head}"/>'
    )


def _labels(picture: Picture, layout: Layout) -> Iterator[str]:
    for way, at in zip(picture.ways, layout.labels, strict=True):
        arrow = arrow_of(way)
        left = at.x - arrow.width / 2
        yield _rect("drawing-answer", left, at.y, arrow.width, arrow.height, 4)
        yield _words(
            "drawing-label",
            label_lines(way),
            Point(at.x, at.y + LABEL_PADDING),
            LABEL_SIZE,
            LABEL_LINE,
        )


def _shape(shape: Shape, box: Box, at: Point, picture: Picture) -> str:
    left, right = at.x - box.width / 2, at.x + box.width / 2
    parts = [_rect("drawing-shape", left, at.y, box.width, box.height, _CORNERS.get(shape.look, 0))]
    if shape.look == "step":
        bottom = _number(at.y + box.height)
        sides = "".join(
            f"M{_number(x)} {_number(at.y)}V{bottom}" for x in (left + SIDES, right - SIDES)
        )
        parts.append(f'<path class="drawing-side" d="{sides}" stroke="currentColor"/>')
    top = at.y + PADDING
    if shape.caption:
        words = Point(at.x, top)
        parts.append(_words("drawing-caption", (shape.caption,), words, CAPTION_SIZE, CAPTION_LINE))
        top += CAPTION_LINE
    lines = title_lines(shape)
    parts.append(_words("drawing-title", lines, Point(at.x, top), TITLE_SIZE, TITLE_LINE))
    tag, link = ("a", f' href="{escape(shape.href)}"') if shape.href else ("g", "")
    stage = "" if shape.look == "elsewhere" else picture.bands[shape.band].slug
    held = f' data-stage="{escape(stage)}"' if stage else ""
    return (
        f'<{tag} class="drawing-node drawing-{shape.look}"{held}{link}>'
        f"<title>{escape(shape.name)}</title>{''.join(parts)}</{tag}>"
    )


def _rect(
    name: str, left: float, top: float, width: float, height: float, corner: float = 0
) -> str:
    rounded = f' rx="{_number(corner)}"' if corner else ""
    return (
        f'<rect class="{name}" x="{_number(left)}" y="{_number(top)}" width="{_number(width)}"'
        f' height="{_number(height)}"{rounded} fill="none" stroke="currentColor"/>'
    )


def _words(name: str, lines: tuple[str, ...], at: Point, size: int, line_height: int) -> str:
    """Return lines of text, centred below a point."""
    x = _number(at.x)
    spans = "".join(
        f'<tspan x="{x}" y="{_number(at.y + (number + _BASELINE) * line_height)}">{escape(line)}'
        "</tspan>"
        for number, line in enumerate(lines)
    )
    return f'<text class="{name}" text-anchor="middle" font-size="{size}">{spans}</text>'


def _number(value: float) -> str:
    """Return a coordinate with one decimal at most, never `-0`."""
    return f"{round(value, 1) + 0.0:.10g}"
