"""From values to places in a drawing, and the round numbers that stand on an axis."""

from math import ceil, floor, log10

from playbook.model.value import Value

_STEPS = (1, 2, 2.5, 5, 10)
_MOST_TICKS = 5
_LARGEST = 1e300
"""Beyond this the arithmetic of an axis has no room left."""
_SAME = 1e-9
"""Values that differ by less than this part of themselves are one value to an eye."""


class Scale(Value, frozen=True):
    """The values from `low` to `high`, laid out along a line."""

    low: float
    high: float

    def part(self, value: float) -> float:
        """Return where a value lies: 0 at the low end, 1 at the high end, never outside."""
        if self.high <= self.low:
            return 0.5
        # Divided before subtracted: the difference of two very large values may be none.
        span = self.high / 2 - self.low / 2
        return min(max((value / 2 - self.low / 2) / span, 0.0), 1.0)

    def across(self, value: float) -> str:
        """Return a place from left to right, in per cent."""
        return percent(self.part(value))

    def down(self, value: float) -> str:
        """Return a place from top to bottom, in per cent: the high end is at the top."""
        return percent(1 - self.part(value))


def percent(part: float) -> str:
    """Return a part of one as a length of a drawing; two decimals, the same everywhere."""
    return f"{round(100 * part, 2):.15g}%"


def round_steps(low: float, high: float) -> tuple[float, ...]:
    """Return at most five round numbers, evenly apart, from `low` or below to `high` or above.

    Zero is among them where it is near: a small change then looks small. () for values that no
    axis can hold.
    """
    size = max(abs(low), abs(high))
    if not size <= _LARGEST:
        return ()
    if 0 < low <= high / 2:
        low = 0.0
    if high - low <= _SAME * size:
        low, high = low - (size or 1) / 2, high + (size or 1) / 2
    step = _step(low, high)
    if step <= 0:
        return (low, high)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return tuple(float(f"{number * step:.12g}") for number in range(first, last + 1))


def _step(low: float, high: float) -> float:
    """Return the smallest round step with which the ticks are few."""
    rough = high / (_MOST_TICKS - 1) - low / (_MOST_TICKS - 1)
    size = 10.0 ** floor(log10(rough)) if rough > 0 else 0.0
    for factor in (*_STEPS, 20):
        step = factor * size
        if step > 0 and ceil(high / step - 1e-9) - floor(low / step + 1e-9) < _MOST_TICKS:
            return step
    return 20 * size
