"""A column of a table: parts of different length, one after the other, and where each one ends."""

from array import array
from collections.abc import Sequence

Run = tuple[int, int, int | None]
"""A stretch of a table from one place up to another, or the number of an answer that was added."""


def wide(data: bytes) -> "array[int]":
    """Return numbers of eight bytes each."""
    held = array("Q")
    held.frombytes(data)
    return held


def part(data: bytes, ends: "array[int]", at: int) -> bytes:
    """Return one part of a column; `ends` tell where each part ends."""
    return data[ends[at - 1] if at else 0 : ends[at]]


def joined(
    runs: Sequence[Run], data: bytes, ends: "array[int]", added: Sequence[bytes | None]
) -> tuple[bytes, bytes]:
    """Return one column anew: where its parts end, and the parts one after the other."""
    new_ends = array("Q")
    parts: list[bytes] = []
    length = 0
    for (start, end, number), part in zip(runs, added, strict=True):
        if number is None:
            first = ends[start - 1] if start else 0
            moved = length - first
            new_ends.extend(array("Q", [one + moved for one in ends[start:end]]))
            parts.append(data[first : ends[end - 1]])
        else:
            parts.append(part or b"")
            new_ends.append(length + len(parts[-1]))
        length += len(parts[-1])
    return new_ends.tobytes(), b"".join(parts)
