"""What two versions of a document say differently, item by item: old value and new value.

Items of lists are found again by what they are about (the metric, the party and what it does),
never by their place; so a list that was sorted has not changed.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple, TypeVar

from pydantic import BaseModel

from playbook.kinds.computed.meaning import (
    NODES,
    SCORES,
    TERMS,
    Meaning,
    Plain,
    changed_parts,
    record_meaning,
)
from playbook.model.entry import Entry
from playbook.model.shorten import shorten

_LONGEST_VALUE: Final = 240
ABOUT: Final = ("metric", "issue", "party", "what", "does", "risk", "do", "date")
"""The fields that tell the items of a list apart that have no id, whichever of them they have."""

_NEWS: Final = ("signed", "commitments", "lessons", "result")
"""Fields of which what does not bind is news nevertheless: who signed, how far it has come."""

SUBJECT: Final = ": "
"""What stands between the parts of an item's name: who, and what."""

_END: Final = re.compile(r"(?<=[.!?])\s+(?=\w)")
"""Where one sentence ends and the next begins, near enough to show what changed."""

T = TypeVar("T")

Steps = tuple[str, ...]


class Edit(NamedTuple):
    """One thing that is said differently.

    `steps` lead to it: the field or part of the text, then items and fields within (`acceptance`,
    `weekend-first-reply`, `target`). `before` or `after` is "" where it was not said.
    """

    steps: Steps
    before: str
    after: str


def record_edits(before: Entry[Any], after: Entry[Any]) -> Iterator[Edit]:
    """Yield what two front matters of one kind say differently that binds, and their status."""
    if before.status != after.status:
        yield Edit(("status",), before.status, after.status)
    names = changed_parts(record_meaning(before), record_meaning(after))
    fields = {info.alias or name: name for name, info in type(after.record).model_fields.items()}
    for written in dict.fromkeys((*names, *(name for name in _NEWS if name in fields))):
        name = fields[written]
        yield from _edits((written,), getattr(before.record, name), getattr(after.record, name))


def text_edits(before: Meaning, after: Meaning) -> Iterator[Edit]:
    """Yield what two texts say differently that binds."""
    for part in changed_parts(before, after):
        old, new = before.get(part, ()), after.get(part, ())
        if part == TERMS:
            yield from _members((part,), sentences(old), sentences(new))
        elif part == SCORES:
            yield from _cells(_table(old), _table(new))
        elif part == NODES:
            yield from _answers(_nodes(old), _nodes(new))
        else:
            yield _edit((part,), old, new)


def _edits(steps: Steps, before: Any, after: Any) -> Iterator[Edit]:  # noqa: ANN401 - any value of a record
    if before == after:
        return
    if isinstance(before, BaseModel) and isinstance(after, BaseModel):
        for name, info in type(after).model_fields.items():
            inner = (*steps, info.alias or name)
            yield from _edits(inner, getattr(before, name, None), getattr(after, name))
    elif isinstance(before, dict) and isinstance(after, dict):
        yield from _items(steps, before, after)
    elif isinstance(before, tuple) and isinstance(after, tuple):
        if any(isinstance(member, BaseModel) for member in (*before, *after)):
            yield from _items(steps, _by_subject(before), _by_subject(after))
        else:
            yield from _members(steps, _strings(before), _strings(after))
    else:
        yield _edit(steps, before, after)


def _items(steps: Steps, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Edit]:
    for key in dict.fromkeys((*after, *before)):
        inner = (*steps, key)
        if key in before and key in after:
            yield from _edits(inner, before[key], after[key])
        else:
            yield _edit(inner, before.get(key), after.get(key))


def _by_subject(members: tuple[Any, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for member in members:
        known = (getattr(member, name, None) for name in ("id", *ABOUT))
        subject = SUBJECT.join(shown(value) for value in known if value) or shown(member)
        found.setdefault(subject, member)
    return found


def _members(steps: Steps, before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[Edit]:
    """Yield members of a list that are gone, and those that came; one for one is a change."""
    yield from (_edit(steps, gone, came) for gone, came in exchanged(before, after))


def exchanged(before: tuple[T, ...], after: tuple[T, ...]) -> list[tuple[T | None, T | None]]:
    """Return members that are gone (with None), and those that came; one for one is a pair."""
    gone = [member for member in before if member not in after]
    came = [member for member in after if member not in before]
    if len(gone) == len(came) == 1:
        return [(gone[0], came[0])]
    return [*((member, None) for member in gone), *((None, member) for member in came)]


def _edit(steps: Steps, before: object, after: object) -> Edit:
    return Edit(steps, shown(before), shown(after))


def shown(value: object) -> str:
    """Return a value of front matter as one line of text."""
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, BaseModel):
        value = tuple(getattr(value, name) for name in type(value).model_fields)
    if isinstance(value, dict):
        value = tuple(f"{key} {shown(held)}".strip() for key, held in value.items())
    if isinstance(value, tuple):
        value = ", ".join(filter(None, map(shown, value)))
    return "" if value is None or value is False else shorten(str(value), _LONGEST_VALUE)


def _strings(members: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(map(shown, members))


def _texts(held: Plain) -> tuple[str, ...]:
    return tuple(text for text in held if isinstance(text, str)) if isinstance(held, tuple) else ()


def sentences(held: Plain) -> tuple[str, ...]:
    """Return the sentences of paragraphs."""
    return tuple(sentence for text in _texts(held) for sentence in _END.split(text))


def _table(held: Plain) -> dict[tuple[str, str], str]:
    """Return the cells of a table by the heads of their row and column."""
    rows = [_texts(row) for row in held] if isinstance(held, tuple) else []
    if not rows:
        return {}
    head, *lines = rows
    return {
        (line[0], column): cell
        for line in lines
        for column, cell in zip(head[1:], line[1:], strict=False)
    }


def _cells(before: dict[tuple[str, str], str], after: dict[tuple[str, str], str]) -> Iterator[Edit]:
    for place in dict.fromkeys((*after, *before)):
        if before.get(place) != after.get(place):
            yield _edit((SCORES, *place), before.get(place), after.get(place))


def _nodes(held: Plain) -> dict[str, dict[str, str]]:
    """Return where each answer of each node leads: node, then label, then target."""
    found: dict[str, dict[str, str]] = {}
    for node in held[1] if isinstance(held, tuple) and len(held) > 1 else ():
        if isinstance(node, tuple):
            slug, _, answers = node
            pairs = (_texts(answer) for answer in answers)
            found[str(slug)] = {pair[0]: pair[1] for pair in pairs if len(pair) > 1}
    return found


def _answers(before: dict[str, dict[str, str]], after: dict[str, dict[str, str]]) -> Iterator[Edit]:
    for node in dict.fromkeys((*after, *before)):
        if node not in before or node not in after:
            was, now = (node if node in held else "" for held in (before, after))
            yield Edit((NODES,), was, now)
            continue
        old, new = before[node], after[node]
        for label in dict.fromkeys((*new, *old)):
            if old.get(label) != new.get(label):
                yield _edit((NODES, node, label), old.get(label), new.get(label))
