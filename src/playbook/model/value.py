"""The base of small values that travel: between processes, and to the cache and back.

`msgspec` gives them an initialiser, equality and a hash, as a frozen dataclass has, and can write
and read them as bytes, checked against their types, in compiled code
(`engine/cache/documents/codec.py`).
"""

from typing import Any, TypeVar

from msgspec import Struct, structs

V = TypeVar("V", bound=Struct)


class Value(Struct, frozen=True, array_like=True, gc=False):
    """An immutable value, compared by its fields. It must not hold itself: nothing counts rings."""


class Shape(Struct, frozen=True, gc=False):
    """A value made for showing: as quick to make, and as bytes with the names of its fields."""


def replace(value: V, **changes: Any) -> V:
    """Return a value with some of its fields changed."""
    return structs.replace(value, **changes)


def fields_of(value: Struct) -> dict[str, Any]:
    """Return the fields of a value by name, as they are."""
    return structs.asdict(value)
