"""What somebody meant who wrote a day or a list in another way than it is read."""

import re
from calendar import monthrange
from datetime import date
from typing import Final

_DAY_FIRST: Final = re.compile(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4})")
_YEAR_FIRST: Final = re.compile(r"(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})")
_WITH_TIME: Final = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{1,2}:\d{2}.{0,20}")
_BETWEEN_SLASHES: Final = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_NAMED_MONTH: Final = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th|\.)? )?(?:of )?(?P<month>[^\W\d_]{3,9})\.?"
    r"(?: (?P<after>\d{1,2})(?:st|nd|rd|th)?)?,? (?P<year>\d{4})"
)
_MONTH_ALONE: Final = re.compile(
    r"(?P<year>\d{4})[-/](?P<month>\d{1,2})|(?P<first>\d{1,2})[./](?P<then>\d{4})"
)
_QUARTER: Final = re.compile(r"q(?P<quarter>[1-4])[ /-]?(?P<year>\d{4})|(\d{4})[ /-]?q([1-4])")
_MONTHS: Final = 12
_MONTH_NAMES: Final = {
    name: number
    for number, names in enumerate(
        "jan feb mar/mär apr may/mai jun jul aug sep oct/okt nov dec/dez".split(), start=1
    )
    for name in names.split("/")
}
"""The first three letters of months, in English and German."""

_WORD: Final = re.compile(r"[\w.:#/-]+")


def day_meant(written: str) -> str:
    """Return what to write for a day, `2026-11-26`, or "" if nobody can tell.

    `3/4/2026` is in March or in April, depending on the reader: both are named. Of a month or a
    quarter the last day is proposed, since most days are those by which something is done.
    """
    if timed := _WITH_TIME.fullmatch(written):
        return timed[1]
    found = _DAY_FIRST.fullmatch(written) or _YEAR_FIRST.fullmatch(written)
    if found:
        return _day(int(found["year"]), int(found["month"]), int(found["day"]))
    if slashes := _BETWEEN_SLASHES.fullmatch(written):
        first, second, year = map(int, slashes.groups())
        days = {_day(year, first, second), _day(year, second, first)} - {""}
        return " or ".join(sorted(days))
    return _month_meant(" ".join(written.casefold().split()))


def _month_meant(written: str) -> str:
    """Return the day meant where a month is named, or a day in it; or a quarter."""
    if named := _NAMED_MONTH.fullmatch(written):
        month = _MONTH_NAMES.get(named["month"][:3], 0)
        day = named["day"] or named["after"]
        year = int(named["year"])
        return _day(year, month, int(day)) if day else _last_day(year, month)
    if alone := _MONTH_ALONE.fullmatch(written):
        return _last_day(int(alone["year"] or alone["then"]), int(alone["month"] or alone["first"]))
    if found := _QUARTER.fullmatch(written):
        return _last_day(int(found[2] or found[3]), 3 * int(found[1] or found[4]))
    return ""


def _last_day(year: int, month: int) -> str:
    if not 1 <= month <= _MONTHS or not year:
        return ""
    return f"one day of it, such as {_day(year, month, monthrange(year, month)[1])}"


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def items_meant(written: object) -> str:
    """Return one word as a list, and a list of one word as that word; "" if nobody can tell.

    `a, b` is a list without its brackets if each part is a word, as names and ids are.
    """
    if isinstance(written, str):
        parts = [part.strip() for part in written.split(",")]
        return f"[{', '.join(parts)}]" if all(map(_WORD.fullmatch, parts)) else ""
    while isinstance(written, list) and len(written) == 1:
        (written,) = written
        if isinstance(written, str):
            return written if _WORD.fullmatch(written) else ""
    return ""


def pairs_meant(written: object) -> str:
    """Return words of a list as the keys of a mapping, for who left out what belongs to each."""
    words = written if isinstance(written, list) else []
    if words and all(isinstance(word, str) and _WORD.fullmatch(word) for word in words):
        return f"{{{', '.join(f'{word}: …' for word in words)}}}"
    return ""
