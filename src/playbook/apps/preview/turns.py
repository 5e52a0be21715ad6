"""Who may ask the workspace: one at a time, and what a reader waits for goes first.

The workspace computes in one thread at a time. Work that nobody waits for (findings, the search
index) gives way in the middle: it is ended at its next question and begun again when nobody is
waiting. What it had computed by then is remembered, so that it goes on rather than starts anew.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

T = TypeVar("T")


class Interruptible(Protocol):
    """What calls its checkpoint while it computes."""

    checkpoint: Callable[[], None] | None


class GiveWay(BaseException):
    """Somebody is waiting; no error, so that nothing takes it for one and catches it."""


class Stopped(Exception):  # noqa: N818 - a situation: the server is being shut down
    """There is no point in going on."""


class Turns:
    """A lock with a right of way."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting = 0
        self._nobody = threading.Condition()
        self._stopped = False

    @contextmanager
    def first(self) -> Iterator[None]:
        """Have the workspace for oneself, before all work that can wait."""
        with self._nobody:
            self._waiting += 1
        try:
            self._lock.acquire()
        finally:
            with self._nobody:
                self._waiting -= 1
                self._nobody.notify_all()
        try:
            yield
        finally:
            self._lock.release()

    def later(self, asked: Interruptible, work: Callable[[], T]) -> T:
        """Return what `work` does with the workspace `asked`, as often as it takes to finish.

        Raises `Stopped` after `stop`.
        """
        while True:
            with self._nobody:
                self._nobody.wait_for(lambda: self._stopped or not self._waiting)
            with self._lock:
                asked.checkpoint = self._look_round
                try:
                    self._look_round()
                    return work()
                except GiveWay:
                    if self._stopped:
                        raise Stopped from None
                finally:
                    asked.checkpoint = None

    def stop(self) -> None:
        """End all work that can wait, now and from now on."""
        with self._nobody:
            self._stopped = True
            self._nobody.notify_all()

    def _look_round(self) -> None:
        if self._waiting or self._stopped:
            raise GiveWay
