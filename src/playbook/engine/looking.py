"""Looking at files that may have changed: whether they did, and what they contribute now."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from time import perf_counter

from playbook.engine.cache.packing import pack, unpack_as
from playbook.engine.cache.pool import Pool
from playbook.engine.cache.shelf import Packed
from playbook.engine.cache.stamp import Stamp
from playbook.engine.contribution import File, Place, contribute, packed
from playbook.engine.crew import share
from playbook.model.text import digest
from playbook.model.value import Value, replace

SHARED_FROM = 64
"""Pieces of work from which it is shared: below, starting processes costs more."""


class Sight(Value, frozen=True):
    """What a look at a file brought.

    `digest` is "" if it cannot be read; `new` is there if it is new or changed. A file that has no
    form in bytes is `apart`: it is read again by whoever asked.
    """

    digest: str = ""
    new: Packed | None = None
    apart: bool = False
    seconds: float = 0.0


def look_at(  # noqa: PLR0913 - what is known, and who waits for it
    paths: Sequence[str],
    read: Callable[[str], bytes | None],
    *,
    before: Mapping[str, str],
    stamps: Mapping[str, Stamp],
    place: Place,
    workers: int,
    done: Callable[[int], None],
    is_pressed: bool = True,
) -> Iterator[tuple[str, Sight]]:
    """Yield files with what a look at them brought; where there are many the work is shared.

    `before` are the digests of the last run; `done` is told how many have been looked at.
    `is_pressed` tells whether documents are to be compressed.
    """

    def look(path: str) -> bytes:
        started = perf_counter()
        found = _look(path, read(path), before.get(path), place, is_pressed=is_pressed)
        return pack(replace(found, seconds=perf_counter() - started))

    results = share(
        paths,
        look,
        workers=workers if len(paths) >= SHARED_FROM else 1,
        size=lambda path: stamps[path].size,
        done=done,
    )
    # What is pressed later leaves its room, which must hold nothing that stays.
    rows, documents = Pool(), Pool()
    for at, result in results:
        found: Sight = unpack_as(result, Sight)
        if found.new is not None:
            found = replace(found, new=found.new.within(rows, documents))
        yield paths[at], found


def _look(
    path: str, data: bytes | None, before: str | None, place: Place, *, is_pressed: bool = True
) -> Sight:
    if data is None:
        return Sight()
    found = digest(data)
    if before == found:
        return Sight(found)
    new = packed(contribute(path, File.of(path, data, found), place), is_pressed=is_pressed)
    return Sight(found, new, apart=new is None)
