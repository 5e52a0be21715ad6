"""Kinds and fields of a playbook's own, made from their definitions.

What comes out is a `Kind` like any other: checks, pages, lists, search and schemas read it and
cannot tell the difference. A built-in kind with added fields has a record that inherits from its
own, so that the rules about it go on to hold.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import create_model

from playbook.kinds.custom.definition import Definitions, FieldDefinition, KindDefinition, folder_of
from playbook.model.address import Refers
from playbook.model.fields import (
    AnyDocument,
    Date,
    Duration,
    Flag,
    Number,
    Party,
    Role,
    TeamOnly,
    Text,
    optional,
    required,
)
from playbook.model.kind import Kind
from playbook.model.label import humanised
from playbook.model.record import Record

_HISTORY = frozenset(
    "abandoned deprecated ended expired rejected retired stopped superseded withdrawn".split()
)
"""Statuses that make a document history in the built-in kinds, and so in all others."""

_SINGLE: Mapping[str, Any] = MappingProxyType(
    {
        "text": Text,
        "number": Number,
        "date": Date,
        "duration": Duration,
        "flag": Flag,
        "party": Party,
        "team": TeamOnly,
        "role": Role,
    }
)
_BLANK: Mapping[str, Any] = MappingProxyType({"text": "", "flag": False, "list": ()})

_MEANT = MappingProxyType(
    {
        "parties": ("parties", "list", {"party", "team", "role"}),
        "aliases": ("aliases", "list", {"text"}),
        "from": ("from_", "date", {"date"}),
        "until": ("until", "date", {"date"}),
    }
)
"""Names that mean the same in every kind: attribute, type and types of items they must have."""


def with_own(built_in: Mapping[str, Kind[Any]], own: Definitions) -> Mapping[str, Kind[Any]]:
    """Return the built-in kinds with a playbook's own: before the last one, `page`.

    The definitions are sound: `definition_faults` has looked at them.
    """
    if not own:
        return built_in
    kinds: dict[str, Kind[Any]] = {
        name: _extended(kind, own[name]) if name in own and own[name].fields else kind
        for name, kind in built_in.items()
    }
    last = kinds.popitem()
    kinds |= {name: _made(name, held) for name, held in own.items() if name not in built_in}
    kinds[last[0]] = last[1]
    return MappingProxyType(kinds)


def _extended(kind: Kind[Any], definition: KindDefinition) -> Kind[Any]:
    fields = dict(_fields(definition))
    return Kind(
        **{
            **kind.__dict__,
            "record": _record(kind.record, kind.record.__name__, kind.name, fields),
            "example": kind.example + _example(definition),
            "own": tuple(fields),
            "texts": tuple(_field_texts(kind.name, definition)),
        }
    )


def _made(name: str, definition: KindDefinition) -> Kind[Any]:
    fields = dict(_fields(definition))
    statuses = tuple(definition.statuses)
    lifecycle = tuple(status for status in statuses if status not in _HISTORY)
    first = next(iter(lifecycle or statuses), "")
    label = definition.label or humanised(name)
    plural = folder_of(name, definition)
    if statuses:
        note = f"Where it stands; {first} if left out."
        fields["status"] = (Literal[(*statuses, "")], optional("", note))

    def default_status(_: Record) -> str:
        return first

    status = f"status: {first}\n" if first else ""
    return Kind(
        name=name,
        plural=plural,
        record=_record(Record, humanised(name).title().replace(" ", ""), name, fields),
        purpose=definition.purpose,
        lifecycle=lifecycle,
        closed=frozenset(statuses) & _HISTORY,
        free=True,
        default_status=default_status,
        example=_example(definition) + status,
        texts=(
            (f"kind.{name}", label),
            (f"kinds.{name}", definition.plural_label or humanised(plural)),
            *_status_texts(definition),
            *_field_texts(name, definition),
        ),
    )


def _record(base: type[Record], title: str, kind: str, fields: dict[str, Any]) -> type[Record]:
    record: type[Record] = create_model(
        title, __base__=base, __module__=__name__, __doc__=base.__doc__, **fields
    )
    record.kind_name = kind
    record.has_own_fields = True
    return record


def _fields(definition: KindDefinition) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a record: attribute → (annotation, description)."""
    for name, field in definition.fields.items():
        blank = _BLANK.get(field.type)
        annotation = _annotation(field)
        describe = required if field.required else optional
        label = field.label or humanised(name)
        yield (
            _attribute(name, field),
            (
                annotation if blank is not None else annotation | None,
                describe(blank, _sentence(field.description or label), alias=name),
            ),
        )


def _annotation(field: FieldDefinition) -> Any:  # noqa: ANN401 - a type form
    item = _item(field)
    return tuple[item, ...] if field.type == "list" else item  # type: ignore[valid-type]  # made from data


def _item(field: FieldDefinition) -> Any:  # noqa: ANN401 - a type form
    if field.item == "choice":
        return Literal[field.words]
    if field.item == "reference":
        return Annotated[Text, Refers(*field.targets)] if field.targets else AnyDocument
    return _SINGLE[field.item]


def _attribute(name: str, field: FieldDefinition) -> str:
    """Return the attribute of a record that holds a field; it never is one that means something.

    But where a field says what one of this name says in every kind, it counts as that.
    """
    return _meaning(name, field) or f"own_{name.replace('-', '_')}"


def _meaning(name: str, field: FieldDefinition) -> str:
    """Return the attribute of a field that means the same in every kind, "" of all others."""
    attribute, form, items = _MEANT.get(name, ("", "", set()))
    return attribute if field.type == form and field.item in items else ""


def _field_texts(kind: str, definition: KindDefinition) -> Iterator[tuple[str, str]]:
    for name, field in definition.fields.items():
        if field.label or not _meaning(name, field):
            yield f"field.{kind}.{name}", field.label or humanised(name)


def _status_texts(definition: KindDefinition) -> Iterator[tuple[str, str]]:
    if isinstance(definition.statuses, dict):
        for status, label in definition.statuses.items():
            if label:
                yield f"status.{status}", label


def _example(definition: KindDefinition) -> str:
    """Return the front matter of a new document: what must be written, each with what it is."""
    lines = []
    for name, field in definition.fields.items():
        if field.required:
            blank = " []" if field.type == "list" else ""
            note = _sentence(field.description or field.label or humanised(name)).rstrip(".")
            lines.append(f"{name}:{blank}  # {note[:1].lower()}{note[1:]}\n")
    return "".join(lines)


def _sentence(text: str) -> str:
    words = " ".join(text.split())
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."
