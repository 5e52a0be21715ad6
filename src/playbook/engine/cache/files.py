"""All files of which something is kept, in pieces: a run opens and writes those that differ."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import NamedTuple

from playbook.engine.cache.packing import Damaged, pack, unpack_as
from playbook.engine.cache.slices import Slice, Stamps, sliced
from playbook.engine.cache.stamp import Stamp
from playbook.engine.cache.store import Lost
from playbook.model.value import Value


class Seen(NamedTuple):
    """How a file was seen: the digest of its bytes, and its stamp if that proves something."""

    digest: str
    stamp: Stamp | None


Changes = Mapping[str, Seen | None]
"""Files that are seen otherwise than before, by path; None for one that is gone."""


class Piece(Value, frozen=True):
    """Where files side by side are kept: the first of them, and how many.

    `look` tells how all of them looked; it is empty if the stamp of one proves nothing.
    """

    name: str
    first: str
    count: int
    look: bytes


class _Held(Value, frozen=True):
    """The files of a piece."""

    paths: tuple[str, ...]
    digests: tuple[str, ...]
    stamps: tuple[Stamp | None, ...]


class Files:
    """All files of which something is kept, as an earlier run left them.

    A piece is opened when something of it is asked for. It raises `Lost` where it is not there.
    """

    def __init__(
        self,
        pieces: tuple[Piece, ...] = (),
        fetch: Callable[[str], bytes | None] = lambda _: None,
    ) -> None:
        self.pieces = pieces
        self.digests: Mapping[str, str] = _Digests(self)
        self._fetch = fetch
        self._firsts = [piece.first for piece in pieces]
        self._opened: dict[int, dict[str, Seen]] = {}

    def __iter__(self) -> Iterator[str]:
        for place in range(len(self.pieces)):
            yield from self._open(place)

    def get(self, path: str) -> Seen | None:
        """Return how a file was seen; None if nothing is kept of it."""
        place = self._place(path)
        return self._open(place).get(path) if place >= 0 else None

    def compare(self, stamps: Stamps) -> tuple[list[str], set[str]]:
        """Return which files may have changed or come, in order, and which are gone.

        `stamps` are those of all files there are. What looks as it did is not opened.
        """
        known = {piece.look for piece in self.pieces}
        there = {part.look for part in stamps.slices}
        before: dict[str, Seen] = {}
        for place, piece in enumerate(self.pieces):
            if piece.look not in there:
                before |= self._open(place)
        others = [path for part in stamps.slices if part.look not in known for path in part.paths]
        doubtful = [
            path for path in others if path not in before or before[path].stamp != stamps[path]
        ]
        return doubtful, before.keys() - others

    def changed(self, changes: Changes, put: Callable[[bytes], str]) -> tuple[Piece, ...]:
        """Return the pieces with some files seen otherwise; `put` keeps a new one, and names it."""
        if not changes:
            return self.pieces
        if any(new is None or self.get(path) is None for path, new in changes.items()):
            every: dict[str, Seen | None] = {}
            for place in range(len(self.pieces)):
                every.update(self._open(place))
            every.update(changes)
            left = {path: seen for path, seen in every.items() if seen is not None}
            return tuple(_made({path: left[path] for path in paths}, put) for paths in sliced(left))
        pieces = list(self.pieces)
        for place in {self._place(path) for path in changes}:
            held = self._open(place)
            new = {path: changes.get(path) or seen for path, seen in held.items()}
            pieces[place] = _made(new, put)
        return tuple(pieces)

    def _place(self, path: str) -> int:
        """Return in which piece a file is if it is in one; -1 if it is before all of them."""
        return bisect_right(self._firsts, path) - 1

    def _open(self, place: int) -> dict[str, Seen]:
        if place not in self._opened:
            data = self._fetch(self.pieces[place].name)
            try:
                held: _Held = unpack_as(data or b"", _Held)
            except Damaged as damaged:
                raise Lost(self.pieces[place].name) from damaged
            seen = map(Seen, held.digests, held.stamps)
            self._opened[place] = dict(zip(held.paths, seen, strict=True))
        return self._opened[place]


class _Digests(Mapping[str, str]):
    """The digests of files by path."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def __getitem__(self, path: str) -> str:
        seen = self._files.get(path)
        if seen is None:
            raise KeyError(path)
        return seen.digest

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and self._files.get(path) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return sum(piece.count for piece in self._files.pieces)


class Digests(MutableMapping[str, str]):
    """Digests of files by path, as they were with what has changed: what was is not copied."""

    def __init__(self, before: Mapping[str, str], now: Mapping[str, str] | None = None) -> None:
        self._before = before
        self._now: dict[str, str | None] = {}
        self._count = len(before)
        self.update(now or {})

    def __getitem__(self, path: str) -> str:
        found = self._now[path] if path in self._now else self._before.get(path)
        if found is None:
            raise KeyError(path)
        return found

    def __setitem__(self, path: str, digest: str) -> None:
        self._count += path not in self
        self._now[path] = digest

    def __delitem__(self, path: str) -> None:
        if path not in self:
            raise KeyError(path)
        self._count -= 1
        self._now[path] = None

    def __iter__(self) -> Iterator[str]:
        for path in self._before:
            if path not in self._now:
                yield path
        for path, digest in self._now.items():
            if digest is not None:
                yield path

    def __len__(self) -> int:
        return self._count


def _made(files: Mapping[str, Seen], put: Callable[[bytes], str]) -> Piece:
    paths, (digests, stamps) = tuple(files), zip(*files.values(), strict=True)
    proven = {path: stamp for path, stamp in zip(paths, stamps, strict=True) if stamp is not None}
    look = Slice.of(proven).look if len(proven) == len(paths) else b""
    return Piece(put(pack(_Held(paths, digests, stamps))), paths[0], len(paths), look)
