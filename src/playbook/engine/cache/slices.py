"""Many files by their stamps, some at a time: one look tells whether any of them is different."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from hashlib import blake2b
from typing import NamedTuple

from playbook.engine.cache.packing import pack
from playbook.engine.cache.stamp import Stamp

SIZE = 128
"""Files of a slice, by path. Where one comes or goes those behind it move on by one."""


class Slice(NamedTuple):
    """Files side by side, and what tells how all of them looked."""

    paths: Sequence[str]
    look: bytes


class Stamps(dict[str, Stamp]):
    """Stamps by path. Once its slices were asked for, nothing is put in any more."""

    @cached_property
    def slices(self) -> tuple[Slice, ...]:
        """All files in the order of their paths."""
        return tuple(
            Slice(paths, look_of(paths, map(self.__getitem__, paths))) for paths in sliced(self)
        )


def sliced(paths: Iterable[str]) -> list[list[str]]:
    """Return paths in order, some at a time."""
    every = sorted(paths)
    return [every[at : at + SIZE] for at in range(0, len(every), SIZE)]


def look_of(paths: Iterable[str], stamps: Iterable[Stamp]) -> bytes:
    """Return sixteen bytes that tell files with these stamps from others."""
    made = blake2b("\0".join(paths).encode("utf-8", "surrogateescape"), digest_size=16)
    made.update(b"\0\0" + pack(list(stamps)))
    return made.digest()
