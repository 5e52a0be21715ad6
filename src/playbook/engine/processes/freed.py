"""Memory that was freed, given back to the system.

The C library keeps what is freed for later use, between what is still held. After a page that shows
everything that is more than most other work ever wants.
"""

import ctypes
from collections.abc import Callable
from contextlib import suppress
from functools import cache


def give_back() -> None:
    """Give freed memory back to the system, where the C library can."""
    with suppress(OSError, AttributeError, TypeError):
        _trim()(0)


@cache
def _trim() -> Callable[[int], int]:
    return ctypes.CDLL(None).malloc_trim
