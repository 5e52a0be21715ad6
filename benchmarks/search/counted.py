"""Serves a folder as a web server does, compressed, and counts the bytes that go out."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

_TYPES = {
    ".css": "text/css",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}


class Served:
    """A folder that is served, and what was sent: address below the root → bytes, bodies only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = ""
        self.sent: dict[str, int] = {}


@lru_cache(maxsize=4096)
def _body(path: Path) -> tuple[bytes, bool]:
    """Return what goes over the wire, and whether it was compressed here."""
    data = path.read_bytes()
    if path.suffix in _TYPES:
        return gzip.compress(data, 6), True
    return data, False


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Serve a folder on this machine while the block runs."""
    site = Served(folder)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            name = unquote(urlsplit(self.path).path).lstrip("/")
            path = folder / name
            if not path.is_file():
                self.send_response(404)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            data, is_compressed = _body(path)
            site.sent[name] = len(data)
            self.send_response(200)
            self.send_header("Content-Type", _TYPES.get(path.suffix, "application/octet-stream"))
            self.send_header("Content-Length", str(len(data)))
            if is_compressed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        site.root = f"http://127.0.0.1:{server.server_port}/"
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()
