"""What tells one version of this program from another."""

import os
import sys
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

from playbook import __version__

_LIBRARIES = frozenset(
    "jinja2 markdown_it_py markupsafe mdit_py_plugins msgspec pydantic pydantic_core pygments "
    "pystemmer pyyaml".split()
)
"""The libraries by which files are read, answers are made and kept."""


@cache
def version_salt() -> bytes:
    """Return what tells one version of this program from another, unreleased ones too.

    A run is of one version: its sources are looked at once.
    """
    made = blake2b(f"{__version__} {sys.version} {_libraries()}".encode(), digest_size=16)
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


def _libraries() -> list[str]:
    """Return which versions of the libraries are installed.

    They are told by the names of the folders in which an installer describes them: to ask as
    `importlib.metadata` does takes longer than the rest of a run after which nothing has changed.
    """
    found: set[str] = set()
    for folder in sys.path:
        if folder.endswith("-packages"):
            with suppress(OSError), os.scandir(folder) as items:
                for name in (item.name for item in items):
                    library, _, rest = name.partition("-")
                    if rest.endswith(".dist-info") and library.lower() in _LIBRARIES:
                        found.add(name)
    return sorted(found)
