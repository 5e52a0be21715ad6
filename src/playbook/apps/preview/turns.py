"""Who may ask the workspace: one at a time, and what a reader waits for goes first.

The workspace computes in one thread at a time. Work that nobody waits for (findings, the search
index) gives way in the middle: it is ended at its next question and begun again when nobody is
waiting. What it had computed by then is remembered, so that it goes on rather than starts anew.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Protocol, TypeVar

T = TypeVar("T")

_SHORTEST, _LONGEST = 0.002, 0.02
"""Seconds that work may go on although somebody waits: longer each time that it was ended, so that
it comes to an end however many there are."""


class Interruptible(Protocol):
    """What calls its checkpoint while it computes."""

    checkpoint: Callable[[], None] | None


class GiveWay(BaseException):
    """Somebody is waiting; no error, so that nothing takes it for one and catches it."""


class Stopped(Exception):  # noqa: N818 - a situation: the server is being shut down
    """There is no point in going on."""


class Turns:
    """A lock with a right of way, and a queue for those who have it."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._queue: deque[object] = deque()
        self._is_held = False
        self._is_stopped = False

    @contextmanager
    def first(self) -> Iterator[None]:
        """Have the workspace for oneself, in order of arrival and before all work that can wait."""
        own = object()
        with self._changed:
            self._queue.append(own)
            try:
                self._changed.wait_for(lambda: self._queue[0] is own and not self._is_held)
                self._is_held = True
            finally:
                self._queue.remove(own)
        try:
            yield
        finally:
            self._release()

    def later(self, asked: Interruptible, work: Callable[[], T]) -> T:
        """Return what `work` does with the workspace `asked`, begun again as often as it takes.

        Raises `Stopped` after `stop`.
        """
        slice_ = _SHORTEST
        while True:
            with self._changed:
                self._changed.wait_for(
                    lambda: self._is_stopped or not (self._queue or self._is_held)
                )
                if self._is_stopped:
                    raise Stopped
                self._is_held = True
            until = time.monotonic() + slice_
            asked.checkpoint = partial(self._look_round, until)
            try:
                return work()
            except GiveWay:
                slice_ = min(slice_ * 1.5, _LONGEST)
            finally:
                asked.checkpoint = None
                self._release()

    def stop(self) -> None:
        """End all work that can wait, now and from now on."""
        with self._changed:
            self._is_stopped = True
            self._changed.notify_all()

    def _release(self) -> None:
        with self._changed:
            self._is_held = False
            self._changed.notify_all()

    def _look_round(self, until: float) -> None:
        if self._is_stopped or (self._queue and time.monotonic() > until):
            raise GiveWay
