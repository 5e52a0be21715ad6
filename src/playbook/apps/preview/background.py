"""What nobody waits for: the findings and the search index, made anew after each change."""

import threading
from collections.abc import Callable

from playbook.apps.preview.allocator import tidy_up
from playbook.apps.preview.answers import Judgement
from playbook.apps.preview.state import Preview
from playbook.apps.preview.turns import Stopped

_BREATH = 0.05  # seconds after a change in which whoever shows it has the machine for himself
_CALM = 0.15  # seconds more, without another change, after which the search is brought up to date

_PATIENCE = 0.3  # seconds for which the end of a question is waited for


class Background:
    """A thread that follows the changes of a preview.

    `tell` gets all findings of each state for which they were found; `ready` is called when there
    is something new for those who look at the preview.
    """

    def __init__(
        self,
        preview: Preview,
        tell: Callable[[Judgement], None],
        ready: Callable[[], None],
        warn: Callable[[str], None],
    ) -> None:
        self._preview = preview
        self._tell = tell
        self._ready = ready
        self._warn = warn
        self._wake = threading.Event()
        self._stop = threading.Event()
        # A daemon, so that Ctrl-C at any moment ends the program: even before `stop` can be called.
        self._thread = threading.Thread(target=self._run, name="playbook-background", daemon=True)

    def start(self) -> None:
        """Begin with the state that there is."""
        self._wake.set()
        self._thread.start()

    def wake(self) -> None:
        """Say that there was a change."""
        self._wake.set()

    def stop(self) -> None:
        """End whatever is being done, and wait for the thread to end, but not for ever."""
        self._stop.set()
        self._wake.set()
        self._preview.stop()
        if self._thread.is_alive():
            self._thread.join(_PATIENCE)

    def _run(self) -> None:
        while True:
            self._wake.wait()
            self._wake.clear()
            if self._stop.is_set():
                return
            if self._stop.wait(_BREATH):
                return
            try:
                self._tell(self._preview.judge())
                self._ready()
                if not self._wake.wait(_CALM):
                    self._preview.prepare_search()
                    self._ready()
                    tidy_up()
            except Stopped:
                return
            except Exception as error:  # noqa: BLE001 - whatever it is, the next change is followed
                self._warn(f"the findings are not known: {type(error).__name__}: {error}")
