"""Which files have rows under which question: two long arrays, searched by halving.

Those of a few files that changed since are beside them, so that an edit does not make them anew.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping

from playbook.engine.cache.columns import array_of
from playbook.engine.cache.naming import number_of_question
from playbook.engine.cache.packing import Damaged
from playbook.model.playbook import Question
from playbook.model.value import Value

_LITTLE, _LEAST = 16, 64
"""Files are put into the arrays when they are more than this part of all, and more than so many."""

_FEW = 4
"""Up to so many files under a question are counted; the end of more is searched for."""

Late = Mapping[str, bytes]
"""The numbers of the questions, sorted, of files that are not as the index has them: by path."""


class Index(Value, frozen=True):
    """Numbers of questions, sorted, and beside each the place in `paths` of a file under it.

    A path that is no longer there keeps its place until the index is made anew.
    """

    paths: tuple[str, ...] = ()
    questions: bytes = b""
    files: bytes = b""


class Finder:
    """Finds files by question."""

    def __init__(self, index: Index, late: Late) -> None:
        self._paths = index.paths
        self._questions = array_of("Q", index.questions)
        self._files = array_of("I", index.files)
        if len(self._questions) != len(self._files):
            message = "an index of two lengths"
            raise Damaged(message)
        self._late = late
        self._late_paths: dict[int, list[str]] = {}
        for path, numbers in late.items():
            for number in array_of("Q", numbers):
                self._late_paths.setdefault(number, []).append(path)

    def paths(self, question: Question) -> list[str]:
        """Return the files that have, or had, rows under a question."""
        number, questions = number_of_question(question), self._questions
        first = bisect_left(questions, number)
        end = first
        # Most questions have one file: to search for the end would take as long again.
        while end < len(questions) and questions[end] == number:
            end = end + 1 if end < first + _FEW else bisect_right(questions, number, end)
        found = [self._paths[at] for at in self._files[first:end]]
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
    old = zip(array_of("Q", index.questions), array_of("I", index.files), strict=True)
    pairs = [number << 32 | moved[place] for number, place in old if moved[place] >= 0]
    for place, (path, numbers) in enumerate(sorted(late.items()), len(kept)):
        kept.append(path)
        pairs += [number << 32 | place for number in array_of("Q", numbers)]
    pairs.sort()
    return Index(
        tuple(kept),
        array("Q", [pair >> 32 for pair in pairs]).tobytes(),
        array("I", [pair & 0xFFFFFFFF for pair in pairs]).tobytes(),
    )
