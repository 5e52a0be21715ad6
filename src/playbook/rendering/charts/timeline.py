"""Readings over time with axes, a panel of its own."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from playbook.rendering.charts.scale import Scale, percent, round_steps
from playbook.rendering.charts.series import Point, Series
from playbook.rendering.shapes.charts import Chart, Dot, Level, Segment, Tick, Zone
from playbook.rendering.strings import Texts

_FEWEST = 2
"""One reading is no line; it is in the table."""

_MOST_DOTS = 40
"""With more readings than this the dots would be a band; then the line alone shows them."""


def timeline(series: Series, texts: Texts, *, slug: str, title: str, summary: str) -> Chart | None:
    """Return the chart of a metric's readings; None where they are too few to draw."""
    points = _with_baseline(series)
    steps = round_steps(min(series.values), max(series.values)) if points else ()
    if len(points) < _FEWEST or len(steps) < _FEWEST or points[0].day == points[-1].day:
        return None
    values = Scale(steps[0], steps[-1])
    days = Scale(points[0].day.toordinal(), points[-1].day.toordinal())

    def place(point: Point) -> tuple[str, str]:
        return days.across(point.day.toordinal()), values.down(point.value)

    places = [place(point) for point in points]
    return Chart(
        slug=slug,
        title=title,
        summary=summary,
        unit=series.unit,
        values=tuple(Tick(values.down(step), texts.number(step)) for step in steps),
        days=tuple(_days(points[0].day, points[-1].day, texts)),
        line=tuple(Segment(*one, *other) for one, other in pairwise(places)),
        dots=tuple(
            Dot(*found, f"{texts.date(point.day)}: {texts.quantity(point.value, series.unit)}")
            for found, point in zip(places, points, strict=True)
            if len(points) <= _MOST_DOTS
        ),
        levels=tuple(_levels(series, values, texts)),
        zone=_zone(series, values, texts),
    )


def _with_baseline(series: Series) -> Sequence[Point]:
    """Return the readings with the baseline among them, if it has a day before the first one."""
    base = series.baseline
    if base and base.day and series.points and base.day < series.points[0].day:
        return (Point(base.day, base.value), *series.points)
    return series.points


def _days(first: date, last: date, texts: Texts) -> list[Tick]:
    """Return the first, the middle and the last day."""
    middle = date.fromordinal((first.toordinal() + last.toordinal()) // 2)
    return [
        Tick("0%", texts.date(first)),
        Tick("50%", texts.date(middle), minor=True),
        Tick("100%", texts.date(last)),
    ]


def _levels(series: Series, values: Scale, texts: Texts) -> list[Level]:
    found: list[Level] = []
    if series.baseline:
        found.append(_level("baseline", series.baseline.value, series, values, texts))
    if not series.band:
        found += [_level("target", value, series, values, texts) for value in series.targets[:1]]
    return found


def _level(name: str, value: float, series: Series, values: Scale, texts: Texts) -> Level:
    text = f"{texts.name('field', name)} {texts.quantity(value, series.unit)}"
    return Level(name, values.down(value), text)


def _zone(series: Series, values: Scale, texts: Texts) -> Zone | None:
    if series.band is None:
        return None
    low, high = series.band
    height = percent(max(values.part(high) - values.part(low), 0.0))
    words = texts(
        "range.inclusive",
        low=texts.number(low),
        high=texts.quantity(high, series.unit),
    )
    return Zone(values.down(high), height, texts("chart.zone", value=words))
