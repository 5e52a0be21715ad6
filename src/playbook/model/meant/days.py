"""What somebody meant who wrote a day in another way than it is read."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from typing import Final

_DAY_FIRST: Final = re.compile(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4}|\d\d)")
_YEAR_FIRST: Final = re.compile(r"(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})")
_IN_ONE: Final = re.compile(r"(?P<year>20\d\d)(?P<month>\d\d)(?P<day>\d\d)")
_WITH_TIME: Final = re.compile(r"(\d{4}-\d{2}-\d{2})[t ]\d{1,2}:\d{2}.{0,20}")
_PERIOD: Final = re.compile(r"(\d{4}-\d{2}-\d{2}) ?(?:to|until|till|bis|/|-|–|—|\.\.) ?\d{4}-\d.*")
_WITH_REMARK: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?: [(/]|, | or | if | - | – ).*")
_BETWEEN_SLASHES: Final = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d\d)")
_NAMED_MONTH: Final = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th|\.)? )?(?:of )?(?P<month>[^\W\d_]{3,9})\.?"
    r"(?: (?P<after>\d{1,2})(?:st|nd|rd|th)?)?(?:,? (?P<year>\d{4}))?"
)
_MONTH_ALONE: Final = re.compile(
    r"(?P<year>\d{4})[-/](?P<month>\d{1,2})|(?P<first>\d{1,2})[./](?P<then>\d{4})"
)
_QUARTER: Final = re.compile(
    r"q(?P<quarter>[1-4])(?:[ /-]?(?P<year>\d{4}))?|(?P<before>\d{4})[ /-]?q(?P<then>[1-4])"
)
_HALF: Final = re.compile(
    r"h(?P<half>[12])[ /-]?(?P<year>\d{4})|(?P<before>\d{4})[ /-]?h(?P<then>[12])"
)
_SEASONS: Final = {
    name: last
    for last, names in ((5, "spring frühling frühjahr"), (8, "summer sommer"), (12, "winter"))
    for name in names.split()
} | dict.fromkeys(("autumn", "fall", "herbst"), 11)
"""The last month of a season in its year: of a winter that goes on in the next one, December."""

_SEASON: Final = re.compile(
    rf"(?P<season>{'|'.join(_SEASONS)})(?:,? (?P<year>\d{{4}}))?"
    rf"|(?P<before>\d{{4}}) (?P<then>{'|'.join(_SEASONS)})"
)
_BUSINESS_YEAR: Final = re.compile(
    r"(?:q(?P<quarter>[1-4])[ ,/-]*)?(?:fy|fiscal year|financial year) ?['’]?"
    r"(?P<year>20\d\d|\d\d)(?:[/-]\d{2,4})?(?:[ ,/-]*q(?P<then>[1-4]))?"
)
_YEAR: Final = re.compile(r"(?:year )?(20\d\d)")
_WEEK: Final = re.compile(
    r"(?:week|cw|kw|w) ?(?P<week>\d{1,2})[ ,/-]*(?P<year>20\d\d)"
    r"|(?P<before>20\d\d)[ /-]*(?:week |cw|kw|w) ?(?P<then>\d{1,2})"
)
_INTRODUCTION: Final = re.compile(
    r"\A(?:(?:no later than|by|before|until|till|from|since|on|due|around|about|the|"
    r"bis(?: zum)?|spätestens(?: am)?|vor(?: dem)?|ab(?: dem)?|seit(?: dem)?|am|im|um den|"
    r"(?:mon|diens|donners|frei|sams|sonn)tag,?|mittwoch,?|sonnabend,?|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,?|(?:mon|tue|wed|thu|fri|sat|sun)\.?,?) )+"
)
_PART: Final = re.compile(
    r"(?P<part>ende?|mid(?:dle)?|mitte|early|late|beginning|start|anfang)[ -](?:of )?(?:the )?"
    r"(?=\S)"
)
_DAY_OF_PART: Final = {"early": 1, "beginning": 1, "start": 1, "anfang": 1} | dict.fromkeys(
    ("mid", "middle", "mitte"), 15
)
"""The day of a month that is proposed for a part of it; the last day for its end."""

_MONTHS_LEFT: Final = {1: 2, 15: 1}
"""How many months of a season are left on the day that is proposed for its beginning or middle."""

_RELATIVE: Final = re.compile(
    r"heute|morgen|gestern|übermorgen|vorgestern|jetzt|sofort|ab sofort|so bald wie möglich|"
    r"(?:nächste|kommende|diese|letzte|in)[nrsm]? [\w ]{3,20}|"
    r"(?:today|tomorrow|yesterday|now|immediately|at once|straight away|asap|as soon as possible)"
    r"|(?:next|this|last|in) [\w ]{3,20}"
)
_NOT_YET: Final = re.compile(
    r"offen|unbekannt|später|steht (?:noch )?aus|noch (?:nicht|offen)|nie|nein|keine?r?|laufend|"
    r"tb[dac]|unknown|open|later|n/?a|none|\?+|-+|ongoing|never|always|no|false|not yet|pending"
)
_IT_WAS: Final = re.compile(
    r"yes|y|true|done|ok|okay|x|✓|signed|agreed|approved|accepted|"
    r"ja|erledigt|unterschrieben|unterzeichnet|genehmigt|angenommen"
)
"""What somebody writes who says that something was done, where it is to be said on which day."""
_MONTHS: Final = 12
_FRIDAY: Final = 5
_CENTURY: Final = 2000
_SOME_YEAR: Final = 2026
"""Stands where an author left the year out: reading does not know which year it is."""

_MONTH_NAMES: Final = {
    name: number
    for number, names in enumerate(
        "jan feb mar/mär apr may/mai jun jul aug sep oct/okt nov dec/dez".split(), start=1
    )
    for name in names.split("/")
}
"""The first three letters of months, in English and German."""


def day_meant(written: str) -> str:
    """Return what to write for a day, `2026-11-26`, or "" if nobody can tell.

    `3/4/2026` is in March or in April, depending on the reader: both are named. Of a month or a
    quarter the last day is proposed, since most days are those by which something is done.
    """
    words = " ".join(written.casefold().split())
    for pattern, told in _MORE_THAN_A_DAY:
        if found := pattern.fullmatch(words):
            return told.format(found[1])
    words = _INTRODUCTION.sub("", words, count=1)
    for pattern, meant in _DAYS:
        if found := pattern.fullmatch(words):
            return meant(found)
    part = _PART.match(words)
    day = _DAY_OF_PART.get(part["part"], 0) if part else 0
    words = words[part.end() :] if part else words
    for pattern, meant_in in _STRETCHES:
        if found := pattern.fullmatch(words):
            return meant_in(found, day)
    return ""


def is_no_day(written: str) -> bool:
    """Tell whether words say that no day is known, or that there is none: `TBD`."""
    return bool(_NOT_YET.fullmatch(written.casefold()))


def _written_out(found: re.Match[str]) -> str:
    return _near_day(_year(found["year"]), int(found["month"]), int(found["day"]))


def _between_slashes(found: re.Match[str]) -> str:
    first, second, year = int(found[1]), int(found[2]), _year(found[3])
    return " or ".join(sorted({_day(year, first, second), _day(year, second, first)} - {""}))


def _named_month(found: re.Match[str], day: int) -> str:
    month = _MONTH_NAMES.get(found["month"][:3], 0)
    named = int(found["day"] or found["after"] or 0)
    year = int(found["year"] or _SOME_YEAR)
    meant = _near_day(year, month, named) if named else _one_of(year, month, day)
    return meant if found["year"] else _with_year(meant)


def _month_alone(found: re.Match[str], day: int) -> str:
    return _one_of(int(found["year"] or found["then"]), int(found["month"] or found["first"]), day)


def _quarter(found: re.Match[str], _: int) -> str:
    year, quarter = found["year"] or found["before"], int(found["quarter"] or found["then"])
    meant = _one_of(int(year or _SOME_YEAR), 3 * quarter)
    return meant if year else _with_year(meant)


def _half(found: re.Match[str], _: int) -> str:
    return _one_of(int(found["year"] or found["before"]), 6 * int(found["half"] or found["then"]))


def _week(found: re.Match[str], _: int) -> str:
    year, week = int(found["year"] or found["before"]), int(found["week"] or found["then"])
    try:
        return f"one day of it, such as {date.fromisocalendar(year, week, _FRIDAY).isoformat()}"
    except ValueError:
        return ""


def _season(found: re.Match[str], day: int) -> str:
    year, last = found["year"] or found["before"], _SEASONS[found["season"] or found["then"]]
    month = last - _MONTHS_LEFT.get(day, 0)
    meant = _one_of(int(year or _SOME_YEAR), month, day)
    return meant if year else _with_year(meant)


def _business_year(found: re.Match[str], _: int) -> str:
    year, quarter = _year(found["year"]), int(found["quarter"] or found["then"] or 4)
    what = "quarter" if found["quarter"] or found["then"] else "year"
    example = _one_of(year, 3 * quarter).rpartition(" ")[2]
    return f"the day on which that {what} ends, such as {example}"


def _whole_year(found: re.Match[str], day: int) -> str:
    return "" if day else _one_of(int(found[1]), _MONTHS)


def _year(written: str) -> int:
    return int(written) + (_CENTURY if len(written) == len("26") else 0)


def _with_year(meant: str) -> str:
    """Say of a proposal in some year that the year was left out."""
    example = meant.rpartition(" ")[2]
    return f"it with its year, such as {example}" if meant else ""


def _one_of(year: int, month: int, day: int = 0) -> str:
    """Propose a day of a month: the given one, else the last."""
    if not 1 <= month <= _MONTHS or not year:
        return ""
    return f"one day of it, such as {_day(year, month, day or monthrange(year, month)[1])}"


def _near_day(year: int, month: int, day: int) -> str:
    """Return a day; for one that a month has not, such as 31 June, the last that it has."""
    if exact := _day(year, month, day):
        return exact
    longest = 31
    if 1 <= month <= _MONTHS and year and day <= longest:
        last = monthrange(year, month)[1]
        return f"{_day(year, month, last)}: that month has {last} days"
    return ""


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


_MORE_THAN_A_DAY: Final = (
    (_WITH_TIME, "{}"),
    (_PERIOD, "one day, such as {}, and no period"),
    (_WITH_REMARK, "{} alone; a remark may stand behind “ # ”"),
)
_DAYS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]] = (
    (_DAY_FIRST, _written_out),
    (_YEAR_FIRST, _written_out),
    (_IN_ONE, _written_out),
    (_BETWEEN_SLASHES, _between_slashes),
    (_RELATIVE, lambda _: "the day itself, such as 2026-03-09"),
    (_IT_WAS, lambda _: "the day on which it was, such as 2026-03-09"),
)
_STRETCHES: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str], int], str]], ...]] = (
    (_WEEK, _week),
    (_SEASON, _season),
    (_NAMED_MONTH, _named_month),
    (_MONTH_ALONE, _month_alone),
    (_QUARTER, _quarter),
    (_HALF, _half),
    (_BUSINESS_YEAR, _business_year),
    (_YEAR, _whole_year),
)
"""What is longer than a day; each function gets the day of a month that a part of it stands for."""
