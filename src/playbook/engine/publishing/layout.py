"""How a published site lies on disk: what marks it as ours, its neighbours, the files in it."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from playbook.engine.cache.store import KEPT
from playbook.engine.files.listing import opened
from playbook.model.text import digest

MANIFEST = ".playbook-files"
"""In the published folder: the files that we wrote, one a line. It marks the folder as ours."""


def is_settled(target: Path) -> bool:
    """Tell whether a folder holds a site that we published, and nobody is publishing another."""
    under_way = (staging_of(target), old_of(target))
    return (target / MANIFEST).is_file() and not any(map(os.path.lexists, under_way))


def items_below(
    folder: Path, missed: Callable[[OSError], object]
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield every file and link below a folder, by its path in it, to be looked at at once.

    `missed` is told why a folder that is there cannot be read.
    """
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        with ExitStack() as stack:
            try:
                listed = stack.enter_context(opened(folder / inside))
            except FileNotFoundError:
                continue
            except OSError as error:
                missed(error)
                continue
            for item in listed:
                if item.is_dir(follow_symlinks=False):
                    waiting.append(f"{inside}{item.name}/")
                else:
                    yield f"{inside}{item.name}", item


def fail(error: OSError) -> None:
    """Raise an error: what is missed then is not passed over."""
    raise error


def staging_of(target: Path) -> Path:
    """Return where a site is laid out before it takes its place."""
    return target.with_name(f".{target.name}.new")


def spare_of(root: Path, named: str) -> Path:
    """Return where the site before the last one is kept, by the name of the published one."""
    return root / KEPT / f"spare-{digest(named)[:8]}"


def old_of(target: Path) -> Path:
    """Return where the old site stands aside, where two folders cannot change places at once."""
    return target.with_name(f".{target.name}.old")
