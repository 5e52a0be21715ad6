"""Measures a preview: how long until it shows a page, and until the page shows an edit."""

import http.client
import os
import socket
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from corpus import Document
from processes import Cost, Memory, ToolError, family, memory, running, settle, ticks
from projects import Project
from tools import Tool

ASKED_EVERY: Final = 0.005
"""Seconds between two requests."""

EDITS: Final = 3
"""How many edits are made in one preview; the median counts."""


WATCHED: Final = 5.0
"""Seconds for which a preview that has nothing to do is watched."""

_QUIET: Final = 3.0
"""Seconds without work after which a preview has done all that it does by itself."""


@dataclass(frozen=True)
class Preview:
    """A preview that runs: its port, its process, and after how many seconds it showed a page."""

    port: int
    process: int
    started: float
    cpu: float


def rest(tool: Tool, project: Project, document: Document, log: Path, seconds: float) -> Cost:
    """Return what a preview holds and does when nobody asks anything of it any more.

    The memory is the most that it had, from its start until it had done all that it does by itself;
    the processor's time is that of so many seconds (`wall`) of rest. Raises `ToolError`.
    """
    port = _free_port()
    with running(_command(tool, port), project.folder, log) as process:
        watch = Memory(process)
        try:
            _wait(process, port, document, document.marker, _in(seconds))
            settle(process, quiet=_QUIET, most=seconds)
        finally:
            most = watch.stop()
        before, start = _cpu(process), time.perf_counter()
        time.sleep(WATCHED)
        return Cost(time.perf_counter() - start, _cpu(process) - before, most)


@contextmanager
def preview(
    tool: Tool, project: Project, document: Document, log: Path, *, seconds: float
) -> Iterator[Preview]:
    """Start a preview and wait until it shows a document. Raises `ToolError` if it does not."""
    port = _free_port()
    command = _command(tool, port)
    os.sync()
    start = time.perf_counter()
    with running(command, project.folder, log) as process:
        _wait(process, port, document, document.marker, start + seconds)
        started = time.perf_counter() - start
        yield Preview(port, process, started, _cpu(process))


def edit(
    running_: Preview,
    change: Callable[[Document, str], None],
    documents: list[Document],
    words: list[str],
    seconds: float,
) -> tuple[float, float, int]:
    """Save edits, which `change` makes, and return how long it took until a page showed each.

    The first number is the median of the seconds, the second of the processor time, the third the
    bytes of memory afterwards. Each document has been looked at before its edit, as an author
    has the page open.
    """
    walls, cpus = [], []
    for document, word in zip(documents, words, strict=True):
        _wait(running_.process, running_.port, document, document.marker, _in(seconds))
        settle(running_.process)
        before = _cpu(running_.process)
        start = time.perf_counter()
        change(document, word)
        _wait(running_.process, running_.port, document, word, start + seconds)
        walls.append(time.perf_counter() - start)
        settle(running_.process)
        cpus.append(_cpu(running_.process) - before)
    return statistics.median(walls), statistics.median(cpus), memory(running_.process)


def _command(tool: Tool, port: int) -> tuple[str, ...]:
    if tool.serve is None:
        raise ToolError("has no preview")
    return tool.serve(port)


def _in(seconds: float) -> float:
    return time.perf_counter() + seconds


def _cpu(process: int) -> float:
    return ticks(process) / os.sysconf("SC_CLK_TCK")


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


def _wait(process: int, port: int, document: Document, word: str, until: float) -> None:
    """Ask for a page until it shows a word."""
    wanted = word.encode()
    while wanted not in _get(port, f"/{document.name}.html", until):
        if time.perf_counter() > until:
            raise ToolError(f"/{document.name}.html does not show {word!r}")
        if not _lives(process):
            raise ToolError("the preview has stopped")
        time.sleep(ASKED_EVERY)


def _lives(process: int) -> bool:
    """Tell whether a process still runs; one that has ended is not yet fetched by `wait`."""
    with suppress(OSError):
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        return state != "Z"
    return bool(family(process)[1:])


def _get(port: int, path: str, until: float) -> bytes:
    """Return a page, b"" where there is none yet."""
    left = max(0.1, until - time.perf_counter())
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=left)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
    except (OSError, http.client.HTTPException):
        return b""
    else:
        return body if answer.status == http.HTTPStatus.OK else b""
    finally:
        connection.close()
