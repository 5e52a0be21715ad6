"""Work shared among processes.

The workers are forks of this process, so they see everything that it knows without its being sent.
The work is divided into parts, whose numbers lie in a pipe: whoever is free takes the next one, and
sends back bytes. Who worked on what does not show in the results.

What a worker frees lies between what it holds, and hardly ever goes back to the system. So one that
has grown much may end, and another one is forked that goes on.
"""

import gc
import mmap
import os
import re
import selectors
import signal
import struct
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from typing import Generic, NoReturn, TypeVar

W = TypeVar("W")

_HEAD = struct.Struct("<IQ")
_PART = struct.Struct("<I")
_MOST_PARTS = 1024
"""Into so many parts work is divided at the most: their numbers fit into a pipe of any system."""
_IDLE = 0xFFFFFFFF
_GROWN = 75
"""The exit status of a worker that has grown much, and may have left some of the work undone."""
_MUCH = 40 << 20
"""A worker has grown much that holds so many bytes more than when it began."""
_READ = 1 << 20
_PAGE = mmap.PAGESIZE
_OWN = re.compile(rb"Private_Dirty: +(\d+) kB")
_RINGS_FROM = 1_000_000
"""Objects made and not freed from which on a worker looks for rings of garbage among them."""


class WorkerDied(Exception):  # noqa: N818 - told to the user
    """A worker ended before its work was done; the message names what it was working on."""


def share(  # noqa: PLR0913 - each says one thing of the work
    work: Sequence[W],
    do: Callable[[W], bytes],
    *,
    workers: int,
    size: Callable[[W], int] = lambda _: 1,
    group: Callable[[W], str] = lambda _: "",
    name: Callable[[W], str] = str,
    begins: Callable[[], None] = lambda: None,
    ends: Callable[[W], bool] = lambda _: False,
    done: Callable[[int], None] = lambda _: None,
    is_prompt: bool = False,
) -> Generator[tuple[int, bytes]]:
    """Do all the work in `workers` processes; yield index and result as they come.

    They work as long as they are listened to: who may stop early closes what this returns. The work
    is begun in its order.

    `size` estimates what a piece costs, and pieces of one `group` ("": none) go to one process.
    `begins` is called in each worker first, and nowhere else. A worker that has grown much by a
    piece that `ends` one is followed by another worker, which sees what became of earlier results.
    `name` is what the user calls a piece, `done` is told how many are done. Who `is_prompt` gets
    each result when it is there, and not many together, which takes less time. Raises `WorkerDied`;
    what `do` raises is printed by the worker and counts as its end.
    """
    if workers <= 1 or len(work) <= 1:
        for index, piece in enumerate(work):
            yield index, do(piece)
            done(index + 1)
        return
    parts = _parts(work, size, group)
    number_of_workers = min(workers, len(parts))
    current = mmap.mmap(-1, 4 * number_of_workers)
    crew = _Crew(current, work, parts, do, begins, ends, is_prompt=is_prompt)
    try:
        for number in range(number_of_workers):
            crew.start(number)
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


def _parts(
    work: Sequence[W], size: Callable[[W], int], group: Callable[[W], str]
) -> list[list[int]]:
    """Divide work into parts, groups whole and in their order; what costs little goes together."""
    held: dict[str | int, list[int]] = {}
    for index, piece in enumerate(work):
        held.setdefault(group(piece) or index, []).append(index)
    costs = [sum(size(work[at]) + 1 for at in some) for some in held.values()]
    # Any two neighbours cost more than `little` together, so there are no more than `_MOST_PARTS`.
    little = 2 * sum(costs) / (_MOST_PARTS - 1)
    parts: list[list[int]] = []
    room = 0.0
    for some, cost in zip(held.values(), costs, strict=True):
        if cost <= room:
            parts[-1] += some
            room -= cost
        else:
            parts.append([*some])
            room = little - cost
    return parts


class _Crew(Generic[W]):
    """The workers, their pipes, the parts still to be done, and what each works on (`current`)."""

    def __init__(
        self,
        current: mmap.mmap,
        work: Sequence[W],
        parts: Sequence[Sequence[int]],
        do: Callable[[W], bytes],
        begins: Callable[[], None],
        ends: Callable[[W], bool],
        *,
        is_prompt: bool,
    ) -> None:
        self._current = current
        self._work = work
        self._do = do
        self._begins = begins
        self._ends = ends
        self._is_prompt = is_prompt
        self._parts = parts
        self._todo, filled = os.pipe()
        with os.fdopen(filled, "wb") as numbers:
            numbers.write(b"".join(map(_PART.pack, range(len(parts)))))
        self._pids: dict[int, int] = {}
        self._pipes: dict[int, int] = {}
        self._ended: dict[int, int] = {}

    def start(self, number: int) -> None:
        """Start a worker."""
        ours, theirs = os.pipe()
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        gc.freeze()  # or every worker would copy all that it never changes
        pid = os.fork()
        if pid == 0:
            os.close(ours)
            for other in self._pipes.values():
                os.close(other)
            self._run(number, theirs)
        gc.unfreeze()
        os.close(theirs)
        self._pids[number], self._pipes[number] = pid, ours

    def _run(self, number: int, pipe: int) -> NoReturn:
        status = 1
        # What a worker holds comes and goes in tens of thousands and has hardly a ring in it: to
        # look for them each time took a twentieth of all work on a large playbook.
        gc.set_threshold(_RINGS_FROM)
        try:
            self._begins()
            room = _Room()
            with os.fdopen(pipe, "wb", _READ) as out:
                while status != _GROWN and (part := self._next()) is not None:
                    for index in part:
                        struct.pack_into("<I", self._current, 4 * number, index)
                        piece = self._work[index]
                        result = self._do(piece)
                        out.write(_HEAD.pack(index, len(result)))
                        out.write(result)
                        if self._is_prompt:
                            out.flush()
                        if self._ends(piece) and room.has_grown:
                            status = _GROWN
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

    def _next(self) -> Sequence[int] | None:
        """Take the next part of the work; None when there is none left."""
        number = os.read(self._todo, _PART.size)
        return self._parts[_PART.unpack(number)[0]] if number else None

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
        self.start(number)
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
        for pipe in (self._todo, *self._pipes.values()):
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
    reference is to write. To find that out the system walks through all memory, so it is asked only
    when it may be: what the process alone holds came by a fault for each page, or added to all that
    it sees.
    """

    def __init__(self) -> None:
        self._file = self._sizes = -1
        self._most = self._left = self._before = 0
        with suppress(OSError):  # it is told by Linux alone
            self._file = os.open("/proc/self/smaps_rollup", os.O_RDONLY)
            self._sizes = os.open("/proc/self/statm", os.O_RDONLY)
            self._most = self._held() + _MUCH
            self._left, self._before = _MUCH, self._come()

    @property
    def has_grown(self) -> bool:
        """Whether it has become much more."""
        if self._sizes < 0 or self._come() - self._before <= self._left:
            return False
        held = self._held()
        self._left, self._before = self._most - held, self._come()
        return held > self._most

    def _come(self) -> int:
        """Return a number of bytes that grows by at least as much as what it alone holds."""
        from resource import RUSAGE_SELF, getrusage  # noqa: PLC0415 - Windows has none

        seen = int(os.pread(self._sizes, _READ, 0).split()[1])
        return (getrusage(RUSAGE_SELF).ru_minflt + seen) * _PAGE

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
