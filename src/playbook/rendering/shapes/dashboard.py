"""The dashboard: what was agreed to be measured, and how it stands."""

from typing import ClassVar

from playbook.model.value import Shape
from playbook.rendering.shapes.cards import Anchor
from playbook.rendering.shapes.charts import Spark
from playbook.rendering.shapes.empty import Empty
from playbook.rendering.shapes.inline import Badge, Day, Link, Value


class Criterion(Shape, frozen=True):
    """A criterion of an agreement.

    `verdict` is `met`, `not-yet`, `not-met` or `unknown` (then `why` tells). `day` is that of the
    last reading; a script says how old it is, and whether it is older than `days`, the time in
    which the next one should have come ("" if nobody said how often it is read).
    """

    metric: Link | None
    baseline: Value
    target: Value
    by: Value
    latest: Value
    day: Day | None
    days: str
    spark: Spark | None
    verdict: Badge
    why: str
    collected_by: Link | None
    bound: tuple[Link, ...]


class AgreementCriteria(Shape, frozen=True):
    """An agreement with its criteria."""

    slug: str
    link: Link
    status: Badge | None
    parties: tuple[Link, ...]
    criteria: tuple[Criterion, ...]


class Tally(Shape, frozen=True):
    """How many criteria have a verdict."""

    badge: Badge
    count: int


class DashboardPage(Shape, frozen=True):
    """All criteria in force. `as_of` is the day of the build, None where rules about time sleep.

    `time` says which days all sparks show; `uncounted` that the tallies leave some criteria out.
    """

    view: ClassVar[str] = "dashboard"
    title: str
    purpose: str
    as_of: Day | None
    time: str
    uncounted: str
    tallies: tuple[Tally, ...]
    agreements: tuple[AgreementCriteria, ...]
    without: tuple[Link, ...]
    contents: tuple[Anchor, ...]
    breadcrumbs: tuple[Link, ...]
    empty: Empty | None
