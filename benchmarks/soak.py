"""Use `playbook serve` for long, as a careless author does, and see that nothing wears out.

    python benchmarks/soak.py [--minutes 10] [--documents 300] [--seed 1]

Saves, deletes, moves and breaks files at random, asks for pages, opens event streams and drops
them. After every hundred steps everything is mended, and then

* every page is the one that `playbook build --drafts` makes of the same files,
* there are as many threads, open files and children as at the beginning,
* memory has grown by a fifth and 40 MB at most since the first of these looks.

At the end it has to stop within a second of Ctrl-C (with `--minutes 0`, as a test beside others,
within twenty). The same seed takes the same steps.
"""

import argparse
import re
import shutil
import socket
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from corpus import SETTINGS, write
from serve import PROGRAM, Server, save, serving, until_quiet

STEPS: Final = 100
"""Steps between two looks at everything."""

_SCRIPT: Final = re.compile(rb'<script src="/-/preview\.js"[^>]*></script>')
_BROKEN: Final = (
    "---\nstatus: [\n---\n# Broken\n",
    "# \ufeff\u2028\n\n[[nobody]] [x](nowhere.md)\n",
    "",
)
_BROKEN_SETTINGS: Final = ("site_name: [\n", "nonsense: 1\n", "")
_CROWD: Final = 20
_LINES: Final = re.MULTILINE
_DAY: Final = "2026-06-20"
_PATIENCE: Final = 60.0


class Held(NamedTuple):
    """What a process holds."""

    threads: int
    files: int
    children: int
    memory: int


class Author:
    """Somebody who works on a playbook at random; what was written first can be brought back."""

    def __init__(self, root: Path, dice: Random) -> None:
        self._root, self._dice = root, dice
        self._content = root / "content"
        self._first = {path: path.read_text("utf-8") for path in self._content.rglob("*.md")}
        self._paths = sorted(self._first)
        self._folders = sorted({path.parent for path in self._paths})
        self._number = 0

    def work(self, server: Server) -> None:
        """Take one step."""
        self._dice.choice(
            (self._edit, self._edit, self._retitle, self._break, self._delete, self._move)
            + (self._break_settings, self._break_template, self._save_in_place)
            + (lambda: self._read(server),) * 8
            + (lambda: self._drop(server),) * 2
        )()

    def mend(self) -> None:
        """Bring back everything that was there at first."""
        for folder in self._folders:
            if (away := self._away(folder)).exists():
                away.rename(folder)
        shutil.rmtree(self._root / "templates", ignore_errors=True)
        save(self._root / "site.yml", SETTINGS)
        for path, text in self._first.items():
            save(path, text)

    def _path(self) -> Path:
        there = [path for path in self._paths if path.exists()]
        return self._dice.choice(there or [self._root / "site.yml"])

    def _text(self) -> str:
        self._number += 1
        return f"Zanzibar{self._number}"

    def _edit(self) -> None:
        path = self._path()
        if path.suffix == ".md":
            save(path, f"{path.read_text('utf-8')}\n{self._text()} comes last.\n")

    def _retitle(self) -> None:
        path = self._path()
        text = re.sub(r"^# .*", f"# {self._text()}", path.read_text("utf-8"), count=1, flags=_LINES)
        save(path, text)

    def _save_in_place(self) -> None:
        path = self._path()
        path.write_text(path.read_text("utf-8"), encoding="utf-8")

    def _break(self) -> None:
        path = self._path()
        if path.suffix == ".md":
            save(path, self._dice.choice(_BROKEN))

    def _delete(self) -> None:
        path = self._path()
        if path.suffix == ".md":
            path.unlink()

    def _away(self, folder: Path) -> Path:
        return self._root / f"away-{folder.name}"

    def _move(self) -> None:
        folder = self._dice.choice(self._folders)
        away = self._away(folder)
        if away.exists():
            shutil.rmtree(folder, ignore_errors=True)
            away.rename(folder)
        elif folder.exists():
            folder.rename(away)

    def _break_settings(self) -> None:
        save(self._root / "site.yml", self._dice.choice((*_BROKEN_SETTINGS, SETTINGS, SETTINGS)))

    def _break_template(self) -> None:
        templates = self._root / "templates"
        if templates.exists():
            shutil.rmtree(templates)
        else:
            templates.mkdir()
            (templates / "document.html").write_text("{{ broken", encoding="utf-8")

    def _read(self, server: Server) -> None:
        path = self._dice.choice(self._paths).relative_to(self._content).with_suffix(".html")
        pages = (path.as_posix(), f"{path.parent}/index.html", "index.html", "search/index.js")
        server.get(f"/{self._dice.choice(pages)}")

    def _drop(self, server: Server) -> None:
        """Ask for something and be gone before the answer."""
        target = self._dice.choice(("/-/events?page=/index.html", "/ledger.html", "/-/findings"))
        request = f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode()
        with socket.create_connection(("127.0.0.1", server.port), timeout=_PATIENCE) as connection:
            sent = self._dice.choice((20, len(request)))
            connection.sendall(request[:sent])
            if sent == len(request) and self._dice.choice((True, False)):
                connection.recv(64)


def held(server: Server) -> Held:
    """Return what a preview holds at the moment."""
    process = Path(f"/proc/{server.process.pid}")
    threads = len(list((process / "task").iterdir()))
    children = sum(
        len((task / "children").read_text().split()) for task in (process / "task").iterdir()
    )
    return Held(threads, len(list((process / "fd").iterdir())), children, server.memory()[0])


def compare(root: Path, server: Server, target: Path) -> int:
    """Hold every page against a clean build; return how many there are."""
    options = ("--no-cache", "--drafts", "--quiet", "--as-of", _DAY, "--site-dir", str(target))
    subprocess.run([str(PROGRAM), "build", *options], cwd=root, check=False, capture_output=True)
    pages = sorted(path for path in target.rglob("*.html"))
    if not pages:
        raise SystemExit("the clean build made no pages")
    for page in pages:
        url = page.relative_to(target).as_posix()
        until, wanted = time.monotonic() + _PATIENCE, page.read_bytes()
        while _SCRIPT.sub(b"", server.get(f"/{url}")) != wanted:
            if time.monotonic() > until:
                raise SystemExit(f"/{url} is not what a clean build makes of the files")
            time.sleep(0.1)
    return len(pages)


def crowd(server: Server) -> None:
    """Ask for much at once, so that all threads that answer are there when they are counted."""
    pages = ("/ledger.html", "/index.html", "/search/index.js") * _CROWD
    with ThreadPoolExecutor(len(pages)) as readers:
        list(readers.map(server.get, pages))


def look(now: Held, first: Held) -> None:
    """Stop if a preview holds more than it did."""
    if now.threads > first.threads or now.files > first.files or now.children > first.children:
        raise SystemExit(f"something was left behind: {first} has become {now}")
    if now.memory > first.memory * 1.2 + 40:
        raise SystemExit(f"memory has grown from {first.memory} to {now.memory} MB")


def soak(root: Path, seconds: float, seed: int) -> int:
    """Use a preview for so many seconds, at least for two rounds; return the steps taken."""
    author, until, first, steps = Author(root, Random(seed)), time.monotonic() + seconds, None, 0
    with serving(root) as (server, _), tempfile.TemporaryDirectory() as site:
        crowd(server)
        rounds = 0
        while rounds < 2 or time.monotonic() < until:  # noqa: PLR2004 - the first, to compare with
            for _ in range(STEPS):
                author.work(server)
                time.sleep(author_pause(steps))
                steps += 1
            author.mend()
            until_quiet(server)
            pages = compare(root, server, Path(site, "site"))
            until_quiet(server)
            now = held(server)
            first = first or now
            look(now, first)
            rounds += 1
            print(f"{steps} steps, {pages} pages are right, {now}", flush=True)
        started = time.monotonic()
        server.interrupt()
        code = server.process.wait(_PATIENCE)
        took = time.monotonic() - started
        if code or took > (1 if seconds else 20):  # without minutes it is a test beside others
            raise SystemExit(f"Ctrl-C: exit code {code} after {took:.1f} s")
    return steps


def author_pause(step: int) -> float:
    """Return for how long an author rests: mostly not at all."""
    return 0.05 if step % 10 == 0 else 0.0


def main() -> None:
    """Soak as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "playbook")
        write(root, given.documents)
        steps = soak(root, given.minutes * 60, given.seed)
    print(f"{steps} steps; nothing wore out")


if __name__ == "__main__":
    main()
