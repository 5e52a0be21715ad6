"""Noticing saves: file events, gathered until they pause, then one refresh."""

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from playbook.apps.preview.state import Preview

_PAUSE = 0.04  # seconds without an event after which a burst of saves counts as over
_LONGEST = 0.5  # seconds after which a burst that does not end is taken in all the same
_READING = frozenset({"opened", "closed_no_write"})
_LOOK = 1.0  # seconds between two looks where the system tells of no changes


class _Wake(FileSystemEventHandler):
    def __init__(self, wake: threading.Event, ignored: Path) -> None:
        self._wake = wake
        self._ignored = ignored

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in _READING:
            return
        places = [os.fsdecode(place) for place in (event.src_path, event.dest_path) if place]
        if not all(Path(place).is_relative_to(self._ignored) for place in places):
            self._wake.set()


class Watcher:
    """Watches a project's folder and refreshes the preview after each burst of changes."""

    def __init__(
        self,
        preview: Preview,
        tell: Callable[[tuple[str, ...], float], None],
        warn: Callable[[str], None],
    ) -> None:
        self._preview = preview
        self._tell = tell
        self._warn = warn
        self._pause: float | None = None
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._observer = Observer()
        self._thread = threading.Thread(target=self._run, name="playbook-refresh")

    def start(self) -> None:
        """Begin to watch."""
        handler = _Wake(self._wake, self._preview.project.output)
        self._observer.schedule(handler, str(self._preview.project.root), recursive=True)
        try:
            self._observer.start()
        except OSError as error:  # the system has a limit of watched folders
            self._warn(f"looking for changes every second: {error.strerror or error}")
            self._pause = _LOOK
        self._wake.set()  # what was saved before the watch began has to be noticed too
        self._thread.start()

    def stop(self) -> None:
        """Stop watching and wait for the threads to end."""
        self._stop.set()
        self._wake.set()
        if self._pause is None:
            self._observer.stop()
            self._observer.join()
        self._thread.join()

    def _run(self) -> None:
        while True:
            self._wake.wait(self._pause)
            started = time.monotonic()
            while self._wake.is_set() and time.monotonic() - started < _LONGEST:
                self._wake.clear()
                time.sleep(_PAUSE)
            self._wake.clear()
            if self._stop.is_set():
                return
            self._look()

    def _look(self) -> None:
        before = time.perf_counter()
        try:
            changed = self._preview.refresh()
            if changed:
                self._tell(changed, time.perf_counter() - before)
        except Exception as error:  # noqa: BLE001 - whatever it is, the next save must be noticed
            self._warn(f"the last save could not be taken in: {type(error).__name__}: {error}")
