"""What a page did that it should not have done: broken policies, errors, requests elsewhere."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Request

_LISTEN = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
"""


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

    def _add(self, what: str, words: str) -> None:
        self.faults.append(f"{what}: {words}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self._add(message.type, f"{message.text} {message.location}")

    def _dialog(self, dialog: Dialog) -> None:
        self._add("dialog", dialog.message)
        dialog.dismiss()

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the reader went on before it was there
            self._add("failed", f"{request.url} {request.failure}")

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)
        if not request.url.startswith(self._home):
            self._add("elsewhere", request.url)
