"""How long somebody may take to answer: days as anywhere, and hours and minutes besides."""

import re
from dataclasses import dataclass
from typing import ClassVar, LiteralString, Self

from playbook.model.fields import EDITOR_DURATION, Duration

_SHORT = re.compile(r"(?:(?P<count>[1-9]\d{0,3})\s*)?(?P<unit>hour|minute)s?")
_ISO_SHORT = re.compile(r"PT(?=\d)(?:(?P<hours>\d{1,4})H)?(?:(?P<minutes>\d{1,4})M)?")
_EDITOR_SHORT = (
    r"^(?:[1-9]\d{0,3}\s*)?(?:[Hh]our|[Mm]inute)s?$|^PT(?=\d)(?:\d{1,4}H)?(?:\d{1,4}M)?$"
)
_HOUR = 60
_DAY = 24 * _HOUR


@dataclass(frozen=True, slots=True)
class Deadline(Duration):
    """A length of time in which somebody answers: `minutes` besides the months and days.

    It has either minutes or months and days. Whole days of hours are days: `48 hours` are 2.
    """

    minutes: int = 0

    _refusal: ClassVar[tuple[LiteralString, LiteralString]] = (
        "deadline",
        "expects a duration such as “3 days”, “4 hours” or “30 minutes”",
    )
    _editor_pattern: ClassVar[str] = f"{EDITOR_DURATION}|{_EDITOR_SHORT}"
    _examples: ClassVar[tuple[str, ...]] = ("3 days", "4 hours", "30 minutes")

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read a duration, or `4 hours`, `30 minutes`, `PT30M`; None for anything else."""
        words = text.strip()
        if found := _SHORT.fullmatch(words.lower()):
            minutes = int(found["count"] or 1) * (_HOUR if found["unit"] == "hour" else 1)
        elif found := _ISO_SHORT.fullmatch(words):
            minutes = int(found["hours"] or 0) * _HOUR + int(found["minutes"] or 0)
        else:
            length = Duration.parse(words)
            return cls(length.months, length.days, words) if length else None
        days, rest = divmod(minutes, _DAY)
        return cls(0, 0, words, minutes) if rest or not days else cls(0, days, words)

    @property
    def length(self) -> tuple[int, int, int]:
        """The length in months, days and minutes, however it is written."""
        return self.months, self.days, self.minutes

    @property
    def counted(self) -> tuple[int, str] | None:
        """Return the length as a number of `minute`, `hour`, `day` and so on, if one."""
        if self.minutes:
            hours, rest = divmod(self.minutes, _HOUR)
            return (self.minutes, "minute") if rest else (hours, "hour")
        return Duration(self.months, self.days, self.text).counted
