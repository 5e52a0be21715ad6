"""All files of which something is kept, in pieces: an edit writes the one that it is in anew."""

from collections.abc import Callable, Iterator, Sequence

from playbook.engine.cache.packing import Damaged, pack, unpack_as
from playbook.engine.cache.stamp import Stamp
from playbook.engine.cache.state import Files
from playbook.model.value import Value

_MANY = 128
"""Files of a piece, by path. Where one comes or goes those behind it move, and all is made anew."""


class _Piece(Value, frozen=True):
    """Files side by side: paths, digests of their bytes, and the stamps that prove something."""

    paths: tuple[str, ...]
    digests: tuple[str, ...]
    stamps: tuple[Stamp | None, ...]

    @classmethod
    def of(cls, files: Files, paths: Sequence[str]) -> "_Piece":
        """Return a piece of some files, by path."""
        digests, stamps = map(files.digests.__getitem__, paths), map(files.stamps.get, paths)
        return cls(tuple(paths), tuple(digests), tuple(stamps))


def in_pieces(files: Files, before: Files, names: Sequence[str]) -> Iterator[str | bytes]:
    """Yield digests and stamps of all files, piece by piece: as bytes, or where they are kept.

    `names` are those under which the pieces of `before` are kept.
    """
    paths = sorted(files.digests)
    is_as_before = files.digests.keys() == before.digests.keys()
    for number, at in enumerate(range(0, len(paths), _MANY)):
        some = paths[at : at + _MANY]
        piece = _Piece.of(files, some)
        yield names[number] if is_as_before and piece == _Piece.of(before, some) else pack(piece)


def of_pieces(names: Sequence[str], beside: str, fetch: Callable[[str], bytes | None]) -> Files:
    """Return all files out of their pieces, and of what stands beside them, each by its name.

    Raises `Damaged` where one of them is not there.
    """

    def got(name: str) -> bytes:
        if (data := fetch(name)) is None:
            raise Damaged(name)
        return data

    digests: dict[str, str] = {}
    stamps: dict[str, Stamp] = {}
    for name in names:
        piece: _Piece = unpack_as(got(name), _Piece)
        digests.update(zip(piece.paths, piece.digests, strict=True))
        held = zip(piece.paths, piece.stamps, strict=True)
        stamps.update((path, stamp) for path, stamp in held if stamp is not None)
    late, late_words = unpack_as(got(beside), tuple[dict[str, bytes], tuple[str, ...]])
    return Files(digests, stamps, late, late_words)


def pack_beside(files: Files) -> bytes:
    """Return as bytes what stands beside the pieces: the files that are late."""
    return pack((files.late, files.late_words))
