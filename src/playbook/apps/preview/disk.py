"""What is on disk now: exactly the files that were named, or all that look different.

A full look compares what the system says of each file (times, size, number) and opens those only
for which that is new; a file saved within the last moments is opened at the next look too, since
two saves can have one time. Bytes decide in the end: what is the same is no change.
"""

import os
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from playbook.engine.cache.stamp import Stamp
from playbook.engine.files.survey import THEME_PREFIX
from playbook.engine.files.tree import DiskTree, is_left_out, wrong_name
from playbook.engine.runs.project import Project
from playbook.model.diagnostic import Diagnostic

_SETTLED = 2_000_000_000
"""Nanoseconds after which a file that is saved again has another time on every system."""

_Signature = tuple[int, int, int, int, int]
_TOO_NEW: _Signature = (0, 0, 0, 0, 0)


class Disk:
    """The files of a project as they were last seen. Paths are those of the workspace."""

    def __init__(
        self, project: Project, stamps: Mapping[str, Stamp], problems: Iterable[Diagnostic]
    ) -> None:
        """Begin with the files as they looked before they were read: what was saved since differs.

        `problems` were found then.
        """
        self.use(project)
        self._problems: dict[str, tuple[Diagnostic, ...]] = {}
        self._seen = {
            path: (stamp.changed, stamp.status_changed, stamp.size, stamp.inode, stat.S_IFREG)
            for path, stamp in stamps.items()
        }
        self._doubt(time.time_ns())
        for path in {problem.span.path for problem in problems}:
            self.read(path)

    def use(self, project: Project) -> None:
        """Go by these settings, which say where the files are."""
        self._own = project.tree()
        self._theme = DiskTree(project.theme, ("templates", "assets"))

    @property
    def problems(self) -> Iterator[Diagnostic]:
        """Everything that is wrong with files as files."""
        for found in self._problems.values():
            yield from found

    def parts(self) -> tuple[str, ...]:
        """Return the folders of the project that are read, relative to its root."""
        return self._own.parts

    def differing(self) -> set[str]:
        """Return the paths that look different from what was last seen, those gone too."""
        now = dict(self._everything())
        changed = {path for path, seen in now.items() if self._seen.get(path) != seen}
        changed |= self._seen.keys() - now.keys()
        self._seen = now
        self._doubt(time.time_ns())
        return changed

    def _doubt(self, now: int) -> None:
        """Have files that were saved a moment ago opened at the next look."""
        for path, seen in self._seen.items():
            if max(seen[:2]) > now - _SETTLED:
                self._seen[path] = _TOO_NEW

    def note(self, path: str) -> None:
        """Remember a path that was named, so that the next look opens it or finds it gone."""
        self._seen[path] = _TOO_NEW

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file, or None where there is none that belongs to the playbook."""
        tree, inside = self._place(path)
        tree.problems.clear()
        data = tree.read(inside) if tree.holds(inside) else None
        if tree.problems:
            self._problems[path] = tuple(tree.problems)
        else:
            self._problems.pop(path, None)
        return data

    def _place(self, path: str) -> tuple[DiskTree, str]:
        if path.startswith(THEME_PREFIX):
            return self._theme, path.removeprefix(THEME_PREFIX)
        return self._own, path

    def _everything(self) -> Iterator[tuple[str, _Signature]]:
        for tree, prefix in ((self._own, ""), (self._theme, THEME_PREFIX)):
            for part in tree.parts:
                for path, seen in _below(tree.root, part):
                    yield f"{prefix}{path}", seen


def _below(root: Path, part: str) -> Iterator[tuple[str, _Signature]]:
    """Yield what lies below a folder: files, and what stands where files or folders should be."""
    for parent in _parents(part):
        seen = _signature(root / parent)
        if seen is None:
            return
        if not stat.S_ISDIR(seen[4]):
            yield parent, seen
            return
    waiting = [part]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(root / folder) as items:
                found = list(items)
        except OSError as error:
            yield folder, (error.errno or 0, 0, 0, 0, 0)
            continue
        for item in found:
            if is_left_out(item.name):
                continue
            path = f"{folder}/{item.name}"
            if item.is_dir(follow_symlinks=False) and not wrong_name(item.name):
                waiting.append(path)
            elif seen := _signature(item):
                yield path, seen


def _parents(part: str) -> Iterator[str]:
    names = part.split("/")
    for count in range(1, len(names) + 1):
        yield "/".join(names[:count])


def _signature(place: "os.DirEntry[str] | Path") -> _Signature | None:
    try:
        there = place.lstat() if isinstance(place, Path) else place.stat(follow_symlinks=False)
    except OSError:
        return None
    return (
        there.st_mtime_ns,
        there.st_ctime_ns,
        there.st_size,
        there.st_ino,
        stat.S_IFMT(there.st_mode),
    )
