"""What somebody meant who wrote a day, a number or a list in another way than it is read."""

import re
from datetime import date
from typing import Final

_DAY_FIRST: Final = re.compile(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4})")
_YEAR_FIRST: Final = re.compile(r"(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})")
_BETWEEN_SLASHES: Final = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_MONTHS: Final = 12

_PER_CENT: Final = re.compile(r"(?P<number>[-+]?\d+(?:\.\d+)?) ?%")
_COMMA: Final = re.compile(r"[-+]?\d+,\d{1,2}")
_THOUSANDS: Final = re.compile(r"[-+]?\d{1,3}(?:[, ’']\d{3})+(?:\.\d+)?")

_WORD: Final = re.compile(r"[\w.:#-]+")


def day_meant(written: str) -> str:
    """Return a day as it is to be written, `2026-11-26`, or "" if nobody can tell.

    `3/4/2026` is in March or in April, depending on the reader; `26/11/2026` can only be one day.
    """
    found = _DAY_FIRST.fullmatch(written) or _YEAR_FIRST.fullmatch(written)
    if found:
        return _day(int(found["year"]), int(found["month"]), int(found["day"]))
    slashes = _BETWEEN_SLASHES.fullmatch(written)
    if slashes is None:
        return ""
    first, second, year = map(int, slashes.groups())
    if first == second or second > _MONTHS:
        return _day(year, first, second)
    return _day(year, second, first) if first > _MONTHS else ""


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def number_meant(written: str) -> str:
    """Return a number as it is to be written, `12000` for `12,000`, or "" if nobody can tell."""
    if share := _PER_CENT.fullmatch(written):
        return share["number"]
    if _COMMA.fullmatch(written):
        return written.replace(",", ".")
    return re.sub(r"[, ’']", "", written) if _THOUSANDS.fullmatch(written) else ""


def items_meant(written: object) -> str:
    """Return one word as a list, and a list of one word as that word; "" if nobody can tell.

    `a, b` is a list without its brackets if each part is a word, as names and ids are.
    """
    if isinstance(written, str):
        parts = [part.strip() for part in written.split(",")]
        return f"[{', '.join(parts)}]" if all(map(_WORD.fullmatch, parts)) else ""
    if isinstance(written, list) and len(written) == 1 and isinstance(written[0], str):
        return written[0] if _WORD.fullmatch(written[0]) else ""
    return ""
