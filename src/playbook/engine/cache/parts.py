"""What is kept in parts, each under a name of its own, so that a run reads those that it wants."""

from collections.abc import Callable

from playbook.engine.cache.store import Lost

Fetch = Callable[[str], bytes | None]
"""Gives what is kept under a name; None if it is not there."""


def part_name(name: str, part: int) -> str:
    """Return the name of a part."""
    return f"{name}.{part}"


def names_of_parts(name: str, parts: int) -> list[str]:
    """Return the names of a head and of its parts; none for what is kept under no name ("")."""
    return [name, *(part_name(name, part) for part in range(parts))] if name else []


def needed(name: str, fetch: Fetch) -> bytes:
    """Return what is kept under a name. Raises `Lost` if it is not there."""
    data = fetch(name)
    if data is None:
        raise Lost(name)
    return data
