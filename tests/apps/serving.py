"""A preview server in a process of its own, asked over raw sockets."""

import json
import re
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode

from disk import PROGRAM

T = TypeVar("T")
News = dict[str, Any]
"""What a tab is told."""

PATIENCE = 120.0
"""Seconds after which something that is waited for counts as never coming.

What comes is seen at once; it is long for the sake of a machine that has much else to do."""

SCRIPT = re.compile(
    rb'<script src="/-/preview\.js" data-stamp="([0-9a-f]+-\d+)"'
    rb' data-frame="[0-9a-f]+" defer></script>'
)


def wait_for(look: Callable[[], T], what: str) -> T:
    """Return the first true thing that `look` gives; fail when none comes."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        time.sleep(0.01)
    raise AssertionError(what)


@dataclass
class Answer:
    """What the server answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def page(self) -> bytes:
        """The body without the reload script."""
        return SCRIPT.sub(b"", self.body)

    @property
    def stamp(self) -> str:
        """The state of the preview that the page was made from."""
        found = SCRIPT.search(self.body)
        assert found, self.body[-300:]
        return found[1].decode()


@dataclass
class Served:
    """A running server and what it has said so far."""

    root: Path
    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def host(self) -> str:
        """What a browser sends as the host."""
        return f"127.0.0.1:{self.port}"

    def connect(self) -> socket.socket:
        """Return a new connection."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)

    def ask(self, request: bytes) -> Answer:
        """Send bytes and return the answer."""
        with self.connect() as connection:
            connection.sendall(request)
            whole = b"".join(iter(lambda: connection.recv(65536), b""))
        head, _, body = whole.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = [line.split(": ", 1) for line in lines]
        return Answer(int(first.split()[1]), {name.lower(): held for name, held in headers}, body)

    def get(self, target: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for a target; a header's name is written with `_` for `-`."""
        sent = {"Host": self.host, "Connection": "close"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        lines = "".join(f"{name}: {value}\r\n" for name, value in sent.items())
        return self.ask(f"{method} {target} HTTP/1.1\r\n{lines}\r\n".encode())

    @contextmanager
    def events(self, page: str = "/", seen: str = "", *files: str) -> Iterator[Callable[[], News]]:
        """Hold a tab's event stream open; the function returns the next event."""
        query = urlencode([("page", page), ("seen", seen), *(("with", file) for file in files)])
        with self.connect() as connection:
            head = f"GET /-/events?{query} HTTP/1.1\r\nHost: {self.host}\r\n\r\n"
            connection.sendall(head.encode())
            file = connection.makefile("rb")

            def following() -> News:
                for line in file:
                    if line.startswith(b"data: "):
                        news: News = json.loads(line.removeprefix(b"data: "))
                        return news
                raise AssertionError("the stream ended")

            yield following

    def wait_for_words(self, words: str, since: int = 0) -> str:
        """Wait until the server has said something; return all it said since."""

        def look() -> str:
            said = "".join(self.said[since:])
            return said if words in said else ""

        return wait_for(look, f"never said: {words}\n{''.join(self.said)}")

    def wait_for_page(self, target: str, words: bytes, status: int = 200) -> Answer:
        """Wait until a page holds some words."""

        def look() -> Answer | None:
            answer = self.get(target)
            return answer if answer.status == status and words in answer.body else None

        found = wait_for(look, f"{target} never had {words!r}")
        assert found
        return found

    def stop(self) -> int:
        """Press Ctrl-C, and return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=PATIENCE)


@contextmanager
def serving(root: Path, *arguments: str) -> Iterator[Served]:
    """Run a server on a free port until the block ends."""
    command = [str(PROGRAM), "serve", *(arguments or ("-p", "0"))]
    with subprocess.Popen(
        command,
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
    ) as process:
        served = Served(root, process)

        def collect() -> None:
            assert process.stdout
            for line in process.stdout:
                served.said.append(line)

        reader = threading.Thread(target=collect, daemon=True)
        reader.start()
        try:
            said = served.wait_for_words("preview at http://")
            found = re.search(r"preview at http://[^/]*:(\d+)/", said)
            assert found
            served.port = int(found[1])
            yield served
            assert not re.search(r"Traceback|[a-z]Warning:", "".join(served.said))
        finally:
            process.kill()
            process.wait(timeout=PATIENCE)
            reader.join(timeout=PATIENCE)
