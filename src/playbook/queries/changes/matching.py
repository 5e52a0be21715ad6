"""Which document of one state is which of another: by id, by former id, by what it says.

A file that got another name is found again by its lines, as git does it, and only among those of
its kind.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from playbook.model.address import document_key
from playbook.model.entry import Entry

_ALIKE: Final = 0.5
"""This part of the lines must be the same for two files to be one document under two names."""

_MOST_COMPARED: Final = 40_000
"""So many pairs of files are compared at most; where a folder is replaced, none is recognised."""


class Pair(NamedTuple):
    """A document as it was and as it is; None where it was not there, or is gone."""

    old: Entry[Any] | None
    new: Entry[Any] | None


def matched(before: Iterable[Entry[Any]], after: Iterable[Entry[Any]]) -> Iterator[Pair]:
    """Yield the documents of both states, sorted by their paths."""
    yield from sorted(_matched(before, after), key=lambda pair: (pair.new or pair.old).path)  # type: ignore[union-attr]  # one of both is there


def _matched(before: Iterable[Entry[Any]], after: Iterable[Entry[Any]]) -> Iterator[Pair]:
    old = {(entry.address, entry.path): entry for entry in before}
    rest: list[Entry[Any]] = []
    for entry in after:
        same = old.pop((entry.address, entry.path), None)
        if same is None:
            rest.append(entry)
        else:
            yield Pair(same, entry)
    by_address = {address: key for key in old for address in [key[0]]}
    unmatched: list[Entry[Any]] = []
    for entry in rest:
        names = (
            entry.address,
            *(document_key(entry.kind, name) for name in entry.record.former_ids),
        )
        key = next((by_address[name] for name in names if by_address.get(name) in old), None)
        if key is None:
            unmatched.append(entry)
        else:
            yield Pair(old.pop(key), entry)
    yield from _renamed(list(old.values()), unmatched)


def _renamed(old: list[Entry[Any]], new: list[Entry[Any]]) -> Iterator[Pair]:
    """Yield what is left: files of one kind that say nearly the same, then those without such."""
    gone = {entry.path: entry for entry in old}
    came = {entry.path: entry for entry in new}
    alike: list[tuple[float, str, str]] = []
    if len(old) * len(new) <= _MOST_COMPARED:
        lines = {id(entry): _lines(entry) for entry in (*old, *new)}
        for one in old:
            for other in new:
                if one.kind == other.kind:
                    share = _share(lines[id(one)], lines[id(other)])
                    if share >= _ALIKE:
                        alike.append((-share, one.path, other.path))
    for _, was, now in sorted(alike):
        if was in gone and now in came:
            yield Pair(gone.pop(was), came.pop(now))
    yield from (Pair(entry, None) for entry in gone.values())
    yield from (Pair(None, entry) for entry in came.values())


def _lines(entry: Entry[Any]) -> Counter[str]:
    return Counter(line for line in entry.source.text.split("\n") if line.strip(" -"))


def _share(one: Counter[str], other: Counter[str]) -> float:
    """Return which part of the lines of the larger file both have."""
    both = (one & other).total()
    return both / max(one.total(), other.total(), 1)
