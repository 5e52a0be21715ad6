"""Many files by their stamps, some at a time: one look tells whether any of them is different."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from typing import NamedTuple

from playbook.engine.cache.packing import pack, unpack_as
from playbook.engine.cache.stamp import Stamp

SIZE = 128
"""Files of a slice, by path. Where one comes or goes those behind it move on by one."""


class Slice(NamedTuple):
    """Some files, how each of them looked (in bytes), and what tells how all of them did."""

    paths: Sequence[str]
    packed: bytes
    look: bytes

    @classmethod
    def of(cls, stamps: Mapping[str, Stamp]) -> "Slice":
        """Make it of the stamps of some files, in their order."""
        paths, packed = tuple(stamps), pack(tuple(stamps.values()))
        return cls(paths, packed, _look(paths, packed))

    def stamps(self) -> dict[str, Stamp]:
        """Return how each of the files looked. Raises `Damaged`."""
        return dict(zip(self.paths, unpack_as(self.packed, tuple[Stamp, ...]), strict=True))

    def look_without(self, left_out: frozenset[str]) -> bytes:
        """Return what tells how all of the files looked but for some."""
        if left_out.isdisjoint(self.paths):
            return self.look
        held = self.stamps()
        return Slice.of({path: held[path] for path in self.paths if path not in left_out}).look


class Stamps(dict[str, Stamp]):
    """Stamps by path. Once its slices were asked for, nothing is put in any more."""

    @cached_property
    def slices(self) -> tuple[Slice, ...]:
        """All files in the order of their paths."""
        return tuple(Slice.of({path: self[path] for path in paths}) for paths in sliced(self))


def sliced(paths: Iterable[str]) -> list[list[str]]:
    """Return paths in order, some at a time."""
    every = sorted(paths)
    return [every[at : at + SIZE] for at in range(0, len(every), SIZE)]


def _look(paths: Iterable[str], packed: bytes) -> bytes:
    made = blake2b("\0".join(paths).encode("utf-8", "surrogateescape"), digest_size=16)
    made.update(b"\0\0" + packed)
    return made.digest()
