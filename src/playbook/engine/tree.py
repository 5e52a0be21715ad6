"""Where files come from: a folder on disk, or memory."""

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.text import Span

IGNORED_FOLDERS = frozenset({"node_modules", "__pycache__"})


class Tree(Protocol):
    """A set of files by path, relative to the project root, with `/` on every system."""

    def paths(self) -> Iterator[str]:
        """Yield every file, sorted."""

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes, or None where there is no such file or it cannot be read."""


@dataclass
class MemoryTree:
    """Files held in memory: for tests, and for text that an editor has not saved."""

    files: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Mapping[str, str | bytes]) -> "MemoryTree":
        """Make a tree from paths and texts."""
        return cls({p: t.encode() if isinstance(t, str) else t for p, t in texts.items()})

    def paths(self) -> Iterator[str]:
        """Yield every file, sorted."""
        yield from sorted(self.files)

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes, or None."""
        return self.files.get(path)


@dataclass
class DiskTree:
    """The files below some folders (and single files) of a root on disk.

    Symbolic links are not followed and special files (pipes, devices) are not opened: each is a
    finding, since a playbook that shows what lies elsewhere could show what it must not. Hidden
    files and folders are left out.
    """

    root: Path
    parts: tuple[str, ...]
    problems: list[Diagnostic] = field(default_factory=list)

    def paths(self) -> Iterator[str]:
        """Yield every regular file below the parts, sorted; what is refused goes to `problems`."""
        self.problems.clear()
        found: list[str] = []
        for part in self.parts:
            self._look(part, found)
        yield from sorted(set(found))

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes; None where it is gone, no regular file, or may not be read."""
        try:
            descriptor = os.open(
                self.root / path,
                os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0),
            )
        except OSError:
            return None
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return None
            return file.read()

    def _look(self, path: str, found: list[str]) -> None:
        waiting = [path]
        while waiting:
            inside = waiting.pop()
            full = self.root / inside
            try:
                mode = os.lstat(full).st_mode
            except (OSError, ValueError):
                continue
            if stat.S_ISDIR(mode):
                waiting += self._folder(inside)
            elif stat.S_ISREG(mode):
                found.append(inside)
            else:
                what = "a symbolic link" if stat.S_ISLNK(mode) else "no ordinary file"
                self._refuse(
                    inside, "file/not-regular", f"this is {what}", "put the file itself here"
                )

    def _folder(self, inside: str) -> list[str]:
        try:
            names = [item.name for item in (self.root / inside).iterdir()]
        except OSError as error:
            self._refuse(
                inside, "file/unreadable", f"this folder cannot be read: {error.strerror}", ""
            )
            return []
        good: list[str] = []
        for name in names:
            if name.startswith(".") or name in IGNORED_FOLDERS:
                continue
            try:
                name.encode()
            except UnicodeEncodeError:
                shown = name.encode("utf-8", "replace").decode()
                self._refuse(
                    f"{inside}/{shown}",
                    "file/bad-name",
                    "the file's name is not UTF-8",
                    "rename it",
                )
                continue
            good.append(f"{inside}/{name}")
        return good

    def _refuse(self, path: str, code: str, message: str, hint: str) -> None:
        self.problems.append(Diagnostic(code, Severity.ERROR, Span(path, 0, 0), message, hint))
