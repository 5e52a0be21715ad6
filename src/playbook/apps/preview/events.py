"""What the system tells of saves: the paths that changed, or that everything has to be looked at.

Only folders that are read are watched: the content, the templates, the theme; and, without what
lies below, the folders above them, so that one that is deleted and comes back is noticed, and two
of git's, which tell of a switch or a commit.
"""

import logging
import os
import threading
import warnings
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

from playbook.engine.files.survey import THEME_PREFIX
from playbook.engine.files.tree import is_left_out
from playbook.engine.runs.project import Project

_TOLD = [
    *(FileCreatedEvent, FileModifiedEvent, FileClosedEvent, FileMovedEvent, FileDeletedEvent),
    *(DirCreatedEvent, DirMovedEvent, DirDeletedEvent),
]
"""What has to be known; who only reads is not listened to."""

_WHOLE = frozenset({"closed", "moved"})
"""Events after which a file holds what its writer wanted; after others more may come: of a file
that was deleted too, since some editors save by deleting it first."""

_MANY = 500
"""Paths from which on one full look is cheaper, and surer, than the list."""

_PATIENCE = 0.3
"""Seconds for which the end of a thread that listens is waited for."""

_ELSEWHERE = frozenset(
    "9p afs autofs ceph cifs davfs fuse.sshfs ncpfs nfs nfs4 prl_fs smb3 smbfs vboxsf virtiofs "
    "vmhgfs fuse.vmhgfs-fuse drvfs".split()
)
"""File systems whose other end tells nobody of a save."""


@dataclass
class Saves:
    """What has been heard and not yet been taken in.

    `folders` tells that one which is watched by itself came or went; `events` is how much was
    heard.
    """

    paths: set[str] = field(default_factory=set)
    everything: bool = False
    history: bool = False
    folders: bool = False
    events: int = 0


class Ears(FileSystemEventHandler):
    """Listens to the folders of a project; `heard` is set when there is something to take in.

    `whole` is set while the last that was heard was the end of a save.
    """

    def __init__(self, project: Project) -> None:
        self.heard = threading.Event()
        self.whole = threading.Event()
        self.saves = Saves()
        self._lock = threading.Lock()
        self._observer: BaseObserver | None = None
        self._watches: list[ObservedWatch] = []
        self._complaints = _Complaints(self)
        self._use(project)

    def start(self) -> None:
        """Begin to listen; raises `OSError` where that cannot be."""
        logger = logging.getLogger("watchdog")
        logger.addHandler(self._complaints)
        logger.propagate = False
        # It says so of each folder that was taken away and put back, and goes on as it should.
        warnings.filterwarnings("ignore", category=RuntimeWarning, module="watchdog")
        self._observer = Observer()
        self._observer.start()
        self._listen()

    def stop(self) -> None:
        """Listen no more, and wait for the threads to end, but not for ever."""
        observer, self._observer = self._observer, None
        if observer and observer.is_alive():
            observer.stop()
            observer.join(_PATIENCE)
        logging.getLogger("watchdog").removeHandler(self._complaints)

    def follow(self, project: Project) -> None:
        """Listen to the folders that these settings name, those too that came back.

        What is saved meanwhile is not heard: everything has to be looked at afterwards.
        """
        self._use(project)
        if self._observer:
            for watch in self._watches:
                self._observer.unschedule(watch)
            self._listen()

    def take(self) -> Saves:
        """Return what was heard since the last time."""
        with self._lock:
            saves, self.saves = self.saves, Saves()
            self.heard.clear()
            return saves

    def ask_for_everything(self) -> None:
        """Have everything looked at, as if the system had said so."""
        with self._lock:
            self.saves.everything = True
            self.heard.set()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note what changed."""
        with self._lock:
            before = self.saves.events
            for place in (event.src_path, event.dest_path):
                if place:
                    self._note(os.fsdecode(place), is_folder=event.is_directory)
            if self.saves.events > before:
                if event.event_type in _WHOLE:
                    self.whole.set()
                else:
                    self.whole.clear()
                self.saves.everything |= len(self.saves.paths) > _MANY
                self.heard.set()

    def _note(self, place: str, *, is_folder: bool) -> None:
        if place in self._git_files:
            self.saves.everything = self.saves.history = True
            self.saves.events += 1
            return
        for folder, prefix in self._roots:
            if not place.startswith(f"{folder}{os.sep}"):
                continue
            inside = Path(place).relative_to(folder).as_posix()
            if any(f"{part}/".startswith(f"{inside}/") for part in self._parts[prefix]):
                self.saves.folders = self.saves.everything = True
            elif not self._is_read(inside, prefix):
                continue
            elif is_folder:
                self.saves.everything = True
            else:
                self.saves.paths.add(f"{prefix}{inside}")
            self.saves.events += 1

    def _is_read(self, inside: str, prefix: str) -> bool:
        if not prefix and inside == self._config:
            return True
        for part in self._parts[prefix]:
            if inside.startswith(f"{part}/"):
                names = inside.removeprefix(f"{part}/").split("/")
                return not any(map(is_left_out, names))
        return False

    def _use(self, project: Project) -> None:
        self._config = project.config.name
        # The theme that is part of this program is watched where its author works on it.
        has_theme = project.theme.is_relative_to(project.root)
        self._roots = [(str(project.root), "")]
        self._parts = {"": project.tree().parts, THEME_PREFIX: ("templates", "assets")}
        if has_theme:
            self._roots.append((str(project.theme), THEME_PREFIX))
        self._git_files = frozenset(map(str, git_files(project.root)))

    def _wanted(self) -> Iterator[tuple[Path, bool]]:
        yield from ((Path(file).parent, False) for file in self._git_files)
        for root, prefix in self._roots:
            for part in self._parts[prefix]:
                yield Path(root, part), True
                yield from ((Path(root, above), False) for above in Path(part).parents)

    def _listen(self) -> None:
        """Watch all folders that are there."""
        self._watches = []
        if self._observer:
            for folder, deep in sorted(set(self._wanted())):
                with suppress(FileNotFoundError, NotADirectoryError):
                    watch = self._observer.schedule(
                        self, str(folder), recursive=deep, event_filter=_TOLD
                    )
                    self._watches.append(watch)


def git_files(folder: Path) -> tuple[Path, ...]:
    """Return the files that git rewrites at a switch or a commit, of the repository around."""
    for place in (folder, *folder.parents):
        if (place / ".git").is_dir():
            return place / ".git" / "HEAD", place / ".git" / "logs" / "HEAD"
    return ()


class _Complaints(logging.Handler):
    """Whatever the library warns of means that something may have been missed."""

    def __init__(self, ears: Ears) -> None:
        super().__init__(logging.WARNING)
        self._ears = ears

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 - as logging calls it
        self._ears.ask_for_everything()


def tells_nobody(folder: Path) -> str:
    """Return the name of the file system of a folder if it does not tell of saves, else ""."""
    try:
        lines = Path("/proc/self/mounts").read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    found = ("", "")
    for line in lines:
        _, place, kind, *_ = [*line.split(), "", "", ""]
        place = place.replace("\\040", " ")
        if folder.is_relative_to(place) and len(place) >= len(found[0]):
            found = (place, kind)
    return found[1] if found[1] in _ELSEWHERE else ""
