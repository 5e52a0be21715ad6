"""Dates: what is due for review, what has run out, and what cannot be."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

from playbook.kinds.common.statuses import NOT_YET, is_closed, status_in_words
from playbook.kinds.plan import Plan
from playbook.model.diagnostic import Severity
from playbook.model.entry import Entry
from playbook.model.record import Path, Record
from playbook.model.rule import Finding, rule
from playbook.model.view import View

_SOON = timedelta(days=30)

_PERIODS = (("from", "until"), ("start", "end"), ("adopted", "revised"))
"""Fields of which the second cannot be before the first."""

_DONE = ("reviewed", "checked", "revised", "approved")
"""Fields that tell when something was done."""

_DONE_ON = ("baseline", "result")
"""Mappings with a `date` on which it was done."""

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
    if due and view.as_of and view.as_of <= due and due - view.as_of <= _SOON:
        message = f"“{entry.title}” is due for review on {due.isoformat()}"
        yield Finding(entry.at("review_every"), message, "find a day for it")


@rule("review/expired", Severity.WARNING, clock=True)
def expired(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """The last day has passed, and the status says that it still holds."""
    end = entry.card.ends
    if end is None or view.as_of is None or end >= view.as_of:
        return
    if entry.card.starts and end < entry.card.starts:
        return  # one of the two is mistyped
    if entry.status not in NOT_YET and not is_closed(view, entry.card):
        now = status_in_words(entry.status) or "shown as holding"
        message = f"“{entry.title}” held until {end.isoformat()} and is still {now}"
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
    if entry.status in NOT_YET or is_closed(view, entry.card):
        return None
    return entry.card.review_due


@cache
def _names(record: type[Record]) -> frozenset[str]:
    return frozenset(record.model_fields)


def _held(record: Record, field: str) -> Any:  # noqa: ANN401 - any value of a record
    """Return a field; None where the kind has none of this name, which would be slow to ask for."""
    name = _FIELDS.get(field, field)
    return getattr(record, name) if name in _names(type(record)) else None


def _day(entry: Entry[Any], field: str) -> date | None:
    day = _held(entry.record, field)
    return day if isinstance(day, date) else None


def _stages_done(record: Record) -> Iterator[tuple[Path, date]]:
    for index, stage in enumerate(record.stages if isinstance(record, Plan) else ()):
        if stage.done:
            yield ("stages", index, "done"), stage.done


def _days_done(entry: Entry[Any]) -> Iterator[tuple[Path, date]]:
    for field in _DONE:
        if day := _day(entry, field):
            yield (field,), day
    for field in _DONE_ON:
        part = _held(entry.record, field)
        if part and part.date:
            yield (field, "date"), part.date
    if entry.status not in NOT_YET and (held := _day(entry, "held")):
        yield ("held",), held
    yield from _stages_done(entry.record)
    for party, day in (_held(entry.record, "signed") or {}).items():
        yield ("signed", party), day
    for index, review in enumerate(_held(entry.record, "reviews") or ()):
        yield ("reviews", index, "date"), review.date
