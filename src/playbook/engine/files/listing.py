"""What lies in a folder, looked at from there."""

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def opened(folder: str | os.PathLike[str]) -> Iterator[list[os.DirEntry[str]]]:
    """Give what lies in a folder, to be looked at while it is open. Raises `OSError`.

    Where the system can, an item is looked at by its name in the open folder: to find it by its
    whole path takes as long again as to look at it. It has no path of its own then.
    """
    if os.scandir not in os.supports_fd:
        with os.scandir(folder) as items:
            held = list(items)
        yield held
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with os.scandir(descriptor) as items:
            held = list(items)
        yield held
    finally:
        os.close(descriptor)
