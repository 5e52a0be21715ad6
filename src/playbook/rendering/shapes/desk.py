"""The choice of a team, and what each has on its desk in a line."""

from typing import ClassVar

from playbook.model.value import Shape
from playbook.rendering.shapes.inline import Day, Link


class DeskLink(Shape, frozen=True):
    """A team by its id, the name under which a browser remembers the reader's choice."""

    team: str
    title: str
    href: str


class DeskTeam(Shape, frozen=True):
    """A team in the list: who holds its roles, and how much is on its desk."""

    desk: DeskLink
    summary: str
    roles: tuple[Link, ...]
    counts: tuple[str, ...]
    next_due: Day | None
    calendar_href: str


class DeskPage(Shape, frozen=True):
    """All teams, one of which a reader may choose as their own."""

    view: ClassVar[str] = "desk"
    title: str
    purpose: str
    teams: tuple[DeskTeam, ...]
    calendar_href: str
    feed_href: str
    breadcrumbs: tuple[Link, ...]
