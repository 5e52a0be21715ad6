"""How a process that lives for hours keeps memory.

Each thread of a server gets a store of its own from the C library by default, in which room that
was freed waits for this thread alone: what a playbook needs once is held many times over. One store
for all is enough, since Python computes in one thread at a time anyway.

Python looks for what only refers to itself when much was made, which is in the middle of an answer,
and then looks through all that a large playbook holds: half a second for ten thousand documents. It
is done when nobody waits instead, and what stayed through a long look is not looked at again.
"""

import ctypes
import gc
import time
from contextlib import suppress

from playbook.engine.processes.freed import give_back

_MOST_STORES = -8  # M_ARENA_MAX of glibc's <malloc.h>
_LONG = 0.03  # seconds of the processor for which nobody should have to wait


def keep_one_store() -> None:
    """Have all threads that are started from now on share one store, where the library has many."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(_MOST_STORES, 1)


def tidy_up() -> None:
    """Let go of what only refers to itself, and return freed memory to the system."""
    started = time.thread_time()
    gc.collect()
    if time.thread_time() - started > _LONG:
        gc.freeze()
    give_back()
