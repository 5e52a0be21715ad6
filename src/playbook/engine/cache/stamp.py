"""How a file looked when it was read, and when that proves that it still is what it was."""

import os
import time
from collections.abc import Mapping

from playbook.model.value import Value

_TICK = 100_000_000
_SECOND = 1_000_000_000
"""Nanoseconds: how coarse a file system's clock may be, if it shows parts of a second; if not."""


class Stamp(Value, frozen=True):
    """Size, times of the last change of content and of status (nanoseconds), and inode."""

    size: int
    changed: int
    status_changed: int
    inode: int

    @classmethod
    def of(cls, found: os.stat_result) -> "Stamp":
        """Return the stamp of a file."""
        return cls(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def now() -> int:
    """Return the time in nanoseconds, as file systems count it."""
    return time.time_ns()


def proves(stamp: Stamp, taken: int) -> bool:
    """Tell whether a file that has this stamp again is unchanged; `taken` is when it was read.

    A write sets the time of the last change of status, and no program can set it otherwise. So the
    same stamp means the same bytes, unless the file was written again within the tick of the clock
    in which it was read (git calls such entries racily clean). Where that time means something
    else, on Windows, a stamp proves nothing.
    """
    if os.name == "nt":
        return False
    coarse = stamp.status_changed % _SECOND == 0
    return stamp.status_changed + (2 * _SECOND if coarse else _TICK) < taken


def unproven(stamps: Mapping[str, Stamp], taken: int) -> list[str]:
    """Return the files whose stamps prove nothing; nearly all are older than any tick."""
    early = taken - 2 * _SECOND if os.name != "nt" else 0
    return [
        path
        for path, stamp in stamps.items()
        if stamp.status_changed >= early and not proves(stamp, taken)
    ]


def proof(stamp: Stamp | None, taken: int) -> Stamp | None:
    """Return a stamp if it proves something later on, else None."""
    return stamp if stamp is not None and proves(stamp, taken) else None
