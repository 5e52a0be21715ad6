"""The columns of a table, and how numbers are found in them."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import compress
from sys import byteorder
from typing import NamedTuple

from playbook.engine.cache.naming import SIZE

Run = tuple[int, int, int | None]
"""A stretch of a table from one place up to another, or the number of an answer that was added."""

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
    width = step * SIZE
    found: Iterable[int]
    if len(wanted) <= _FEW:
        found = (at for one in wanted for at in offsets(data, one.to_bytes(SIZE, byteorder), width))
    else:
        # All numbers are looked at, and none of it is done in Python.
        held = memoryview(data).cast("Q")[::step]
        found = compress(range(0, len(data), width), map(wanted.__contains__, held))
    return {bisect_right(ends, at) for at in found}


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

    def part(self, at: int) -> bytes:
        """Return one part."""
        return self.data[self.ends[at - 1] if at else 0 : self.ends[at]]

    def joined(self, runs: Sequence[Run], added: Iterable[bytes | None]) -> bytes:
        """Return the parts anew, one after the other; `added` has one for each of the runs."""
        return b"".join(
            self.data[self.ends[start - 1] if start else 0 : self.ends[end - 1]]
            if number is None
            else part or b""
            for (start, end, number), part in zip(runs, added, strict=True)
        )

    def joined_ends(self, runs: Sequence[Run], added: Iterable[bytes | None]) -> "array[int]":
        """Return where these parts end."""
        ends = array("Q")
        length = 0
        for (start, end, number), part in zip(runs, added, strict=True):
            if number is None:
                moved = length - (self.ends[start - 1] if start else 0)
                ends.extend(array("Q", [one + moved for one in self.ends[start:end]]))
                length = ends[-1]
            else:
                length += len(part or b"")
                ends.append(length)
        return ends


def turned(data: bytes, ends: "array[int]") -> "array[int]":
    """Return where numbers stand in a column in which every other one counts, to be searched.

    Each is put before the place of its part, in one number of eight bytes: as much of its upper
    bits as there is room for, in order.
    """
    bits = len(ends).bit_length()
    numbers = memoryview(data).cast("Q")[::2]
    found: list[int] = []
    first = 0
    for place, end in enumerate(ends):
        last = end // (2 * SIZE)
        found += [number >> bits << bits | place for number in numbers[first:last]]
        first = last
    found.sort()
    return array("Q", found)


def found_in(held: "array[int]", parts: int, wanted: AbstractSet[int]) -> Iterator[int]:
    """Yield the places of the parts of a column in which one of some numbers stands.

    `held` is the column as `turned` gave it, `parts` how many parts it has.
    """
    bits = parts.bit_length()
    mask = (1 << bits) - 1
    for number in wanted:
        upper = number >> bits << bits
        at = bisect_left(held, upper)
        for one in held[at : bisect_right(held, upper | mask, at)]:
            yield one & mask
