"""How long things take together, in words."""

from collections.abc import Iterable

from playbook.model.fields import Duration
from playbook.rendering.strings import Texts

_HOUR = 60
_DAY = 24 * _HOUR

Span = tuple[int, int, int]
"""A length of time in months, days and minutes."""


def together(durations: Iterable[Duration | None]) -> Span | None:
    """Return the sum, in which 24 hours are a day; None if one of them is not known."""
    months = days = minutes = 0
    for held in durations:
        if held is None:
            return None
        more = held.length
        months, days, minutes = months + more[0], days + more[1], minutes + more[2]
    return months, days + minutes // _DAY, minutes % _DAY


def in_words(span: Span, texts: Texts) -> str:
    """Return a length of time: `10 days`, `1 month and 5 days`, `4 hours and 30 minutes`."""
    months, days, minutes = span
    hours, minutes = divmod(minutes, _HOUR)
    counts = {"month": months, "day": days, "hour": hours, "minute": minutes}
    said = [texts.count(f"duration.{unit}", count) for unit, count in counts.items() if count]
    words = said[0] if said else texts.count("duration.day", 0)
    for more in said[1:]:
        words = texts("count.and", one=words, other=more)
    return words
