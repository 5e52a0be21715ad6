"""What an author waits for in `playbook serve`, measured from outside on a generated playbook.

    python benchmarks/serve.py --documents 10000 [--runs 20]

Starts the console script on a playbook of `corpus.py` in a folder of its own, saves files as an
editor does, and asks over a socket until the new page is there. Prints a table; times are those of
the wall, so nothing else should run beside it.
"""

import argparse
import http.client
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from corpus import write

PROGRAM = Path(sys.executable).with_name("playbook")
PATIENCE = 600.0
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = "pages/page-3"
TITLE = "terms/term-2"


class Server:
    """A running preview."""

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self.process = process
        self.port = port

    def get(self, path: str) -> bytes:
        """Return the body of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path)
            return connection.getresponse().read()
        finally:
            connection.close()

    def interrupt(self) -> None:
        """Do what Ctrl-C does."""
        self.process.send_signal(signal.SIGINT)

    def cpu(self) -> float:
        """Return the seconds of processor that it has used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self) -> tuple[int, int]:
        """Return the memory that it uses now and has used at most, in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return tuple(  # type: ignore[return-value]  # both are there
            int(re.search(rf"{name}:\s+(\d+)", status)[1]) // 1024  # type: ignore[index]  # the same
            for name in ("VmRSS", "VmHWM")
        )


@contextmanager
def serving(root: Path) -> Iterator[tuple[Server, float]]:
    """Run a preview; give it and the seconds until its first page was there."""
    started = time.perf_counter()
    with subprocess.Popen(
        [str(PROGRAM), "serve", "-p", "0", "--as-of", "2026-06-20"],
        cwd=root,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    ) as process:
        line = process.stderr.readline() if process.stderr else ""
        found = re.search(r":(\d+)/", line)
        if not found:
            raise SystemExit(line)
        server = Server(process, int(found[1]))
        # It must never have to wait until somebody reads what it says.
        Thread(target=_drain, args=(process,), daemon=True).start()
        server.get(f"/{PAGE}.html")
        first = time.perf_counter() - started
        try:
            yield server, first
        finally:
            server.interrupt()
            process.wait(timeout=60)


def _drain(process: subprocess.Popen[str]) -> None:
    for _ in process.stderr or ():
        pass


def until_quiet(server: Server) -> None:
    """Wait until what it does in the background is done."""
    before, quiet = server.cpu(), 0
    while quiet < 3:  # noqa: PLR2004 - seconds in a row
        time.sleep(1)
        now = server.cpu()
        quiet = quiet + 1 if now - before < 0.02 else 0  # noqa: PLR2004 - seconds of a processor
        before = now


def save(path: Path, text: str) -> None:
    """Save a file as an editor does: a new one takes the place of the old one."""
    beside = path.with_name(f".{path.name}.swp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def edits(
    server: Server, path: Path, page: str, runs: int, change: Callable[[str, int], tuple[str, str]]
) -> list[float]:
    """Return the milliseconds from each save until the page shows it."""
    text, times = path.read_text("utf-8"), []
    for number in range(runs):
        changed, words = change(text, number)
        started = time.perf_counter()
        save(path, changed)
        while words.encode() not in server.get(page):
            pass
        times.append((time.perf_counter() - started) * 1000)
        time.sleep(0.7)
    save(path, text)
    return times


def body(text: str, number: int) -> tuple[str, str]:
    """Change a paragraph."""
    words = f"Zanzibar{number} comes last."
    return f"{text}\n{words}\n", words


def title(text: str, number: int) -> tuple[str, str]:
    """Change the title, which other pages show."""
    words = f"Retitled{number}"
    return re.sub(r"^# ", f"# {words} ", text, count=1, flags=re.MULTILINE), words


def measure(root: Path, runs: int) -> dict[str, float]:
    """Return all figures of one playbook: milliseconds, seconds, MB, per cent of a processor."""
    with serving(root) as (server, first):
        until_quiet(server)
        before = server.cpu()
        time.sleep(5)
        idle = (server.cpu() - before) / 5 * 100
        content = root / "content"
        bodies = edits(server, content / f"{PAGE}.md", f"/{PAGE}.html", runs, body)
        titles = edits(server, content / f"{TITLE}.md", f"/{TITLE}.html", runs, title)
        lists = edits(server, content / f"{TITLE}.md", "/terms/index.html", runs, title)
        until_quiet(server)
        now, most = server.memory()
    return {
        "first page, s": round(first, 2),
        "body edit, ms": round(statistics.median(bodies), 1),
        "title edit, ms": round(statistics.median(titles), 1),
        "title edit in a list, ms": round(statistics.median(lists), 1),
        "idle, %": round(idle, 2),
        "memory, MB": now,
        "memory at most, MB": most,
    }


def main() -> None:
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--runs", type=int, default=20)
    given = parser.parse_args()
    for documents in given.documents:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            write(root, documents)
            print(json.dumps({"documents": documents, **measure(root, given.runs)}), flush=True)


if __name__ == "__main__":
    main()
