"""What somebody meant who wrote a length of time, or how often, in another way than it is read."""

import re
from collections.abc import Callable
from typing import Final

from playbook.model.english import counted
from playbook.model.meant.amounts import count_meant

_INTRODUCTION: Final = re.compile(
    r"\A(?:(?:every|each|within|in|about|per|max\.?|up to|at most|at least|no later than|after|"
    r"once (?:a|per|every)|the|alle|jede[ns]?|pro|innerhalb(?: von)?|binnen|etwa|ca\.?|nach|"
    r"höchstens|mindestens|spätestens|einmal (?:im|pro)|einmal in der|den) )+|\A[<≤] ?"
)
_LENGTH: Final = re.compile(
    r"(?P<count>\d{1,3}|\d{1,2}\.\d|[a-zäöüß -]{1,20}?)?[ -]?"
    r"(?P<working>working |business |work |calendar |werk|arbeits)?"
    r"(?P<unit>hours?|hrs?|h|days?|d|weeks?|wks?|w|months?|mths?|mos?|quarters?|q|"
    r"years?|yrs?|y|stunden?|tage?n?|wochen?|monate?n?|quartale?|jahre?n?)\.?"
    r"(?: max| at most| or less)?"
)
_MINUTES: Final = re.compile(r"[\w -]{1,20} ?min(?:ute)?[sn]?")
_RANGE: Final = re.compile(r"(?P<low>\d{1,3}) ?(?:-|–|to|bis) ?(?P<high>\d{1,3}) (?P<unit>[a-z]+)")
_UNITS: Final = {"h": "hour", "d": "day", "w": "week", "m": "month", "q": "quarter", "y": "year"}
_GERMAN_UNITS: Final = {"s": "hour", "t": "day", "j": "year"}
_RHYTHMS: Final = {
    "daily": "day",
    "weekday": "day",
    "weekdays": "day",
    "same day": "day",
    "next day": "day",
    "weekly": "week",
    "weekend": "week",
    "weekends": "week",
    "biweekly": "2 weeks",
    "bi-weekly": "2 weeks",
    "fortnight": "2 weeks",
    "a fortnight": "2 weeks",
    "fortnightly": "2 weeks",
    "monthly": "month",
    "quarterly": "quarter",
    "half a year": "6 months",
    "half year": "6 months",
    "half-year": "6 months",
    "half-yearly": "6 months",
    "semi-annually": "6 months",
    "six-monthly": "6 months",
    "bimonthly": "2 months",
    "yearly": "year",
    "annual": "year",
    "annually": "year",
    "täglich": "day",
    "werktäglich": "day",
    "wöchentlich": "week",
    "zweiwöchentlich": "2 weeks",
    "14-täglich": "2 weeks",
    "vierzehntägig": "2 weeks",
    "vierzehntäglich": "2 weeks",
    "monatlich": "month",
    "zweimonatlich": "2 months",
    "vierteljährlich": "quarter",
    "quartalsweise": "quarter",
    "vierteljahr": "quarter",
    "halbjährlich": "6 months",
    "halbjahr": "6 months",
    "halbes jahr": "6 months",
    "ein halbes jahr": "6 months",
    "jährlich": "year",
    "jahr": "year",
}
_WEEKDAYS: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday "
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag".split()
)
_ORDINALS: Final = {"other": 2, "second": 2, "third": 3, "fourth": 4, "sixth": 6} | {
    f"{stem}{ending}": many
    for stem, many in (("zweite", 2), ("dritte", 3), ("vierte", 4), ("sechste", 6))
    for ending in ("", "n", "s")
}
_EVERY_SO_MANY: Final = re.compile(
    rf"(?:(?P<ordinal>{'|'.join(_ORDINALS)})|(?P<count>\d{{1,2}})(?:st|nd|rd|th)) "
    r"(?P<unit>day|week|month|quarter|year|tag|woche|monat|quartal|jahr)"
)
_TIMES: Final = re.compile(
    r"(?P<count>twice|thrice|\w+ times|\d ?x|\d times|zweimal|dreimal|viermal|\d ?mal) ?"
    r"(?:a|an|per|each|every|in a|/|im|pro) ?(?P<unit>month|year|monat|jahr)"
)
_DAY_OF: Final = re.compile(
    r"[\w ,-]{2,40} (?:of|in) (?:a|the|each|every) (?P<unit>week|month|quarter|year)"
    r"|(?P<before>month|quarter|year)[ -]end|end of (?P<behind>month|quarter|year)"
)
_REMARK: Final = re.compile(r"(?:, | \(| on | at ).*")
_NO_RHYTHM: Final = re.compile(
    r"(?:as|when|if|where) (?:needed|required|necessary)|ad[ -]hoc|on demand|never|none|no|"
    r"irregular(?:ly)?|sometimes|always|continuous(?:ly)?|ongoing|permanent(?:ly)?|n/a|tbd|\?+|"
    r"(?:bei|nach) bedarf|nie(?:mals)?|keine?|nein|unregelmäßig|manchmal|immer|laufend"
)
SHORTEST: Final = "1 day, the shortest there is"
"""What is proposed for less than a day, where only days are read."""
_HOURS: Final = 24
_MONTHS: Final = 12
_WEEKS_OF_TWICE: Final = 2
_EVERY_OTHER: Final = 2


def length_meant(written: str) -> str:
    """Return what to write for a length of time, `6 weeks` for `six weeks`, or "".

    Working days are those of the calendar here, and hours are days if they make whole ones.
    """
    words = " ".join(written.casefold().replace("_", " ").split())
    if words.isdecimal():
        return f"{words} days, {words} weeks or {words} months"
    return _meant(words) or _meant(_REMARK.sub("", words, count=1))


def without_introduction(words: str) -> str:
    """Return words in small letters without what stands before a length: `within 4 h` → `4 h`."""
    return _INTRODUCTION.sub("", words, count=1)


def is_no_length(written: str) -> bool:
    """Tell whether words say that there is no length of time or rhythm: `as needed`."""
    return bool(_NO_RHYTHM.fullmatch(" ".join(written.casefold().split())))


def _meant(words: str) -> str:
    if found := _TIMES.fullmatch(words):
        return _times(found)
    plain = without_introduction(words)
    if rhythm := _RHYTHMS.get(plain) or _weekday(plain):
        return rhythm
    for pattern, length in _LENGTHS:
        if found := pattern.fullmatch(plain):
            return length(found)
    return ""


def _weekday(words: str) -> str:
    if words.removeprefix("on ").rstrip("s") in _WEEKDAYS:
        return "week"
    other, _, day = words.partition(" ")
    return "2 weeks" if _ORDINALS.get(other) == _EVERY_OTHER and day in _WEEKDAYS else ""


def _every_so_many(found: re.Match[str]) -> str:
    many = int(found["count"] or _ORDINALS[found["ordinal"]])
    return counted(many, _unit(found["unit"])) if many else ""


def _range(found: re.Match[str]) -> str:
    ends = [_meant(f"{found[end]} {found['unit']}") for end in ("low", "high")]
    return " or ".join(ends) if all(ends) else ""


def _times(found: re.Match[str]) -> str:
    """Return the length between two of several times a year or month."""
    said = {"twice": "2", "thrice": "3"}.get(found["count"], found["count"])
    many = count_meant(said.removesuffix("times").removesuffix("x").removesuffix("mal").strip())
    if not many:
        return ""
    if _unit(found["unit"]) == "month":
        return "2 weeks" if many == _WEEKS_OF_TWICE else ""
    return counted(_MONTHS // many, "month") if not _MONTHS % many else ""


def _length(found: re.Match[str]) -> str:
    said = (found["count"] or "").strip(" -")
    unit = _unit(found["unit"])
    if "." in said:
        months = float(said) * _MONTHS
        return counted(int(months), "month") if unit == "year" and months.is_integer() else ""
    count = count_meant(said) if said else 1
    if unit == "hour":
        days, rest = divmod(count or 0, _HOURS)
        if count and not days:
            return SHORTEST
        return counted(days, "day") if days and not rest else ""
    length = counted(count, unit) if count else ""
    working = found["working"] and not found["working"].startswith("calendar")
    return f"{length}, in days of the calendar" if length and working else length


def _unit(written: str) -> str:
    """Return what a unit of time is called here."""
    return _GERMAN_UNITS.get(written[0]) or _UNITS[written[0]]


_LENGTHS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]] = (
    (_EVERY_SO_MANY, _every_so_many),
    (_DAY_OF, lambda found: found["unit"] or found["before"] or found["behind"]),
    (_RANGE, _range),
    (_MINUTES, lambda _: SHORTEST),
    (_LENGTH, _length),
)
