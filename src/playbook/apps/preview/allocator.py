"""How the C library keeps memory for a process that lives for hours.

Each thread of a server gets a store of its own by default, in which room that was freed waits for
this thread alone: what a playbook needs once is held many times over. One store for all is enough,
since Python computes in one thread at a time anyway.
"""

import ctypes
from contextlib import suppress

_MOST_STORES = -8  # M_ARENA_MAX of glibc's <malloc.h>


def keep_one_store() -> None:
    """Have all threads that are started from now on share one store, where the library has many."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(_MOST_STORES, 1)


def give_back() -> None:
    """Return freed memory to the system, as far as whole pages of it are free."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
