"""Progress on long work, for people who watch; and afterwards, where the time went."""

import sys
import time
from collections.abc import Iterator, Mapping

_QUIET_FOR = 0.8  # seconds of work of which nobody need hear
_EVERY = 0.1
_WIDTH = 72
_SLOWEST = 10


class Meter:
    """Shows on a terminal what is being done, how far it is and how long it still takes."""

    def __init__(self, *, quiet: bool, profile: bool) -> None:
        self._shows = sys.stderr.isatty() and not quiet
        self._profiles = profile
        self._started = time.perf_counter()
        self._what = ""
        self._since = self._last = self._started
        self._stages: dict[str, float] = {}
        self._drawn = False

    def tell(self, what: str, done: int, of: int) -> None:
        """Take in what is being done, how much of it is done, and how much there is."""
        now = time.perf_counter()
        if what != self._what:
            self._note(now)
            self._what, self._since = what, now
        if not self._shows or now - self._started < _QUIET_FOR or now - self._last < _EVERY:
            return
        self._last = now
        left = (now - self._since) * (of - done) / max(done, 1)
        line = f"{what} {done:,} of {of:,}, about {left:.0f} s left"
        sys.stderr.write(f"\r{line:{_WIDTH}}")
        sys.stderr.flush()
        self._drawn = True

    def end(self) -> None:
        """Clear the line."""
        self._note(time.perf_counter())
        self._what = ""
        if self._drawn:
            sys.stderr.write(f"\r{'':{_WIDTH}}\r")
            sys.stderr.flush()
            self._drawn = False

    def profile(self) -> Iterator[str]:
        """Yield lines that tell how long each stage took, in seconds of the clock."""
        whole = time.perf_counter() - self._started
        for what, seconds in self._stages.items():
            yield f"{what:12} {seconds:8.2f} s"
        yield f"{'the rest':12} {whole - sum(self._stages.values()):8.2f} s"

    def slowest(self, times: Mapping[str, float]) -> Iterator[str]:
        """Yield lines that tell which files cost most, given the seconds that each took."""
        for path, seconds in sorted(times.items(), key=lambda held: (-held[1], held[0]))[:_SLOWEST]:
            yield f"{seconds * 1000:10.1f} ms  {path}"

    def _note(self, now: float) -> None:
        if self._what:
            self._stages[self._what] = self._stages.get(self._what, 0.0) + now - self._since
