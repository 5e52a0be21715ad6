"""Changes of form, made mechanically: whatever a document says, these are mistakes."""

import re
from collections.abc import Iterator
from datetime import date
from types import NoneType
from typing import Any, Literal, get_origin

from pydantic import BaseModel, RootModel

from mutating.edits import (
    Mutation,
    Want,
    World,
    dotted,
    field_of,
    misspelt,
    replaced,
    want,
    without_pair,
    written,
)
from playbook.engine.settings.registry import KINDS
from playbook.model.body import LinkSyntax
from playbook.model.diagnostic import Edit
from playbook.model.entry import Entry, Reference
from playbook.model.fields import Duration
from playbook.model.record import Path
from playbook.model.text import Span
from playbook.reading.front_matter.misfits import required_fields
from playbook.reading.front_matter.shape import inner, members

_PART = re.compile(r"[\w-]+")


def forms(world: World) -> Iterator[Mutation]:
    """Yield all changes of form.

    What is the same for all documents of a kind, such as the name of a field, is changed in one.
    """
    named: set[tuple[str, str]] = set()
    for entry in world.values():
        yield from _references(entry)
        yield from _values(entry, named)
        yield from _keys(entry, named)
        yield from _required(entry, named)
        yield from _links(entry)


# --- references -----------------------------------------------------------------------------------


def _references(entry: Entry[Any]) -> Iterator[Mutation]:
    for reference in entry.references:
        word = written(entry, reference.span)
        for part in _PART.finditer(word):
            new = f"{word[: part.start()]}{misspelt(part[0])}{word[part.end() :]}"
            codes: tuple[str, ...] = ("ref/unknown",)
            place = reference.span
            if part.start() and word[part.start() - 1] in ".#":
                place = Span(entry.path, reference.span.start + part.start(), reference.span.end)
                codes = ("ref/role-unknown",) if reference.party else codes
            elif reference.party:
                codes = ("ref/party-unknown",)
            elif word[part.end() : part.end() + 1] == ":":
                # Where a role may stand as well, what is no `right:` is taken for one.
                codes = ("ref/unknown", "ref/party-unknown")
            yield _reference("reference", entry, reference, new, codes, place)
        if reference.party and reference.address.item:
            dot = word.index(".") + 1
            place = Span(entry.path, reference.span.start + dot, reference.span.end)
            quote = word[-1] if word[-1] in "\"'" else ""
            new = f"{word[:dot]}nobody{quote}"
            yield _reference("role", entry, reference, new, ("ref/role-unknown",), place)


def _reference(
    sort: str,
    entry: Entry[Any],
    reference: Reference,
    new: str,
    codes: tuple[str, ...],
    place: Span,
) -> Mutation:
    old = written(entry, reference.span)
    wants = tuple(Want(code, entry.path, place.start) for code in codes)
    edit = replaced(reference.span, new)
    return Mutation(sort, entry, dotted(reference.path), f"“{old}” → “{new}”", edit, wants)


# --- values ---------------------------------------------------------------------------------------

_WRONG: tuple[tuple[str, object, str], ...] = (
    ("date in words", date, "next spring"),
    ("number in words", float, "lots"),
    ("duration misspelt", Duration, "3 moons"),
    ("flag misspelt", bool, "yess"),
)


def _values(entry: Entry[Any], named: set[tuple[str, str]]) -> Iterator[Mutation]:
    for path, mark in entry.marks.items():
        types = types_at(KINDS[entry.kind].record, path)
        word = written(entry, mark.value)
        if not path or not types or not word or word[0] in "[{" or str in types:
            continue
        for sort, wrong, new in _WRONG:
            place = (sort, f"{entry.kind} {field_of(path)}")
            if wrong in types and place not in named:
                named.add(place)
                yield _bad_value(sort, entry, path, mark.value, new)
        if date in types:
            yield _bad_value("date impossible", entry, path, mark.value, "2026-02-30")
        if any(get_origin(member) is Literal for member in types):
            yield _bad_value("enum misspelt", entry, path, mark.value, misspelt(word))


def _bad_value(sort: str, entry: Entry[Any], path: Path, span: Span, new: str) -> Mutation:
    said = f"“{written(entry, span)}” → “{new}”"
    wants = tuple(want("text/bad-value", span))
    return Mutation(sort, entry, dotted(path), said, replaced(span, new), wants)


def types_at(model: type[BaseModel], path: Path) -> tuple[Any, ...]:
    """Return the types that a place in front matter may have, without None."""
    held: Any = model
    for step in path:
        held = inner(held, step)
        if held is None:
            return ()
    return tuple(member for member in members(held) if member is not NoneType)


# --- keys -----------------------------------------------------------------------------------------


def _keys(entry: Entry[Any], named: set[tuple[str, str]]) -> Iterator[Mutation]:
    for path, mark in entry.marks.items():
        holders = types_at(KINDS[entry.kind].record, path[:-1]) if path else ()
        name = (entry.kind, field_of(path))
        if not mark.key or name in named or not any(map(_is_model, holders)):
            continue
        named.add(name)
        new = misspelt(str(path[-1]))
        wants = tuple(want("text/unknown-field", mark.key))
        said = f"`{path[-1]}` → `{new}`"
        yield Mutation("field misspelt", entry, dotted(path), said, replaced(mark.key, new), wants)
        if len(path) == 1:
            copy = Edit(Span(entry.path, mark.key.start, mark.key.start), f"{path[-1]}:\n")
            wants = tuple(want("text/duplicate-key", mark.key))
            yield Mutation("field twice", entry, dotted(path), "written twice", copy, wants)


def _is_model(held: Any) -> bool:  # noqa: ANN401 - a type form
    return (
        isinstance(held, type) and issubclass(held, BaseModel) and not issubclass(held, RootModel)
    )


def _required(entry: Entry[Any], named: set[tuple[str, str]]) -> Iterator[Mutation]:
    """Take out each field that must be there: of the document, and of the mappings in it."""
    record = KINDS[entry.kind].record
    top = Span(entry.path, 0, 0)
    for name in required_fields(record):
        edit = without_pair(entry, (name,))
        wants = tuple(want("text/missing-field", top))
        yield Mutation("required field removed", entry, name, "removed", edit, wants)
    for path, mark in entry.marks.items():
        for holder in types_at(record, path) if path else ():
            if not _is_model(holder):
                continue
            for name, info in holder.model_fields.items():
                inner = (*path, info.alias or name)
                place = ("required", f"{entry.kind} {field_of(inner)}")
                if info.is_required() and inner in entry.marks and place not in named:
                    named.add(place)
                    edit = without_pair(entry, inner)
                    wants = tuple(want("text/missing-field", mark.value))
                    yield Mutation(
                        "required field removed", entry, dotted(inner), "removed", edit, wants
                    )


# --- the body -------------------------------------------------------------------------------------


def _links(entry: Entry[Any]) -> Iterator[Mutation]:
    for number, link in enumerate(entry.body.links):
        word = written(entry, link.span)
        path, mark, fragment = word.partition("#")
        if link.syntax is LinkSyntax.REFERENCE:
            wants = tuple(want("ref/unknown", link.span))
            yield _link("short reference", entry, number, misspelt(word), wants)
        elif link.syntax is LinkSyntax.LINK and ":" not in path:
            if path:
                new = f"{misspelt(path.removesuffix('.md'))}.md{mark}{fragment}"
                wants = tuple(want("ref/link-file", link.span))
                yield _link("link to a file", entry, number, new, wants)
            if mark:
                place = Span(entry.path, link.span.start + len(path) + 1, link.span.end)
                codes = ("ref/link-heading", "tree/answer-nowhere")
                wants = tuple(Want(code, entry.path, place.start) for code in codes)
                new = f"{path}#{misspelt(fragment)}"
                yield _link("link to a heading", entry, number, new, wants)


def _link(sort: str, entry: Entry[Any], number: int, new: str, wants: tuple[Want, ...]) -> Mutation:
    span = entry.body.links[number].span
    said = f"“{written(entry, span)}” → “{new}”"
    return Mutation(sort, entry, f"link {number}", said, replaced(span, new), wants)
