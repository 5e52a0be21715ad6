"""What a record class has at a place: which fields, and how a value there may be written."""

from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel, RootModel
from pydantic.fields import FieldInfo

from playbook.model.record import Path
from playbook.reading.front_matter.yaml_traps import misreading

_NEED_QUOTES = frozenset("#&*!|>%@`\"'{}[],?-")
"""Characters with which a text that is no word may not begin, or that may not stand in it."""


class Shape(NamedTuple):
    """The class whose fields a mapping at a place has, and that whose fields each item has."""

    fields: type[BaseModel] | None
    items: type[BaseModel] | None

    @classmethod
    def at(cls, record: type[BaseModel], place: Path) -> "Shape":
        """Return the shape of what is written at a place of a record."""
        return cls(model_at(record, place), model_at(record, (*place, 0)))


def model_at(record: type[BaseModel], place: Path) -> type[BaseModel] | None:
    """Return the class that holds the fields at a place, as far as the types tell."""
    held: Any = record
    for step in place:
        held = inner(held, step)
        if held is None:
            return None
    return _as_model(held)


def is_list(record: type[BaseModel], place: Path) -> bool:
    """Tell whether a list is expected at a place."""
    held: Any = record
    for step in place:
        held = inner(held, step)
    return any(get_origin(member) is tuple for member in members(held))


def is_number(record: type[BaseModel], place: Path) -> bool:
    """Tell whether a number may stand at a place."""
    held: Any = record
    for step in place:
        held = inner(held, step)
    return any(member is float for member in members(held))


def words_of(model: type[BaseModel], field: str) -> tuple[str, ...]:
    """Return the words of which a field has one; () if it may have others."""
    kinds = members(inner(model, field))
    return tuple(word for kind in kinds if get_origin(kind) is Literal for word in get_args(kind))


def names(model: type[BaseModel]) -> set[str]:
    """Return the names of fields, as they are written."""
    return {info.alias or name for name, info in model.model_fields.items()}


def needed(model: type[BaseModel]) -> list[str]:
    """Return the names of the fields that a mapping cannot do without, as they are written."""
    fields = model.model_fields.items()
    return [info.alias or name for name, info in fields if info.is_required()]


def example(record: type[BaseModel], place: Path, *, many: bool) -> str:
    """Return a list (for `many`) or mapping as it may be written at a place."""
    fitting = (
        held for held in _examples(record, place) if isinstance(held, list if many else dict)
    )
    if (found := next(fitting, None)) is not None:
        return flow(found)
    if many:
        items = model_at(record, (*place, 0))
        return f"[{_form(items)}]" if items else "[a, b]"
    model = model_at(record, place)
    return _form(model) if model else "{a: 1}"


def flow(value: object) -> str:
    """Return a value as YAML on one line."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {flow(held)}' for key, held in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(flow, value))}]"
    text = str(value)
    if isinstance(value, bool):
        return text.lower()
    plain = not (_NEED_QUOTES & {text[:1]} or ", " in text or ": " in text or misreading(text))
    return text if plain else f'"{text}"'


def _form(model: type[BaseModel]) -> str:
    shown = needed(model) or [next(iter(model.model_fields))]
    return f"{{{', '.join(f'{name}: …' for name in shown)}}}"


def _examples(record: type[BaseModel], place: Path) -> Iterator[Any]:
    """Yield what the field at a place gives as examples; for an item or key, what is around it."""
    if not place:
        return
    *above, last = place
    if isinstance(last, int):
        for held in _examples(record, tuple(above)):
            yield from held if isinstance(held, list) else ()
        return
    model = model_at(record, tuple(above))
    if model is None:
        for held in _examples(record, tuple(above)):
            yield from held.values() if isinstance(held, dict) else ()
        return
    info = _info(model, last)
    yield from (info.examples or ()) if info else ()


def inner(held: Any, step: str | int) -> Any:  # noqa: ANN401 - a type form
    """Return the type of what a type holds under a field, key or index; None if nothing."""
    for member in members(held):
        if isinstance(member, type) and issubclass(member, BaseModel):
            info = _info(member, str(step))
            return info.annotation if info else None
        if get_origin(member) is tuple and isinstance(step, int):
            return get_args(member)[0]
        if get_origin(member) is dict:
            return get_args(member)[1]
    return None


def members(held: Any) -> Iterator[Any]:  # noqa: ANN401 - a type form
    """Yield the types of which a type is one; None is none of them."""
    origin = get_origin(held)
    if isinstance(held, type) and issubclass(held, RootModel):
        yield from members(held.model_fields["root"].annotation)
    elif origin is Annotated:
        yield from members(get_args(held)[0])
    elif origin in (Union, UnionType):
        for member in get_args(held):
            if member is not NoneType:
                yield from members(member)
    else:
        yield held


def _as_model(held: Any) -> type[BaseModel] | None:  # noqa: ANN401 - a type form
    for member in members(held):
        if isinstance(member, type) and issubclass(member, BaseModel):
            return member
    return None


def _info(model: type[BaseModel], written: str) -> FieldInfo | None:
    for name, info in model.model_fields.items():
        if (info.alias or name) == written:
            return info
    return None
