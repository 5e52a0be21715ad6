"""Which files have rows under which question: two long arrays, searched by halving.

They are in parts, by the first bits of a question's number, of which a run reads those that it
wants. The questions of a few files that changed since are beside them, so that an edit does not
make them anew.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from playbook.engine.cache.columns import array_of
from playbook.engine.cache.naming import SIZE, number_of_question
from playbook.engine.cache.packing import Damaged, pack, unpack_as
from playbook.engine.cache.parts import Fetch, names_of_parts, needed, part_name
from playbook.engine.cache.store import Lost
from playbook.model.playbook import Question

_BITS = 8
_PARTS = 1 << _BITS
_SHIFT = 8 * SIZE - _BITS

_LITTLE, _LEAST = 16, 64
"""Files are put into the arrays when they are more than this part of all, and more than so many."""

_FEW = 4
"""Up to so many files under a question are counted; the end of more is searched for."""

_WIDTH = 4
"""Bytes of the place of a file."""

Late = Mapping[str, bytes]
"""The numbers of the questions, sorted, of files that are not as the index has them: by path."""


class _Part(NamedTuple):
    """Numbers of questions, sorted, and beside each the place in all paths of a file under it."""

    questions: "array[int]"
    files: "array[int]"


class Index:
    """Files by question. A path that is no longer there keeps its place until it is made anew."""

    def __init__(self, name: str = "", fetch: Fetch = lambda _: None) -> None:
        """Make it of what lies under a name; of nothing if that is ""."""
        self._name, self._fetch = name, fetch
        self._parts: dict[int, _Part] = {}

    @classmethod
    def of(cls, paths: Iterable[str], pairs: Iterable[tuple[int, int]]) -> "Index":
        """Make it of paths, and of pairs of a question's number and a file's place, sorted."""
        made = cls()
        made.paths = tuple(paths)
        made._parts = {which: _Part(array("Q"), array("I")) for which in range(_PARTS)}
        for number, place in pairs:
            part = made._parts[number >> _SHIFT]
            part.questions.append(number)
            part.files.append(place)
        return made

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The paths of all files."""
        if not self._name:
            return ()
        try:
            found: tuple[str, ...] = unpack_as(needed(self._name, self._fetch), tuple[str, ...])
        except Damaged as damaged:
            raise Lost(self._name) from damaged
        return found

    def part(self, which: int) -> _Part:
        """Return a part. Raises `Lost`."""
        if which not in self._parts:
            data = needed(part_name(self._name, which), self._fetch) if self._name else b""
            end = len(data) // (SIZE + _WIDTH) * SIZE
            self._parts[which] = _Part(array_of("Q", data[:end]), array_of("I", data[end:]))
        return self._parts[which]

    def read(self) -> Iterator[None]:
        """Read all that was not read yet, with a pause after every part."""
        for which in range(_PARTS if self.paths else 0):
            self.part(which)
            yield

    def all(self) -> Iterator[tuple[int, int]]:
        """Yield all pairs of a question's number and a file's place, sorted."""
        for which in range(_PARTS):
            yield from zip(*self.part(which), strict=True)

    def packed(self, name: str) -> Iterator[tuple[str, bytes]]:
        """Yield it as bytes, by the names under which it is to be kept."""
        head, *names = names_of_files(name)
        yield head, pack(self.paths)
        for which, kept_as in enumerate(names):
            questions, files = self.part(which)
            yield kept_as, questions.tobytes() + files.tobytes()


def names_of_files(name: str) -> list[str]:
    """Return the names under which an index is kept; none for an index of nothing."""
    return names_of_parts(name, _PARTS)


class Finder:
    """Finds files by question."""

    def __init__(self, index: Index, late: Late) -> None:
        self._index, self._late = index, late

    def read(self) -> Iterator[None]:
        """Read all that was not read yet, with a pause after every part."""
        return self._index.read()

    @cached_property
    def _late_paths(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for path, numbers in self._late.items():
            for number in array_of("Q", numbers):
                found.setdefault(number, []).append(path)
        return found

    def paths(self, question: Question) -> list[str]:
        """Return the files that have, or had, rows under a question. Raises `Lost`."""
        number = number_of_question(question)
        questions, files = self._index.part(number >> _SHIFT)
        first = bisect_left(questions, number)
        end = first
        # Most questions have one file: to search for the end would take as long again.
        while end < len(questions) and questions[end] == number:
            end = end + 1 if end < first + _FEW else bisect_right(questions, number, end)
        found = [self._index.paths[at] for at in files[first:end]]
        if self._late:
            found = [path for path in found if path not in self._late]
            found += self._late_paths.get(number, ())
        return found


def updated(
    index: Index, late: Late, new: Mapping[str, bytes], there: Collection[str]
) -> tuple[Index, Late]:
    """Return an index with other questions for some files, and what is beside it.

    `new` are the numbers of these questions, sorted, by path; `there` are all files there are now.
    """
    late = {path: numbers for path, numbers in {**late, **new}.items() if path in there}
    if len(index.paths) <= 2 * len(there) and len(late) <= _room(index):
        return index, late
    return _made_anew(index, late, there), {}


def _room(index: Index) -> int:
    """Return how many files may be beside an index; none beside one of nothing."""
    return max(_LEAST, len(index.paths) // _LITTLE) if index.paths else 0


def _made_anew(index: Index, late: Late, there: Collection[str]) -> Index:
    kept = [path for path in index.paths if path in there and path not in late]
    places = {path: place for place, path in enumerate(kept)}
    moved = [places.get(path, -1) for path in index.paths]
    pairs = [number << 32 | moved[place] for number, place in index.all() if moved[place] >= 0]
    for place, (path, numbers) in enumerate(sorted(late.items()), len(kept)):
        kept.append(path)
        pairs += [number << 32 | place for number in array_of("Q", numbers)]
    pairs.sort()
    return Index.of(kept, ((pair >> 32, pair & 0xFFFFFFFF) for pair in pairs))
