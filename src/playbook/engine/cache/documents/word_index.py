"""Which documents hold a word: the words of all documents, in parts of which a search reads few.

A new title of a term is news to the documents that hold its words. To look for them among the rows
of each document is to read all of them. Here the numbers of words lie side by side, those that
begin alike in one part, which is read when it is wanted.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator
from itertools import accumulate
from sys import byteorder

from playbook.engine.cache.columns import array_of, offsets
from playbook.engine.cache.packing import pack, unpack_as
from playbook.engine.cache.parts import Fetch, names_of_parts, needed, part_name
from playbook.engine.cache.store import Lost
from playbook.model.value import Value

_PARTS = 32
_SHIFT = 27  # the first five bits of a number tell its part
_WIDTH = 4  # bytes of a number

_LITTLE, _LEAST = 32, 64
"""It is made anew when more than this part of all documents, and more than so many, are late."""


class _Part(Value, frozen=True):
    """Those words of each document whose numbers begin alike; `ends` tell where each's end."""

    ends: bytes
    words: bytes


class WordIndex:
    """The words of documents, kept under a name ("" for an index of nothing), read as wanted.

    `late` are the documents of which it knows nothing, or not what they hold now.
    """

    def __init__(
        self,
        name: str = "",
        late: Collection[str] = (),
        fetch: Fetch = lambda _: None,
    ) -> None:
        self.late = frozenset(late)
        self._name = name
        self._fetch = fetch
        self._parts: dict[int, _Part] = {}
        self._paths: tuple[str, ...] | None = None

    def holding(self, word: int) -> set[str]:
        """Return the documents that hold a word, by its number; raises `Lost` if it cannot tell."""
        part, paths = self._part(word >> _SHIFT), self._known()
        ends = array_of("I", part.ends)
        places = offsets(part.words, word.to_bytes(_WIDTH, byteorder), _WIDTH)
        return {paths[bisect_right(ends, at)] for at in places} - self.late

    def is_worn(self, late: Collection[str], there: Collection[str]) -> bool:
        """Tell whether it is better made anew, with so many late documents of those there are."""
        return not self._name or len(late) > max(_LEAST, len(there) // _LITTLE)

    def names(self) -> Iterator[str]:
        """Yield the names under which it is kept."""
        yield from names_of_words(self._name)

    def made_anew(
        self,
        name: str,
        late: Collection[str],
        there: Collection[str],
        words: Callable[[str], bytes],
    ) -> Iterator[tuple[str, bytes]]:
        """Yield an index of all documents that are there, by the names under which it is kept.

        `words` gives the numbers of a document's words, in order; it is asked for the late ones.
        """
        kept: list[int] = []
        try:
            paths = self._known()
            kept = [at for at, path in enumerate(paths) if path in there and path not in late]
            parts = [self._part(which) for which in range(_PARTS)] if kept else []
        except Lost:
            paths, kept, parts = (), [], []
        known = [paths[at] for at in kept]
        new = sorted(set(there).difference(known))
        added = [array_of("I", words(path)) for path in new]
        head, *names = names_of_words(name)
        yield head, pack((*known, *new))
        for which, kept_as in enumerate(names):
            pieces = _pieces(parts[which], kept) if kept else []
            pieces += [_of_part(numbers, which) for numbers in added]
            ends = array("I", accumulate(map(len, pieces)))
            yield kept_as, pack(_Part(ends.tobytes(), b"".join(pieces)))

    def _known(self) -> tuple[str, ...]:
        if self._paths is None:
            self._paths = unpack_as(needed(self._name, self._fetch), tuple[str, ...])
        return self._paths

    def _part(self, which: int) -> _Part:
        if which not in self._parts:
            self._parts[which] = unpack_as(needed(part_name(self._name, which), self._fetch), _Part)
        return self._parts[which]


def names_of_words(name: str) -> list[str]:
    """Return the names under which an index is kept; none for an index of nothing."""
    return names_of_parts(name, _PARTS)


def _pieces(part: _Part, kept: list[int]) -> list[bytes]:
    """Return the words in a part of those documents that stay, by their places."""
    ends = (0, *array_of("I", part.ends))
    return [part.words[ends[at] : ends[at + 1]] for at in kept]


def _of_part(numbers: "array[int]", which: int) -> bytes:
    first = bisect_left(numbers, which << _SHIFT)
    return numbers[first : bisect_left(numbers, (which + 1) << _SHIFT, first)].tobytes()
