"""What tells one version of this program from another."""

import os
import sys
from functools import cache
from hashlib import blake2b
from pathlib import Path

from playbook import __version__


@cache
def version_salt() -> bytes:
    """Return what tells one version of this program from another, unreleased ones too.

    A run is of one version: its sources are looked at once.
    """
    made = blake2b(f"{__version__} {sys.version}".encode(), digest_size=16)
    found: list[tuple[str, int, int]] = []
    package = str(Path(__file__).parents[2])
    waiting = [package]
    while waiting:
        with os.scandir(waiting.pop()) as items:
            for item in items:
                if item.name.endswith(".py"):
                    there = item.stat()
                    found.append((item.path[len(package) :], there.st_size, there.st_mtime_ns))
                elif item.name != "__pycache__" and item.is_dir():
                    waiting.append(item.path)
    for path, size, changed in sorted(found):
        made.update(f"{path} {size} {changed}\n".encode("utf-8", "surrogateescape"))
    return made.digest()
