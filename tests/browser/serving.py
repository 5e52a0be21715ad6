"""Serves a folder under a path, as a forge's pages do: nothing is known of what lies above it."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread


class _Handler(SimpleHTTPRequestHandler):
    """Answers below one path only, and keeps quiet."""

    def __init__(self, prefix: str, *args: object, directory: str) -> None:
        self.prefix = prefix
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]  # a socket's matter

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.prefix):
            return str(Path(self.directory) / "nothing-is-here")
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def log_message(self, *_: object) -> None:
        """Say nothing: a test's output is its own."""


@contextmanager
def served_below(folder: Path, prefix: str) -> Iterator[str]:
    """Serve a folder under a path that begins and ends with a slash; give the address."""
    handler = partial(_Handler, prefix, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}"
        finally:
            server.shutdown()
            thread.join()
