"""Publishing: all or nothing.

The new site is laid out in a folder beside the old one and then takes its place in one step, so
that a reader, a crash or a full disk never meets half a site. What has not changed is linked and
not written again; what is gone is gone; what somebody else put into the folder stays.
"""

import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from playbook.engine import switch

MANIFEST = ".playbook-files"
"""In the published folder: the files that we wrote, one a line. It marks the folder as ours."""


class PublishError(Exception):
    """The site could not be published and is as it was. The message is for the user."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a publish did, in files."""

    written: int
    unchanged: int
    removed: int


def publish(target: Path, files: Iterable[tuple[str, bytes]], *, clean: bool = False) -> Published:
    """Make `target` hold exactly these files (relative path with `/`, bytes).

    `clean` writes every file afresh. Raises `PublishError` with the path and the reason where the
    disk is full, a folder cannot be written, or the target holds files that are not ours.
    """
    target = Path(os.path.realpath(target))
    if not target.name:
        raise PublishError(f"{target} is no folder that can be replaced; choose one below it")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _only_one(target):
            _recover(target)
            _refuse_foreign(target)
            return _publish(target, files, clean=clean)
    except OSError as error:
        place = error.filename or str(target)
        message = f"{place}: {error.strerror or error}; the published site is as it was"
        raise PublishError(message) from error


def _publish(target: Path, files: Iterable[tuple[str, bytes]], *, clean: bool) -> Published:
    ours = _manifest(target)
    staging = _staging(target)
    written = unchanged = 0
    names: set[str] = set()
    try:
        for name, data in files:
            _refuse_name(name)
            names.add(name)
            if not clean and _holds(target / name, data):
                unchanged += 1
            else:
                _write(staging / name, data)
                written += 1
        removed = len(ours - names)
        if not written and not removed and target.is_dir() and ours == names:
            return Published(0, unchanged, 0)
        _keep(target, staging, names, _foreign(target, ours))
        _write(staging / MANIFEST, "".join(f"{name}\n" for name in sorted(names)).encode())
        _switch(staging, target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return Published(written, unchanged, removed)


def _refuse_name(name: str) -> None:
    """Refuse an address that would be written outside the folder, here or on Windows."""
    foreign = (
        "\\" in name
        or PureWindowsPath(name).anchor
        or not {"", ".", ".."}.isdisjoint(name.split("/"))
    )
    if foreign or name == MANIFEST or any(ord(character) < ord(" ") for character in name):
        raise PublishError(f"“{name}” cannot be the address of a file of the site")


def _holds(path: Path, data: bytes) -> bool:
    try:
        found = path.lstat()
        same = stat.S_ISREG(found.st_mode) and found.st_size == len(data)
        return same and path.read_bytes() == data
    except OSError:
        return False


def _write(path: Path, data: bytes) -> None:
    try:
        try:
            file = path.open("xb")
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            file = path.open("xb")
        with file:
            file.write(data)
    except OSError as error:
        if error.filename:
            raise
        raise OSError(error.errno, error.strerror, str(path)) from error


def _keep(target: Path, staging: Path, names: set[str], foreign: set[str]) -> None:
    """Bring what stays from the old site into the new one, without copying where links work."""
    for name in sorted(names | foreign):
        new, old = staging / name, target / name
        if os.path.lexists(new):
            if name in foreign:
                raise PublishError(f"{old} is in the way, and playbook did not write it: move it")
            continue
        new.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(old, new, follow_symlinks=False)
        except OSError:
            shutil.copy2(old, new, follow_symlinks=False)


def _foreign(target: Path, ours: set[str]) -> set[str]:
    """Return the files and links below the target that somebody else put there."""
    found: set[str] = set()
    for folder, folders, names in os.walk(target, onerror=_stop):
        inside = Path(folder).relative_to(target).as_posix()
        links = (name for name in folders if (Path(folder) / name).is_symlink())
        for name in (*names, *links):
            found.add(name if inside == "." else f"{inside}/{name}")
    return found - ours - {MANIFEST}


def _stop(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):  # there need not be a site yet
        raise error


def _manifest(target: Path) -> set[str]:
    try:
        text = (target / MANIFEST).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return set()
    return set(text.split("\n")) - {""}


def _refuse_foreign(target: Path) -> None:
    if target.is_dir() and any(target.iterdir()) and not (target / MANIFEST).is_file():
        message = (
            f"{target} holds files that playbook did not write; choose another folder with "
            f"--site-dir, or empty it yourself"
        )
        raise PublishError(message)
    if target.exists() and not target.is_dir():
        message = f"{target} is a file, not a folder"
        raise PublishError(message)


def _staging(target: Path) -> Path:
    return target.with_name(f".{target.name}.new")


def _old(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")


def _switch(staging: Path, target: Path) -> None:
    if not target.exists():
        staging.rename(target)
        return
    if switch.exchange(staging, target):
        return
    old = _old(target)
    target.rename(old)
    try:
        staging.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _recover(target: Path) -> None:
    """Clear away what a killed run left behind; bring the old site back if it stood aside."""
    _clear(_staging(target))
    old = _old(target)
    if not target.exists() and old.is_dir() and not old.is_symlink():
        old.rename(target)
    _clear(old)


def _clear(path: Path) -> None:
    """Remove a folder, file or link; a link is not followed. What cannot go is not passed over."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def _only_one(target: Path) -> Iterator[None]:
    """Let one publish at a time touch a folder. The system frees the lock of a killed process."""
    path = target.with_name(f".{target.name}.lock")
    while True:
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        descriptor = os.open(path, flags, 0o666)
        _lock(descriptor)
        try:
            same = path.stat().st_ino == os.fstat(descriptor).st_ino
        except FileNotFoundError:
            same = False
        if same:
            break
        os.close(descriptor)
    try:
        yield
    finally:
        with suppress(OSError):  # an idle lock is in nobody's way
            path.unlink(missing_ok=True)
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    try:
        import fcntl  # noqa: PLC0415 - POSIX only
    except ImportError:
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX)
