"""Views for whoever runs the playbook: whether it is shared out fairly, and complete."""

from typing import ClassVar

from playbook.model.value import Shape
from playbook.rendering.shapes.cards import Anchor
from playbook.rendering.shapes.empty import Empty
from playbook.rendering.shapes.inline import Link, Value
from playbook.rendering.shapes.panels import Grid


class FairnessPage(Shape, frozen=True):
    """How agreements in force are shared out: by party over all of them, then each of them."""

    view: ClassVar[str] = "fairness"
    title: str
    purpose: str
    note: str
    parties: Grid | None
    agreements: Grid | None
    breadcrumbs: tuple[Link, ...]
    empty: Empty | None


class Coverage(Shape, frozen=True):
    """How many agreements have a part: `text` says it, `percent` is for a bar."""

    label: str
    text: str
    percent: str


class ToWrite(Shape, frozen=True):
    """Something to write next: where, what is missing and why it matters, and the command."""

    link: Link
    missing: str
    why: str
    command: str


class HealthPage(Shape, frozen=True):
    """Which agreement has which part. `grid` marks each with a shape and a word."""

    view: ClassVar[str] = "health"
    title: str
    purpose: str
    coverage: tuple[Coverage, ...]
    to_write: tuple[ToWrite, ...]
    rest: str
    grid: Grid | None
    legend: tuple[Value, ...]
    counts: Grid | None
    contents: tuple[Anchor, ...]
    breadcrumbs: tuple[Link, ...]
    empty: Empty | None
