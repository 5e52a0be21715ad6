"""The front matter that every kind shares, and references found in it."""

from collections.abc import Callable, Iterator
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, model_validator

from playbook.model.address import SAME_KIND, Refers, RefersToParty
from playbook.model.fields import Date, Duration, Party, Switch, Text, optional

Path = tuple[str | int, ...]


class Part(BaseModel):
    """A mapping nested in front matter."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _leave_out_nulls(cls, data: object) -> object:
        """Take a field with nothing behind it as absent; a key that is no field stays a mistake.

        Between brackets such a key is what a comma cut off: `{does: pack, and ship}`.
        """
        if isinstance(data, dict) and None in data.values():
            fields = {info.alias or name for name, info in cls.model_fields.items()}
            return {
                key: value for key, value in data.items() if value is not None or key not in fields
            }
        return data


class Waiver(Part):
    """Comply or explain: one rule excused on one document, with a reason and an end."""

    rule: Text = Field(description="The rule's code, such as agreement/never-reviewed.")
    because: Text = Field(description="The reason; it is printed on the page.")
    until: Date | None = optional(None, "The last day on which the waiver holds.")


class Record(Part):
    """The front matter of a document: these fields may stand in every kind."""

    kind_name: ClassVar[str] = ""
    has_own_fields: ClassVar[bool] = False
    """Whether a playbook says in its `site.yml` which fields there are, all or some."""

    kind: Text = optional("", "The kind, where the folder does not tell it.")
    title: Text = optional("", "The title, where the body has no first-level heading.")
    status: Text = optional("", "Where the document stands in its life.")
    owner: Party | None = optional(None, "Who keeps the page right; the first party if left out.")
    review_every: Duration | None = optional(None, "How often the document is looked at again.")
    reviewed: Date | None = optional(None, "When it was last reviewed.")
    supersedes: tuple[Annotated[str, Refers(SAME_KIND)], ...] = optional(
        (), "Older documents of the same kind that this one replaces."
    )
    superseded_by: Annotated[str, Refers(SAME_KIND)] | None = optional(
        None, "Derived from `supersedes`; if written by hand it is checked."
    )
    formerly: tuple[Text, ...] = optional(
        (), "Ids this document had before: old links keep working."
    )
    tags: tuple[Text, ...] = optional((), "Words to filter the search by.")
    audience: Text = optional(
        "all", "Whom the page is for: `all` or a profile named in the settings."
    )
    glossary: Switch = optional(
        default=True, description="Whether words of the glossary are linked in the text: on or off."
    )
    waive: tuple[Waiver, ...] = optional(
        (), "Rules excused on this document, each with its reason."
    )

    @property
    def former_ids(self) -> tuple[str, ...]:
        """The ids that the document had before."""
        return self.formerly


def held_by(value: object, name: str, otherwise: Any = None) -> Any:  # noqa: ANN401 - a field's value
    """Return what a record, or a part of one, holds in a field; `otherwise` if it has none such.

    `getattr` would say the same, but pydantic takes long to find out that a field is not there.
    """
    return value.__dict__.get(name, otherwise) if isinstance(value, BaseModel) else otherwise


Found = tuple[Path, str, str, Refers | RefersToParty, bool]
"""A reference in a record: path, field without indexes, text, what it may name, is it a key."""

_Walk = Callable[[Any, Path, str], Iterator[Found]]


def references(record: BaseModel) -> Iterator[Found]:
    """Yield every reference that a record holds, in the order of its fields."""
    yield from _model(type(record))(record, (), "")


def bare_ids(record: BaseModel, own_kind: str) -> dict[str, tuple[str, ...]]:
    """Return the ids that a record of a kind writes without a kind, with the kinds each may be of.

    `Entry.references` tells it of a record as it was read, this also of one with other names in it.
    """
    return {
        written: mark.kinds_for(own_kind)
        for _, _, written, mark, _ in references(record)
        if isinstance(mark, Refers) and ":" not in written
    }


def parties(record: BaseModel) -> Iterator[str]:
    """Yield each team and role that a record names as a party, as it is written."""
    for _, _, written, mark, _ in references(record):
        if isinstance(mark, RefersToParty):
            yield written


@cache
def _model(model: type[BaseModel]) -> _Walk:
    fields: list[tuple[str, str, _Walk]] = []
    for name, info in model.model_fields.items():
        walk = _annotation(info.annotation, tuple(info.metadata))
        if walk:
            fields.append((name, info.alias or name, walk))

    def walk_model(value: Any, path: Path, field: str) -> Iterator[Found]:  # noqa: ANN401 - any model
        for name, written, inner in fields:
            held = getattr(value, name)
            if held is not None:
                yield from inner(held, (*path, written), f"{field}.{written}" if field else written)

    return walk_model


def _annotation(annotation: Any, metadata: tuple[Any, ...] = ()) -> _Walk | None:  # noqa: ANN401 - a type form
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return _annotation(inner, (*metadata, *more))
    for mark in metadata:
        if isinstance(mark, Refers | RefersToParty):
            return _leaf(mark)
    return _container(annotation)


def _container(annotation: Any) -> _Walk | None:  # noqa: ANN401 - a type form
    origin = get_origin(annotation)
    if origin in (Union, UnionType):
        return _union([a for a in get_args(annotation) if a is not NoneType])
    if origin is tuple:
        return _sequence(_annotation(get_args(annotation)[0]))
    if origin is dict:
        key, value = get_args(annotation)
        return _mapping(_annotation(key), _annotation(value))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _model(annotation)
    return None


def _leaf(mark: Refers | RefersToParty) -> _Walk:
    def walk_leaf(value: Any, path: Path, field: str) -> Iterator[Found]:  # noqa: ANN401 - a field's value
        yield (path, field, value, mark, False)

    return walk_leaf


def _union(members: list[Any]) -> _Walk | None:
    walks = [(m, walk) for m in members if (walk := _annotation(m))]
    if not walks:
        return None

    def walk_union(value: Any, path: Path, field: str) -> Iterator[Found]:  # noqa: ANN401 - a field's value
        for member, walk in walks:
            if _fits(value, member):
                yield from walk(value, path, field)
                return

    return walk_union


def _fits(value: object, member: Any) -> bool:  # noqa: ANN401 - a type form
    if get_origin(member) is Annotated:
        return _fits(value, get_args(member)[0])
    plain = get_origin(member) or member
    return isinstance(plain, type) and isinstance(value, plain)


def _sequence(item: _Walk | None) -> _Walk | None:
    if item is None:
        return None

    def walk_sequence(value: Any, path: Path, field: str) -> Iterator[Found]:  # noqa: ANN401 - a field's value
        for index, member in enumerate(value):
            yield from item(member, (*path, index), field)

    return walk_sequence


def _mapping(key: _Walk | None, item: _Walk | None) -> _Walk | None:
    if key is None and item is None:
        return None

    def walk_mapping(value: Any, path: Path, field: str) -> Iterator[Found]:  # noqa: ANN401 - a field's value
        for name, member in value.items():
            if key:
                for where, named, written, refers, _ in key(name, (*path, name), field):
                    yield (where, named, written, refers, True)
            if item and member is not None:
                yield from item(member, (*path, name), field)

    return walk_mapping
