"""Reading a file that somebody named: an ordinary one, and no more of it than is wanted."""

import errno
import os
import stat
from pathlib import Path


def read_regular_file(path: Path, most: int) -> bytes:
    """Return the bytes of a file; of one larger than `most` bytes, one byte more than that.

    Raises `OSError` where it cannot be read, or is a pipe or a device, for which nobody is to wait.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "it is no ordinary file", str(path))
        return file.read(most + 1)
