"""The preview's web server: pages of the workspace, and nothing of the disk.

Threats and answers: another site in the author's browser (only this server's own host names and
same-origin requests are answered), other machines (loopback unless told otherwise), paths (an
address is looked up among the pages and files that the workspace knows, never on disk).
"""

import asyncio
import ipaddress
import mimetypes
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TypeVar

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from playbook.apps.preview.answers import Answer
from playbook.apps.preview.explanation import explanation
from playbook.apps.preview.findings import Showing
from playbook.apps.preview.state import SEARCH, Preview
from playbook.apps.preview.stream import Streams, Tab
from playbook.apps.preview.turns import Stopped
from playbook.model.text import digest

T = TypeVar("T")

OWN = "/-/"
"""Below this address is what the preview adds."""

SCRIPT_PATH = f"{OWN}preview.js"
EVENTS_PATH = f"{OWN}events"
_SCRIPTS = ("keep.js", "swap.js", "findings.js", "follow.js")
_MOST_FILES = 500
_CHANGING = re.compile(
    rb'<title>.*?</title>|<meta name="description"[^>]*>\n?|<main[ >].*</main>', re.DOTALL
)
_HEAD = re.compile(rb"<head(?:\s[^>]*)?>", re.IGNORECASE)

_TYPES = mimetypes.MimeTypes()
"""The types that Python knows; those of the system differ from one computer to the next."""

_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}


@dataclass(frozen=True)
class Serving:
    """How to serve; `hosts` are the names it answers to, each with the port.

    With `any_number` it answers to every address in numbers too: only names can be made to lead
    here by somebody else. `live` adds the script that follows changes. `editor` is the address of
    the author's editor, and `follows` takes tabs to what was saved last.
    """

    hosts: frozenset[str]
    any_number: bool = False
    live: bool = True
    editor: str = ""
    follows: bool = False


@dataclass
class Server:
    """The application. `arrived` is called when a tab begins to follow."""

    preview: Preview
    serving: Serving
    arrived: Callable[[], None] = lambda: None
    streams: Streams = field(init=False)

    def __post_init__(self) -> None:
        """Make room for requests: those for the search index cannot take that of the others."""
        self._pages = ThreadPoolExecutor(4, "playbook-page")
        self._index = ThreadPoolExecutor(2, "playbook-index")
        self.streams = Streams(self.preview, self._pages, self.serving.editor, self.serving.follows)

    def application(self) -> Starlette:
        """Return the web application."""
        return Starlette(
            routes=[
                Route(EVENTS_PATH, self._events, methods=["GET"]),
                Route(SCRIPT_PATH, self._script, methods=["GET"]),
                Route(f"{OWN}preview.css", self._style, methods=["GET"]),
                Route(f"{OWN}findings", self._findings, methods=["GET"]),
                Route(f"{OWN}explain/{{code:path}}", self._explain, methods=["GET"]),
                Route("/{path:path}", self._page, methods=["GET"]),
            ]
        )

    def close(self) -> None:
        """Take no more; what is being answered comes too late."""
        for pool in (self._pages, self._index):
            pool.shutdown(wait=False, cancel_futures=True)

    # --- who is answered -------------------------------------------------------------------------

    def _refusal(self, request: Request) -> Response | None:
        host = request.headers.get("host", "").lower()
        if host not in self.serving.hosts and not (self.serving.any_number and _in_numbers(host)):
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

    async def _in_thread(self, work: Callable[[], T], *, index: bool = False) -> T:
        pool = self._index if index else self._pages
        return await asyncio.get_running_loop().run_in_executor(pool, work)

    # --- pages -----------------------------------------------------------------------------------

    async def _page(self, request: Request) -> Response:
        refused = self._refusal(request)
        if refused:
            return refused
        asked = request.path_params["path"]
        url = index_of(asked)
        try:
            answer = await self._in_thread(
                lambda: self.preview.answer(url), index=url.startswith(SEARCH)
            )
        except Stopped:
            return PlainTextResponse("stopping\n", 503, headers=_HEADERS)
        not_found = answer.status == 404  # noqa: PLR2004 - not found
        folder = f"{asked}/index.html"
        if not_found and await self._in_thread(lambda: self.preview.has_page(folder)):
            return RedirectResponse(f"/{asked}/", 307, headers=_HEADERS)
        if answer.broken:
            return self._own(await self._in_thread(lambda: self._broken(answer)), answer)
        media = _TYPES.guess_type(answer.url)[0] or "application/octet-stream"
        data = answer.data
        if media == "text/html":
            data = self._live(data, answer.stamp)
        return Response(data, answer.status, media_type=media, headers=_HEADERS)

    def _showing(self) -> Showing:
        return Showing(self.preview.texts(), self.preview.project.root, self.serving.editor)

    def _broken(self, answer: Answer) -> bytes:
        if answer.broken is None:
            return b""
        path = answer.broken.span.path
        source = self.preview.workspace.source(path)
        return self._showing().broken(answer.broken, {path: source} if source else {})

    def _own(self, data: bytes, answer: Answer | None = None) -> Response:
        """Answer with a page of the preview itself."""
        stamp = answer.stamp if answer else self.preview.stamp
        status = answer.status if answer else 200
        return Response(self._live(data, stamp), status, media_type="text/html", headers=_HEADERS)

    def _live(self, data: bytes, stamp: str) -> bytes:
        return with_script(data, stamp) if self.serving.live else data

    # --- what the preview adds -------------------------------------------------------------------

    async def _findings(self, request: Request) -> Response:
        refused = self._refusal(request)
        if refused:
            return refused
        url = index_of(request.query_params.get("page", "").lstrip("/"))

        def write() -> bytes:
            judged, here = self.preview.judgement, self.preview.source_of(url)
            broken = self.preview.broken_by(url)
            return self._showing().page(
                judged.findings, judged.sources, broken or here, judged.digest
            )

        return self._own(await self._in_thread(write))

    async def _explain(self, request: Request) -> Response:
        refused = self._refusal(request)
        if refused:
            return refused
        code = request.path_params["code"]
        data = await self._in_thread(lambda: explanation(code, self._showing()))
        if data is None:
            return PlainTextResponse("there is no such rule\n", 404, headers=_HEADERS)
        return self._own(data)

    async def _script(self, request: Request) -> Response:
        return self._refusal(request) or Response(
            _assets(_SCRIPTS), media_type="text/javascript", headers=_HEADERS
        )

    async def _style(self, request: Request) -> Response:
        return self._refusal(request) or Response(
            _assets(("preview.css",)), media_type="text/css", headers=_HEADERS
        )

    async def _events(self, request: Request) -> Response:
        refused = self._refusal(request)
        if refused:
            return refused
        kind = "text/event-stream"
        if request.method == "HEAD":
            return Response(media_type=kind, headers=_HEADERS)
        asked = request.query_params
        tab = Tab(
            index_of(asked.get("page", "").lstrip("/")),
            tuple(path.lstrip("/") for path in asked.getlist("with")[:_MOST_FILES]),
            self.preview.revision_of(asked.get("seen", "")),
        )
        self.arrived()
        return StreamingResponse(self.streams.events(tab), media_type=kind, headers=_HEADERS)


def index_of(path: str) -> str:
    """Return the address of what a path means: of a folder its index."""
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def with_script(page: bytes, stamp: str) -> bytes:
    """Return a page with the preview's script in it: the only difference to `build`.

    It stands first, so that it sees the page before other scripts have changed it. What it is told
    of the page: the state it belongs to, and a digest of all but its main part and its title.
    """
    frame = digest(_CHANGING.sub(b"", page))[:16]
    told = f'data-stamp="{stamp}" data-frame="{frame}"'
    script = f'<script src="{SCRIPT_PATH}" {told} defer></script>'
    head = _HEAD.search(page)
    at = head.end() if head else len(page)
    return page[:at] + script.encode() + page[at:]


@cache
def _assets(names: tuple[str, ...]) -> str:
    folder = files("playbook.apps.preview") / "assets"
    return "\n".join((folder / name).read_text("utf-8") for name in names)


def _in_numbers(host: str) -> bool:
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdecimal() else host
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
