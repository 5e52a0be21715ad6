"""Two folders change places in one step, where the system can do that."""

import ctypes
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_CALL = "renamex_np" if sys.platform == "darwin" else "renameat2"
_EXCHANGE = 2  # RENAME_EXCHANGE on Linux and RENAME_SWAP on macOS have the same value


def is_known() -> bool:
    """Tell whether the system has a call for it; a file system may refuse it all the same."""
    try:
        return hasattr(ctypes.CDLL(None), _CALL)
    except (OSError, TypeError):
        return False


def exchange(first: Path, second: Path) -> bool:
    """Swap two folders atomically; False, and nothing done, where the system cannot.

    Linux has `renameat2(2)`, macOS `renamex_np(2)`; Python offers neither.
    """
    old, new = os.fsencode(first), os.fsencode(second)
    try:
        library = ctypes.CDLL(None, use_errno=True)
        call = getattr(library, _CALL)
        if sys.platform == "darwin":
            return bool(call(old, new, _EXCHANGE) == 0)
        return bool(call(_AT_FDCWD, old, _AT_FDCWD, new, _EXCHANGE) == 0)
    except (AttributeError, OSError, TypeError):
        return False
