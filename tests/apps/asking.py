"""The preview's web application asked in this process, without a socket."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote, unquote

from apps.aside import aside
from apps.serving import Answer
from playbook.apps.preview.server import Server

Message = dict[str, Any]


def ask(server: Server, target: str) -> Answer:
    """Send a GET request for a path, and return the answer."""
    host = next(iter(server.serving.hosts))
    path, _, query = target.partition("?")
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "path": unquote(path),
        "raw_path": quote(path).encode(),
        "query_string": query.encode(),
        "headers": [(b"host", host.encode())],
        "scheme": "http",
        "server": ("127.0.0.1", 80),
        "root_path": "",
    }
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:  # noqa: ANN401 - as the protocol has it
        sent.append(message)

    application: Callable[..., Awaitable[None]] = server.application()
    aside(lambda: asyncio.run(_run(application, scope, receive, send)))
    head, *rest = sent
    headers = {name.decode(): value.decode() for name, value in head["headers"]}
    return Answer(head["status"], headers, b"".join(part.get("body", b"") for part in rest))


async def _run(application: Callable[..., Awaitable[None]], *arguments: object) -> None:
    await application(*arguments)
