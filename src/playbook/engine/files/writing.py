"""Files written whole: whoever reads one meets the old text or the new one, never half of one.

Several files of a playbook are written at one stroke: all of them, or none.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Writing:
    """What is to be written: path from the root → bytes.

    `made` are new files; `changed` have the bytes that they had before, too. `origins` tells for
    each document that is judged the file and line from which it comes.
    """

    made: dict[str, bytes] = field(default_factory=dict)
    changed: dict[str, tuple[bytes, bytes]] = field(default_factory=dict)
    origins: dict[str, tuple[str, int]] = field(default_factory=dict)

    @property
    def paths(self) -> list[str]:
        """The paths of all files, sorted."""
        return sorted((*self.made, *self.changed))


def write(root: Path, writing: Writing) -> None:
    """Write all files, or none: beside their places first, then each by a new name.

    Raises `OSError` where that cannot be done; then everything is as it was.
    """
    beside: list[Path] = []
    placed: list[Path] = []
    folders: list[Path] = []
    replaced: list[tuple[Path, bytes]] = []
    after = {path: data for path, (_, data) in writing.changed.items()}
    try:
        for path, data in sorted({**writing.made, **after}.items()):
            target = root / path
            folders += _make_folders(target.parent, root)
            beside.append(_beside(target))
            _put_beside(target, data)
        for path in sorted(writing.made):
            _place_new(_beside(root / path), root / path)
            placed.append(root / path)
        for path, (before, _) in sorted(writing.changed.items()):
            _replace(root / path, before)
            replaced.append((root / path, before))
    except BaseException:  # who interrupts it finds everything as it was, too
        for target, before in replaced:
            with suppress(OSError):
                target.write_bytes(before)
        for made in (*placed, *beside):
            with suppress(OSError):
                made.unlink(missing_ok=True)
        for folder in reversed(folders):
            with suppress(OSError):
                folder.rmdir()
        raise


def write_new(path: Path, data: bytes) -> None:
    """Write a file where nothing stands, and the folders above it.

    Raises `FileExistsError` where something does; any `OSError` names the file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if os.path.lexists(path):
        raise _exists(path)
    try:
        _put_beside(path, data)
        _place_new(_beside(path), path)
    except BaseException:  # who interrupts it finds nothing
        with suppress(OSError):
            _beside(path).unlink(missing_ok=True)
        raise


def replace_file(path: Path, data: bytes) -> None:
    """Write a file that may be there already; its permissions stay.

    Raises `OSError` with the file's name.
    """
    try:
        _put_beside(path, data)
        temporary = _beside(path)
        if path.exists():
            temporary.chmod(stat.S_IMODE(path.stat().st_mode))
        temporary.replace(path)
    except BaseException:  # who interrupts it finds everything as it was, too
        with suppress(OSError):
            _beside(path).unlink(missing_ok=True)
        raise


def _place_new(temporary: Path, target: Path) -> None:
    """Give a file its name, unless something has it."""
    try:
        os.link(temporary, target)
    except FileExistsError as error:
        raise _exists(target) from error
    except OSError:  # some file systems know no second names
        if os.path.lexists(target):
            raise
        temporary.rename(target)
    else:
        temporary.unlink()


def _exists(path: Path) -> FileExistsError:
    return FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


def _replace(target: Path, before: bytes) -> None:
    """Put a file in the place of one that is as it was when it was read."""
    if target.read_bytes() != before:
        message = "it was changed meanwhile"
        raise OSError(0, message, str(target))
    temporary = _beside(target)
    temporary.chmod(stat.S_IMODE(target.stat().st_mode))
    temporary.replace(target)


def _put_beside(target: Path, data: bytes) -> None:
    temporary = _beside(target)
    try:
        temporary.unlink(missing_ok=True)
        with temporary.open("xb") as file:
            file.write(data)
    except (
        OSError
    ) as error:  # a full disk names no file, and the one beside says nothing to anybody
        raise OSError(error.errno, error.strerror, str(target)) from error


def _beside(target: Path) -> Path:
    return target.with_name(f".{target.name}.new")


def _make_folders(folder: Path, root: Path) -> Iterator[Path]:
    """Make a folder and those above it, and yield each that was made; none may lead elsewhere."""
    if not folder.is_dir():
        yield from _make_folders(folder.parent, root)
        folder.mkdir()
        yield folder
    elif not folder.resolve().is_relative_to(root):
        message = "this leads out of the playbook"
        raise OSError(0, message, str(folder))
