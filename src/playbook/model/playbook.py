"""The graph: rows contributed by files, questions that read them.

A playbook is a set of indexes. Each file contributes rows; a question is an index and a key, and
its answer is the tuple of the values of the rows under it, ordered by content and never by
arrival. To change a file is to take its rows out and put the new ones in; the questions for which
they differ are the questions whose answers changed.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

Question = tuple[str, str]
"""An index and a key in it: `("card", "agreement:weekend-cover")`."""

Order = tuple[str, ...]


class Row(NamedTuple):
    """One fact that a file contributes: found under (`index`, `key`), sorted by `order`."""

    index: str  # type: ignore[assignment]  # nobody looks up a value in a row by tuple.index
    key: str
    value: Any
    order: Order = ()


class _Bucket:
    """All rows under one question, by the file that contributed them."""

    __slots__ = ("answer", "parts")

    def __init__(self) -> None:
        self.parts: dict[str, tuple[Row, ...]] = {}
        self.answer: tuple[Any, ...] | None = None


class Playbook:
    """Indexes over the rows of all files."""

    def __init__(self) -> None:
        self._buckets: dict[Question, _Bucket] = {}
        self._contributed: dict[str, tuple[Question, ...]] = {}

    def ask(self, question: Question) -> tuple[Any, ...]:
        """Return the values of all rows under a question, in order; () where there are none."""
        bucket = self._buckets.get(question)
        if bucket is None:
            return ()
        if bucket.answer is None:
            if len(bucket.parts) == 1:
                ((_, only),) = bucket.parts.items()
                rows = [(row.order, "", n, row.value) for n, row in enumerate(only)]
            else:
                rows = [
                    (row.order, path, n, row.value)
                    for path, part in bucket.parts.items()
                    for n, row in enumerate(part)
                ]
            rows.sort(key=lambda row: row[:3])
            bucket.answer = tuple(row[3] for row in rows)
        return bucket.answer

    def patch(self, path: str, rows: Iterable[Row]) -> set[Question]:
        """Replace all that a file contributes; return the questions whose answers changed.

        `rows` empty removes the file. Values are compared with `==`.
        """
        fresh: dict[Question, list[Row]] = {}
        for row in rows:
            fresh.setdefault((row.index, row.key), []).append(row)
        changed: set[Question] = set()
        for question in self._contributed.get(path, ()):
            if question not in fresh:
                changed.add(question)
                bucket = self._buckets[question]
                del bucket.parts[path]
                bucket.answer = None
                if not bucket.parts:
                    del self._buckets[question]
        for question, part in fresh.items():
            held = self._buckets.get(question)
            if held is None:
                held = self._buckets[question] = _Bucket()
            new = tuple(part)
            if held.parts.get(path) != new:
                held.parts[path] = new
                held.answer = None
                changed.add(question)
        if fresh:
            self._contributed[path] = tuple(fresh)
        else:
            self._contributed.pop(path, None)
        return changed

    def keys(self, index: str) -> Iterator[str]:
        """Yield, sorted, the keys of an index that have rows: for the engine, not for views."""
        yield from sorted(key for name, key in self._buckets if name == index)
