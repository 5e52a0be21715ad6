"""Charts: finished places in per cent of the drawing, so that it fits any width, text and all.

Every number is text, ready for an attribute. Places are percentages (`25%`), the origin at the top
left; only a spark has a grid of its own, since it has no text that could be squeezed.
"""

from typing import ClassVar

from playbook.model.value import Shape


class Tick(Shape, frozen=True):
    """A mark on an axis: where, and what is written there. `minor` ones give way on a phone."""

    at: str
    text: str
    minor: bool = False


class Segment(Shape, frozen=True):
    """A straight piece of a line."""

    x1: str
    y1: str
    x2: str
    y2: str


class Dot(Shape, frozen=True):
    """A reading; `text` says day and value."""

    x: str
    y: str
    text: str


class Level(Shape, frozen=True):
    """A line across: `name` is `baseline` or `target`, `text` names it in the legend."""

    name: str
    y: str
    text: str


class Zone(Shape, frozen=True):
    """The band in which a metric should stay."""

    y: str
    height: str
    text: str


class Chart(Shape, frozen=True):
    """Readings over time, as a panel. `summary` says in words what the drawing shows."""

    kind: ClassVar[str] = "chart"
    slug: str
    title: str
    summary: str
    unit: str
    values: tuple[Tick, ...]
    days: tuple[Tick, ...]
    line: tuple[Segment, ...]
    dots: tuple[Dot, ...]
    levels: tuple[Level, ...] = ()
    zone: Zone | None = None
    note: str = ""

    @property
    def label_room(self) -> int:
        """How much room the numbers at the side take: 1, 2 or 3."""
        longest = max((len(tick.text) for tick in self.values), default=0)
        return 1 + (longest > _SHORT) + (longest > _LONG)


_SHORT, _LONG = 4, 7


class Spark(Shape, frozen=True):
    """Readings over time on one line of text: `width` × `height` units.

    `line` is the path of the readings, `x` and `y` the last one, `target` the height of the target
    ("" where there is none or it is a band: then `zone` and `zone_height`). `label` says it all.
    """

    width: int
    height: int
    line: str
    x: str
    y: str
    label: str
    target: str = ""
    zone: str = ""
    zone_height: str = ""
