"""The outline of a document: its fields, and its headings within each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from playbook.model.body import Heading
from playbook.model.entry import Entry
from playbook.model.text import Span


@dataclass(frozen=True, slots=True)
class Symbol:
    """A part of a document: `span` is all of it, `name_span` its name, which lies in it."""

    name: str
    is_field: bool
    span: Span
    name_span: Span
    children: tuple["Symbol", ...] = ()


def outline(entry: Entry[Any]) -> tuple[Symbol, ...]:
    """Return the fields of a document in their order, then its headings."""
    fields = tuple(
        Symbol(str(path[0]), True, _together(mark.key, mark.value), mark.key)  # noqa: FBT003 - a field
        for path, mark in sorted(entry.marks.items(), key=lambda held: held[1].value)
        if len(path) == 1 and mark.key
    )
    return (*fields, *_within(entry.body.headings, len(entry.source.text)))


def _within(headings: Iterable[Heading], end: int) -> tuple[Symbol, ...]:
    """Return headings, each with those of a deeper level that follow it."""
    waiting = list(headings)
    found: list[Symbol] = []
    while waiting:
        head = waiting.pop(0)
        inside: list[Heading] = []
        while waiting and waiting[0].level > head.level:
            inside.append(waiting.pop(0))
        until = waiting[0].span.start if waiting else end
        whole = Span(head.span.path, head.span.start, max(until, head.span.end))
        children = _within(inside, until)
        found.append(Symbol(head.text or "…", False, whole, head.span, children))  # noqa: FBT003 - a heading
    return tuple(found)


def _together(first: Span, second: Span) -> Span:
    return Span(first.path, min(first.start, second.start), max(first.end, second.end))
