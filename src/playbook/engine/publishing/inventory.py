"""What a build leaves to the next one about the site that it published, in columns.

An edit changes a few of many thousand files. Whether the others are on the disk as they were, and
whether they would be drawn the same again, is found out many at a time: a step of Python for each
of them took longer than to draw the few.
"""

from array import array
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from sys import byteorder

from playbook.engine.cache.columns import wide
from playbook.engine.cache.packing import Damaged, fingerprint, pack, unpack_as
from playbook.engine.publishing.site_files import SiteFiles
from playbook.model.text import digest
from playbook.model.value import Value

Held = tuple[int, int]
"""What a page's file holds: the number of the answer that it is, and the digest of this."""


def held_of(number: int, found: bytes) -> Held:
    """Return what a file holds; `found` is the digest as the memo has it."""
    return number, int.from_bytes(found, byteorder)


def is_of(held: Held, data: bytes) -> bool:
    """Tell whether these are the bytes of the file."""
    return held[1] == int.from_bytes(fingerprint(data), byteorder)


class Listing(Value, frozen=True):
    """Pages that were listed together, and the numbers of the answers that they are (eight bytes).

    It stays as it is with nearly every edit.
    """

    urls: tuple[str, ...]
    numbers: bytes


class _Head(Value, frozen=True):
    """What changes with each build.

    `lists` is the digest of the listings, `listed` that of each list of pages, b"" where something
    of it is missing; `digests` are those of the pages (eight bytes). `copied` are the digests of
    what is published as it is, by address; `looks` those of all files by heap, and `doubtful` the
    files whose stamps prove nothing. `answers` is the name of the table of answers, "" if it was
    not known.
    """

    lists: bytes
    listed: dict[str, bytes]
    digests: dict[str, bytes]
    copied: dict[str, str]
    looks: tuple[bytes, ...]
    doubtful: tuple[str, ...]
    answers: str


class Inventory:
    """A published site: the lists of its pages, what they hold, and what was copied."""

    def __init__(self) -> None:
        self.listed: dict[str, bytes] = {}
        self.urls: dict[str, tuple[str, ...]] = {}
        self.held: dict[str, Held] = {}
        self.copied: dict[str, str] = {}
        self.looks: tuple[bytes, ...] = ()
        self.doubtful: tuple[str, ...] = ()
        self.answers = ""
        self._listings: dict[str, Listing] = {}
        self._packed = b""

    @classmethod
    def recalled(cls, name: str, recall: Callable[[str], bytes | None]) -> "Inventory":
        """Return what the last build left under a name; nothing where that is damaged."""
        found = cls()
        head, lists = recall(name), recall(_lists(name))
        if head and lists:
            with suppress(Damaged):
                found._take(unpack_as(head, _Head), lists)
        return found

    def _take(self, head: _Head, lists: bytes) -> None:
        if head.lists != fingerprint(lists):
            return  # two builds at once left them
        listings: dict[str, Listing] = unpack_as(lists, dict[str, Listing])
        self._listings, self._packed = listings, lists
        self.listed, self.copied, self.looks = head.listed, head.copied, head.looks
        self.doubtful, self.answers = head.doubtful, head.answers
        for part, listing in listings.items():
            self.urls[part] = listing.urls
            held = zip(wide(listing.numbers), wide(head.digests[part]), strict=True)
            self.held.update(zip(listing.urls, held, strict=True))

    def astray(self, folder: Path, there: SiteFiles) -> set[str]:
        """Return the pages and copied files that are not on the disk as they were.

        What stands together as it did is as it was; the bytes of what else there is are read.
        """
        if tuple(held.look for held in there.slices) == self.looks:
            return {url for url in self.doubtful if not self._is_there(folder / url, url)}
        ours = self.held.keys() | self.copied.keys()
        found = set(ours - there.names)
        unsure = there.apart_from(self.looks).union(self.doubtful) & ours - found
        found.update(url for url in unsure if not self._is_there(folder / url, url))
        return found

    def _is_there(self, path: Path, url: str) -> bool:
        """Tell by its bytes whether a file is as it was."""
        try:
            data = path.read_bytes()
        except OSError:
            return False
        held = self.held.get(url)
        return digest(data) == self.copied[url] if held is None else is_of(held, data)

    @cached_property
    def by_number(self) -> Mapping[int, str]:
        """The pages by the number of the answer that they hold."""
        return {number: url for url, (number, _) in self.held.items()}

    def left(self, name: str, now: "Inventory", files: SiteFiles) -> dict[str, bytes]:
        """Return what is to be left of another site than this one; `files` are those of it."""
        listings = {part: self._listing(part, urls, now.held) for part, urls in now.urls.items()}
        is_same = listings == self._listings
        packed = self._packed if is_same else pack(listings)
        head = _Head(
            fingerprint(packed),
            now.listed,
            {part: _wide(1, urls, now.held) for part, urls in now.urls.items()},
            now.copied,
            tuple(held.look for held in files.slices),
            now.doubtful,
            now.answers,
        )
        return {name: pack(head)} | ({} if is_same else {_lists(name): packed})

    def _listing(self, part: str, urls: tuple[str, ...], held: Mapping[str, Held]) -> Listing:
        before = self._listings.get(part)
        made = Listing(urls, _wide(0, urls, held))
        return before if before is not None and before == made else made


def _lists(name: str) -> str:
    return f"{name}:lists"


def _wide(which: int, urls: Collection[str], held: Mapping[str, Held]) -> bytes:
    return array("Q", [held[url][which] for url in urls]).tobytes()
