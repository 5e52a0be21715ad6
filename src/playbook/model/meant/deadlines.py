"""What somebody meant who wrote how soon an answer is due in another way than it is read."""

import re
from typing import Final

from playbook.model.english import counted
from playbook.model.meant.amounts import count_meant
from playbook.model.meant.lengths import SHORTEST, length_meant, without_introduction

_SHORT: Final = re.compile(
    r"(?P<count>\d{1,4}(?:[.,]\d)?|[a-zäöüß-]{1,20})?[ -]?"
    r"(?P<unit>h|hrs?|hours?|std|stunden?|min|mins|minutes?|minuten?)\.?"
)
_HALF: Final = frozenset({"half an hour", "half hour", "halbe stunde", "eine halbe stunde"})
_HOUR: Final = 60


def deadline_meant(written: str) -> str:
    """Return what to write for a deadline, `4 hours` for `4h`, or ""."""
    words = without_introduction(" ".join(written.casefold().split()))
    if words in _HALF:
        return "30 minutes"
    if found := _SHORT.fullmatch(words):
        number = found["count"] or "1"
        count = count_meant(number) if number.isalpha() else float(number.replace(",", "."))
        if count:
            is_hours = found["unit"].startswith(("h", "s"))
            return _counted(count * _HOUR if is_hours else count, is_hours=is_hours)
    meant = length_meant(written)
    return "" if meant == SHORTEST else meant


def _counted(minutes: float, *, is_hours: bool) -> str:
    if is_hours and minutes % _HOUR == 0:
        return counted(round(minutes / _HOUR), "hour")
    return counted(round(minutes), "minute")
