"""What open tabs are told: server-sent events, one stream for each visible tab.

A tab says which page it shows, which files that page has loaded, and the state that it has them
from. It is told when one of these has other bytes, and of the findings; of nothing else.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Any

from playbook.apps.preview.editor_link import address
from playbook.apps.preview.findings import counted
from playbook.apps.preview.state import Preview
from playbook.model.diagnostic import Severity

_HEARTBEAT = 15.0  # seconds between signs of life, so that a dead connection is noticed
_SAVED = "-"
_RETRY = 400  # milliseconds after which a browser tries again when the server went away


@dataclass(frozen=True)
class Tab:
    """What a tab shows: the addresses of its page and of the files it loaded, from which state."""

    url: str
    files: tuple[str, ...]
    seen: int


@dataclass
class Streams:
    """All open streams; `tell` wakes them, `stop` ends them. Both belong to the loop's thread.

    `template` is the editor's address; `follows` takes tabs to the document that was saved last.
    """

    preview: Preview
    executor: Executor
    template: str = ""
    follows: bool = False
    _wakes: set[asyncio.Event] = field(default_factory=set)
    _stopping: bool = False

    def tell(self) -> None:
        """Say that there may be something new."""
        for wake in self._wakes:
            wake.set()

    def stop(self) -> None:
        """End all streams, so that they do not hold up the server."""
        self._stopping = True
        self.tell()

    async def events(self, tab: Tab) -> AsyncIterator[str]:
        """Yield the events of one stream."""
        wake = asyncio.Event()
        wake.set()
        self._wakes.add(wake)
        known = dict.fromkeys((tab.url, *tab.files), tab.seen)
        told: dict[str, Any] = {"changed": [], "goto": ""}
        loop = asyncio.get_running_loop()

        def work(task: Callable[[], dict[str, Any]]) -> Awaitable[dict[str, Any]]:
            return loop.run_in_executor(self.executor, task)

        yield f"retry: {_RETRY}\n\n"
        try:
            while not self._stopping:
                try:
                    await asyncio.wait_for(wake.wait(), _HEARTBEAT)
                except TimeoutError:
                    yield ": alive\n\n"
                    continue
                wake.clear()
                news = await work(lambda: self._news(tab, known))
                fresh = {name: value for name, value in news.items() if told.get(name) != value}
                if fresh:
                    told = news | {"changed": [], "goto": ""}
                    yield f"data: {json.dumps(fresh)}\n\n"
        finally:
            self._wakes.discard(wake)

    def _news(self, tab: Tab, known: dict[str, int]) -> dict[str, Any]:
        """Return what a tab is told; notes in `known` from which state on each address is known.

        `_SAVED` stands there for the document that was saved last.
        """
        preview = self.preview
        stamp, (since, latest) = preview.stamp, preview.latest
        is_led = self.follows and since > known.get(_SAVED, max(tab.seen, 0))
        known[_SAVED] = since
        changed = []
        for url, since in preview.since([url for url in known if url != _SAVED]).items():
            if since > known[url]:
                known[url] = since
                changed.append(f"/{url}")
        source = preview.source_of(tab.url)
        return {
            "stamp": stamp,
            "changed": changed,
            "broken": preview.answer(tab.url).broken is not None,
            "findings": self._findings(source),
            "edit": self._edit(source),
            "goto": f"/{latest}" if is_led and latest else "",
        }

    def _findings(self, source: str) -> dict[str, Any]:
        judged, texts = self.preview.judgement, self.preview.texts()
        shown = [found for found in judged.findings if found.severity is not Severity.NOTICE]
        return {
            "mark": judged.digest,
            "words": counted(texts, shown),
            "errors": judged.count(Severity.ERROR),
            "source": source,
            "texts": {
                name: texts(f"preview.{name}")
                for name in ("name", "close", "findings", "lost", "stale", "edit-page")
            },
        }

    def _edit(self, source: str) -> str:
        if not (source and self.template):
            return ""
        return address(self.template, self.preview.project.root / source, 1, 1)
