"""Noticing saves: what the system tells is gathered until it pauses, then taken in at once."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from playbook.apps.preview.events import Ears, git_files, tells_nobody
from playbook.apps.preview.state import Preview

_PAUSE = 0.002  # seconds without an event after which a burst of finished saves counts as over
_UNFINISHED = 0.03  # the same in the middle of a save, whose end is about to come
_FIRST = 0.4  # seconds after the start in which who wants the first page has the machine
_LONGEST = 0.5  # seconds after which a burst that does not end is taken in all the same
_PATIENCE = 0.3  # seconds for which the end of a look is waited for
_LOOK = 1.0  # seconds between two looks where the system tells of no changes
_SHARE = 20  # a look may take this part of the time between two
_ENOUGH = 10.0  # seconds in which everything is not looked at twice without a reason


class Watcher:
    """Watches a project's folders and refreshes the preview after each burst of changes.

    `tell` gets the files that changed and the seconds that it took to take them in.
    """

    def __init__(
        self,
        preview: Preview,
        tell: Callable[[tuple[str, ...], float], None],
        warn: Callable[[str], None],
        *,
        polls: bool = False,
    ) -> None:
        self._preview = preview
        self._tell = tell
        self._warn = warn
        self._polls = polls
        self._stop = threading.Event()
        self._ears = Ears(preview.project)
        self._parts = preview.project.tree().parts
        self._git: list[float] = []
        self._is_gone = False
        self._looked = 0.0
        self._cost = 0.0
        self._thread = threading.Thread(target=self._run, name="playbook-refresh", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        root = self._preview.project.root
        if not self._polls and (kind := tells_nobody(root)):
            self._poll(f"{kind} does not tell of changes")
        if not self._polls:
            try:
                self._ears.start()
            except OSError as error:  # the system has a limit of watched folders
                self._ears.stop()
                self._poll(error.strerror or str(error))
        self._git = self._times_of_git()
        self._thread.start()

    def stop(self) -> None:
        """Stop watching and wait for the threads to end, but not for ever."""
        self._stop.set()
        self._ears.heard.set()
        self._ears.whole.set()
        self._ears.stop()
        if self._thread.is_alive():
            self._thread.join(_PATIENCE)

    def make_sure(self) -> None:
        """Look at everything unless that was done a moment ago: somebody has begun to read."""
        if time.monotonic() - self._looked > _ENOUGH:
            self._ears.ask_for_everything()

    def _poll(self, why: str) -> None:
        self._polls = True
        self._warn(f"looking for changes every second: {why}")

    def _run(self) -> None:
        self._ears.heard.wait(_FIRST)
        self._ears.ask_for_everything()  # what was saved before the watch began
        while True:
            looks = self._polls or self._is_gone  # of a folder that comes back nobody is told
            pause = max(_LOOK, self._cost * _SHARE) if looks else None
            self._ears.heard.wait(pause)
            if not self._stop.is_set():
                self._wait_for_the_end()
            if self._stop.is_set():
                return
            try:
                self._look()
            except Exception as error:  # noqa: BLE001 - the next save must be noticed
                self._warn(f"the last save could not be taken in: {type(error).__name__}: {error}")

    def _wait_for_the_end(self) -> None:
        """Wait until a burst of events pauses."""
        started = time.monotonic()
        while time.monotonic() - started < _LONGEST:
            heard = self._ears.saves.events
            is_whole = self._ears.whole.wait(_UNFINISHED)
            if self._stop.wait(_PAUSE if is_whole else 0) or self._ears.saves.events == heard:
                return

    def _look(self) -> None:
        saves = self._ears.take()
        root = self._preview.project.root
        was_gone, self._is_gone = self._is_gone, not root.is_dir()
        if self._is_gone:
            if not was_gone:
                self._warn(f"{root} is gone: the pages stay as they are until it is back")
            return
        if was_gone:
            self._warn(f"{root} is back")
            saves.folders = saves.everything = saves.history = True
        before = time.perf_counter()
        now = self._times_of_git() if self._polls else self._git
        if saves.history or now != self._git:
            self._git = now
            if self._preview.refresh_history():
                self._tell((), time.perf_counter() - before)
        if saves.folders:
            self._ears.follow(self._preview.project)
        if saves.everything or self._polls:
            self._looked = time.monotonic()
            self._take_in(None)
            self._cost = time.monotonic() - self._looked
        else:
            self._take_in(saves.paths)

    def _take_in(self, paths: set[str] | None) -> None:
        before = time.perf_counter()
        changed = self._preview.refresh(paths)
        if changed:
            self._tell(changed, time.perf_counter() - before)
        parts = self._preview.project.tree().parts
        if parts != self._parts:
            self._parts = parts
            self._ears.follow(self._preview.project)
            self._ears.ask_for_everything()

    def _times_of_git(self) -> list[float]:
        found: list[float] = []
        for file in git_files(self._preview.project.root):
            with suppress(OSError):
                found.append(Path(file).stat().st_mtime)
        return found
