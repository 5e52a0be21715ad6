"""Who decides, and where a decision goes when nobody takes it."""

from typing import ClassVar

from markupsafe import Markup

from playbook.model.value import Shape
from playbook.rendering.shapes.cards import Anchor, KindLabel
from playbook.rendering.shapes.empty import Empty
from playbook.rendering.shapes.inline import Badge, Link, Value
from playbook.rendering.shapes.panels import Fact, Grid


class DecisionCard(Shape, frozen=True):
    """A decision right as an answer. `way` are the roles it goes through when nobody answers.

    What a script needs to find it by a question: `words` (plain text), the amounts it covers (from
    `low` up to below `high`, "" for no end), `units` by which an amount may be given (each spelling
    by itself; none for a right without amounts), `approver` in words.
    """

    id: str
    slug: str
    link: Link
    status: Badge | None
    decision: str
    amounts: Value
    facts: tuple[Fact, ...]
    way: tuple[Link, ...]
    way_href: str
    words: str
    low: str
    high: str
    units: tuple[str, ...]
    approver: str


class DecisionGroup(Shape, frozen=True):
    """Decisions under one heading."""

    slug: str
    title: str
    cards: tuple[DecisionCard, ...]


class WhoDecidesPage(Shape, frozen=True):
    """All decision rights: ladders by amount, then a card each.

    A row of a ladder is called `amount-` and the id of its card. `example` is something to ask for.
    """

    view: ClassVar[str] = "who-decides"
    kind: KindLabel
    title: str
    purpose: str
    introduction: Markup
    ladders: tuple[Grid, ...]
    groups: tuple[DecisionGroup, ...]
    contents: tuple[Anchor, ...]
    breadcrumbs: tuple[Link, ...]
    empty: Empty | None
    example: str
    edit_href: str = ""


class EscalationRole(Shape, frozen=True):
    """A role, and a table of what comes to it; `count` says how much of it ends there."""

    slug: str
    link: Link
    count: str
    grid: Grid


class EscalationTeam(Shape, frozen=True):
    """A team with those of its roles that something comes to."""

    slug: str
    link: Link
    roles: tuple[EscalationRole, ...]


class EscalationPage(Shape, frozen=True):
    """The reverse of all escalations: what ends at whom, and what passes on the way."""

    view: ClassVar[str] = "escalation"
    title: str
    purpose: str
    teams: tuple[EscalationTeam, ...]
    note: str
    open_ends: Grid | None
    contents: tuple[Anchor, ...]
    breadcrumbs: tuple[Link, ...]
    empty: Empty | None
