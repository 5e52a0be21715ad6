"""Plain data × a record class → a record, and every mistake at its place.

Pydantic finds all mistakes of a mapping at once. Each is reported at its mark, what is wrong is
taken out, and the rest is read again: one bad value never hides another, nor the document.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Generic, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.entry import Mark
from playbook.model.label import with_article
from playbook.model.record import Path
from playbook.model.suggest import did_you_mean, nearest
from playbook.model.text import Source, Span
from playbook.reading.cut_off import is_cut_off_again, mend_cut_off
from playbook.reading.suggestion import allowed_words, suggestion
from playbook.reading.yaml import Data

M = TypeVar("M", bound=BaseModel)

_MAX_ROUNDS = 100


@dataclass(frozen=True)
class Validated(Generic[M]):
    """What came of a mapping.

    `marks` fit the record: where items fell out, later ones moved up. `data` is what is left of the
    mapping: the record can be made of it again.
    """

    record: M
    marks: Mapping[Path, Mark]
    problems: tuple[Diagnostic, ...]
    data: Mapping[str, Any]


def validate(
    record: type[M], data: Mapping[str, Data], marks: Mapping[Path, Mark], source: Source, kind: str
) -> Validated[M]:
    """Make a record of front matter; `kind` is how messages name it."""
    plain: dict[str, Any] = {
        name: _copy(value) for name, value in data.items() if not name.startswith("x-")
    }
    problems: list[Diagnostic] = []
    left = dict(marks)
    reported: set[Path] = set()
    for _ in range(_MAX_ROUNDS):
        try:
            made = record.model_validate(plain)
        except ValidationError as error:
            wrong = _by_place(error, plain)
            for place, details in wrong.items():
                news = [d for d in details if _missing_place(place, d) not in reported]
                if news:
                    problems += _problems(record, place, news, left, source, kind)
            reported.update(wrong)
            for place in sorted(wrong, key=_removal_order, reverse=True):
                _remove(plain, left, place)
        else:
            problems += _missing(record, data, left, source, kind)
            return Validated(made, left, tuple(problems), plain)
    return Validated(record(), left, tuple(problems), {})


def required_fields(record: type[BaseModel]) -> Iterator[str]:
    """Yield the names, as written, of the fields that a kind cannot do without."""
    for name, info in record.model_fields.items():
        extra = info.json_schema_extra
        if isinstance(extra, dict) and extra.get("required"):
            yield info.alias or name


def _missing(
    record: type[BaseModel],
    data: Mapping[str, Data],
    marks: Mapping[Path, Mark],
    source: Source,
    kind: str,
) -> Iterator[Diagnostic]:
    first = source.span(0, max(source.text.find("\n"), 0))
    for name in required_fields(record):
        if data.get(name) is not None or nearest(name, set(data) - _names(record)):
            continue
        mark = marks.get((name,))
        span = mark.key if mark and mark.key else first
        description = _description(record, name)
        wanted = f"{description[:1].lower()}{description[1:]}"
        hint = f"add `{name}:` to the front matter: {wanted}"
        if mark:
            hint = f"write it behind `{name}:`: {wanted}"
        if not source.text.startswith("---"):
            hint = f"begin the file with a line `---`, then `{name}:` ({wanted}), then a line `---`"
        yield Diagnostic(
            "text/missing-field",
            Severity.ERROR,
            span,
            f"this {kind} has no `{name}`",
            hint,
        )


def _names(record: type[BaseModel]) -> set[str]:
    return {info.alias or name for name, info in record.model_fields.items()}


def _description(record: type[BaseModel], name: str) -> str:
    for field, info in record.model_fields.items():
        if (info.alias or field) == name:
            return (info.description or "it is required").rstrip(".")
    return "it is required"


def _copy(value: Any) -> Any:  # noqa: ANN401 - plain data of any shape
    if isinstance(value, dict):
        return {key: _copy(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_copy(held) for held in value]
    return value


def _by_place(error: ValidationError, data: Mapping[str, Any]) -> dict[Path, list[ErrorDetails]]:
    """Group errors by the place in the data they are about; tags of unions are no places."""
    places: dict[Path, list[ErrorDetails]] = {}
    for detail in error.errors(include_url=False):
        place: list[str | int] = []
        held: Any = data
        for step in detail["loc"]:
            if not _has(held, step):
                continue
            held = held[step]
            place.append(step)
        places.setdefault(tuple(place), []).append(detail)
    return {
        place: details
        for place, details in places.items()
        if not any(place != other and place == other[: len(place)] for other in places)
    }


def _has(held: Any, step: str | int) -> bool:  # noqa: ANN401 - plain data of any shape
    if isinstance(held, dict):
        return isinstance(step, str) and step in held
    return isinstance(held, list) and isinstance(step, int) and step < len(held)


def _missing_place(place: Path, detail: ErrorDetails) -> Path | None:
    """Return where the field that is missing would stand; None for another mistake."""
    return (*place, detail["loc"][-1]) if detail["type"] == "missing" else None


def _removal_order(place: Path) -> tuple[tuple[int, str], ...]:
    return tuple((step, "") if isinstance(step, int) else (-1, step) for step in place)


def _remove(data: dict[str, Any], marks: dict[Path, Mark], place: Path) -> None:
    if not place:
        data.clear()
        return
    held: Any = data
    for step in place[:-1]:
        held = held[step]
    last = place[-1]
    del held[last]
    if isinstance(last, int):
        _move_up(marks, place[:-1], last)


def _move_up(marks: dict[Path, Mark], parent: Path, gone: int) -> None:
    """Give the marks of the items after a dropped one the index they have now."""
    depth = len(parent)
    after: dict[Path, Mark] = {}
    for path in [p for p in marks if len(p) > depth and p[:depth] == parent]:
        index = path[depth]
        if not isinstance(index, int) or index < gone:
            continue
        mark = marks.pop(path)
        if index > gone:
            after[(*parent, index - 1, *path[depth + 1 :])] = mark
    marks.update(after)


def _problems(
    record: type[BaseModel],
    place: Path,
    details: list[ErrorDetails],
    marks: Mapping[Path, Mark],
    source: Source,
    kind: str,
) -> Iterator[Diagnostic]:
    missing = [str(d["loc"][-1]) for d in details if d["type"] == "missing"]
    holder = f"`{_dotted(place)}`" if place else f"this {kind}"
    if missing:
        where = _mark_span(place, marks, source, key=False)
        for name in missing:
            message = f"{holder} has no `{name}`"
            yield Diagnostic("text/missing-field", Severity.ERROR, where, message, f"add `{name}:`")
        return
    model = _model_at(record, place[:-1])
    if any(d["type"] == "extra_forbidden" for d in details) and model:
        name = str(place[-1])
        owner = with_article(kind) if len(place) == 1 else f"`{_dotted(place[:-1])}`"
        where = _mark_span(place, marks, source, key=True)
        if (is_bare := details[0]["input"] is None) and is_cut_off_again(source, where):
            return
        mend = mend_cut_off(source, where) if is_bare else ""
        hint = mend or did_you_mean(name, _names(model)) or _listing(_names(model))
        message = f"{owner} has no field `{name}`"
        yield Diagnostic("text/unknown-field", Severity.ERROR, where, message, hint)
        return
    where = _mark_span(place, marks, source, key=any("[key]" in d["loc"] for d in details))
    form = _form(record, place)
    expected = " or ".join(dict.fromkeys(_expectation(detail, form) for detail in details))
    message = f"`{_dotted(place)}` {expected}" if place else f"the front matter {expected}"
    is_word = isinstance(details[0]["input"], str)
    hint = "" if is_word and place and _model_at(record, (*place, 0)) else suggestion(details)
    yield Diagnostic("text/bad-value", Severity.ERROR, where, message, hint)


def _form(record: type[BaseModel], place: Path) -> str:
    """Return what the mapping at a place has to say, as it is written; "" if that is not known."""
    model = _model_at(record, place)
    fields = model.model_fields.items() if model else ()
    names = [info.alias or name for name, info in fields if info.is_required()]
    return f"{{{', '.join(f'{name}: …' for name in names)}}}" if names else ""


def _listing(names: set[str]) -> str:
    return f"fields are: {', '.join(sorted(names))}; your own begin with x-"


def _dotted(place: Path) -> str:
    return ".".join(str(step) for step in place if isinstance(step, str))


def _mark_span(place: Path, marks: Mapping[Path, Mark], source: Source, *, key: bool) -> Span:
    while place:
        mark = marks.get(place)
        if mark:
            return mark.key if key and mark.key else mark.value
        place = place[:-1]
    return source.span(0, max(source.text.find("\n"), 0))


_EXPECTATIONS = {
    "string_type": "expects a text",
    "tuple_type": "expects a list, such as [a, b]",
    "list_type": "expects a list, such as [a, b]",
    "dict_type": "expects a mapping, such as {a: 1}",
    "model_type": "expects a mapping, such as {a: 1}",
    "model_attributes_type": "expects a mapping, such as {a: 1}",
    "date_from_datetime_parsing": "expects a date that exists, such as 2026-03-09",
    "date_parsing": "expects a date that exists, such as 2026-03-09",
    "date_type": "expects a date such as 2026-03-09",
    "float_parsing": "expects a number such as 45 or 2.5",
    "float_type": "expects a number such as 45 or 2.5",
    "int_parsing": "expects a whole number",
    "int_type": "expects a whole number",
    "finite_number": "expects a number",
    "bool_type": "expects true or false",
}


def _expectation(detail: ErrorDetails, form: str) -> str:
    if detail["type"] == "literal_error":
        return f"expects one of {', '.join(allowed_words(detail))}"
    if form and detail["type"].startswith("model_"):
        return f"expects a mapping, such as {form}"
    return _EXPECTATIONS.get(detail["type"], detail["msg"])


def _model_at(model: type[BaseModel], place: Path) -> type[BaseModel] | None:
    """Return the model that holds the fields at a place, as far as the types tell."""
    held: Any = model
    for step in place:
        held = _inner(held, step)
        if held is None:
            return None
    return _as_model(held)


def _as_model(held: Any) -> type[BaseModel] | None:  # noqa: ANN401 - a type form
    for member in _members(held):
        if isinstance(member, type) and issubclass(member, BaseModel):
            return member
    return None


def _inner(held: Any, step: str | int) -> Any:  # noqa: ANN401 - a type form
    for member in _members(held):
        if isinstance(member, type) and issubclass(member, BaseModel):
            return _field(member, str(step))
        if get_origin(member) is tuple and isinstance(step, int):
            return get_args(member)[0]
        if get_origin(member) is dict:
            return get_args(member)[1]
    return None


def _field(model: type[BaseModel], written: str) -> Any:  # noqa: ANN401 - a type form
    info: FieldInfo
    for name, info in model.model_fields.items():
        if (info.alias or name) == written:
            return info.annotation
    return None


def _members(held: Any) -> Iterator[Any]:  # noqa: ANN401 - a type form
    origin = get_origin(held)
    if origin is Annotated:
        yield from _members(get_args(held)[0])
    elif origin in (Union, UnionType):
        for member in get_args(held):
            if member is not NoneType:
                yield from _members(member)
    else:
        yield held
