"""A published site as one finds it: what marks it as ours, and what its files look like."""

import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from playbook.engine.cache.slices import Stamps
from playbook.engine.cache.stamp import Stamp
from playbook.engine.listing import opened

MANIFEST = ".playbook-files"
"""In the published folder: the files that we wrote, one a line. It marks the folder as ours."""


def is_settled(target: Path) -> bool:
    """Tell whether a folder holds a site that we published, and nobody is publishing another."""
    under_way = (staging_of(target), old_of(target))
    return (target / MANIFEST).is_file() and not any(map(os.path.lexists, under_way))


def stamps_of(target: Path) -> Stamps:
    """Return the stamps of all files below a published folder, by address; `MANIFEST` is one."""
    found = Stamps()
    for name, item in items_below(target, passing_over=OSError):
        try:
            there = item.stat(follow_symlinks=False)
        except OSError:
            continue
        if stat.S_ISREG(there.st_mode):
            found[name] = Stamp.of(there)
    return found


def items_below(
    folder: Path, *, passing_over: type[OSError]
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield every file and link below a folder, by its path in it, to be looked at at once.

    A folder that cannot be read is passed over if the error is of a certain kind.
    """
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        with ExitStack() as stack:
            try:
                listed = stack.enter_context(opened(folder / inside))
            except passing_over:
                continue
            for item in listed:
                if item.is_dir(follow_symlinks=False):
                    waiting.append(f"{inside}{item.name}/")
                else:
                    yield f"{inside}{item.name}", item


def staging_of(target: Path) -> Path:
    """Return where a site is laid out before it takes its place."""
    return target.with_name(f".{target.name}.new")


def old_of(target: Path) -> Path:
    """Return where the old site stands aside, where two folders cannot change places at once."""
    return target.with_name(f".{target.name}.old")
