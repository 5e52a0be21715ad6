"""Serves a folder under a path, as a forge's pages do: nothing is known of what lies above it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http import HTTPStatus
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

    def send_error(self, code: int, *rest: object, **more: object) -> None:
        """Show the site's own page for what is not there, as a forge's pages do."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, *rest, **more)  # type: ignore[arg-type]  # passed on as given
            return
        data = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def handle(self) -> None:
        """Answer until whoever asks goes away, which a browser may do in the middle of a file."""
        with suppress(ConnectionError):
            super().handle()

    def end_headers(self) -> None:
        """Have nothing kept: what is published within the same second is another page."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

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
