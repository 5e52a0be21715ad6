"""Which files have rows under which question: two long arrays, searched by halving."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping

from playbook.engine.cache.naming import number_of_question
from playbook.engine.cache.packing import Damaged
from playbook.model.playbook import Question
from playbook.model.value import Value


class Index(Value, frozen=True):
    """Numbers of questions, sorted, and beside each the place in `paths` of a file under it.

    A path that is no longer there keeps its place until the index is made anew.
    """

    paths: tuple[str, ...] = ()
    questions: bytes = b""
    files: bytes = b""


class Finder:
    """Finds files by question."""

    def __init__(self, index: Index) -> None:
        self._paths = index.paths
        self._questions = _array("Q", index.questions)
        self._files = _array("I", index.files)
        if len(self._questions) != len(self._files):
            message = "an index of two lengths"
            raise Damaged(message)

    def paths(self, question: Question) -> list[str]:
        """Return the files that have, or had, rows under a question."""
        number = number_of_question(question)
        first = bisect_left(self._questions, number)
        end = bisect_right(self._questions, number, first)
        return [self._paths[at] for at in self._files[first:end]]


def updated(index: Index, new: Mapping[str, bytes], there: Collection[str]) -> Index:
    """Return an index with other questions for some files: path → their numbers, sorted.

    `there` are all files that there are now. With most places empty, the index is made small.
    """
    if not new and len(index.paths) <= 2 * len(there):
        return index
    places = {path: place for place, path in enumerate(index.paths)}
    questions, files = _array("Q", index.questions), _array("I", index.files)
    if len(new) == 1 and _same(questions, files, places, new):
        return index
    left = {places[path] for path in new if path in places}
    left |= {place for path, place in places.items() if path not in there}
    pairs = [
        number << 32 | place
        for number, place in zip(questions, files, strict=True)
        if place not in left
    ]
    paths = list(index.paths)
    if len(paths) > 2 * len(there):
        paths, pairs = _renumbered(paths, pairs)
        places = {path: place for place, path in enumerate(paths)}
    for path in sorted(new):
        place = places.setdefault(path, len(paths))
        if place == len(paths):
            paths.append(path)
        pairs += [number << 32 | place for number in _array("Q", new[path])]
    pairs.sort()
    return Index(
        tuple(paths),
        array("Q", [pair >> 32 for pair in pairs]).tobytes(),
        array("I", [pair & 0xFFFFFFFF for pair in pairs]).tobytes(),
    )


def _same(
    questions: "array[int]",
    files: "array[int]",
    places: Mapping[str, int],
    new: Mapping[str, bytes],
) -> bool:
    """Tell whether the one new file has the questions that it had."""
    ((path, part),) = new.items()
    place = places.get(path, -1)
    held = [number for number, at in zip(questions, files, strict=True) if at == place]
    return place >= 0 and array("Q", held).tobytes() == part


def _renumbered(paths: list[str], pairs: list[int]) -> tuple[list[str], list[int]]:
    used = sorted({pair & 0xFFFFFFFF for pair in pairs})
    place = {old: new for new, old in enumerate(used)}
    return [paths[old] for old in used], [
        pair >> 32 << 32 | place[pair & 0xFFFFFFFF] for pair in pairs
    ]


def _array(code: str, data: bytes) -> "array[int]":
    held = array(code)
    held.frombytes(data)
    return held
