"""The columns of a table, and how numbers are found in them."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate, compress
from sys import byteorder
from typing import NamedTuple

from playbook.engine.cache.naming import SIZE

Run = tuple[int, int, int | None]
"""A stretch of a table from one place up to another, or the number of an answer that was added."""

_WIDTH = 4  # bytes of an end, and of a place

_FEW = 3
"""Up to so many numbers each is searched for; more are looked up together."""


def array_of(code: str, data: bytes) -> "array[int]":
    """Return the numbers that some bytes hold."""
    held = array(code)
    held.frombytes(data)
    return held


def wide(data: bytes) -> "array[int]":
    """Return numbers of eight bytes each."""
    return array_of("Q", data)


def holding(data: bytes, ends: "array[int]", wanted: AbstractSet[int], step: int = 1) -> set[int]:
    """Return the places of the parts in which one of some numbers stands.

    With a `step` of 2 every other number counts.
    """
    return {bisect_right(ends, at) for at in _where(data, wanted, step * SIZE)}


def _where(data: bytes, wanted: AbstractSet[int], width: int) -> Iterable[int]:
    """Return where one of some numbers stands among others, each `width` from the next."""
    if len(wanted) <= _FEW:
        return (at for one in wanted for at in offsets(data, one.to_bytes(SIZE, byteorder), width))
    # All numbers are looked at, and none of it is done in Python.
    held = memoryview(data).cast("Q")[:: width // SIZE]
    return compress(range(0, len(data), width), map(wanted.__contains__, held))


def offsets(data: bytes | bytearray, wanted: bytes, width: int) -> Iterator[int]:
    """Yield where some bytes stand among others side by side, each `width` from the next."""
    at = data.find(wanted)
    while at >= 0:
        if at % width == 0:
            yield at
        at = data.find(wanted, at + 1)


class Column(NamedTuple):
    """Parts of different length, one after the other, and where each one ends."""

    data: bytes
    ends: "array[int]"

    @classmethod
    def of(cls, held: bytes, parts: int) -> "Column":
        """Return a column of so many parts, of what `packed` gave."""
        return cls(held[parts * _WIDTH :], array_of("I", held[: parts * _WIDTH]))

    @classmethod
    def made_of(cls, parts: Sequence[bytes]) -> "Column":
        """Return a column of some parts."""
        return cls(b"".join(parts), array("I", accumulate(map(len, parts))))

    def packed(self) -> bytes:
        """Return the column as bytes."""
        return self.ends.tobytes() + self.data

    def part(self, at: int) -> bytes:
        """Return one part."""
        return self.data[self.ends[at - 1] if at else 0 : self.ends[at]]

    def joined(self, runs: Sequence[Run], added: Iterable[bytes | None]) -> "Column":
        """Return the parts anew, one after the other; `added` has one for each of the runs."""
        if not self.ends:  # nothing to copy at length
            return Column.made_of([part or b"" for part in added])
        pieces: list[bytes] = []
        ends = array("I")
        length = 0
        for (start, end, number), part in zip(runs, added, strict=True):
            if number is None:
                first = self.ends[start - 1] if start else 0
                pieces.append(self.data[first : self.ends[end - 1]])
                ends.extend(array("I", [one + length - first for one in self.ends[start:end]]))
            else:
                pieces.append(part or b"")
                ends.append(length + len(pieces[-1]))
            length += len(pieces[-1])
        return Column(b"".join(pieces), ends)


class Turned(NamedTuple):
    """Numbers, and beside each the place of an answer that holds it."""

    numbers: bytes
    places: "array[int]"

    @classmethod
    def of(cls, held: bytes) -> "Turned":
        """Return what `packed` gave."""
        end = len(held) // (SIZE + _WIDTH) * SIZE
        return cls(held[:end], array_of("I", held[end:]))

    def packed(self) -> bytes:
        """Return it as bytes."""
        return self.numbers + self.places.tobytes()

    def holding(self, wanted: AbstractSet[int]) -> Iterator[int]:
        """Yield the places of the answers that hold one of some numbers; one may come twice."""
        return (self.places[at // SIZE] for at in _where(self.numbers, wanted, SIZE))
