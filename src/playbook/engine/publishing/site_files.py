"""How all files of a published site look, some at a time.

An edit changes a few of many thousand files. Which files stand together follows from their
addresses alone, so one that comes or goes moves no other.
"""

import stat
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from zlib import crc32

from playbook.engine.cache.packing import pack, unpack_as
from playbook.engine.cache.slices import Slice
from playbook.engine.cache.stamp import Stamp
from playbook.engine.publishing.layout import items_below

_HEAPS = 256
"""Into so many heaps the files are sorted: of 20,000 files, a heap has 80."""

_Packed = tuple[dict[int, Slice], dict[str, int], bool]


class SiteFiles:
    """The files below a folder as they were found at one time, by address.

    `others` are links and whatever else is no ordinary file, with their inodes. `is_whole` tells
    whether everything could be looked at.
    """

    def __init__(
        self, heaps: Mapping[int, Slice], others: Mapping[str, int], *, is_whole: bool
    ) -> None:
        self._heaps, self.others, self.is_whole = heaps, others, is_whole
        self._opened: dict[int, dict[str, Stamp]] = {}

    @classmethod
    def below(cls, folder: Path) -> "SiteFiles":
        """Look at all that there is below a folder; there may be none."""
        missed: list[OSError] = []
        stamps: list[dict[str, Stamp]] = [{} for _ in range(_HEAPS)]
        others: dict[str, int] = {}
        for name, item in items_below(folder, missed.append):  # all of it is done for each file
            try:
                there = item.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue
            except OSError as error:
                missed.append(error)
                continue
            if stat.S_ISREG(there.st_mode):
                stamps[_heap(name)][name] = Stamp(
                    there.st_size, there.st_mtime_ns, there.st_ctime_ns, there.st_ino
                )
            else:
                others[name] = there.st_ino
        held = {heap: some for heap, some in enumerate(stamps) if some}
        return cls(_sorted(held), others, is_whole=not missed)

    @classmethod
    def of(cls, data: bytes) -> "SiteFiles":
        """Return the files that `packed` told. Raises `Damaged`."""
        heaps, others, is_whole = unpack_as(data, _Packed)
        return cls(heaps, others, is_whole=is_whole)

    def packed(self) -> bytes:
        """Return it as bytes."""
        return pack((self._heaps, self.others, self.is_whole))

    @property
    def slices(self) -> tuple[Slice, ...]:
        """The ordinary files, in an order that depends on nothing but their addresses."""
        return tuple(self._heaps.values())

    @cached_property
    def names(self) -> frozenset[str]:
        """The addresses of all files and links."""
        return frozenset(self.others).union(*(held.paths for held in self._heaps.values()))

    def stamp(self, name: str) -> Stamp | None:
        """Return how an ordinary file looked; None if there was none of this address."""
        heap = _heap(name)
        if heap not in self._opened:
            held = self._heaps.get(heap)
            self._opened[heap] = held.stamps() if held else {}
        return self._opened[heap].get(name)

    def stamps(self) -> dict[str, Stamp]:
        """Return how all ordinary files looked."""
        found: dict[str, Stamp] = {}
        for held in self._heaps.values():
            found |= held.stamps()
        return found

    def inodes(self) -> dict[str, int]:
        """Return the inode of every file and link."""
        return {name: held.inode for name, held in self.stamps().items()} | dict(self.others)

    def apart_from(self, looks: Iterable[bytes]) -> set[str]:
        """Return the files that stand together with one that looks otherwise than before.

        `looks` are those of the slices before.
        """
        before = frozenset(looks)
        return {
            path for held in self._heaps.values() if held.look not in before for path in held.paths
        }

    def changed(self, folder: Path, names: Iterable[str], left: frozenset[str]) -> "SiteFiles":
        """Return the files with some of them looked at anew; `left` are those there are now.

        Raises `OSError`.
        """
        heaps: dict[int, dict[str, Stamp]] = {}
        others = {name: inode for name, inode in self.others.items() if name in left}
        for name in (*names, *(self.names - left)):
            heap = _heap(name)
            if heap not in heaps:
                held = self._heaps.get(heap)
                heaps[heap] = held.stamps() if held else {}
            heaps[heap].pop(name, None)
            others.pop(name, None)
            if name in left:
                there = (folder / name).lstat()
                if stat.S_ISREG(there.st_mode):
                    heaps[heap][name] = Stamp.of(there)
                else:
                    others[name] = there.st_ino
        made = {**self._heaps, **_sorted(heaps)}
        kept = {heap: made[heap] for heap in sorted(made) if made[heap].paths}
        return SiteFiles(kept, others, is_whole=self.is_whole)


def _heap(name: str) -> int:
    return crc32(name.encode("utf-8", "surrogateescape")) % _HEAPS


def _sorted(stamps: Mapping[int, Mapping[str, Stamp]]) -> dict[int, Slice]:
    return {heap: Slice.of(dict(sorted(stamps[heap].items()))) for heap in sorted(stamps)}
