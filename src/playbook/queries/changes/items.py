"""Items of two lists that are about the same: by name, else by party and what it is about.

Never by their place: to sort a list, or to put something in between, changes nothing.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from playbook.kinds.computed.edits import ABOUT, shown
from playbook.model.entry import Entry

Key = Callable[[Any], str]


class Pair(NamedTuple):
    """An item as it was and as it is (None: it came, it went), and where the new one stands.

    The place of one that is gone is that of the list.
    """

    old: Any
    new: Any
    steps: tuple[str | int, ...]


def held(entry: Entry[Any], written: str) -> Any:  # noqa: ANN401 - a field's value
    """Return what stands in a field, by the name that authors write; None if there is no such."""
    fields = type(entry.record).model_fields.items()
    name = next((name for name, info in fields if (info.alias or name) == written), "")
    return getattr(entry.record, name, None)


def pairs(before: Entry[Any], after: Entry[Any], field: str) -> Iterator[Pair]:
    """Yield the items of a list of the front matter."""
    yield from paired(held(before, field) or (), held(after, field) or (), (field,))


def paired(
    before: tuple[Any, ...], after: tuple[Any, ...], steps: tuple[str | int, ...]
) -> Iterator[Pair]:
    """Yield the items of two lists, in the order of the new one, then those that are gone."""
    old, new = dict(enumerate(before)), dict(enumerate(after))
    found: dict[int, Any] = {}
    for key in (_name, _subject, _party):
        for place, other in _alike(old, new, key):
            found[place] = old.pop(other)
            del new[place]
    if len(old) == len(new) == 1 and not any(map(_party, (*old.values(), *new.values()))):
        found[next(iter(new))] = old.popitem()[1]
    for place, item in enumerate(after):
        yield Pair(found.get(place), item, (*steps, place))
    for item in old.values():
        yield Pair(item, None, steps)


def _alike(old: dict[int, Any], new: dict[int, Any], key: Key) -> list[tuple[int, int]]:
    """Return the places of items with one key, new and old, where just one of each has it."""
    known = [_only(items, key) for items in (new, old)]
    return [(place, known[1][name]) for name, place in known[0].items() if name in known[1]]


def _only(items: dict[int, Any], key: Key) -> dict[str, int]:
    found: dict[str, int] = {}
    several: set[str] = set()
    for place, item in items.items():
        name = key(item)
        if name in found:
            several.add(name)
        elif name:
            found[name] = place
    return {name: place for name, place in found.items() if name not in several}


def _name(item: Any) -> str:  # noqa: ANN401 - any item
    return getattr(item, "id", "")


def _subject(item: Any) -> str:  # noqa: ANN401 - any item
    if isinstance(item, str):
        return item
    known = (getattr(item, name, None) for name in ABOUT)
    return ": ".join(shown(value) for value in known if value)


def _party(item: Any) -> str:  # noqa: ANN401 - any item
    return getattr(item, "party", "") or getattr(item, "metric", "") or ""
