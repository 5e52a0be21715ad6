"""Visitors of a site: each comes with nothing, into a window that stays open from test to test.

To open a window is most of what a short test asks of this browser. So visitors of one kind share
one, each in a tab of its own; when a visitor has gone, nothing is left that the next could find.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

from browser.watching import unwatch


@dataclass(frozen=True)
class Equipment:
    """What a visitor comes with."""

    width: int = 1280
    height: int = 900
    has_touch: bool = False
    has_scripts: bool = True
    noon: str = ""
    """What every clock shows, such as "2026-06-20T12:00:00"; "" for the time that it is."""


class Visitors:
    """Lends a context of the browser for each visit."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._waiting: dict[Equipment, list[_Window]] = {}

    @contextmanager
    def visitor(self, equipment: Equipment = Equipment()) -> Iterator[BrowserContext]:
        """Give a context in which nobody has been; what is opened in it is closed afterwards.

        Scripts for every page (`add_init_script`) cannot be taken out again: they are for pages.
        """
        waiting = self._waiting.setdefault(equipment, [])
        window = waiting.pop() if waiting else self._opened(equipment)
        if equipment.noon:
            window.context.clock.set_fixed_time(equipment.noon)
        yield window.context
        window.clear()
        if window.has_own_clock and not equipment.noon:
            window.context.close()  # a clock cannot be taken out again
        else:
            waiting.append(window)

    def _opened(self, equipment: Equipment) -> "_Window":
        context = self._browser.new_context(
            viewport={"width": equipment.width, "height": equipment.height},
            has_touch=equipment.has_touch,
            java_script_enabled=equipment.has_scripts,
        )
        page = context.new_page()
        return _Window(context, page, context.new_cdp_session(page))


class _Window(NamedTuple):
    """A context and the blank page that keeps its window open."""

    context: BrowserContext
    page: Page
    session: CDPSession

    @property
    def has_own_clock(self) -> bool:
        """Whether a visitor has set the clock, which every page of the window then has."""
        return bool(self.page.evaluate("!/native code/.test(String(setTimeout))"))

    def clear(self) -> None:
        """Leave nothing of a visit."""
        for page in self.context.pages:
            if page != self.page:
                page.close()
        unwatch(self.context)
        self.context.unroute_all()
        self.context.clear_permissions()
        self.context.clear_cookies()
        self.session.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
        self.session.send("Network.clearBrowserCache")
