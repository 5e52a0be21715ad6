"""What a chart shows of a metric: readings, and what they are held against."""

from datetime import date

from playbook.model.value import Value


class Point(Value, frozen=True):
    """A value on a day."""

    day: date
    value: float


class Base(Value, frozen=True):
    """The value before anything changed, and the day of it, if somebody wrote it down."""

    value: float
    day: date | None = None


class Series(Value, frozen=True):
    """A metric's readings by date, with what they are held against.

    `targets` are all values that somebody wants reached, so that each of them lies on the chart.
    """

    unit: str
    points: tuple[Point, ...]
    baseline: Base | None = None
    targets: tuple[float, ...] = ()
    band: tuple[float, float] | None = None

    @property
    def values(self) -> tuple[float, ...]:
        """Every value that has to find room."""
        base = (self.baseline.value,) if self.baseline else ()
        return (*(point.value for point in self.points), *base, *self.targets, *(self.band or ()))
