"""Facts of fields that no function knows: each by its name and value.

These are the fields of kinds that a playbook defines, and those that it adds to built-in kinds.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel

from playbook.model.entry import Entry, Reference
from playbook.model.fields import Duration
from playbook.model.kind import Kind
from playbook.model.record import Path, Record
from playbook.model.value import replace
from playbook.rendering.parts import FACTS, Parts
from playbook.rendering.shapes import Fact, Facts, Inline, Panel, Value, Words

_IN_STRIP = frozenset({"parties", "from_", "until"})
"""Attributes that the status strip shows."""


def panels(entry: Entry[Any], parts: Parts) -> Iterator[Panel]:
    """Yield the fields that the kind adds to those that every document has."""
    names = [
        name
        for name in type(entry.record).model_fields
        if name not in Record.model_fields and name not in _IN_STRIP
    ]
    yield from parts.facts(tuple(_facts(names, entry, parts)))


def with_own(panels: Iterable[Panel], entry: Entry[Any], parts: Parts) -> Iterator[Panel]:
    """Yield the panels of a built-in kind, the fields that were added to it among its facts."""
    kind: Kind[Any] | None = parts.view.first("kind-named", entry.kind)
    own = tuple(_facts(kind.own, entry, parts)) if kind else ()
    for panel in panels:
        if own and isinstance(panel, Facts) and panel.slug == FACTS:
            yield replace(panel, facts=(*panel.facts, *own))
            own = ()
        else:
            yield panel
    yield from parts.facts(own)


def _facts(names: Iterable[str], entry: Entry[Any], parts: Parts) -> Iterator[Fact]:
    writer = _Writer(parts, {reference.path: reference for reference in entry.references})
    for name in names:
        held = getattr(entry.record, name)
        if held is False and name not in entry.record.model_fields_set:
            continue  # nobody said “no”
        written = type(entry.record).model_fields[name].alias or name
        values = writer.values(held, (written,))
        yield from parts.fact(written, *values, label=parts.texts.field(entry.kind, written))


class _Writer:
    """Turns values of front matter into inline parts."""

    def __init__(self, parts: Parts, refers: Mapping[Path, Reference]) -> None:
        self._parts = parts
        self._refers = refers

    def values(self, held: object, path: Path) -> Iterator[Value]:
        """Yield a field's values: one for each member of a list or mapping."""
        if isinstance(held, tuple):
            for index, member in enumerate(held):
                yield tuple(self._value(member, (*path, index)))
        elif isinstance(held, dict):
            for key, member in held.items():
                yield tuple(self._pair(key, member, (*path, key)))
        else:
            yield tuple(self._value(held, path))

    def _value(self, held: object, path: Path) -> Iterator[Inline]:
        if path in self._refers and not isinstance(held, dict):
            yield self._reference(self._refers[path])
        elif isinstance(held, BaseModel):
            for name, info in type(held).model_fields.items():
                value = getattr(held, name)
                if value not in (None, "", (), {}):
                    written = info.alias or name
                    yield Words(f"{self._parts.texts.name('field', written)}:")
                    yield from self._value(value, (*path, written))
        elif isinstance(held, tuple | dict):
            for value in self.values(held, path):
                yield from value
        else:
            yield from self._scalar(held)

    def _pair(self, key: str, held: object, path: Path) -> Iterator[Inline]:
        reference = self._refers.get(path)
        if reference and reference.written == key:
            yield self._reference(reference)
        else:
            yield Words(f"{key}:")
        if held != "":
            yield from self._value(held, (*path, ""))

    def _reference(self, reference: Reference) -> Inline:
        if reference.party:
            return self._parts.party(reference.written)
        return self._parts.document(str(reference.address))

    def _scalar(self, held: object) -> Value:
        parts = self._parts
        if isinstance(held, bool):
            return parts.words(parts.texts["word.yes" if held else "word.no"])
        if isinstance(held, date):
            return parts.day(held)
        if isinstance(held, int | float):
            return parts.amount(held)
        if isinstance(held, Duration):
            return parts.words(parts.texts.duration(held))
        if isinstance(held, str):
            return parts.words(held)
        return ()
