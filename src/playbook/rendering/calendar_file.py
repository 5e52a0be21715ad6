"""Calendars as RFC 5545 has them: components, escaped texts, folded lines. No clock."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from playbook.model.value import Value

_LONGEST_LINE: Final = 75  # octets
_HIGHEST_BITS, _CONTINUES = 0b11000000, 0b10000000  # of an octet within a character
_CONTROLS: Final = dict.fromkeys(map(chr, (*range(9), 11, 12, *range(14, 32), 127)))
_ESCAPES: Final = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None}
_SIGNS: Final = str.maketrans({**_CONTROLS, **_ESCAPES})
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEK: Final = 7
_SHORTEST_MONTH: Final = 28

_NO_EVENT: Final = (
    "BEGIN:VTIMEZONE",
    "TZID:Etc/UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
)
"""A calendar must hold a component; this is one that shows nothing."""


class Event(Value, frozen=True):
    """An event of a whole day, or of several by its `rule` (an RRULE).

    `identifier` stays the same when the day moves. `stamp` is the day that stands for the moment at
    which the event was written.
    """

    identifier: str
    day: date
    stamp: date
    title: str
    description: str
    category: str
    url: str = ""
    rule: str = ""


def calendar_file(name: str, events: Iterable[Event]) -> str:
    """Return a calendar with its events, in their order."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//playbook//playbook//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
    ]
    held = [line for event in events for line in _event(event)]
    lines += held or _NO_EVENT
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def recurrence(start: date, months: int, days: int, weekday: int | None) -> tuple[date, str]:
    """Return the first day of something that repeats, and its rule.

    `weekday` counts from 0 for Monday; None where any day will do. What repeats in whole weeks or
    months happens on that day of the week; a month without a 31st has it on its last day.
    """
    if months and not days:
        frequency = f"FREQ=MONTHLY;INTERVAL={months}"
        if weekday is None:
            return start, f"{frequency}{_month_day(start)}"
        first = _on(start, weekday)
        number = (first.day - 1) // _WEEK + 1
        place = -1 if number > _SHORTEST_MONTH // _WEEK else number
        return first, f"{frequency};BYDAY={place}{_WEEKDAYS[weekday]}"
    length = days + round(months * 30.44)
    if length % _WEEK:
        return start, f"FREQ=DAILY;INTERVAL={length}"
    first = start if weekday is None else _on(start, weekday)
    return first, f"FREQ=WEEKLY;INTERVAL={length // _WEEK};BYDAY={_WEEKDAYS[first.weekday()]}"


def _on(start: date, weekday: int) -> date:
    """Return the first day from `start` on that is such a day of the week, or the last of all."""
    days = (weekday - start.weekday()) % _WEEK
    return start + timedelta(days=min(days, (date.max - start).days))


def _month_day(start: date) -> str:
    if start.day <= _SHORTEST_MONTH:
        return f";BYMONTHDAY={start.day}"
    days = ",".join(str(day) for day in range(_SHORTEST_MONTH, start.day + 1))
    return f";BYMONTHDAY={days};BYSETPOS=-1"


def _event(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.identifier}"
    yield f"DTSTAMP:{_date(event.stamp)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_date(event.day)}"
    if event.rule:
        yield f"RRULE:{event.rule}"
    yield f"SUMMARY:{_text(event.title)}"
    if event.description:
        yield f"DESCRIPTION:{_text(event.description)}"
    yield f"CATEGORIES:{_text(event.category)}"
    if event.url:
        yield f"URL:{event.url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _date(day: date) -> str:
    """Return a day as a value; `%Y` would leave out the zeros of a year such as 0206."""
    return day.isoformat().replace("-", "")


def _text(words: str) -> str:
    """Return a text as a value: its signs escaped, without control characters."""
    if words.isprintable():  # as nearly always; to exchange each character takes four times as long
        return words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return words.translate(_SIGNS)


def _folded(line: str) -> str:
    """Return a line broken into pieces of at most 75 octets, no character split."""
    if len(line) <= _LONGEST_LINE and line.isascii():
        return line
    held = line.encode()
    if len(held) <= _LONGEST_LINE:
        return line
    pieces: list[bytes] = []
    start, end = 0, _LONGEST_LINE
    while end < len(held):
        while held[end] & _HIGHEST_BITS == _CONTINUES:
            end -= 1
        pieces.append(held[start:end])
        # The blank that begins a further piece counts, too.
        start, end = end, end + _LONGEST_LINE - 1
    return b"\r\n ".join([*pieces, held[start:]]).decode()
