"""What a drawing shows, before anybody knows where it stands: shapes, ways between them, bands."""

from typing import Literal, NamedTuple

from playbook.model.value import Value
from playbook.rendering.drawing.items import Arrow, Box
from playbook.rendering.drawing.metrics import width_of, wrapped

Look = Literal["question", "step", "outcome", "elsewhere"]

TITLE_SIZE, CAPTION_SIZE, LABEL_SIZE, STAGE_SIZE = 14, 12, 13, 13
TITLE_LINE, CAPTION_LINE, LABEL_LINE = 18, 16, 16
PADDING, SIDES = 12, 7
"""Room around the words of a shape, and between the double sides of a step."""
LABEL_PADDING = 3
BAND_HEAD, PLAIN_HEAD = 40, 16
"""Height above the first row of a band, with a name and without."""

_WIDEST_TITLE, _WIDEST_LABEL = 172.0, 128.0
_NARROWEST = 72.0
_MOST_TITLE_LINES, _MOST_LABEL_LINES = 5, 3


class Shape(NamedTuple):
    """A node: how it looks, a word for that, its title, both for a tooltip, its page, its band.

    `href` is "" where there is no page to lead to.
    """

    look: Look
    caption: str
    title: str
    name: str
    href: str
    band: int


class Way(NamedTuple):
    """An answer: from which shape to which other one, by their numbers, and its words."""

    source: int
    target: int
    label: str


class Band(NamedTuple):
    """A stage: its slug and its name; both are "" for what stands in none."""

    slug: str
    title: str


class Picture(Value, frozen=True):
    """A drawing's content. `summary` says in words what there is to see."""

    title: str
    summary: str
    shapes: tuple[Shape, ...]
    ways: tuple[Way, ...]
    bands: tuple[Band, ...]


def title_lines(shape: Shape) -> tuple[str, ...]:
    """Return the lines into which a shape's title is broken."""
    return wrapped(shape.title, TITLE_SIZE, _WIDEST_TITLE, _MOST_TITLE_LINES)


def label_lines(way: Way) -> tuple[str, ...]:
    """Return the lines into which an answer is broken."""
    return wrapped(way.label, LABEL_SIZE, _WIDEST_LABEL, _MOST_LABEL_LINES)


def box_of(shape: Shape) -> Box:
    """Return how large a shape is."""
    lines = title_lines(shape)
    words = [width_of(line, TITLE_SIZE) for line in lines]
    words += [width_of(shape.caption, CAPTION_SIZE), _NARROWEST]
    sides = SIDES if shape.look == "step" else 0
    width = max(words) + 2 * (PADDING + sides)
    caption = CAPTION_LINE if shape.caption else 0
    return Box(width, len(lines) * TITLE_LINE + caption + 2 * PADDING, shape.band)


def arrow_of(way: Way) -> Arrow:
    """Return between which shapes an answer leads, and how large its label is."""
    lines = label_lines(way)
    width = max((width_of(line, LABEL_SIZE) for line in lines), default=0.0) + 4 * LABEL_PADDING
    return Arrow(way.source, way.target, width, len(lines) * LABEL_LINE + 2 * LABEL_PADDING)
