"""Readings over time on one line of text."""

from datetime import date

from playbook.rendering.charts.scale import Scale
from playbook.rendering.charts.series import Series
from playbook.rendering.shapes.charts import Spark

_WIDTH, _HEIGHT, _EDGE = 128, 36, 4
"""The grid, and the margin in which the last reading's mark has room."""


def spark(
    series: Series, target: float | None, time: tuple[date, date], label: str
) -> Spark | None:
    """Return a spark; None without a reading. `time` is the first and the last day it shows.

    All sparks of a page are drawn over the same time, and all of one metric between the same
    values, so that nobody's line is steeper than another's by the drawing alone.
    """
    first, last = time
    points = [point for point in series.points if first <= point.day <= last]
    if not points:
        return None
    values, days = Scale(min(series.values), max(series.values)), Scale(*_ordinals(time))
    path = ""
    x = y = ""
    for point in points:
        x, y = _x(days, point.day), _y(values, point.value)
        path += f"{'L' if path else 'M'}{x} {y}"
    if len(points) == 1:
        path += "h0"
    zone, height = "", ""
    if series.band:
        low, high = series.band
        zone = _y(values, high)
        height = f"{round(float(_y(values, low)) - float(zone), 1):.15g}"
    return Spark(
        width=_WIDTH,
        height=_HEIGHT,
        line=path,
        x=x,
        y=y,
        label=label,
        target="" if target is None or series.band else _y(values, target),
        zone=zone,
        zone_height=height,
    )


def _ordinals(time: tuple[date, date]) -> tuple[float, float]:
    return float(time[0].toordinal()), float(time[1].toordinal())


def _x(days: Scale, day: date) -> str:
    return _unit(days.part(day.toordinal()), _WIDTH)


def _y(values: Scale, value: float) -> str:
    return _unit(1 - values.part(value), _HEIGHT)


def _unit(part: float, size: int) -> str:
    return f"{round(_EDGE + part * (size - 2 * _EDGE), 1):.15g}"
