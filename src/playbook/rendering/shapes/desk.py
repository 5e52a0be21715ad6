"""The choice of a team, and what each has on its desk in a line."""

from dataclasses import dataclass
from typing import ClassVar

from playbook.rendering.shapes.inline import Day, Link


@dataclass(frozen=True, slots=True)
class DeskLink:
    """A team by its id, the name under which a browser remembers the reader's choice."""

    team: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class DeskTeam:
    """A team in the list: who holds its roles, and how much is on its desk."""

    desk: DeskLink
    summary: str
    roles: tuple[Link, ...]
    counts: tuple[str, ...]
    next_due: Day | None
    calendar_href: str


@dataclass(frozen=True, slots=True)
class DeskPage:
    """All teams, one of which a reader may choose as their own."""

    view: ClassVar[str] = "desk"
    title: str
    purpose: str
    teams: tuple[DeskTeam, ...]
    calendar_href: str
    feed_href: str
    breadcrumbs: tuple[Link, ...]
