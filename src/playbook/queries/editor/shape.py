"""What may be written at a place of front matter, read from the types of its record."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, RootModel
from pydantic.fields import FieldInfo

from playbook.model.address import Refers, RefersToParty
from playbook.model.fields import Duration
from playbook.model.record import Path


class Form(StrEnum):
    """The sort of a value."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "true or false"
    DATE = "date"
    DURATION = "duration"
    CHOICE = "one of a few words"
    REFERENCE = "reference"
    PARTY = "party"
    LIST = "list"
    MAPPING = "mapping"  # keys of the author's choice
    PART = "fields"  # a mapping with fields of its own


@dataclass(frozen=True)
class Shape:
    """One form that a value may have; a union has several.

    `words` are those of a choice, `refers` what a reference may name, `party` whether of a party
    a role must (True) or must not (False) be named; `inner` are the shapes of the items of a list
    or of the values of a mapping, `key` those of its keys, `model` the fields of a part.
    """

    form: Form
    words: tuple[str, ...] = ()
    refers: Refers | None = None
    party: bool | None = None
    inner: tuple["Shape", ...] = ()
    key: tuple["Shape", ...] = ()
    model: type[BaseModel] | None = None


@dataclass(frozen=True)
class Field:
    """A field as an author writes it."""

    name: str
    description: str
    required: bool
    shapes: tuple[Shape, ...]
    examples: tuple[Any, ...] = field(default=(), hash=False)


def shapes_at(model: type[BaseModel], path: Path) -> tuple[Shape, ...]:
    """Return what may be written at a place; () where nothing of ours can stand."""
    shapes: tuple[Shape, ...] = (Shape(Form.PART, model=model),)
    for step in path:
        shapes = tuple(inner for shape in shapes for inner in _step(shape, step))
    return shapes


def field_at(model: type[BaseModel], path: Path) -> Field | None:
    """Return the field that a place belongs to: the innermost one with a name of ours."""
    shapes: tuple[Shape, ...] = (Shape(Form.PART, model=model),)
    innermost: Field | None = None
    for step in path:
        for shape in shapes:
            if shape.model and isinstance(step, str):
                innermost = _named(shape.model, step) or innermost
        shapes = tuple(inner for shape in shapes for inner in _step(shape, step))
    return innermost


@cache
def fields_of(model: type[BaseModel]) -> tuple[Field, ...]:
    """Return the fields of a record or of a part of it; what may hold nothing is left out."""
    return tuple(_fields(model))


def _fields(model: type[BaseModel]) -> Iterator[Field]:
    for name, info in model.model_fields.items():
        shapes = _shapes(info.annotation, tuple(info.metadata))
        if shapes:
            described = info.description or ""
            examples = tuple(info.examples or ())
            yield Field(info.alias or name, described, _is_required(info), shapes, examples)


def _is_required(info: FieldInfo) -> bool:
    extra = info.json_schema_extra
    return info.is_required() or (isinstance(extra, dict) and bool(extra.get("required")))


def _named(model: type[BaseModel], name: str) -> Field | None:
    return next((held for held in fields_of(model) if held.name == name), None)


def _step(shape: Shape, step: str | int) -> tuple[Shape, ...]:
    if shape.form is Form.LIST:
        return shape.inner if isinstance(step, int) else ()
    if isinstance(step, int):
        return ()
    if shape.model:
        found = _named(shape.model, step)
        return found.shapes if found else ()
    return shape.inner if shape.form is Form.MAPPING else ()


def _shapes(annotation: Any, metadata: tuple[Any, ...] = ()) -> tuple[Shape, ...]:  # noqa: ANN401 - a type form
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return _shapes(inner, (*metadata, *more))
    for mark in metadata:
        if isinstance(mark, Refers):
            return (Shape(Form.REFERENCE, refers=mark),)
        if isinstance(mark, RefersToParty):
            return (Shape(Form.PARTY, party=mark.role),)
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        members = [member for member in parts if member is not NoneType]
        return tuple(dict.fromkeys(shape for member in members for shape in _shapes(member)))
    if origin is Literal:
        words = tuple(str(word) for word in parts if word != "")
        return (Shape(Form.CHOICE, words=words),) if words else ()
    return _container(origin, parts) if origin else _plain(annotation)


def _container(origin: Any, parts: tuple[Any, ...]) -> tuple[Shape, ...]:  # noqa: ANN401 - a type form
    if origin is tuple:
        return (Shape(Form.LIST, inner=_shapes(parts[0])),)
    if origin is dict:
        return (Shape(Form.MAPPING, inner=_shapes(parts[1]), key=_shapes(parts[0])),)
    return ()


def _plain(annotation: Any) -> tuple[Shape, ...]:  # noqa: ANN401 - a type form
    if not isinstance(annotation, type):
        return ()
    if issubclass(annotation, RootModel):
        return _shapes(annotation.model_fields["root"].annotation)
    if issubclass(annotation, BaseModel):
        return (Shape(Form.PART, model=annotation),)
    forms = ((Duration, Form.DURATION), (date, Form.DATE), (bool, Form.FLAG), (float, Form.NUMBER))
    return (Shape(next((f for kind, f in forms if issubclass(annotation, kind)), Form.TEXT)),)
