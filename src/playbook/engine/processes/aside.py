"""Work that another process does meanwhile, while this one goes on with its own.

The other one is a fork. Where that cannot be had, or it fails, whoever wants what comes of the work
has to do it.
"""

import gc
import os
import signal
import struct
import weakref
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import NoReturn

from playbook.engine.processes.cores import cores

_HEAD = struct.Struct("<Q")

_MUCH = 1 << 20
"""Bytes; whoever is not the superuser may ask Linux for no more."""

Making = Callable[[], bytes]
"""Makes something, as bytes."""


class Aside:
    """Some things, each made in its turn; they are begun at once."""

    def __init__(self, things: Iterable[Making]) -> None:
        self._pipe = -1
        self._end: Callable[[], object] = lambda: None
        if cores() > 1:
            with suppress(OSError):
                self._begin(things)

    def take(self) -> bytes | None:
        """Return the next thing, once it is there; None if it was not made."""
        if self._pipe < 0:
            return None
        head = self._bytes(_HEAD.size)
        return self._bytes(_HEAD.unpack(head)[0]) if head is not None else None

    def close(self) -> None:
        """End the work, if it is not done."""
        self._pipe = -1
        self._end()

    def _begin(self, things: Iterable[Making]) -> None:
        ours, theirs = os.pipe()
        _widen(theirs)
        try:
            pid = os.fork()
        except OSError:
            os.close(ours)
            os.close(theirs)
            raise
        if pid == 0:
            os.close(ours)
            _run(things, theirs)
        os.close(theirs)
        self._pipe = ours
        self._end = weakref.finalize(self, _end, pid, ours, os.getpid())

    def _bytes(self, size: int) -> bytes | None:
        found = bytearray()
        while len(found) < size:
            some = os.read(self._pipe, size - len(found))
            if not some:
                return None
            found += some
        return bytes(found)


def _widen(pipe: int) -> None:
    """Let more bytes lie in a pipe, where the system can: who writes them need not wait then."""
    with suppress(ImportError, AttributeError, OSError):
        import fcntl  # noqa: PLC0415 - POSIX only

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _MUCH)


def _run(things: Iterable[Making], pipe: int) -> NoReturn:
    status = 1
    try:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGPIPE):
            signal.signal(number, signal.SIG_DFL)
        gc.disable()  # it ends soon
        with os.fdopen(pipe, "wb") as out:
            for make in things:
                data = make()
                out.write(_HEAD.pack(len(data)))
                out.write(data)
                out.flush()
        status = 0
    finally:  # what failed here is done again, and told, by the other process
        os._exit(status)


def _end(pid: int, pipe: int, owner: int) -> None:
    """End a fork, in the process that began it; a fork of that one has nothing to end."""
    if owner != os.getpid():
        return
    os.close(pipe)
    with suppress(OSError):
        os.kill(pid, signal.SIGKILL)
    with suppress(OSError):
        os.waitpid(pid, 0)
