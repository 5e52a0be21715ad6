"""Questions and answers by number, the same in every run."""

from collections.abc import Callable, Collection, Hashable
from dataclasses import is_dataclass
from functools import lru_cache
from hashlib import blake2b
from importlib import import_module
from typing import Any

from playbook.engine.cache.keeping import lies_at
from playbook.engine.cache.packing import Damaged, pack, unpack, unpack_as
from playbook.model.playbook import Question
from playbook.model.value import Value

SIZE = 8
"""Bytes of a number. Of a thousand million, two are the same with a chance of one in forty."""

_PACKAGE = "playbook."
_PLAIN = (str, int, float, type(None))


_FIRST = 8 * (SIZE - 1)
_REST = (1 << _FIRST) - 1
"""Where the first eight bits of a number stand, and all others."""


def _number(data: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=SIZE).digest(), "little")


def number_of(name: bytes) -> int:
    """Return the number of an answer by its name (`name_of`).

    Answers that one edit wants hundreds of have numbers that begin alike (`keeping.lies_at`):
    what is known of these lies together (`tables/table.py`).
    """
    number, beginning = _number(name), lies_at(name)
    return number if beginning is None else number & _REST | beginning << _FIRST


@lru_cache(maxsize=1 << 13)
def number_of_question(question: Question) -> int:
    """Return the number of a question."""
    return _number(f"{question[0]}\0{question[1]}".encode("utf-8", "surrogatepass"))


def name_of(key: tuple[Hashable, ...]) -> bytes | None:
    """Return the name of an answer by its key in the memo; None for one that has none.

    A call is named by its function and its arguments, so that a later run can make it again.
    """
    rest = key[2:] if key[0] == "call" else key[1:]
    try:
        return pack((family_of(key), [_named(argument) for argument in rest]))
    except TypeError:
        return None


def family_of(key: tuple[Hashable, ...]) -> str:
    """Return to which family an answer belongs: calls of one function are one."""
    if key[0] == "call":
        function: Any = key[1]
        return f"{function.__module__}:{function.__qualname__}"
    return str(key[0])


def key_of(name: bytes, families: Collection[str]) -> tuple[Hashable, ...] | None:
    """Return the key of an answer by its name, if it is of one of some families that are no calls.

    Their arguments are plain.
    """
    if not name.startswith(_beginnings(tuple(families))):
        return None
    family, arguments = unpack(name)
    return (family, *arguments)


@lru_cache(maxsize=16)
def _beginnings(families: tuple[str, ...]) -> tuple[bytes, ...]:
    """Return how the names of answers of some families begin."""
    return tuple(b"\x92" + pack(family) for family in families)


def call_of(name: bytes) -> tuple[Callable[..., Any], tuple[Any, ...]]:
    """Return function and arguments of a call by its name. Raises `Damaged`."""
    family, arguments = unpack(name)
    module, _, qualified = str(family).partition(":")
    function = getattr(import_module(module), qualified, None) if _is_ours(module) else None
    if not callable(function):
        message = f"there is no function {family}"
        raise Damaged(message)
    return function, tuple(_argument(argument) for argument in arguments)


def _named(argument: Any) -> Any:  # noqa: ANN401 - any argument of a call
    if isinstance(argument, tuple) and type(argument) is tuple:
        return [_named(part) for part in argument]
    if type(argument) in _PLAIN or isinstance(argument, bool):
        return argument
    if isinstance(argument, Value) or is_dataclass(argument):
        form = type(argument)
        return {f"{form.__module__}:{form.__qualname__}": pack(argument)}
    raise TypeError(argument)


def _argument(named: Any) -> Any:  # noqa: ANN401 - any argument of a call
    if isinstance(named, list):
        return tuple(_argument(part) for part in named)
    if isinstance(named, dict):
        ((name, data),) = named.items()
        module, _, qualified = str(name).partition(":")
        form = getattr(import_module(module), qualified, None) if _is_ours(module) else None
        if not isinstance(form, type):
            message = f"there is no class {name}"
            raise Damaged(message)
        return unpack_as(data, form)
    return named


def _is_ours(module: str) -> bool:
    return module.startswith(_PACKAGE)
