"""Publishing: all or nothing.

The new site is laid out in a folder beside the old one and then takes its place in one step, so
that a reader, a crash or a full disk never meets half a site. What has not changed is linked and
not written again; what is gone is gone; what somebody else put into the folder stays.
"""

import os
import re
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from pathlib import Path, PureWindowsPath

from playbook.engine.processes.lock import only_one
from playbook.engine.publishing import switch
from playbook.engine.publishing.layout import MANIFEST, fail, items_below, old_of, staging_of
from playbook.engine.publishing.lookout import Lookout
from playbook.engine.publishing.site_files import SiteFiles
from playbook.engine.publishing.spare import Spare
from playbook.model.value import Value

_NO_NAMES = frozenset({"", ".", ".."})
_CONTROL = re.compile("[\x00-\x1f]")
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class PublishError(Exception):
    """The site could not be published and is as it was. The message is for the user."""


class Published(Value, frozen=True):
    """What a publish did, in files."""

    written: int
    unchanged: int
    removed: int


class Stage:
    """A site being laid out beside the one that is published.

    Files may be put into it by other processes too: whoever started them then says so (`note`).
    """

    def __init__(
        self, target: Path, lookout: Lookout, *, clean: bool, spare: Spare | None = None
    ) -> None:
        self._target, self._folder = target, staging_of(target)
        self._lookout, self._spare = lookout, spare
        is_first = not target.exists()
        self._writes_all = clean or is_first
        self._twin = spare if spare and is_first and spare.begin() else None
        self._written: set[str] = set()
        self._kept: set[str] = set()
        self._changed: AbstractSet[str] | None = None
        self._names: AbstractSet[str] = frozenset()

    def put(self, name: str, data: bytes) -> bool:
        """Lay out a file (relative path with `/`); tells whether it had to be written."""
        _refuse_name(name)
        written = self._writes_all or not _holds(self._target / name, data)
        if written:
            place = f"{self._folder}/{name}"  # a `Path` of each would cost more than all else
            _write(place, data)
            if self._twin is not None:
                self._twin.link(name, place)
        self.note(name, written=written)
        return written

    def keep(self, names: Iterable[str]) -> None:
        """Keep files of the published site, which must be as they were."""
        self._kept.update(names)

    def note(self, name: str, *, written: bool) -> None:
        """Count a file that was laid out elsewhere."""
        (self._written if written else self._kept).add(name)

    def has(self, name: str) -> bool:
        """Tell whether a file was laid out or kept."""
        return name in self._written or name in self._kept

    @property
    def there(self) -> SiteFiles:
        """The files of the site that is there, before another one takes its place."""
        return self._lookout.files()

    @property
    def changed(self) -> AbstractSet[str] | None:
        """The published files that are not what was there before; None if nobody knows."""
        return self._changed

    def published(self) -> SiteFiles:
        """Return the files of the site that was published, looked at if they were not before."""
        if self._changed is None:
            return SiteFiles.below(self._target)
        return self.there.changed(self._target, self._changed, frozenset(self._names))

    def finish(self) -> Published:
        """Let the new site take the place of the old one, if anything is different."""
        ours = _manifest(self._target)
        names = self._written | self._kept
        removed = len(ours - names)
        if not self._written and ours == names and self._target.is_dir():
            self._changed, self._names = frozenset(), self.there.names
            return Published(0, len(self._kept), 0)
        there = self._names_there()
        foreign = there - ours - {MANIFEST}
        for name in sorted(self._written & foreign):
            path = self._target / name
            raise PublishError(f"{path} is in the way, and playbook did not write it: move it")
        new, staying = set(self._written), (self._kept | foreign) - self._written
        if names == ours and MANIFEST in there:
            staying.add(MANIFEST)
        else:
            new.add(MANIFEST)
            listed = "".join(f"{name}\n" for name in sorted(names))
            _write(f"{self._folder}/{MANIFEST}", listed.encode())
        if not (staying <= there and self._exchange_spare(new, staying)):
            _keep(self._target, self._folder, staying)
            self._switch()
        return Published(len(self._written), len(self._kept), removed)

    def _names_there(self) -> AbstractSet[str]:
        """Return the files of the site that is there. Raises `OSError` if one cannot be seen."""
        if not self.there.is_whole:  # else what somebody put into such a folder would be lost
            for _ in items_below(self._target, fail):
                pass
        return self.there.names

    def _exchange_spare(self, new: set[str], staying: set[str]) -> bool:
        """Publish by way of the spare site, if there is one and little is new."""
        spare, few = self._spare, len(self._written) <= len(staying)
        if spare is None or not few or not spare.serves(self._target):
            return False

        def link(name: str, place: Path) -> None:
            _link((self._folder if name in new else self._target) / name, place)

        touched = spare.bring_up(self._lookout, staying, new, link)
        if not switch.exchange(spare.folder, self._target):
            return False
        self._names, self._changed = staying | new, touched
        return True

    def clear(self) -> None:
        """Clear away what is left of a site that was not published, or of the one before."""
        shutil.rmtree(self._folder, ignore_errors=True)
        if self._twin is not None:
            self._twin.remove()

    def _switch(self) -> None:
        had_one = self._target.exists()
        _switch(self._folder, self._target)
        self._twin = None
        if self._spare is not None and had_one and self._folder.is_dir():
            self._spare.put(self._folder)


@contextmanager
def staged(
    target: Path,
    *,
    clean: bool = False,
    spare: Path | None = None,
    lookout: Lookout | None = None,
    waits: Callable[[], None] = lambda: None,
) -> Iterator[Stage]:
    """Give a stage for a target folder, alone; what is left on it at the end is cleared away.

    `spare` is where the old site is kept for the next time, if it is. `lookout` looks at the two
    already, if they are the same. `clean` writes every file afresh; `waits` is called before
    another publish of the folder is waited for. Raises `PublishError` with the path and the reason
    where the disk is full, a folder cannot be written, or the target holds files that are not ours.
    """
    target = Path(os.path.realpath(target))
    if not target.name:
        raise PublishError(f"{target} is no folder that can be replaced; choose one below it")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with only_one(target.with_name(f".{target.name}.lock"), waits):
            _recover(target)
            _refuse_foreign(target)
            fits = lookout is not None and lookout.target == target
            if lookout is None or not fits or spare not in {None, lookout.spare}:
                lookout = Lookout(target, spare)
            lookout.refresh()
            stage = Stage(
                target,
                lookout,
                clean=clean,
                spare=Spare(spare) if spare and switch.is_known() else None,
            )
            try:
                yield stage
            finally:
                stage.clear()
    except OSError as error:
        place = error.filename or str(target)
        message = f"{place}: {error.strerror or error}; the published site is as it was"
        raise PublishError(message) from error


def publish(
    target: Path, files: Iterable[tuple[str, bytes]], *, spare: Path | None = None
) -> Published:
    """Make `target` hold exactly these files (relative path with `/`, bytes).

    Raises `PublishError`, as `staged` does.
    """
    with staged(target, spare=spare) as stage:
        for name, data in files:
            stage.put(name, data)
        return stage.finish()


def _refuse_name(name: str) -> None:
    """Refuse an address that would be written outside the folder, here or on Windows."""
    foreign = (
        "\\" in name
        or not _NO_NAMES.isdisjoint(name.split("/"))
        or (":" in name and PureWindowsPath(name).anchor)
    )
    if foreign or name == MANIFEST or _CONTROL.search(name):
        raise PublishError(f"“{name}” cannot be the address of a file of the site")


def _holds(path: Path, data: bytes) -> bool:
    try:
        found = path.lstat()
        same = stat.S_ISREG(found.st_mode) and found.st_size == len(data)
        return same and path.read_bytes() == data
    except OSError:
        return False


def _write(name: str, data: bytes) -> None:
    """Write a new file, by the system's own calls: a file object would double what it costs."""
    try:
        try:
            file = os.open(name, _NEW_FILE, 0o666)
        except FileNotFoundError:
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            file = os.open(name, _NEW_FILE, 0o666)
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(file, rest) :]
        finally:
            os.close(file)
    except OSError as error:
        if error.filename:
            raise
        raise OSError(error.errno, error.strerror, name) from error


def _keep(target: Path, staging: Path, staying: set[str]) -> None:
    """Bring what stays from the old site into the new one."""
    made: set[Path] = set()
    for name in sorted(staying):
        new = staging / name
        if new.parent not in made:
            new.parent.mkdir(parents=True, exist_ok=True)
            made.add(new.parent)
        _link(target / name, new)


def _link(old: Path, new: Path) -> None:
    """Have a file in a second place, without copying where links work."""
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError:
        shutil.copy2(old, new, follow_symlinks=False)


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


def _switch(staging: Path, target: Path) -> None:
    if not target.exists():
        staging.rename(target)
        return
    if switch.exchange(staging, target):
        return
    old = old_of(target)
    target.rename(old)
    try:
        staging.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _recover(target: Path) -> None:
    """Clear away what a killed run left behind; bring the old site back if it stood aside."""
    _clear(staging_of(target))
    old = old_of(target)
    if not target.exists() and old.is_dir() and not old.is_symlink():
        old.rename(target)
    _clear(old)


def _clear(path: Path) -> None:
    """Remove a folder, file or link; a link is not followed. What cannot go is not passed over."""
    if path.is_dir() and not path.is_symlink():
        try:
            shutil.rmtree(path)
        except OSError as error:  # which of its files is named differs between versions of Python
            raise OSError(error.errno, error.strerror, str(path)) from error
    else:
        path.unlink(missing_ok=True)
