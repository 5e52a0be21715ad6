"""Looking at files that may have changed: whether they did, and what they contribute now."""

import os
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from functools import cache
from time import perf_counter

from playbook.engine.cache.documents.packed import Packed
from playbook.engine.cache.documents.pool import Pool
from playbook.engine.cache.packing import pack, unpack_as
from playbook.engine.cache.stamp import Stamp
from playbook.engine.cache.store import Lost
from playbook.engine.processes.crew import WorkerDied, share
from playbook.engine.workspace.contribution import (
    File,
    Place,
    contribute,
    contribute_beginning,
    packed,
)
from playbook.model.text import digest
from playbook.model.value import Value, replace

SHARED_FROM = 64
"""Pieces of work from which it is shared: below, starting processes costs more."""

_NICE = 10
"""By how much the processes give way to others that read what nobody waits for yet."""


class Sight(Value, frozen=True):
    """What a look at a file brought.

    `digest` is "" if it cannot be read; `new` is there if it is new or changed. A file that has no
    form in bytes is `apart`: it is read again by whoever asked. `unread` are the bytes of a
    document of which only the beginning was read.
    """

    digest: str = ""
    new: Packed | None = None
    apart: bool = False
    unread: bytes = b""
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
    is_whole: bool = True,
    is_pressed: bool = True,
) -> Iterator[tuple[str, Sight]]:
    """Yield files with what a look at them brought; where there are many the work is shared.

    `before` are the digests of the last run; `done` is told how many have been looked at.
    `is_whole` tells whether documents are to be read to their end, `is_pressed` whether they are to
    be compressed.
    """

    def look(path: str) -> bytes:
        started = perf_counter()
        found = _look(
            path, read(path), before.get(path), place, is_whole=is_whole, is_pressed=is_pressed
        )
        return pack(replace(found, seconds=perf_counter() - started))

    is_shared = workers > 1 and len(paths) >= SHARED_FROM
    if is_shared:
        place.library.prepare()
    results = share(
        paths,
        look,
        workers=workers if is_shared else 1,
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
    path: str,
    data: bytes | None,
    before: str | None,
    place: Place,
    *,
    is_whole: bool,
    is_pressed: bool,
) -> Sight:
    if data is None:
        return Sight()
    found = digest(data)
    if before == found:
        return Sight(found)
    file = File.of(path, data, found)
    if not is_whole and (new := contribute_beginning(path, file, place)):
        return Sight(found, new, unread=data)
    new = packed(contribute(path, file, place), is_pressed=is_pressed)
    return Sight(found, new, apart=new is None)


def read_on(
    texts: Mapping[str, bytes], place: Place, workers: int
) -> Generator[tuple[str, Packed]]:
    """Have documents read to their end by other processes; yield them as they come.

    What one leaves out that ends in the middle is left out; and all, if they are too few for it.
    """
    paths = list(texts)

    def rest(path: str) -> bytes:
        _give_way()
        return pack(rest_of(path, texts[path], place))

    if len(paths) < SHARED_FROM or workers == 1:
        return
    results = share(
        paths,
        rest,
        workers=workers,
        size=lambda path: len(texts[path]),
        is_prompt=True,  # so that who stops need not wait
    )
    with closing(results), suppress(WorkerDied):
        for at, result in results:
            yield paths[at], unpack_as(result, Packed)


@cache
def _give_way() -> None:
    """Have this process, which is a worker, leave the processor to those that are waited for."""
    os.nice(_NICE)


def rest_of(path: str, data: bytes, place: Place) -> Packed:
    """Return all that a document contributes; it is not compressed. Raises `Lost`."""
    found = packed(contribute(path, File.of(path, data), place), is_pressed=False)
    if found is None:
        raise Lost(path)
    return found
