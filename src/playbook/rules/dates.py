"""Dates: what is due for review, what has run out, and what cannot be."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from playbook.model.diagnostic import Severity
from playbook.model.entry import Entry
from playbook.model.record import Path
from playbook.model.rule import Finding, rule
from playbook.model.view import View
from playbook.rules.lives import NOT_YET, is_closed

_SOON = timedelta(days=30)

_PERIODS = (("from", "until"), ("start", "end"), ("adopted", "revised"))
"""Fields of which the second cannot be before the first."""

_DONE = ("reviewed", "checked", "revised", "approved")
"""Fields that tell when something was done."""

_DONE_IN = (("baseline", "date"), ("result", "date"))
"""The same inside of a mapping."""

_FIELDS = {"from": "from_"}


@rule("review/overdue", Severity.WARNING, clock=True)
def overdue(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """The day of the next review has passed."""
    due = _review_due(entry, view)
    if due and view.as_of and due < view.as_of:
        message = f"“{entry.title}” was due for review on {due.isoformat()}"
        hint = "look at it together, then write the day in `reviewed`"
        yield Finding(entry.at("review_every"), message, hint)


@rule("review/soon", Severity.NOTICE, clock=True)
def soon(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """A review is due within 30 days."""
    due = _review_due(entry, view)
    if due and view.as_of and view.as_of <= due <= view.as_of + _SOON:
        message = f"“{entry.title}” is due for review on {due.isoformat()}"
        yield Finding(entry.at("review_every"), message, "find a day for it")


@rule("review/expired", Severity.WARNING, clock=True)
def expired(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """The last day has passed, and the status says that it still holds."""
    end = entry.card.ends
    if end is None or view.as_of is None or end >= view.as_of:
        return
    if entry.status not in NOT_YET and not is_closed(entry.card, view):
        message = f"“{entry.title}” held until {end.isoformat()} and is still {_words(entry)}"
        hint = "renew it with a later `until`, or set its status to what is true now"
        yield Finding(entry.at("until"), message, hint)


@rule("review/impossible-dates", Severity.ERROR)
def impossible_dates(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """An end before its start, or something done on a day that is yet to come."""
    for first, second in _PERIODS:
        start, end = _day(entry, first), _day(entry, second)
        if start and end and end < start:
            message = f"`{second}` ({end.isoformat()}) is before `{first}` ({start.isoformat()})"
            yield Finding(entry.at(second), message, "one of the two is mistyped")
    today = view.as_of
    if today is None:
        return
    for path, day in _days_done(entry):
        if day > today:
            name = ".".join(step for step in path if isinstance(step, str))
            message = f"`{name}` is {day.isoformat()}, a day that is yet to come"
            yield Finding(entry.at(*path), message, "write the day on which it was done")


def _review_due(entry: Entry[Any], view: View) -> date | None:
    """Return the day of the next review of a document that counts, or None."""
    if entry.status in NOT_YET or is_closed(entry.card, view):
        return None
    return entry.card.review_due


def _day(entry: Entry[Any], field: str) -> date | None:
    day = getattr(entry.record, _FIELDS.get(field, field), None)
    return day if isinstance(day, date) else None


def _days_done(entry: Entry[Any]) -> Iterator[tuple[Path, date]]:
    for field in _DONE:
        if day := _day(entry, field):
            yield (field,), day
    for path in _DONE_IN:
        if day := _day_in(entry.record, path):
            yield path, day
    if entry.status not in NOT_YET and (held := _day(entry, "held")):
        yield ("held",), held
    for index, stage in enumerate(_listed(entry, "stages")):
        if day := _day_in(stage, ("done",)):
            yield ("stages", index, "done"), day
    signed = getattr(entry.record, "signed", {})
    for party, day in signed.items():
        yield ("signed", party), day
    for index, review in enumerate(_listed(entry, "reviews")):
        yield ("reviews", index, "date"), review.date


def _listed(entry: Entry[Any], field: str) -> tuple[Any, ...]:
    """Return the items of a field that is a list; () where the kind has none of this name."""
    held = getattr(entry.record, field, ())
    return held if isinstance(held, tuple) else ()


def _day_in(held: Any, path: tuple[str, ...]) -> date | None:  # noqa: ANN401 - a record or a part of one
    for step in path:
        held = getattr(held, step, None)
    return held if isinstance(held, date) else None


def _words(entry: Entry[Any]) -> str:
    return entry.status.replace("-", " ") or "shown as holding"
