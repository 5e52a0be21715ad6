"""Plain data × a record class → a record, and every mistake at its place.

Pydantic finds all mistakes of a mapping at once. Each is reported at its mark, what is wrong is
taken out, and the rest is read again: one bad value never hides another, nor the document. A `yes`
counts as the `true` that it must become, so that no rule goes by a `false` that nobody wrote.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from playbook.model.diagnostic import Diagnostic
from playbook.model.entry import Mark
from playbook.model.meant.field_synonyms import field_meant
from playbook.model.meant.nearest import nearest
from playbook.model.record import Path
from playbook.model.text import Source
from playbook.reading.front_matter.misfits import Misfits, flag_meant
from playbook.reading.front_matter.shape import model_at, names, needed
from playbook.reading.front_matter.yaml import Data

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
    left = dict(marks)
    misfits = Misfits(record, plain, left, source, kind)
    problems: list[Diagnostic] = []
    for _ in range(_MAX_ROUNDS):
        try:
            made = record.model_validate(plain)
        except ValidationError as error:
            wrong = _by_place(record, error, plain)
            problems += misfits.told(
                {place: found for place, found in wrong.items() if not _is_free(place, found)}
            )
            for place in sorted(wrong, key=_removal_order, reverse=True):
                meant = flag_meant(wrong[place])
                if meant is None:
                    _remove(plain, left, place)
                else:
                    _at(plain, list(place[:-1]))[place[-1]] = meant
        else:
            problems += misfits.missing(data)
            return Validated(made, left, tuple(problems), plain)
    return Validated(record(), left, tuple(problems), {})


def _is_free(place: Path, details: list[ErrorDetails]) -> bool:
    """Tell whether what is no field, in an item of a list, is one of the author's own."""
    last = place[-1] if place else ""
    is_strange = all(detail["type"] == "extra_forbidden" for detail in details)
    return is_strange and isinstance(last, str) and last.startswith("x-")


def _copy(value: Any) -> Any:  # noqa: ANN401 - plain data of any shape
    if isinstance(value, dict):
        return {key: _copy(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_copy(held) for held in value]
    return value


def _by_place(
    record: type[BaseModel], error: ValidationError, data: Mapping[str, Any]
) -> dict[Path, list[ErrorDetails]]:
    """Group errors by the place in the data they are about; tags of unions are no places.

    A mapping that has none of the fields that its place is for is one mistake, and not one a key.
    """
    places: dict[Path, list[ErrorDetails]] = {}
    for found in error.errors(include_url=False):
        detail = found
        place: list[str | int] = []
        held: Any = data
        for step in detail["loc"]:
            if not _has(held, step):
                continue
            held = held[step]
            place.append(step)
        if detail["type"] == "extra_forbidden" and _is_foreign(record, place[:-1], data):
            place.pop()
            detail = {**detail, "type": "model_type", "input": _at(data, place)}
        places.setdefault(tuple(place), []).append(detail)
    return {
        place: details
        for place, details in places.items()
        if not any(place != other and place == other[: len(place)] for other in places)
    }


def _is_foreign(record: type[BaseModel], place: list[str | int], data: Mapping[str, Any]) -> bool:
    """Tell whether a mapping at a place has none of the fields that it is to have."""
    model, held = model_at(record, tuple(place)), _at(data, place)
    if not place or model is None or not needed(model) or not isinstance(held, dict):
        return False
    known = names(model)
    return not any(
        name in known or value is None or field_meant(name, known) or nearest(name, known)
        for name, value in held.items()
    )


def _at(data: Mapping[str, Any], place: list[str | int]) -> Any:  # noqa: ANN401 - plain data of any shape
    held: Any = data
    for step in place:
        held = held[step]
    return held


def _has(held: Any, step: str | int) -> bool:  # noqa: ANN401 - plain data of any shape
    if isinstance(held, dict):
        return isinstance(step, str) and step in held
    return isinstance(held, list) and isinstance(step, int) and step < len(held)


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
