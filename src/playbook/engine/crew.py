"""Work shared among processes.

The workers are forks of this process, so they see everything that it knows without its being sent.
Each is given its own share beforehand, by size, and sends back bytes. Who worked on what does not
show in the results: they are given in the order of the work.

What a worker frees lies between what it holds, and hardly ever goes back to the system. So one that
has grown much may end, and another one is forked that does the rest of its share.
"""

import gc
import mmap
import os
import re
import selectors
import signal
import struct
import sys
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from typing import Generic, NoReturn, TypeVar

W = TypeVar("W")

_HEAD = struct.Struct("<IQ")
_IDLE = 0xFFFFFFFF
_GROWN = 75
"""The exit status of a worker that has grown much and left some of its share undone."""
_MUCH = 40 << 20
"""A worker has grown much that holds so many bytes more than when it began."""
_READ = 1 << 20
_OWN = re.compile(rb"Private_Dirty: +(\d+) kB")
_RINGS_FROM = 1_000_000
"""Objects made and not freed from which on a worker looks for rings of garbage among them."""


class WorkerDied(Exception):  # noqa: N818 - told to the user
    """A worker ended before its work was done; the message names what it was working on."""


def cores() -> int:
    """Return how many processes can work at once here; 1 where work cannot be shared."""
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def share(  # noqa: PLR0913 - each says one thing of the work
    work: Sequence[W],
    do: Callable[[W], bytes],
    *,
    workers: int,
    size: Callable[[W], int] = lambda _: 1,
    group: Callable[[W], str] = lambda _: "",
    name: Callable[[W], str] = str,
    ends: Callable[[W], bool] = lambda _: False,
    done: Callable[[int], None] = lambda _: None,
    is_prompt: bool = False,
) -> Generator[tuple[int, bytes]]:
    """Do all the work in `workers` processes; yield index and result as they come.

    They work as long as they are listened to: who may stop early closes what this returns.

    `size` estimates what a piece costs, and pieces of one `group` ("": none) go to one process.
    A worker that has grown much by a piece that `ends` one is followed by another worker, which
    sees what became of earlier results.
    `name` is what the user calls a piece, `done` is told how many are done. Who `is_prompt` gets
    each result when it is there, and not many together, which takes less time. Raises `WorkerDied`;
    what `do` raises is printed by the worker and counts as its end.
    """
    if workers <= 1 or len(work) <= 1:
        for index, piece in enumerate(work):
            yield index, do(piece)
            done(index + 1)
        return
    shares = _shares(work, size, group, min(workers, len(work)))
    current = mmap.mmap(-1, 4 * len(shares))
    crew = _Crew(current, work, do, ends, is_prompt=is_prompt)
    try:
        for number, indexes in enumerate(shares):
            crew.start(number, indexes)
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


class _Crew(Generic[W]):
    """The workers, their pipes, their shares, and what each is working on (`current`)."""

    def __init__(
        self,
        current: mmap.mmap,
        work: Sequence[W],
        do: Callable[[W], bytes],
        ends: Callable[[W], bool],
        *,
        is_prompt: bool,
    ) -> None:
        self._current = current
        self._work = work
        self._do = do
        self._ends = ends
        self._is_prompt = is_prompt
        self._shares: dict[int, list[int]] = {}
        self._pids: dict[int, int] = {}
        self._pipes: dict[int, int] = {}
        self._ended: dict[int, int] = {}

    def start(self, number: int, indexes: list[int]) -> None:
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
            self._run(number, theirs, indexes)
        gc.unfreeze()
        os.close(theirs)
        self._pids[number], self._pipes[number] = pid, ours
        self._shares[number] = indexes

    def _run(self, number: int, pipe: int, indexes: list[int]) -> NoReturn:
        status = 1
        # What a worker holds comes and goes in tens of thousands and has hardly a ring in it: to
        # look for them each time took a twentieth of all work on a large playbook.
        gc.set_threshold(_RINGS_FROM)
        try:
            room = _Room()
            with os.fdopen(pipe, "wb", _READ) as out:
                for index in indexes:
                    struct.pack_into("<I", self._current, 4 * number, index)
                    piece = self._work[index]
                    result = self._do(piece)
                    out.write(_HEAD.pack(index, len(result)))
                    out.write(result)
                    if self._is_prompt:
                        out.flush()
                    if self._ends(piece) and room.has_grown and index != indexes[-1]:
                        status = _GROWN
                        break
            if status != _GROWN:
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
                        if self._goes_on(number):
                            waiting.register(self._pipes[number], selectors.EVENT_READ, number)
                        else:
                            del held[number]
                        continue
                    held[number] += data
                    yield from _messages(held[number])

    def _goes_on(self, number: int) -> bool:
        """Start another worker where one ended because it had grown; tell whether it was so."""
        _, self._ended[number] = os.waitpid(self._pids.pop(number), 0)
        os.close(self._pipes.pop(number))
        if os.waitstatus_to_exitcode(self._ended[number]) != _GROWN:
            return False
        share = self._shares[number]
        self.start(number, share[share.index(self._at(number)) + 1 :])
        return True

    def failed(self) -> int | None:
        """Return what a worker that failed was working on, or None; all have ended."""
        for number, status in sorted(self._ended.items()):
            if status != 0:
                return self._at(number)
        return None

    def _at(self, number: int) -> int:
        """Return what a worker is working on, or worked on last."""
        (found,) = struct.unpack_from("<I", self._current, 4 * number)
        return int(found)

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


class _Room:
    """How much memory this process alone holds, seen from what it holds now.

    A page of the process that it was forked from counts from when it was written to: to count a
    reference is to write.
    """

    def __init__(self) -> None:
        self._file = -1
        self._most = 0
        with suppress(OSError):  # it is told by Linux alone
            self._file = os.open("/proc/self/smaps_rollup", os.O_RDONLY)
            self._most = self._held() + _MUCH

    @property
    def has_grown(self) -> bool:
        """Whether it has become much more."""
        return self._file >= 0 and self._held() > self._most

    def _held(self) -> int:
        """Return the bytes of memory that nobody else has."""
        found = _OWN.search(os.pread(self._file, _READ, 0))
        return int(found[1]) << 10 if found else 0


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
