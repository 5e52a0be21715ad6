"""What a page did that it should not have done: broken policies, errors, requests elsewhere."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Request

_LISTEN = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
"""

_LOOKED_FOR = "/assets/lost.js"
"""The page for what is not there asks for this in every folder above it, to find its site."""


class Watch:
    """Listens to all pages of a context; `faults` are what was seen, in words."""

    def __init__(self, context: BrowserContext, home: str) -> None:
        self.context = context
        self.faults: list[str] = []
        self.requests: list[str] = []
        self._home = home
        context.add_init_script(_LISTEN)
        context.on("console", self._console)
        context.on("dialog", self._dialog)
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("weberror", lambda error: self._add("error", str(error.error)))

    def _above(self, url: str) -> str:
        """Return a folder above the site from which a page may ask for one script, or the site."""
        folder = url.removesuffix(_LOOKED_FOR)
        return folder if folder != url and self._home.startswith(folder) else self._home

    def _add(self, what: str, words: str) -> None:
        self.faults.append(f"{what}: {words}")

    def _console(self, message: ConsoleMessage) -> None:
        asked = str(message.location.get("url", "")).endswith(_LOOKED_FOR)
        if message.type in {"error", "warning"} and not asked:
            self._add(message.type, f"{message.text} {message.location}")

    def _dialog(self, dialog: Dialog) -> None:
        self._add("dialog", dialog.message)
        dialog.dismiss()

    def _failed(self, request: Request) -> None:
        # The reader may have gone on before it was there.
        if request.failure != "net::ERR_ABORTED" and not request.url.endswith(_LOOKED_FOR):
            self._add("failed", f"{request.url} {request.failure}")

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)
        if not request.url.startswith((self._home, self._above(request.url))):
            self._add("elsewhere", request.url)
