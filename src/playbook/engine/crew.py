"""Work shared among processes.

The workers are forks of this process, so they see everything that it knows without its being sent.
Each is given its own share beforehand, by size, and sends back bytes. Who worked on what does not
show in the results: they are given in the order of the work.
"""

import gc
import mmap
import os
import selectors
import signal
import struct
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import NoReturn, TypeVar

W = TypeVar("W")

_HEAD = struct.Struct("<IQ")
_IDLE = 0xFFFFFFFF
_READ = 1 << 20


class WorkerDied(Exception):  # noqa: N818 - told to the user
    """A worker ended before its work was done; the message names what it was working on."""


def cores() -> int:
    """Return how many processes can work at once here; 1 where work cannot be shared."""
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def share(
    work: Sequence[W],
    do: Callable[[W], bytes],
    *,
    workers: int,
    size: Callable[[W], int] = lambda _: 1,
    group: Callable[[W], str] = lambda _: "",
    name: Callable[[W], str] = str,
    done: Callable[[int], None] = lambda _: None,
) -> Iterator[tuple[int, bytes]]:
    """Do all the work in `workers` processes; yield index and result as they come.

    `size` estimates what a piece costs, and pieces of one `group` ("": none) go to one process.
    `name` is what the user calls a piece, `done` is told how many are done. Raises `WorkerDied`;
    what `do` raises is printed by the worker and counts as its end.
    """
    if workers <= 1 or len(work) <= 1:
        for index, piece in enumerate(work):
            yield index, do(piece)
            done(index + 1)
        return
    shares = _shares(work, size, group, min(workers, len(work)))
    current = mmap.mmap(-1, 4 * len(shares))
    crew = _Crew(current)
    try:
        for number, indexes in enumerate(shares):
            crew.start(number, indexes, work, do)
        for count, (index, result) in enumerate(crew.results(), 1):
            done(count)
            yield index, result
        failed = crew.failed()
        if failed is not None:
            at = failed
            named = name(work[at]) if at != _IDLE else "its last piece of work"
            message = f"a worker process ended unexpectedly while it worked on {named}"
            raise WorkerDied(message)
    finally:
        crew.stop()
        current.close()


def _shares(
    work: Sequence[W], size: Callable[[W], int], group: Callable[[W], str], count: int
) -> list[list[int]]:
    """Divide work so that every share costs about the same; each share in the order of the work."""
    held: dict[str | int, list[int]] = {}
    for index, piece in enumerate(work):
        held.setdefault(group(piece) or index, []).append(index)
    groups = sorted((-sum(size(work[at]) + 1 for at in some), some) for some in held.values())
    shares: list[list[int]] = [[] for _ in range(count)]
    loads = [0] * count
    for cost, indexes in groups:
        least = loads.index(min(loads))
        shares[least] += indexes
        loads[least] -= cost
    return [sorted(indexes) for indexes in shares]


class _Crew:
    """The workers, their pipes, and what each of them is working on (`current`)."""

    def __init__(self, current: mmap.mmap) -> None:
        self._current = current
        self._pids: dict[int, int] = {}
        self._pipes: dict[int, int] = {}
        self._ended: dict[int, int] = {}

    def start(
        self, number: int, indexes: list[int], work: Sequence[W], do: Callable[[W], bytes]
    ) -> None:
        """Start a worker on its share."""
        ours, theirs = os.pipe()
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        gc.freeze()  # or every worker would copy all that it never changes
        pid = os.fork()
        if pid == 0:
            os.close(ours)
            for other in self._pipes.values():
                os.close(other)
            self._work(number, theirs, indexes, work, do)
        gc.unfreeze()
        os.close(theirs)
        self._pids[number], self._pipes[number] = pid, ours

    def _work(
        self,
        number: int,
        pipe: int,
        indexes: list[int],
        work: Sequence[W],
        do: Callable[[W], bytes],
    ) -> NoReturn:
        status = 1
        try:
            with os.fdopen(pipe, "wb", _READ) as out:
                for index in indexes:
                    struct.pack_into("<I", self._current, 4 * number, index)
                    result = do(work[index])
                    out.write(_HEAD.pack(index, len(result)))
                    out.write(result)
            struct.pack_into("<I", self._current, 4 * number, _IDLE)
            status = 0
        except (KeyboardInterrupt, BrokenPipeError):
            status = 130
        except BaseException:  # noqa: BLE001 - whatever it is, this process must not go on
            sys.excepthook(*sys.exc_info())
        finally:
            with suppress(Exception):
                sys.stderr.flush()
            os._exit(status)

    def results(self) -> Iterator[tuple[int, bytes]]:
        """Yield index and result of what is done, as it comes, until all workers have ended."""
        with selectors.DefaultSelector() as waiting:
            held: dict[int, bytearray] = {}
            for number, pipe in self._pipes.items():
                waiting.register(pipe, selectors.EVENT_READ, number)
                held[number] = bytearray()
            while held:
                for key, _ in waiting.select():
                    number = key.data
                    data = os.read(key.fd, _READ)
                    if not data:
                        waiting.unregister(key.fd)
                        del held[number]
                        continue
                    held[number] += data
                    yield from _messages(held[number])

    def failed(self) -> int | None:
        """Wait for the workers to end; return what one that failed was working on, or None."""
        found = None
        for number in list(self._pids):
            _, status = os.waitpid(self._pids.pop(number), 0)
            if status != 0 and found is None:
                (found,) = struct.unpack_from("<I", self._current, 4 * number)
        return found

    def stop(self) -> None:
        """End whoever still works, and leave nothing open."""
        for pipe in self._pipes.values():
            with suppress(OSError):
                os.close(pipe)
        for pid in self._pids.values():
            with suppress(OSError):
                os.kill(pid, signal.SIGKILL)
            with suppress(OSError):
                os.waitpid(pid, 0)
        self._pids.clear()
        self._pipes.clear()


def _messages(held: bytearray) -> Iterator[tuple[int, bytes]]:
    """Take the whole messages off the beginning of what came."""
    at = 0
    while len(held) - at >= _HEAD.size:
        index, length = _HEAD.unpack_from(held, at)
        end = at + _HEAD.size + length
        if len(held) < end:
            break
        yield index, bytes(held[at + _HEAD.size : end])
        at = end
    del held[:at]
