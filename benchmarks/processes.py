"""Runs a program and says what it cost: time, processor time, memory."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

SAMPLED_EVERY: Final = 0.02
"""Seconds between two looks at the memory."""

_TOLD: Final = 2_000
"""How many characters of a failed program's words are kept."""


class ToolError(Exception):
    """A program failed, or did not do what it was called for; says what and how."""


@dataclass(frozen=True)
class Cost:
    """What a program took: seconds by the clock and of processors, bytes of memory.

    `cpu` is that of all its processes. `memory` is the most that they had at one time, what they
    share counted once (PSS); 0 where it was not looked at.
    """

    wall: float
    cpu: float
    memory: int = 0


def environment() -> dict[str, str]:
    """Return ours, without what tells a Python or a Node how to run."""
    meant = ("PYTHON", "NODE_OPTIONS", "GIT_", "VIRTUAL_ENV", "HUGO")
    return {name: text for name, text in os.environ.items() if not name.startswith(meant)}


def run(
    command: Sequence[str],
    folder: Path,
    log: Path,
    *,
    seconds: float,
    is_sampled: bool = False,
) -> Cost:
    """Run a command in a folder to its end; its words go to a file.

    Raises `ToolError` if it ends with an error, or takes longer than so many seconds. To look at
    the memory takes time away from the program: what is sampled should not be timed.
    """
    os.sync()  # what others wrote should not be written out in this one's time
    with log.open("wb") as words:
        start = time.perf_counter()
        process = _start(command, folder, words)
        watch = Memory(process.pid) if is_sampled else None
        late = threading.Timer(seconds, end, (process.pid,))
        late.start()
        try:
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
        except BaseException:
            end(process.pid)
            raise
        finally:
            is_late = not late.is_alive()
            late.cancel()
            memory = watch.stop() if watch else 0
        process.returncode = os.waitstatus_to_exitcode(status)
    if is_late:
        raise ToolError(f"not done after {seconds:.0f} s")
    if process.returncode:
        told = log.read_text(encoding="utf-8", errors="replace")[-_TOLD:].strip()
        raise ToolError(f"exit {process.returncode}: {told}")
    return Cost(wall, used.ru_utime + used.ru_stime, memory)


@contextmanager
def running(command: Sequence[str], folder: Path, log: Path) -> Iterator[int]:
    """Run a command until the block ends; gives the id of its process."""
    os.sync()
    with log.open("wb") as words:
        process = _start(command, folder, words)
        try:
            yield process.pid
        finally:
            end(process.pid, signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                process.wait(5)
            end(process.pid)
            process.wait()


def _start(command: Sequence[str], folder: Path, words: IO[bytes]) -> "subprocess.Popen[bytes]":
    """Start a command as the leader of a group of processes, all of which can be ended."""
    return subprocess.Popen(
        command,
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=words,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def end(leader: int, how: signal.Signals = signal.SIGKILL) -> None:
    """Send a signal to a process that `run` or `running` started, and to all that it started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, how)


class Memory:
    """Looks at the memory of a process and all below it, until it is stopped."""

    def __init__(self, leader: int) -> None:
        self._leader = leader
        self._most = 0
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._stopped.wait(SAMPLED_EVERY):
            self._most = max(self._most, memory(self._leader))

    def stop(self) -> int:
        """Return the most bytes that were seen."""
        self._stopped.set()
        self._thread.join()
        return self._most


def family(leader: int) -> list[int]:
    """Return a process and all below it; only what Linux tells."""
    found = [leader]
    for parent in found:
        for children in Path(f"/proc/{parent}/task").glob("*/children"):
            with suppress(OSError):
                found += [int(child) for child in children.read_text().split()]
    return found


def memory(leader: int) -> int:
    """Return the bytes of a process and all below it, what they share counted once."""
    return sum(_share(process) for process in family(leader))


def _share(process: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def ticks(leader: int) -> int:
    """Return the processor time of a process and all below it, in the system's ticks."""
    used = 0
    for process in family(leader):
        with suppress(OSError):
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            used += int(fields[11]) + int(fields[12])
    return used


def settle(leader: int, *, quiet: float = 0.6, most: float = 60.0) -> None:
    """Wait until a process does nothing for a while, but not longer than `most` seconds."""
    until = time.monotonic() + most
    last, since = ticks(leader), time.monotonic()
    while time.monotonic() < until and time.monotonic() - since < quiet:
        time.sleep(0.1)
        now = ticks(leader)
        if now - last > 1:
            since = time.monotonic()
        last = now
