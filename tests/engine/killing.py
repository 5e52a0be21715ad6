"""Publishes in processes that are killed, and prints what is then on disk.

Run as a script: `killing.py HOW FOLDER`, HOW being one of `HOWS`. Each line it prints is a JSON
object, one a kill: which site stands (`stands`), what lies beside it (`beside`), and what stands
and lies there after the next publish (`next`, `next_beside`); `failing` is what stands after a
next publish that fails.
"""

import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from playbook.engine.publishing import switch
from playbook.engine.publishing.publish import publish

OLD = {"index.html": b"old home", "a/one.html": b"one", "a/gone.html": b"gone", "kept.css": b"p"}
NEW = {"index.html": b"new home", "a/one.html": b"one", "b/c/new.html": b"n", "kept.css": b"p"}
BIG_OLD = {f"{n % 7}/{n}.html": f"old {n} ".encode() * 99 for n in range(120)}
BIG_NEW = {f"{n % 7}/{n}.html": f"new {n // 3 * 3} ".encode() * 99 for n in range(60, 180)}
HOWS = ("cold", "edit", "edit-with-spare", "edit-without-exchange", "random", "race")

_CHANGES = {
    f"os.{name}" for name in "chmod link mkdir remove rename rmdir symlink truncate utime".split()
}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def tree(folder: Path) -> dict[str, bytes] | None:
    """Return all files below a folder, or None where there is none."""
    if not folder.is_dir():
        return None
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def kill_before(number: int) -> None:
    """Arrange for this process to be killed before its n-th change of anything on disk."""
    seen = 0

    def strike() -> None:
        nonlocal seen
        if seen == number:
            os.kill(os.getpid(), signal.SIGKILL)
        seen += 1

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _CHANGES or (event == "open" and arguments[2] & _WRITES):
            strike()

    exchange = switch.exchange

    def exchange_or_die(first: Path, second: Path) -> bool:
        strike()
        return exchange(first, second)

    switch.exchange = exchange_or_die
    sys.addaudithook(hook)


def cannot_exchange(first: Path, second: Path) -> bool:
    """Do nothing with two folders, as on a system that cannot exchange them."""
    return first is second


def in_child(work: Callable[[], object], killed_after: float | None = None) -> bool:
    """Run something in a forked process; tell whether it was killed."""
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    if killed_after is not None:
        time.sleep(killed_after)
        os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


class Site:
    """A site in a folder of its own, and what it may hold."""

    def __init__(
        self,
        folder: Path,
        old: dict[str, bytes] | None,
        new: dict[str, bytes],
        spare: Path | None = None,
    ) -> None:
        self.target, self.old, self.new, self.spare = folder / "site", old, new, spare
        self.known: dict[str, dict[str, bytes] | None] = {"none": None}
        for name, files in (("old", old), ("new", new)):
            if files is not None:
                publish(self.target, files.items())
                self.known[name] = tree(self.target)
                self.reset()

    def reset(self) -> None:
        shutil.rmtree(self.target.parent)
        self.target.parent.mkdir()
        if self.old is not None:
            if self.spare:
                publish(self.target, self.new.items())
            publish(self.target, self.old.items(), spare=self.spare)

    def update(self) -> None:
        publish(self.target, self.new.items(), spare=self.spare)

    def stands(self) -> str:
        now = tree(self.target)
        return next((name for name, files in self.known.items() if files == now), "another")

    def beside(self) -> list[str]:
        return sorted(path.name for path in self.target.parent.iterdir() if path != self.target)

    def fail(self) -> None:
        def broken() -> Iterator[tuple[str, bytes]]:
            yield "index.html", b"half"
            raise ValueError

        try:
            publish(self.target, broken())
        except ValueError:
            return

    def report(self) -> None:
        facts: dict[str, object] = {"stands": self.stands(), "beside": self.beside()}
        self.fail()
        facts["failing"] = self.stands()
        self.update()
        facts |= {"next": self.stands(), "next_beside": self.beside()}
        sys.stdout.write(f"{json.dumps(facts)}\n")


def every_change(site: Site) -> None:
    """Kill before the first change, then before the second, until a publish comes through."""
    number = 0

    def work() -> None:
        kill_before(number)
        site.update()

    while in_child(work):
        site.report()
        site.reset()
        number += 1
    site.report()


def random_instants(site: Site, rounds: int) -> None:
    started = time.perf_counter()
    in_child(site.update)
    whole = time.perf_counter() - started
    dice = random.Random(1)  # noqa: S311 - instants, not secrets
    for _ in range(rounds):
        site.reset()
        in_child(site.update, killed_after=dice.random() * whole)
        site.report()


def race(folder: Path) -> None:
    """Let four processes publish sites that differ in every file, all to one folder."""
    sites = [{f"{n}.html": letter * 50 for n in range(20)} for letter in (b"a", b"b", b"c", b"d")]
    children = []
    for files in sites:
        child = os.fork()
        if child == 0:
            for _ in range(8):
                publish(folder / "site", files.items())
            os._exit(0)
        children.append(child)
    exits = [os.waitpid(child, 0)[1] for child in children]
    found = set((tree(folder / "site") or {}).values())
    pages = [data[:1].decode() for data in found if data[:1] in b"abcd" and data[1:2] == data[:1]]
    names = sorted(path.name for path in folder.iterdir())
    sys.stdout.write(json.dumps({"exits": exits, "pages": len(pages), "names": names}) + "\n")


def main(how: str, folder: Path) -> None:
    if how == "edit-without-exchange":
        switch.exchange = cannot_exchange
    if how == "race":
        race(folder)
    elif how == "random":
        random_instants(Site(folder, BIG_OLD, BIG_NEW), 20)
    elif how == "edit-with-spare":
        every_change(Site(folder, OLD, NEW, folder.with_name("kept") / "spare"))
    else:
        every_change(Site(folder, None if how == "cold" else OLD, NEW))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
