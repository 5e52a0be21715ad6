"""Metrics seen from elsewhere: the latest reading, and whether it meets a target."""

from datetime import date
from typing import NamedTuple

from playbook.kinds.common.readings import Reading
from playbook.kinds.metric import Metric, latest
from playbook.kinds.metric import readings as taken
from playbook.model.entry import Card
from playbook.model.view import View
from playbook.rendering.charts.series import Base, Point, Series
from playbook.rendering.parts import Parts
from playbook.rendering.shapes import Badge, Value

ONE_SIDED = frozenset({"lower", "higher"})
"""What is better of a metric that has one good side, and no band."""


class Measure(NamedTuple):
    """What others show of a metric. `low` and `high` are the band's ends, if it has one."""

    unit: str
    better: str
    value: float | None
    day: date | None
    low: float | None
    high: float | None

    def verdict(self, target: float | None, by: date | None = None) -> str:
        """Tell whether the latest reading meets a target: `met`, `not-met`, `no-reading` or "".

        What is to be reached `by` a day and was read before it is `not-yet`: nothing is late.
        """
        low, high = self._bounds(target)
        if low is None and high is None:
            return ""
        if self.value is None:
            return "no-reading"
        too_low = low is not None and self.value < low
        too_high = high is not None and self.value > high
        if not (too_low or too_high):
            return "met"
        return "not-yet" if by and self.day and self.day < by else "not-met"

    def _bounds(self, target: float | None) -> tuple[float | None, float | None]:
        if self.better == "within":
            return self.low, self.high
        return (None, target) if self.better == "lower" else (target, None)


def readings(view: View, card: Card) -> tuple[Reading, ...]:
    """Return a metric's readings by date, from its front matter or from the file it names."""
    record = view.record(Metric, card.id)
    if record is None:
        return ()
    return taken(view, record, card.path)


def measure(view: View, metric: str) -> Measure | None:
    """Return what others show of a metric; None if there is no such metric."""
    record, card = view.record(Metric, metric), view.card(f"metric:{metric}")
    if record is None or card is None:
        return None
    last = latest(readings(view, card))
    return Measure(
        unit=record.unit,
        better=record.better or "",
        value=last.value if last else None,
        day=last.date if last else None,
        low=record.band.low if record.band else None,
        high=record.band.high if record.band else None,
    )


_MOST_POINTS = 250
"""A chart shows no more readings than this, the latest ones: on paper a millimetre each."""


def series(view: View, metric: str) -> Series | None:
    """Return a metric's readings for a chart; None if there is no such metric."""
    record, card = view.record(Metric, metric), view.card(f"metric:{metric}")
    if record is None or card is None:
        return None
    points = tuple(Point(held.date, held.value) for held in readings(view, card))
    base = record.baseline
    return Series(
        unit=record.unit,
        points=points[-_MOST_POINTS:],
        baseline=Base(base.value, base.date) if base else None,
        targets=(record.target.value,) if record.target else (),
        band=(record.band.low, record.band.high) if record.band else None,
    )


def target_cells(
    parts: Parts, metric: str | None, target: float | None, by: date | None = None
) -> tuple[Value, tuple[Value, ...]]:
    """Return a target with its metric's unit, and the latest reading with its verdict.

    `by` is the day by which it is to be reached, if there is one.
    """
    found = parts.view.call(measure, metric) if metric else None
    if found is None:
        return parts.amount(target), ()
    now = parts.reading(found.value, found.unit, found.day)
    verdict: Badge | None = parts.badge(found.verdict(target, by))
    return parts.amount(target, found.unit), (now, (verdict,) if verdict else ())


def target_words(parts: Parts, found: Measure | None, target: float | None) -> Value:
    """Return what is to be reached: a value and the side of it that is good, or a band."""
    texts = parts.texts
    if found and found.better == "within":
        if found.low is None or found.high is None:
            return ()
        low, high = parts.quantity(found.low), parts.quantity(found.high, found.unit)
        return parts.words(texts("range.inclusive", low=low, high=high))
    if target is None:
        return ()
    amount = parts.quantity(target, found.unit if found else "")
    if found and found.better in ONE_SIDED:
        return parts.words(texts(f"dashboard.target.{found.better}", amount=amount))
    return parts.words(amount)
