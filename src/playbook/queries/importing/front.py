"""Front matter of other programs: what a document of a playbook has a field for."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from playbook.model.fields import Duration
from playbook.model.location import plain_name
from playbook.queries.importing.foreign import Foreign, Note

_REVIEWED = ("last_reviewed_on", "reviewed")
_REVIEW_EVERY = ("review_in", "review_every")


@dataclass
class Front:
    """Fields for the document, and notes about those that it cannot have."""

    fields: dict[str, Any] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)


def read_front(foreign: Foreign, used: Collection[str], today: date, *, keep: bool) -> Front:
    """Return what front matter says that is not `used` by the caller.

    GDS's `last_reviewed_on` and `review_in` become `reviewed` and `review_every`, `tags` stay. With
    `keep` other fields become the document's own, `x-NAME`; without, they are told as left out.
    """
    front = Front()
    for name, value in foreign.data.items():
        if name in used or value in (None, "", [], {}):
            continue
        if name in _REVIEWED:
            _take_day(front, foreign, name, value, today)
        elif name in _REVIEW_EVERY:
            _take_duration(front, foreign, name, value)
        elif name == "tags" and keep and _is_words(value):
            front.fields["tags"] = [value] if isinstance(value, str) else value
        elif keep and (own := plain_name(name)) and f"x-{own}" not in front.fields:
            front.fields[f"x-{own}"] = value
            front.notes.append(foreign.field_note(name, f"`{name}` was kept as `x-{own}`"))
        else:
            front.notes.append(foreign.field_note(name, f"`{name}` was left out"))
    return front


def day(written: Any) -> date | None:  # noqa: ANN401 - plain data of any shape
    """Return the day that a text writes as in 2026-03-09, be it with a time behind it, or None."""
    try:
        return date.fromisoformat(written.strip()[:10]) if isinstance(written, str) else None
    except ValueError:
        return None


def words_of(value: Any) -> str:  # noqa: ANN401 - plain data of any shape
    """Return a value of front matter as words."""
    if isinstance(value, Mapping):
        pairs = ((str(name), words_of(held)) for name, held in value.items())
        return ", ".join(": ".join(filter(None, pair)) for pair in pairs)
    if isinstance(value, list):
        return ", ".join(filter(None, map(words_of, value)))
    return str(value or "").strip()


def _take_day(front: Front, foreign: Foreign, name: str, value: Any, today: date) -> None:  # noqa: ANN401 - plain data of any shape
    found = day(value)
    if found and found <= today:
        front.fields["reviewed"] = found.isoformat()
        return
    why = "it lies in the future" if found else "a date is written as in 2026-03-09"
    message = f"`{name}: {words_of(value)}` was left out: {why}"
    front.notes.append(foreign.field_note(name, message))


def _take_duration(front: Front, foreign: Foreign, name: str, value: Any) -> None:  # noqa: ANN401 - plain data of any shape
    found = Duration.parse(value) if isinstance(value, str) else None
    if found:
        front.fields["review_every"] = found.text
        return
    message = f"`{name}: {words_of(value)}` was left out: it is written as in “6 months”"
    front.notes.append(foreign.field_note(name, message))


def _is_words(value: Any) -> bool:  # noqa: ANN401 - plain data of any shape
    return isinstance(value, str) or (
        isinstance(value, list) and all(isinstance(item, str) for item in value)
    )
