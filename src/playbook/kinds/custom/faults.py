"""What is wrong with the definitions of kinds and fields in `site.yml`, and what is left of them.

A kind or field that cannot be made is left out, the others are used: one mistake hides nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from playbook.kinds.custom.definition import (
    ITEM_TYPES,
    Definitions,
    FieldDefinition,
    KindDefinition,
    folder_of,
)
from playbook.model.kind import Kind
from playbook.model.location import plain_name
from playbook.model.meant.nearest import did_you_mean, nearest
from playbook.model.record import Path, Record

TAKEN_FOLDERS = frozenset({"assets", "print", "search"})
"""Folders of the site that are not those of a kind."""

_NAME = re.compile(r"[a-z][a-z0-9-]{0,62}")
_FIELD = re.compile(r"[a-z][a-z0-9_-]{0,62}")
_NAMING = "small letters, digits and hyphens, a letter first"
_MEANS_ELSE = frozenset({"id", "path"})
"""Words that stand before a colon in a reference and mean something else there."""

_BODY = "body"
_MISSPELT = 0.85
"""How much like the name of a built-in kind one is that was meant to be it."""


_Taken = Mapping[str, tuple[str, str]]
"""Names of fields that are there already, hyphens as underscores: whose they are, as written."""


class Fault(NamedTuple):
    """Something wrong: `place` leads to the value in `site.yml`, or to its key."""

    place: Path
    message: str
    hint: str
    key: bool = False


def definition_faults(own: Definitions, built_in: Mapping[str, Kind[Any]]) -> Iterator[Fault]:
    """Yield what is wrong, in the order of the file."""
    folders = {kind.plural: f"kind “{kind.name}”" for kind in built_in.values()}
    folders |= dict.fromkeys(TAKEN_FOLDERS, "search, of the theme or of what is printed")
    known = {*built_in, *own}
    called: dict[str, tuple[str, str]] = {}
    for name, definition in own.items():
        place: Path = ("kinds", name)
        kind = built_in.get(name)
        if kind:
            yield from _fixed(name, definition, place)
        else:
            yield from _name(name, definition, built_in, place)
            yield from _folder(name, definition, folders, place)
            yield from _statuses(definition, called, name, place)
            folders.setdefault(folder_of(name, definition), f"kind “{name}”")
        taken = {_folded(field): ("every document", field) for field in _written(Record)}
        for field_name in _written(kind.record) if kind else ():
            taken.setdefault(_folded(field_name), (f"every {name}", field_name))
        for field_name, field in definition.fields.items():
            there = (*place, "fields", field_name)
            wrong = tuple(_field_name(field_name, taken, there))
            yield from wrong or _field(field, known, there)
            taken.setdefault(_folded(field_name), ("this kind", field_name))


def usable(own: Definitions, faults: Iterable[Fault]) -> dict[str, KindDefinition]:
    """Return the definitions without the kinds and fields that something is wrong with."""
    wrong = {fault.place for fault in faults}
    lost_fields = {place[1:4:2] for place in wrong if "fields" in place[2:3]}
    lost = {place[1] for place in wrong if "fields" not in place[2:3]}
    return {
        name: definition.model_copy(
            update={
                "fields": {
                    field: held
                    for field, held in definition.fields.items()
                    if (name, field) not in lost_fields
                }
            }
        )
        for name, definition in own.items()
        if name not in lost
    }


def _fixed(name: str, definition: KindDefinition, place: Path) -> Iterator[Fault]:
    for added in sorted(definition.added):
        message = f"“{name}” is a built-in kind and keeps its `{added}`"
        hint = "only `fields` can be added to it; a kind of your own needs another name"
        yield Fault((*place, added), message, hint, key=True)


def _name(
    name: str, definition: KindDefinition, built_in: Mapping[str, Kind[Any]], place: Path
) -> Iterator[Fault]:
    folders = {kind.plural: kind.name for kind in built_in.values()}
    if not _NAME.fullmatch(name):
        yield Fault(place, f"“{name}” cannot be the name of a kind", f"use {_NAMING}", key=True)
    elif name in _MEANS_ELSE:
        message = f"“{name}” cannot be the name of a kind: it means something else in references"
        yield Fault(place, message, "take another name", key=True)
    elif name in folders:
        message = f"“{name}” is the folder of a built-in kind"
        hint = f"to add fields to that kind, write `{folders[name]}:`"
        yield Fault(place, message, hint, key=True)
    elif not definition.added and (meant := nearest(name, built_in, _MISSPELT)):
        message = f"there is no kind “{name}” to which fields could be added"
        hint = f"did you mean “{meant}”? If it is a kind of your own, say its `purpose:`"
        yield Fault(place, message, hint, key=True)


def _folder(
    name: str, definition: KindDefinition, folders: Mapping[str, str], place: Path
) -> Iterator[Fault]:
    folder = folder_of(name, definition)
    where, is_key = ((*place, "plural"), False) if definition.plural else (place, True)
    if definition.plural and not _NAME.fullmatch(folder):
        yield Fault(where, f"“{folder}” cannot be the name of a folder", f"use {_NAMING}")
    elif folder in folders:
        message = f"the folder “{folder}” is that of the {folders[folder]}"
        yield Fault(where, message, "name another folder with `plural:`", key=is_key)


def _statuses(
    definition: KindDefinition, called: dict[str, tuple[str, str]], name: str, place: Path
) -> Iterator[Fault]:
    statuses = definition.statuses
    is_named = isinstance(statuses, dict)
    for index, status in enumerate(statuses):
        where = (*place, "statuses", status if is_named else index)
        if not _NAME.fullmatch(status):
            hint = f"use {_NAMING}"
            if plain := plain_name(status):
                shown = status[:1].upper() + status[1:]
                hint = f"{hint}; with a name for the site: `statuses: {{{plain}: {shown}}}`"
            yield Fault(where, f"“{status}” cannot be a status", hint, key=is_named)
        elif status in tuple(statuses)[:index]:
            yield Fault(where, f"the status “{status}” is there twice", "take one out")
        elif isinstance(statuses, dict) and statuses[status]:
            label, other = called.setdefault(status, (statuses[status], name))
            if label != statuses[status]:
                message = f"the status “{status}” is called “{label}” by the kind “{other}”"
                hint = f"a status has one name everywhere: write “{label}”, or take another status"
                yield Fault(where, message, hint)


def _field_name(name: str, taken: _Taken, place: Path) -> Iterator[Fault]:
    if name.startswith("x-"):
        message = f"`{name}` needs no definition: fields that begin with x- are free"
        hint = "take it out, or give it a name without x- to have it checked"
        yield Fault(place, message, hint, key=True)
    elif not _FIELD.fullmatch(name):
        hint = "use small letters, digits, hyphens and underscores, a letter first"
        yield Fault(place, f"“{name}” cannot be the name of a field", hint, key=True)
    elif name == _BODY:
        message = f"`{name}` is the text below the front matter"
        yield Fault(place, message, "take another name", key=True)
    elif _folded(name) in taken:
        owner, other = taken[_folded(name)]
        message = f"{owner} has a field `{other}` already"
        hint = "take another name"
        if name == "status":
            hint = "list the statuses of a kind of your own under `statuses:`"
        yield Fault(place, message, hint, key=True)


def _field(field: FieldDefinition, known: set[str], place: Path) -> Iterator[Fault]:
    at_type = (*place, "type")
    if field.type == "choice" and field.of is None:
        message = "this choice has no `of`, the words to choose from"
        yield Fault(at_type, message, "list them: `of: [good, bad]`")
    elif field.type == "choice" and not isinstance(field.of, tuple):
        yield Fault((*place, "of"), "a choice has a list of words", "write `of: [good, bad]`")
    elif field.type == "list" and field.of is None:
        message = "this list has no `of`, the type of its items"
        yield Fault(at_type, message, f"add `of:` with one of {_types()}")
    elif field.type not in {"choice", "list"} and field.of is not None:
        message = f"`of` belongs to a choice or a list, and this is a {field.type}"
        hint = "write `type: choice` or `type: list`, or take `of` out"
        yield Fault((*place, "of"), message, hint, key=True)
    elif isinstance(field.of, tuple):
        yield from _words(field.of, (*place, "of"))
    elif field.of is not None and field.of not in ITEM_TYPES:
        hint = did_you_mean(field.of, ITEM_TYPES) or f"types of items are {_types()}"
        yield Fault((*place, "of"), f"there is no type “{field.of}” for items of a list", hint)
    yield from _targets(field, known, (*place, "to"))


def _targets(field: FieldDefinition, known: set[str], place: Path) -> Iterator[Fault]:
    if field.to is None:
        return
    if field.item != "reference":
        message = f"`to` belongs to a reference, and this is a {field.type}"
        hint = "write `type: reference`, or take `to` out"
        yield Fault(place, message, hint, key=True)
        return
    for index, target in enumerate(field.targets):
        if target not in known:
            where = (*place, index) if isinstance(field.to, tuple) else place
            hint = did_you_mean(target, known) or f"kinds are: {', '.join(sorted(known))}"
            yield Fault(where, f"there is no kind “{target}”", hint)


def _words(words: tuple[str, ...], place: Path) -> Iterator[Fault]:
    if not words:
        yield Fault(place, "`of` lists no words to choose from", "write some: `of: [good, bad]`")
    for index, word in enumerate(words):
        if not word:
            yield Fault((*place, index), "a word to choose is empty", "take it out")
        elif word in words[:index]:
            yield Fault((*place, index), f"the word “{word}” is there twice", "take one out")


def _types() -> str:
    return ", ".join(ITEM_TYPES)


def _written(record: type[Record]) -> Iterator[str]:
    for name, info in record.model_fields.items():
        yield info.alias or name


def _folded(name: str) -> str:
    return name.replace("-", "_")
