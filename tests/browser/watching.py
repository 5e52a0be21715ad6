"""What a page did that it should not have done: broken policies, errors, requests elsewhere."""

import re
from weakref import WeakKeyDictionary

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Request, WebError

_LISTEN = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
"""

_LOOKED_FOR = re.compile(r"/assets/lost(/\d\.css|\.js)$")
"""The page for what is not there asks for these in every folder above it, to find its site."""


class Watch:
    """Listens to all pages of a context; `faults` are what was seen, in words."""

    def __init__(self, context: BrowserContext, home: str) -> None:
        self.context = context
        self.faults: list[str] = []
        self.requests: list[str] = []
        self._home = home
        if context not in _WATCHES:
            context.add_init_script(_LISTEN)
        _WATCHES.setdefault(context, []).append(self)
        context.on("console", self._console)
        context.on("dialog", self._dialog)
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("weberror", self._error)

    def stop(self) -> None:
        """Listen no longer."""
        self.context.remove_listener("console", self._console)
        self.context.remove_listener("dialog", self._dialog)
        self.context.remove_listener("request", self._request)
        self.context.remove_listener("requestfailed", self._failed)
        self.context.remove_listener("weberror", self._error)

    def _above(self, url: str) -> str:
        """Return a folder above the site from which a page may ask for these, or the site."""
        folder = _LOOKED_FOR.sub("", url)
        return folder if folder != url and self._home.startswith(folder) else self._home

    def _add(self, what: str, words: str) -> None:
        self.faults.append(f"{what}: {words}")

    def _console(self, message: ConsoleMessage) -> None:
        asked = _LOOKED_FOR.search(str(message.location.get("url", "")))
        if message.type in {"error", "warning"} and not asked:
            self._add(message.type, f"{message.text} {message.location}")

    def _dialog(self, dialog: Dialog) -> None:
        self._add("dialog", dialog.message)
        dialog.dismiss()

    def _error(self, error: WebError) -> None:
        self._add("error", str(error.error))

    def _failed(self, request: Request) -> None:
        # The reader may have gone on before it was there.
        if request.failure != "net::ERR_ABORTED" and not _LOOKED_FOR.search(request.url):
            self._add("failed", f"{request.url} {request.failure}")

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)
        if not request.url.startswith((self._home, self._above(request.url))):
            self._add("elsewhere", request.url)


_WATCHES: WeakKeyDictionary[BrowserContext, list[Watch]] = WeakKeyDictionary()
"""Who listens to a context; an empty list where somebody did before."""


def unwatch(context: BrowserContext) -> None:
    """Let nobody listen to a context any longer."""
    for watch in _WATCHES.get(context, ()):
        watch.stop()
    if context in _WATCHES:
        _WATCHES[context] = []
