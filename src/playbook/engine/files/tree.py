"""Where files come from: a folder on disk, or memory."""

import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Protocol

from playbook.engine.cache.stamp import Stamp
from playbook.engine.files.listing import opened
from playbook.model.composed import is_composed
from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.text import Span
from playbook.reading.source.decode import MAX_BYTES

IGNORED_FOLDERS = frozenset({"node_modules", "__pycache__"})

_UNSAVED = re.compile(r"#.*#|.*___jb_(?:tmp|old)___", re.DOTALL)
"""What Emacs keeps of a text not saved yet, and what IntelliJ writes in the middle of a save."""

TEXT_SUFFIXES = (".md", ".html", ".yml", ".csv")
"""Files that are read as text; all others are copied as they are."""

MAX_COPIED = 64 * 1024 * 1024
"""How large a file may be that is copied as it is."""

_NOTHING = stat.S_IFSOCK
"""The mode that stands for a place with nothing in it that could be read."""

_ORDINARY = re.compile(r"[a-z0-9_-][a-z0-9_.-]{0,200}")
"""Names about which there is nothing to find out: nearly all."""

_ALL_ORDINARY = re.compile(rf"(?:{_ORDINARY.pattern}/)*")
"""The same of all names in a folder, each with a `/` after it."""

_LONGEST_NAME = 240  # bytes; systems allow 255, and the suffix of a page is longer than `.md`


def is_left_out(name: str) -> bool:
    """Tell whether a file or folder of this name is none of the playbook's, wherever it lies."""
    return (
        name.startswith((".", "~$"))
        or name.endswith("~")
        or name in IGNORED_FOLDERS
        or _UNSAVED.fullmatch(name) is not None
    )


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
    finding, since a playbook that shows what lies elsewhere could show what it must not. So is
    every file that cannot be read. Hidden files and folders, and what editors keep beside a file
    (`NAME~`, `~$NAME`, `#NAME#`, `NAME___jb_tmp___`), are left out.
    """

    root: Path
    parts: tuple[str, ...]
    problems: list[Diagnostic] = field(default_factory=list)

    def paths(self) -> Iterator[str]:
        """Yield every regular file below the parts, sorted; what is refused goes to `problems`."""
        yield from self.stamps()

    def stamps(self) -> dict[str, Stamp]:
        """Return every regular file below the parts, sorted, with its stamp."""
        self.problems.clear()
        found: dict[str, Stamp] = {}
        for part in self.parts:
            self._look(part, found)
        paths = sorted(found)
        return dict(zip(paths, map(found.__getitem__, paths), strict=True))

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes; None where it is gone, or refused and then in `problems`.

        Of a text that is too large one byte too many is returned, for `decode` to refuse it.
        """
        most = MAX_BYTES if path.endswith(TEXT_SUFFIXES) else MAX_COPIED
        try:
            descriptor = os.open(
                self.root / path,
                os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0),
            )
            with os.fdopen(descriptor, "rb") as file:
                there = os.fstat(descriptor)
                if not stat.S_ISREG(there.st_mode):
                    self._refuse_special(path, there.st_mode)
                    return None
                data = file.read(min(there.st_size, most) + 1)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            self._refuse_unread(path, "file", error)
            return None
        if most == MAX_COPIED and len(data) > most:
            message = f"this file is larger than {most // 1024**2} MiB, too large for the site"
            self._refuse(path, "file/unreadable", message, "keep it elsewhere, and link to it")
            return None
        return data

    def holds(self, path: str) -> bool:
        """Tell whether `paths` would yield a path; what is refused goes to `problems`.

        It looks at this path and the folders above it, and at nothing else.
        """
        part = next((p for p in self.parts if path == p or path.startswith(f"{p}/")), None)
        if part is None and not any(p.startswith(f"{path}/") for p in self.parts):
            return False
        inside = PurePosixPath(path)
        places = [*reversed(inside.parents[:-1]), inside]
        if not all(
            self._is_named_well(p) for p in places[len(PurePosixPath(part or path).parts) :]
        ):
            return False
        for place in places:
            mode = self._mode(place)
            if not stat.S_ISDIR(mode):
                return stat.S_ISREG(mode) and place == inside and part is not None
        self._folder(path, {}, [])  # one that cannot be opened is refused
        return False

    def _is_named_well(self, place: PurePosixPath) -> bool:
        wrong = "" if is_left_out(place.name) else wrong_name(place.name)
        if wrong and os.path.lexists(self.root / place):
            shown = str(place).encode("utf-8", "replace").decode()
            self._refuse(shown, "file/bad-name", wrong, "rename it")
        return not (wrong or is_left_out(place.name))

    def _mode(self, place: PurePosixPath) -> int:
        """Return what the system says there is at a place; what is no file or folder is refused."""
        try:
            mode = (self.root / place).lstat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            return _NOTHING
        except OSError as error:
            self._refuse_unread(str(place), "file", error)
            return _NOTHING
        if not (stat.S_ISDIR(mode) or stat.S_ISREG(mode)):
            self._refuse_special(str(place), mode)
        return mode

    def _look(self, path: str, found: dict[str, Stamp]) -> None:
        for parent in reversed(PurePosixPath(path).parents):
            if (self.root / parent).is_symlink() and parent.parts:
                self._refuse_special(str(parent), stat.S_IFLNK)
                return
        try:
            there = (self.root / path).lstat()
        except FileNotFoundError:
            return
        except OSError as error:
            self._refuse_unread(path, "file", error)
            return
        waiting: list[str] = []
        self._note(path, there, found, waiting)
        while waiting:
            self._folder(waiting.pop(), found, waiting)

    def _note(
        self, inside: str, there: os.stat_result, found: dict[str, Stamp], waiting: list[str]
    ) -> None:
        if stat.S_ISREG(there.st_mode):
            found[inside] = Stamp.of(there)
        elif stat.S_ISDIR(there.st_mode):
            waiting.append(inside)
        else:
            self._refuse_special(inside, there.st_mode)

    def _folder(self, inside: str, found: dict[str, Stamp], waiting: list[str]) -> None:
        with ExitStack() as stack:
            try:
                held = stack.enter_context(opened(self.root / inside))
            except OSError as error:
                self._refuse_unread(inside, "folder", error)
                return
            names = [item.name for item in held]
            are_ordinary = _ALL_ORDINARY.fullmatch("/".join([*names, ""]))
            if not are_ordinary or not IGNORED_FOLDERS.isdisjoint(names):
                held = [item for item in held if self._is_wanted(inside, item.name)]
            for item in held:  # all that is done here is done as often as there are documents
                path = f"{inside}/{item.name}"
                try:
                    there = item.stat(follow_symlinks=False)
                except FileNotFoundError:
                    continue
                except OSError as error:
                    self._refuse_unread(path, "file", error)
                    continue
                if stat.S_ISREG(there.st_mode):
                    found[path] = Stamp(
                        there.st_size, there.st_mtime_ns, there.st_ctime_ns, there.st_ino
                    )
                else:
                    self._note(path, there, found, waiting)

    def _is_wanted(self, inside: str, name: str) -> bool:
        """Tell whether an item of a folder is one of the playbook's; a wrong name is refused."""
        if is_left_out(name):
            return False
        if wrong := wrong_name(name):
            shown = name.encode("utf-8", "replace").decode()
            self._refuse(f"{inside}/{shown}", "file/bad-name", wrong, "rename it")
        return not wrong

    def _refuse_special(self, path: str, mode: int) -> None:
        what, hint = "no ordinary file", "put an ordinary one in its place"
        if stat.S_ISLNK(mode):
            what, hint = "a symbolic link", "put here what it leads to"
        self._refuse(path, "file/not-regular", f"this is {what}", hint)

    def _refuse_unread(self, path: str, what: str, error: OSError) -> None:
        message = f"this {what} cannot be read: {error.strerror}"
        self._refuse(path, "file/unreadable", message, "let those who build the site read it")

    def _refuse(self, path: str, code: str, message: str, hint: str) -> None:
        if all(problem.span.path != path for problem in self.problems):
            self.problems.append(Diagnostic(code, Severity.ERROR, Span(path, 0, 0), message, hint))


def wrong_name(name: str) -> str:
    """Return what is wrong with the name of a file for every system, or ""."""
    return "" if _ORDINARY.fullmatch(name) else _what_is_wrong(name)


def _what_is_wrong(name: str) -> str:
    try:
        size = len(name.encode())
    except UnicodeEncodeError:
        return "the file's name is not UTF-8"
    is_odd = not name.isascii() or not name.isprintable()
    for is_so, what in (
        (
            is_odd and any(unicodedata.category(mark) in {"Cc", "Zl", "Zp"} for mark in name),
            "the file's name has a character that nobody can see",
        ),
        (
            is_odd and not is_composed(name),
            "the file's name has a letter in two parts, as “u” and “¨” for “ü”: no link finds it",
        ),
        ("\\" in name, "the file's name has a “\\”, which parts folders on Windows"),
        (size > _LONGEST_NAME, f"the file's name is longer than {_LONGEST_NAME} bytes"),
        (
            name.lower().endswith(".md") and not name.endswith(".md"),
            "the file would not be read as a document: its name must end in “.md”",
        ),
    ):
        if is_so:
            return what
    return ""
