"""Starting and stopping the preview."""

import asyncio
import errno
import socket
from types import FrameType

import click
import uvicorn

from playbook.apps.preview.server import Server
from playbook.apps.preview.state import Preview
from playbook.apps.preview.watching import Watcher
from playbook.apps.report import Report
from playbook.apps.reporting import Printing, print_report, say

_TRIES = 100
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - only what an author asked for
_LAST_PORT = 65535
_SHOWN = 3
_HTTP = 80  # the port that an address need not name


async def serve(preview: Preview, host: str, port: int, *, open_browser: bool) -> None:
    """Serve until interrupted. Raises `click.UsageError` where no port can be had."""
    listening = _listen(host, port)
    actual = listening.getsockname()[1]
    if port and actual != port:
        say(f"port {port} is taken; using {actual}")
    if host not in _LOOPBACK:
        say(f"warning: {host} can be reached from other machines, and the preview shows drafts")
    shown = f"[{host}]" if ":" in host else host
    server = Server(preview, _hosts(shown, actual), any_number=host in _EVERYWHERE)
    config = uvicorn.Config(
        server.application(), log_level="error", lifespan="off", timeout_graceful_shutdown=1
    )
    running = _Running(config, server)
    watcher = Watcher(preview, lambda paths, seconds: _tell(preview, paths, seconds), say)
    _report(preview)
    address = f"http://{shown}:{actual}/"
    say(f"preview at {address} (Ctrl-C stops it)")
    watcher.start()
    if open_browser:
        click.launch(address)
    try:
        await running.serve(sockets=[listening])
    finally:
        watcher.stop()
        listening.close()
        say("stopped")


class _Running(uvicorn.Server):
    """A web server that ends the event streams when it is asked to stop, or they hold it up."""

    def __init__(self, config: uvicorn.Config, server: Server) -> None:
        super().__init__(config)
        self._server = server
        self._loop = asyncio.get_running_loop()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop, as uvicorn does at a signal."""
        self._loop.call_soon_threadsafe(self._server.stopping.set)
        super().handle_exit(sig, frame)


def _hosts(host: str, port: int) -> frozenset[str]:
    names = {host.lower()}
    if host.strip("[]") in _LOOPBACK | _EVERYWHERE:
        names |= {"127.0.0.1", "localhost", "[::1]"}
    if host.strip("[]") in _EVERYWHERE:
        names.add(socket.gethostname().lower())
    return frozenset(f"{name}:{port}" for name in names) | (
        frozenset(names) if port == _HTTP else frozenset()
    )


def _listen(host: str, port: int) -> socket.socket:
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
                raise click.UsageError(f"cannot listen on {host}: {error.strerror}") from error
        else:
            listening.listen(128)
            return listening
    raise click.UsageError(f"cannot listen on {host}: ports {port} to {last} are taken")


def _report(preview: Preview) -> None:
    findings = sorted(preview.findings(), key=lambda finding: finding.order)
    report = Report(findings, preview.source, len(list(preview.workspace.entries())))
    print_report(report, Printing(quiet=True))
    say(report.summary())


def _tell(preview: Preview, paths: tuple[str, ...], seconds: float) -> None:
    more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
    say("")
    say(f"{', '.join(paths[:_SHOWN])}{more}: taken in within {seconds * 1000:.0f} ms")
    _report(preview)
    if preview.faults:
        say("the settings that were good last stay in use until this is mended")
