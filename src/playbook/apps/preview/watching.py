"""Noticing saves: file events, gathered until they pause, then one refresh."""

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


class _Wake(FileSystemEventHandler):
    def __init__(self, wake: threading.Event, ignored: Path) -> None:
        self._wake = wake
        self._ignored = str(ignored)

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in _READING or str(event.src_path).startswith(self._ignored):
            return
        self._wake.set()


class Watcher:
    """Watches a project's folder and refreshes the preview after each burst of changes."""

    def __init__(self, preview: Preview, tell: Callable[[tuple[str, ...], float], None]) -> None:
        self._preview = preview
        self._tell = tell
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._observer = Observer()
        self._thread = threading.Thread(target=self._run, name="playbook-refresh")

    def start(self) -> None:
        """Begin to watch."""
        handler = _Wake(self._wake, self._preview.project.output)
        self._observer.schedule(handler, str(self._preview.project.root), recursive=True)
        self._observer.start()
        self._thread.start()

    def stop(self) -> None:
        """Stop watching and wait for the threads to end."""
        self._stop.set()
        self._wake.set()
        self._observer.stop()
        self._observer.join()
        self._thread.join()

    def _run(self) -> None:
        while True:
            self._wake.wait()
            started = time.monotonic()
            while self._wake.is_set() and time.monotonic() - started < _LONGEST:
                self._wake.clear()
                time.sleep(_PAUSE)
            self._wake.clear()
            if self._stop.is_set():
                return
            before = time.perf_counter()
            try:
                changed = self._preview.refresh()
            except OSError:
                self._wake.set()  # a file vanished while it was read: look again
                time.sleep(_PAUSE)
                continue
            if changed:
                self._tell(changed, time.perf_counter() - before)
