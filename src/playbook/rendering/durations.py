"""How long things take together, in words."""

from collections.abc import Iterable

from playbook.model.fields import Duration
from playbook.rendering.strings import Texts


def together(durations: Iterable[Duration | None]) -> tuple[int, int] | None:
    """Return the sum in whole months and days; None if one of them is not known."""
    months = days = 0
    for held in durations:
        if held is None:
            return None
        months, days = months + held.months, days + held.days
    return months, days


def in_words(span: tuple[int, int], texts: Texts) -> str:
    """Return a length of time: `10 days`, `1 month and 5 days`."""
    months, days = span
    said = [texts.count("count.months", months)] if months else []
    if days or not months:
        said.append(texts.count("count.days", days))
    return texts("count.and", one=said[0], other=said[1]) if len(said) > 1 else said[0]
