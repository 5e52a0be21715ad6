"""What somebody meant who wrote a number, a share or a length of time in another way."""

import re
from typing import Final

_COMMA: Final = re.compile(r"[-+]?\d+,\d{1,2}")
_THOUSANDS: Final = re.compile(r"[-+]?\d{1,3}(?:[, ’']\d{3})+(?:\.\d+)?")
_SHORT: Final = re.compile(r"(?P<number>[-+]?\d+(?:\.\d+)?) ?k")
_WITH_UNIT: Final = re.compile(
    r"(?:[~≈<>≤≥]=?|about|under|over|max\.?|min\.?|at most|at least|up to)? ?[£$€]?"
    r"(?P<number>[-+]?\d[\d,.’']*)(?: ?[^\W\d_€%][\w/ €.-]{0,30}| ?%| ?€)?"
)
_PLAIN: Final = re.compile(r"[-+]?\d+(?:\.\d+)?")
_FRACTION: Final = re.compile(r"([1-9]\d?)/([1-9]\d?)")
_LEVELS: Final = {"low": 1, "medium": 2, "middle": 2, "moderate": 2, "high": 3}
_ONES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_COUNTS: Final = {
    **{word: number for number, word in enumerate(_ONES)},
    **{word: 10 * number for number, word in enumerate(_TENS, start=2)},
    "a": 1,
    "an": 1,
    "once a": 1,
    "once per": 1,
    "couple of": 2,
    "a couple of": 2,
}
_PARTS: Final = {
    "half": "50",
    "a half": "50",
    "third": "33.3",
    "a third": "33.3",
    "two thirds": "66.7",
    "quarter": "25",
    "a quarter": "25",
    "three quarters": "75",
    "all": "100",
    "everything": "100",
    "nothing": "0",
}
"""Parts of a whole, in per cent."""

_LENGTH: Final = re.compile(
    r"(?:every |each |within |in |about |per )?(?P<count>\d{1,3}|[a-z -]{1,20}?)?[ -]?"
    r"(?P<working>working |business |work |calendar )?"
    r"(?P<unit>hours?|hrs?|h|days?|d|weeks?|wks?|w|months?|mths?|mos?|quarters?|q|"
    r"years?|yrs?|y)\.?"
)
_UNITS: Final = {"h": "hour", "d": "day", "w": "week", "m": "month", "q": "quarter", "y": "year"}
_RHYTHMS: Final = {
    "daily": "day",
    "weekly": "week",
    "biweekly": "2 weeks",
    "bi-weekly": "2 weeks",
    "fortnight": "2 weeks",
    "fortnightly": "2 weeks",
    "every fortnight": "2 weeks",
    "every other week": "2 weeks",
    "every second week": "2 weeks",
    "monthly": "month",
    "every other month": "2 months",
    "quarterly": "quarter",
    "half a year": "6 months",
    "half year": "6 months",
    "half-yearly": "6 months",
    "twice a year": "6 months",
    "twice a month": "2 weeks",
    "semi-annually": "6 months",
    "yearly": "year",
    "annual": "year",
    "annually": "year",
}
_WEEKDAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_HOURS: Final = 24


def number_meant(written: str) -> str:
    """Return what to write for a number, `12000` for `12,000`, or "" if nobody can tell."""
    word = written.casefold()
    if (count := _count(word)) is not None:
        return str(count)
    if short := _SHORT.fullmatch(word):
        return f"{float(short['number']) * 1000:.15g}"
    plain = _digits_meant(written)
    if not plain and (found := _WITH_UNIT.fullmatch(written)):
        return _digits_meant(found["number"])
    return plain


def _digits_meant(written: str) -> str:
    """Return a number without the marks between its digits, or ""."""
    if _PLAIN.fullmatch(written):
        return written
    if _COMMA.fullmatch(written):
        return written.replace(",", ".")
    return re.sub(r"[, ’']", "", written) if _THOUSANDS.fullmatch(written) else ""


def level_meant(written: str) -> str:
    """Return what to write for how likely or bad something is: a number on a common scale."""
    level = _LEVELS.get(written.casefold())
    if level is None:
        return number_meant(written)
    return f"{level}, on a scale from 1 (low) to 3 (high) that is the same for all risks"


def share_meant(written: str) -> str:
    """Return what to write for a part of a whole, in per cent: `50` for `half`; or ""."""
    word = " ".join(written.casefold().split())
    if word in _PARTS:
        return _PARTS[word]
    if found := _FRACTION.fullmatch(word):
        part, whole = int(found[1]), int(found[2])
        return f"{100 * part / whole:.3g}" if part <= whole else ""
    return number_meant(written)


def _count(words: str) -> int | None:
    """Return the number that words say, up to ninety-nine; None if they say none."""
    if words in _COUNTS:
        return _COUNTS[words]
    tens, _, ones = words.replace("-", " ").partition(" ")
    if tens in _TENS and ones in _ONES[1:10]:
        return _COUNTS[tens] + _COUNTS[ones]
    return None


def length_meant(written: str) -> str:
    """Return what to write for a length of time, `6 weeks` for `six weeks`, or "".

    Working days are those of the calendar here, and hours are days if they make whole ones.
    """
    words = " ".join(written.casefold().replace("_", " ").split())
    if rhythm := _RHYTHMS.get(words):
        return rhythm
    if words.removeprefix("every ").removeprefix("on ").rstrip("s") in _WEEKDAYS:
        return "week"
    if words.isdecimal():
        return f"{words} days, {words} weeks or {words} months"
    found = _LENGTH.fullmatch(words)
    return _length(found) if found else ""


def _length(found: re.Match[str]) -> str:
    said = (found["count"] or "").strip(" -")
    count = int(said) if said.isdecimal() else _count(said) if said else 1
    unit = _UNITS[found["unit"][0]]
    if unit == "hour":
        days, rest = divmod(count or 0, _HOURS)
        return _counted(days, "day") if days and not rest else ""
    length = _counted(count, unit) if count else ""
    working = found["working"] and not found["working"].startswith("calendar")
    return f"{length}, in days of the calendar" if length and working else length


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}{'' if count == 1 else 's'}"
