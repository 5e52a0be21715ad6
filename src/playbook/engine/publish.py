"""Publishing: all or nothing.

The new site is laid out in a folder beside the old one and then takes its place in one step, so
that a reader, a crash or a full disk never meets half a site. What has not changed is linked and
not written again; what is gone is gone; what somebody else put into the folder stays.
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playbook.engine.switch import exchange

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
    staging = target.with_name(f".{target.name}.new")
    written = unchanged = 0
    names: set[str] = set()
    try:
        for name, data in files:
            names.add(name)
            if not clean and _holds(target / name, data):
                unchanged += 1
            else:
                _write(staging / name, data)
                written += 1
        removed = len(ours - names)
        if not written and not removed and target.is_dir() and ours == names:
            return Published(0, unchanged, 0)
        _keep(target, staging, (names | _foreign(target, ours)))
        _write(staging / MANIFEST, "".join(f"{name}\n" for name in sorted(names)).encode())
        _switch(staging, target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return Published(written, unchanged, removed)


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _write(path: Path, data: bytes) -> None:
    try:
        file = path.open("wb")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("wb")
    with file:
        file.write(data)


def _keep(target: Path, staging: Path, names: set[str]) -> None:
    """Bring what stays from the old site into the new one, without copying where links work."""
    for name in sorted(names):
        new, old = staging / name, target / name
        if new.exists():
            continue
        new.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(old, new)
        except OSError:
            shutil.copy2(old, new)


def _foreign(target: Path, ours: set[str]) -> set[str]:
    """Return the files below the target that somebody else put there."""
    found: set[str] = set()
    for folder, _, names in os.walk(target):
        inside = Path(folder).relative_to(target).as_posix()
        for name in names:
            found.add(name if inside == "." else f"{inside}/{name}")
    return found - ours - {MANIFEST}


def _manifest(target: Path) -> set[str]:
    try:
        text = (target / MANIFEST).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return set()
    return set(text.splitlines())


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


def _old(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")


def _switch(staging: Path, target: Path) -> None:
    if not target.exists():
        staging.rename(target)
        return
    if exchange(staging, target):
        return
    old = _old(target)
    target.rename(old)
    staging.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _recover(target: Path) -> None:
    """Clear away what a killed run left behind; bring the old site back if it stood aside."""
    shutil.rmtree(target.with_name(f".{target.name}.new"), ignore_errors=True)
    old = _old(target)
    if old.is_dir():
        if target.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(target)


@contextmanager
def _only_one(target: Path) -> Iterator[None]:
    """Let one publish at a time touch a folder. The system frees the lock of a killed process."""
    path = target.with_name(f".{target.name}.lock")
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
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
        path.unlink(missing_ok=True)
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    try:
        import fcntl  # noqa: PLC0415 - POSIX only
    except ImportError:
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX)
