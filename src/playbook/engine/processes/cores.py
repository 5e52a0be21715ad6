"""How many processes can work at once here."""

import os
import threading


def cores() -> int:
    """Return how many processes can work at once here; 1 where work cannot be shared."""
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1
