"""What a build leaves to the next one about the site that it published, in columns.

An edit changes a few of many thousand files. Whether the others are on the disk as they were, and
whether they would be drawn the same again, is found out column by column: a step of Python for each
of them took longer than to draw the few.
"""

from array import array
from collections.abc import Mapping
from itertools import compress, repeat
from operator import eq
from pathlib import Path
from sys import byteorder

from playbook.engine.cache.columns import wide
from playbook.engine.cache.packing import fingerprint
from playbook.engine.cache.stamp import Stamp, unproven
from playbook.model.text import digest
from playbook.model.value import Value


class Held(Value, frozen=True):
    """What a page's file holds: the number of the answer that it is, and the digest of this."""

    number: int
    digest: int

    @classmethod
    def of(cls, number: int, found: bytes) -> "Held":
        """Make it of the digest as the memo has it."""
        return cls(number, int.from_bytes(found, byteorder))

    def is_of(self, data: bytes) -> bool:
        """Tell whether these are the bytes of the file."""
        return self.digest == int.from_bytes(fingerprint(data), byteorder)


class Listing(Value, frozen=True):
    """Pages that were listed together: `listed` is the digest of the list.

    `stamps` are those of their files, as far as they prove something; `numbers` and `digests` have
    eight bytes for each.
    """

    listed: bytes = b""
    urls: tuple[str, ...] = ()
    stamps: tuple[Stamp | None, ...] = ()
    numbers: bytes = b""
    digests: bytes = b""

    @classmethod
    def of(cls, listed: bytes, held: Mapping[str, Held], stamps: Mapping[str, Stamp]) -> "Listing":
        """Make it of what pages hold by address, and of stamps that prove something."""
        return cls(
            listed,
            tuple(held),
            tuple(map(stamps.get, held)),
            array("Q", [page.number for page in held.values()]).tobytes(),
            array("Q", [page.digest for page in held.values()]).tobytes(),
        )

    def held(self) -> dict[str, Held]:
        """Return what the pages hold, by address."""
        return dict(zip(self.urls, map(Held, wide(self.numbers), wide(self.digests)), strict=True))

    def on_disk(self, folder: Path, there: Mapping[str, Stamp]) -> dict[str, Held]:
        """Return the pages whose files in a folder provably are what they were.

        `there` are the stamps that files have now; those that proved nothing are read.
        """
        held = self.held()
        same = set(compress(self.urls, map(eq, map(there.get, self.urls), self.stamps)))
        for url in compress(self.urls, map(eq, self.stamps, repeat(None))):
            data = _bytes_of(folder / url) if url in there else None
            (same.add if data is not None and held[url].is_of(data) else same.discard)(url)
        return (
            held if len(same) == len(held) else {url: held[url] for url in self.urls if url in same}
        )


class Copied(Value, frozen=True):
    """A file that is published as it is: its stamp, if that proves something, and its digest."""

    stamp: Stamp | None
    digest: str

    def is_at(self, path: Path, stamp: Stamp | None) -> bool:
        """Tell whether a file that has this stamp now is what it was; read it if need be."""
        if stamp is None or self.stamp is not None:
            return stamp is not None and stamp == self.stamp
        data = _bytes_of(path)
        return data is not None and digest(data) == self.digest


class Shown(Value, frozen=True):
    """A published site: its pages by the list that they stand in; what was copied, by address.

    `answers` is the name of the table of answers then; "" if it was not known.
    """

    listings: dict[str, Listing]
    copied: dict[str, Copied]
    answers: str = ""


def proven(stamps: Mapping[str, Stamp], taken: int) -> dict[str, Stamp]:
    """Return those stamps that prove something later on; `taken` is when they were looked at."""
    found = dict(stamps)
    for name in unproven(stamps, taken):
        del found[name]
    return found


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
