"""Single changes of a document, made where its marks say that something stands."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from playbook.model.diagnostic import Edit
from playbook.model.entry import Entry
from playbook.model.record import Path
from playbook.model.text import Span

_COMMA_BEHIND = re.compile(r"[ \t]*,[ \t]*")
_COMMA_BEFORE = re.compile(r",[ \t]*\Z")
_INDENT = re.compile(r"[ ]*")
_LETTER = re.compile(r"\w(?=\W*\Z)")

World = Mapping[str, Entry[Any]]
"""All documents of the playbook, by `kind:id`."""


@dataclass(frozen=True)
class Want:
    """A finding that would answer a change: its rule, and where it stands in the text as it was.

    In the new text it stands `beside` characters behind that place.
    """

    code: str
    path: str
    start: int
    beside: int = 0


@dataclass(frozen=True)
class Mutation:
    """One change of one document; `sort` and `field` name it, `said` tells what was done.

    Any of `wants` answers it.
    """

    sort: str
    entry: Entry[Any]
    field: str
    said: str
    edit: Edit
    wants: tuple[Want, ...]

    @property
    def path(self) -> str:
        """The file that is changed."""
        return self.entry.path

    @property
    def name(self) -> str:
        """The name by which the table of silent changes finds it: `kind:id field`."""
        return f"{self.entry.address} {self.field}"

    @property
    def text(self) -> str:
        """The text of the file after the change."""
        text, span = self.entry.source.text, self.edit.span
        return f"{text[: span.start]}{self.edit.replacement}{text[span.end :]}"

    def moved(self, start: int) -> int:
        """Return where in the new text stands what stood at an offset."""
        span = self.edit.span
        if start < span.end or start == span.start < span.end:
            return min(start, span.start + len(self.edit.replacement))
        return start + len(self.edit.replacement) - (span.end - span.start)

    def answers(self) -> frozenset[tuple[str, str, int]]:
        """Return code, path and offset of each finding that answers the change."""
        return frozenset(
            (w.code, w.path, self.moved(w.start) + w.beside if w.path == self.path else w.start)
            for w in self.wants
        )


def change(
    sort: str, entry: Entry[Any], path: Path, said: str, edit: Edit, wants: Iterable[Want]
) -> Mutation:
    """Return a mutation of what stands at a path."""
    return Mutation(sort, entry, dotted(path), said, edit, tuple(wants))


def others(world: World, address: str) -> Iterator[tuple[Entry[Any], Path, str, Span]]:
    """Yield every front-matter reference to a document: entry, path, item, place."""
    for entry in world.values():
        for reference in entry.references:
            if reference.address.document == address:
                yield entry, reference.path, reference.address.item, reference.span


def want(code: str, *spans: Span) -> list[Want]:
    """Return the wish for a finding of a rule at any of some places."""
    return [Want(code, span.path, span.start) for span in spans]


def dotted(path: Path) -> str:
    """Return a path as one word: `risks.0.shares.support`."""
    return ".".join(str(step) for step in path)


def field_of(path: Path) -> str:
    """Return a path without its indexes: `risks.shares.support`."""
    return ".".join(step for step in path if isinstance(step, str))


def written(entry: Entry[Any], span: Span) -> str:
    """Return what stands at a place."""
    return entry.source.text[span.start : span.end]


def misspelt(word: str) -> str:
    """Return a word with its last letter or digit changed."""
    found = _LETTER.search(word)
    assert found, f"nothing to change in {word!r}"
    letter = "x" if found[0] == "q" else "q"
    return f"{word[: found.start()]}{letter}{word[found.end() :]}"


def replaced(span: Span, new: str) -> Edit:
    """Return the edit that writes something else at a place."""
    return Edit(span, new)


def without_pair(entry: Entry[Any], path: Path) -> Edit:
    """Return the edit that takes a key and its value out of their mapping."""
    mark = entry.marks[path]
    assert mark.key
    return _without(entry, path, Span(entry.path, mark.key.start, mark.value.end))


def without_item(entry: Entry[Any], path: Path) -> Edit:
    """Return the edit that takes an item out of its list."""
    return _without(entry, path, entry.marks[path].value)


def _without(entry: Entry[Any], path: Path, span: Span) -> Edit:
    text = entry.source.text
    holder = entry.marks[path[:-1]].value
    if text[holder.start] in "{[" and path[:-1]:
        return Edit(_with_comma(text, span), "")
    line = text.rfind("\n", 0, span.start) + 1
    end = text.index("\n", max(span.end - 1, span.start)) + 1
    before = text[line : span.start]
    following = _INDENT.match(text, end)
    if following and following.end() - end == len(before):
        # The next key takes its place, behind the same dash or spaces.
        return Edit(Span(span.path, span.start, following.end()), "")
    return Edit(Span(span.path, line, end), "")


def _with_comma(text: str, span: Span) -> Span:
    if behind := _COMMA_BEHIND.match(text, span.end):
        return Span(span.path, span.start, behind.end())
    before = _COMMA_BEFORE.search(text[: span.start])
    return Span(span.path, before.start(), span.end) if before else span
