"""Starting and stopping the preview."""

import asyncio
import errno
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType

import click
import uvicorn

from playbook.apps.preview.background import Background
from playbook.apps.preview.server import Server, Serving
from playbook.apps.preview.state import Preview
from playbook.apps.preview.telling import Teller
from playbook.apps.preview.watching import Watcher
from playbook.apps.refusal import Refusal
from playbook.apps.reporting import say
from playbook.engine.history.git import end_all

_TRIES = 100
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - only what an author asked for
_LAST_PORT = 65535
_HTTP = 80  # the port that an address need not name
_SWITCH = 0.0005  # seconds for which a thread that computes may keep one waiting that answers
_GRACE = 0.3  # seconds for which answers that are under way are waited for when it ends
_REST = 0.1  # seconds in which threads that have nothing to do any more end


@dataclass(frozen=True)
class Choices:
    """What the command line says about serving."""

    host: str
    port: int
    open_browser: bool = False
    polls: bool = False
    live: bool = True
    editor: str = ""
    follows: bool = False


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on a port, or on the next one that is free.

    Raises `Refusal` where none can be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    last = min(port + _TRIES - 1, _LAST_PORT) if port else 0
    for number in range(port, last + 1):
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, number))
        except OSError as error:
            listening.close()
            if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                raise Refusal(f"cannot listen on {host}: {error.strerror}") from error
        else:
            listening.listen(128)
            return listening
    raise Refusal(f"cannot listen on {host}: ports {port} to {last} are taken")


async def serve(preview: Preview, choices: Choices, listening: socket.socket) -> None:
    """Serve until interrupted."""
    host, actual = choices.host, listening.getsockname()[1]
    if choices.port and actual != choices.port:
        say(f"port {choices.port} is taken; using {actual}")
    if host not in _LOOPBACK:
        say(f"warning: {host} can be reached from other machines, and the preview shows drafts")
    shown = f"[{host}]" if ":" in host else host
    serving = Serving(
        hosts_of(shown, actual),
        any_number=host in _EVERYWHERE,
        live=choices.live,
        editor=choices.editor,
        follows=choices.follows,
    )
    server = Server(preview, serving)
    running = _Running(server)
    teller = Teller(preview, say)
    background = Background(preview, teller.judged, running.tell, say)
    preview.alarm = background.wake

    def changed(paths: tuple[str, ...], seconds: float) -> None:
        running.tell()
        background.wake()
        teller.changed(paths, seconds)

    watcher = Watcher(preview, changed, say, polls=choices.polls)
    server.arrived = watcher.make_sure
    own = "localhost" if host in _EVERYWHERE else shown
    say(f"preview at http://{shown}:{actual}/ (Ctrl-C stops it)")
    interval = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH)
    try:
        watcher.start()
        background.start()
        if choices.open_browser:
            click.launch(f"http://{own}:{actual}/")
        await running.serve(sockets=[listening])
    finally:
        watcher.stop()
        background.stop()
        server.close()
        listening.close()
        sys.setswitchinterval(interval)
        say("stopped")


def leave() -> None:
    """End the program at once if a thread is in the middle of something that nobody waits for.

    Nothing is written by a preview, so that nothing can be left half-written; a git that a thread
    waits for is ended with it. Whoever presses Ctrl-C once more is not heard: it is ending.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    until = time.monotonic() + _REST
    while any(thread is not threading.main_thread() for thread in threading.enumerate()):
        if time.monotonic() > until:
            end_all()
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(0)
        time.sleep(_REST / 10)


class _Running(uvicorn.Server):
    """A web server that ends the event streams when it is asked to stop, or they hold it up."""

    def __init__(self, server: Server) -> None:
        config = uvicorn.Config(server.application(), log_level="critical", lifespan="off")
        config.timeout_graceful_shutdown = _GRACE  # type: ignore[assignment]  # a part of a second will do
        super().__init__(config)
        self._streams = server.streams
        self._turns = server.preview.turns
        self._loop = asyncio.get_running_loop()

    def tell(self) -> None:
        """Say, from any thread, that there may be something new for those who look."""
        self._call(self._streams.tell)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop, as uvicorn does at a signal."""
        self._turns.stop()
        self._call(self._streams.stop)
        super().handle_exit(sig, frame)

    def _call(self, function: Callable[[], None]) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(function)


def hosts_of(host: str, port: int) -> frozenset[str]:
    """Return the names, each with the port, under which a server on this host is addressed."""
    names = {host.lower()}
    if host.strip("[]") in _LOOPBACK | _EVERYWHERE:
        names |= {"127.0.0.1", "localhost", "[::1]"}
    if host.strip("[]") in _EVERYWHERE:
        names.add(socket.gethostname().lower())
    return frozenset(f"{name}:{port}" for name in names) | (
        frozenset(names) if port == _HTTP else frozenset()
    )
