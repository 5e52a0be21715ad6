"""The graph: rows contributed by files, questions that read them.

A playbook is a set of indexes. Each file contributes rows; a question is an index and a key, and
its answer is the tuple of the values of the rows under it, ordered by content and never by
arrival. To change a file is to take its rows out and put the new ones in; the questions for which
they differ are the questions whose answers changed.

Rows of files that have not changed since an earlier run may lie in a `Shelf`; they are taken from
there when a question needs them.
"""

from collections.abc import Iterable
from operator import attrgetter
from typing import Any, NamedTuple, Protocol

from playbook.model.lazy import Lazy

Question = tuple[str, str]
"""An index and a key in it: `("card", "agreement:weekend-cover")`."""

Order = tuple[str, ...]


class Row(NamedTuple):
    """One fact that a file contributes: found under (`index`, `key`), sorted by `order`.

    The value may be put off (`Lazy`); whoever asks gets what is made.
    """

    index: str  # type: ignore[assignment]  # nobody looks up a value in a row by tuple.index
    key: str
    value: Any
    order: Order = ()


class Shelf(Protocol):
    """Rows that files contributed in an earlier run."""

    def paths(self, question: Question) -> Iterable[str]:
        """Return the files that have rows under a question (and perhaps some that have not)."""

    def part(self, path: str, question: Question) -> tuple[Row, ...]:
        """Return the rows of a file under a question."""

    def rows(self, path: str) -> tuple[Row, ...]:
        """Return all rows of a file; () for one that is not on the shelf."""


class _Bucket:
    """All rows under one question, by the file that contributed them.

    What lies on the shelf is added when the question is asked: an edit that nobody asks about then
    costs what the one file has under it, and not what all have. It is taken out when the answer is
    made: the rows would take several times the room of the answer, and can be had again. Once an
    edit has changed the answer it stays: who edits goes on, and would wait for all of it each time.
    """

    __slots__ = ("answer", "is_edited", "is_full", "parts")

    def __init__(self) -> None:
        self.parts: dict[str, tuple[Row, ...]] = {}
        self.answer: tuple[Any, ...] | None = None
        self.is_full = False
        self.is_edited = False


class Playbook:
    """Indexes over the rows of all files."""

    def __init__(self, shelf: Shelf | None = None) -> None:
        self._buckets: dict[Question, _Bucket] = {}
        self._older: dict[Question, _Bucket] = {}
        """Those that nobody has asked for since the last time that many were let go."""
        self._contributed: dict[str, tuple[Question, ...]] = {}
        self._shelf = shelf
        self._taken: set[str] = set()
        """Files whose rows on the shelf no longer count."""

    def ask(self, question: Question) -> tuple[Any, ...]:
        """Return the values of all rows under a question, in order; () where there are none."""
        bucket = self._buckets.get(question)
        if bucket is None:
            if self._shelf is None:
                return ()
            bucket = self._bucket(question)
        if bucket.answer is not None:
            return bucket.answer
        if not bucket.is_full:
            bucket.is_full = True
            if self._shelf is not None:
                self._fill(bucket, question, self._shelf)
        answer = _answer(bucket)
        if self._shelf is not None:
            self._slim(bucket)
        return answer

    def patch(self, path: str, rows: Iterable[Row]) -> set[Question]:
        """Replace all that a file contributes; return the questions whose answers changed.

        `rows` empty removes the file. Values are compared with `==`.
        """
        if self._shelf is not None and path not in self._taken:
            self._take_off(path, self._shelf)
        fresh = _by_question(rows)
        changed: set[Question] = set()
        for question in self._contributed.get(path, ()):
            if question not in fresh:
                changed.add(question)
                bucket = self._buckets[question]
                del bucket.parts[path]
                bucket.answer, bucket.is_edited = None, True
                if not bucket.parts and self._shelf is None:
                    del self._buckets[question]
        for question, part in fresh.items():
            held = self._bucket(question)
            new = tuple(part)
            if held.parts.get(path) != new:
                held.parts[path] = new
                held.answer, held.is_edited = None, True
                changed.add(question)
        if fresh:
            self._contributed[path] = tuple(fresh)
        else:
            self._contributed.pop(path, None)
        return changed

    def rows(self, path: str) -> tuple[Row, ...]:
        """Return all rows that a file contributed in this run."""
        return tuple(
            row
            for question in self._contributed.get(path, ())
            for row in self._buckets[question].parts[path]
        )

    def _bucket(self, question: Question) -> _Bucket:
        bucket = self._buckets.get(question)
        if bucket is None:
            found = question in self._older
            bucket = self._older.pop(question) if found else _Bucket()
            self._buckets[question] = bucket
        return bucket

    def _fill(self, bucket: _Bucket, question: Question, shelf: Shelf) -> None:
        """Add to a bucket what lies on the shelf."""
        for path in shelf.paths(question):
            if path not in self._taken:
                part = shelf.part(path, question)
                if part:
                    bucket.parts[path] = part

    def _slim(self, bucket: _Bucket) -> None:
        """Take out of a bucket what lies on the shelf, if it keeps its answer."""
        if bucket.answer is None or bucket.is_edited:
            return
        bucket.parts = {path: part for path, part in bucket.parts.items() if path in self._taken}
        bucket.is_full = False

    def look_again(self) -> None:
        """Look on the shelf, which was filled meanwhile, for what was asked or answered before."""
        self._older.clear()
        for bucket in self._buckets.values():
            bucket.is_full, bucket.answer = False, None

    def let_go(self, *, from_: int = 0) -> None:
        """Drop answers that can be had from the shelf again as they are, if there are so many.

        Those that were asked for since the last time stay until the next; with 0 none do. So as
        many are held at the most as twice `from_`, and what is asked for again and again stays.
        """
        if self._shelf is None or len(self._buckets) < from_:
            return
        stay = {
            question: bucket
            for question, bucket in self._buckets.items()
            if not bucket.parts.keys().isdisjoint(self._contributed)
        }
        self._older = {}
        if from_:
            self._older = {q: held for q, held in self._buckets.items() if q not in stay}
        self._buckets = stay

    def _take_off(self, path: str, shelf: Shelf) -> None:
        """Count a file's rows on the shelf as contributed here, so that they can be replaced."""
        fresh = _by_question(shelf.rows(path))
        for question, part in fresh.items():
            self._bucket(question).parts.setdefault(path, tuple(part))
        self._taken.add(path)
        if fresh:
            self._contributed[path] = tuple(fresh)


def _by_question(rows: Iterable[Row]) -> dict[Question, list[Row]]:
    found: dict[Question, list[Row]] = {}
    for row in rows:
        found.setdefault((row.index, row.key), []).append(row)
    return found


def _answer(bucket: _Bucket) -> tuple[Any, ...]:
    """Put the rows of a bucket in order, and keep the answer unless a value is better made anew."""
    rows = [row for path in sorted(bucket.parts) for row in bucket.parts[path]]
    if len(rows) > 1:
        rows.sort(key=_order_of)
    answer, is_kept = [], True
    for row in rows:
        value = row.value
        if type(value) is Lazy:
            is_kept &= value.kept
            value = value.value
        answer.append(value)
    if not is_kept:
        return tuple(answer)
    bucket.answer = tuple(answer)
    return bucket.answer


_order_of = attrgetter("order")
