"""What a page did that it should not have done: broken policies, errors, requests elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

_LISTEN = """
globalThis.testViolations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
"""


class Watch:
    """Listens to every page of a context; `faults` are what was seen, in words."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.faults: list[str] = []
        self.requests: list[str] = []
        self._origin = origin
        context.add_init_script(_LISTEN)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(f"error: {error.error}"))
        context.on("dialog", lambda dialog: (self.faults.append("a dialog"), dialog.dismiss()))
        context.on("request", self._request)
        context.on("requestfailed", lambda request: self.faults.append(f"failed: {request.url}"))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(
                f"{message.type}: {message.text} ({message.page and message.page.url})"
            )

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)
        if not request.url.startswith(self._origin):
            self.faults.append(f"asked for {request.url}")
