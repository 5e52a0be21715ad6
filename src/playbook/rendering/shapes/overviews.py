"""Views for whoever runs the playbook: whether it is shared out fairly, and complete."""

from dataclasses import dataclass
from typing import ClassVar

from playbook.rendering.shapes.cards import Anchor
from playbook.rendering.shapes.empty import Empty
from playbook.rendering.shapes.inline import Link, Value
from playbook.rendering.shapes.panels import Grid


@dataclass(frozen=True, slots=True)
class FairnessPage:
    """How agreements in force are shared out: by party over all of them, then each of them."""

    view: ClassVar[str] = "fairness"
    title: str
    purpose: str
    note: str
    parties: Grid | None
    agreements: Grid | None
    breadcrumbs: tuple[Link, ...]
    empty: Empty | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many agreements have a part: `text` says it, `percent` is for a bar."""

    label: str
    text: str
    percent: str


@dataclass(frozen=True, slots=True)
class ToWrite:
    """Something to write next: where, what is missing and why it matters, and the command."""

    link: Link
    missing: str
    why: str
    command: str


@dataclass(frozen=True, slots=True)
class HealthPage:
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
