"""The preview's web server: pages of the workspace, and nothing of the disk.

Threats and answers: another site in the author's browser (only this server's own host names and
same-origin requests are answered), other machines (loopback unless told otherwise), paths (an
address is looked up among the pages and files that the workspace knows, never on disk).
"""

import asyncio
import html
import ipaddress
import mimetypes
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from playbook.apps.preview.state import Preview
from playbook.rendering.template_problem import TemplateProblem

RELOAD_PATH = "/-/reload.js"
EVENTS_PATH = "/-/events"
_HEARTBEAT = 15.0  # seconds between signs of life, so that a dead connection is noticed

RELOAD_SCRIPT = """\
// Reload this page when the playbook changes. Only a visible tab holds a connection.
(() => {
  "use strict";
  let source = null;
  const seen = document.currentScript.dataset.seen;
  const listen = () => {
    if (document.hidden || source) return;
    source = new EventSource("/-/events");
    source.onmessage = (event) => {
      if (seen !== event.data) location.reload();
    };
  };
  const rest = () => {
    if (source) source.close();
    source = null;
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  addEventListener("pagehide", rest);
  listen();
})();
"""

_TYPES = mimetypes.MimeTypes()
"""The types that Python knows; those of the system differ from one computer to the next."""

_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}


@dataclass
class Server:
    """The application; `hosts` are the names it answers to, each with the port.

    With `any_number` it answers to every address in numbers too: only names can be made to lead
    here by somebody else.
    """

    preview: Preview
    hosts: frozenset[str]
    any_number: bool = False
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    def application(self) -> Starlette:
        """Return the web application."""
        return Starlette(
            routes=[
                Route(EVENTS_PATH, self._events, methods=["GET"]),
                Route(RELOAD_PATH, self._reload, methods=["GET"]),
                Route("/{path:path}", self._page, methods=["GET"]),
            ]
        )

    def _refusal(self, request: Request) -> Response | None:
        host = request.headers.get("host", "").lower()
        if host not in self.hosts and not (self.any_number and _in_numbers(host)):
            return PlainTextResponse("unknown host\n", 421, headers=_HEADERS)
        origin = request.headers.get("origin")
        if origin is not None and origin.lower() != f"http://{host}":
            return PlainTextResponse("other origin\n", 403, headers=_HEADERS)
        site = request.headers.get("sec-fetch-site", "none")
        if (
            site not in {"none", "same-origin"}
            and request.headers.get("sec-fetch-mode") != "navigate"
        ):
            return PlainTextResponse("cross-site request\n", 403, headers=_HEADERS)
        return None

    async def _page(self, request: Request) -> Response:
        refused = self._refusal(request)
        if refused:
            return refused
        url = request.path_params["path"]
        if url == "" or url.endswith("/"):
            url += "index.html"
        stamp = self.preview.stamp  # before the page: one that is newer than it loads once more
        try:
            data = await asyncio.to_thread(self.preview.page, url)
            if data is None:
                data = await asyncio.to_thread(self.preview.asset, url)
            folder = f"{url}/index.html"
            if data is None and await asyncio.to_thread(self.preview.page, folder) is not None:
                return RedirectResponse(f"/{url}/", 307, headers=_HEADERS)
            status = 200
            if data is None:
                data, url, status = (
                    await asyncio.to_thread(self.preview.page, "404.html"),
                    "404.html",
                    404,
                )
        except TemplateProblem as problem:
            data, url, status = _error_page(problem), "500.html", 500
        media = _TYPES.guess_type(url)[0] or "application/octet-stream"
        if media == "text/html" and data is not None:
            data = with_reload(data, stamp)
        return Response(data, status, media_type=media, headers=_HEADERS)

    async def _reload(self, request: Request) -> Response:
        return self._refusal(request) or Response(
            RELOAD_SCRIPT, media_type="text/javascript", headers=_HEADERS
        )

    async def _events(self, request: Request) -> Response:
        refused = self._refusal(request)
        if refused:
            return refused
        kind = "text/event-stream"
        if request.method == "HEAD":
            return Response(media_type=kind, headers=_HEADERS)
        return StreamingResponse(self._changes(), media_type=kind, headers=_HEADERS)

    async def _changes(self) -> AsyncIterator[str]:
        sent = ""
        quiet = 0.0
        while not self.stopping.is_set():
            if self.preview.stamp != sent:
                sent, quiet = self.preview.stamp, 0.0
                yield f"data: {sent}\n\n"
            elif quiet >= _HEARTBEAT:
                quiet = 0.0
                yield ": alive\n\n"
            await asyncio.sleep(0.05)
            quiet += 0.05


def with_reload(page: bytes, stamp: str) -> bytes:
    """Return a page with the reload script in it: the only difference to `build`."""
    head, end, tail = page.rpartition(b"</body>")
    script = f'<script src="{RELOAD_PATH}" data-seen="{stamp}" defer></script>'
    return head + script.encode() + end + tail if end else page


def _error_page(problem: TemplateProblem) -> bytes:
    """Return a page that says what is wrong with a template, and goes away when it is mended."""
    text = html.escape(f"{problem.path}, line {problem.line}: {problem.message}")
    head = '<!DOCTYPE html>\n<html lang="en"><meta charset="utf-8"><title>Template error</title>'
    return f"{head}\n<body><h1>Template error</h1>\n<p>{text}</p></body></html>\n".encode()


def _in_numbers(host: str) -> bool:
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdecimal() else host
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
