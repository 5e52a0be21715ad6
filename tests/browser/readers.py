"""Members of staff who use the site by keyboard, by touch, or without scripts."""

import re
from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from re import Pattern
from urllib.parse import urlencode

from playwright.sync_api import BrowserContext, Locator, Page, expect

from browser.watching import Watch

MOST_TABS = 150
"""How often somebody presses Tab on one page before giving up; beyond it nothing is in reach."""

PATIENCE = 30_000
"""How long somebody waits for what does not come, in milliseconds."""

HAS_FOCUS = "(element) => element === document.activeElement"
IS_AT_THE_TOP = "document.activeElement === document.body"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Reader(ABC):
    """Somebody with a question, who begins on the home page and goes on by one means alone."""

    has_scripts = True

    def __init__(self, context: BrowserContext, home: str) -> None:
        self.watch = Watch(context, home)
        self.home = home
        context.set_default_timeout(PATIENCE)
        self.page: Page = context.new_page()

    @property
    def main(self) -> Locator:
        """What stands between the header and the footer."""
        return self.page.get_by_role("main")

    @property
    def title(self) -> Locator:
        """The heading of the page."""
        return self.page.get_by_role("heading", level=1)

    def begin(self) -> None:
        """Come to the home page."""
        self.page.goto(f"{self.home}index.html")

    def link(self, name: str | Pattern[str], within: str = "main") -> Locator:
        """The first link that is seen and called so, within what a CSS selector says."""
        links = self.page.locator(within).get_by_role("link", name=name, exact=True)
        return links.locator("visible=true").first

    def follow(self, name: str | Pattern[str], within: str = "main") -> None:
        """Follow that link and wait for what it leads to."""
        link = self.link(name, within)
        self.come_to(link)
        with self._going():
            self.press(link)

    def look_in(self, kind: str, title: str, query: str, answer: str) -> None:
        """Find a document: by the search, which answers at once, or in the list of its kind."""
        if not self.has_scripts:
            self.follow(kind)
            self.follow(title)
            return
        self.open_search()
        field = self.page.locator("[id='ui:search-input']")
        expect(field).to_be_focused()
        self.page.keyboard.type(query)
        # What was found for half of the words gives way to what is found for all of them.
        done = self.page.locator("[id='ui:search-status'] a")
        expect(done).to_have_attribute("href", re.compile(re.escape(urlencode({"q": query})) + "$"))
        result = self.page.locator(".result", has=self.page.get_by_text(title, exact=True)).first
        expect(result).to_contain_text(answer)
        with self._going():
            self.open_result(result)
        expect(self.title).to_have_text(title)

    def leave(self) -> None:
        """Close the site; nothing may have gone wrong, nor have needed to be scrolled sideways."""
        assert self.page.evaluate(OVERFLOW) == 0
        assert self.watch.faults == []

    def _going(self) -> AbstractContextManager[object]:
        return self.page.expect_navigation(wait_until="load")

    def _list(self, label: str) -> Locator:
        return self.page.get_by_role("combobox", name=label, exact=True)

    @abstractmethod
    def come_to(self, target: Locator) -> None:
        """Come so far that the target can be pressed."""

    @abstractmethod
    def press(self, target: Locator) -> None:
        """Press a link or a button."""

    @abstractmethod
    def open_search(self) -> None:
        """Open the search from wherever one is."""

    @abstractmethod
    def open_result(self, result: Locator) -> None:
        """Open a result of the search."""

    @abstractmethod
    def ask(self, label: str, words: str) -> None:
        """Write into a field."""

    @abstractmethod
    def choose(self, label: str, option: str) -> None:
        """Choose from a list."""

    @abstractmethod
    def peek(self, link: Locator) -> None:
        """Have a definition shown without leaving the page."""


class KeyboardReader(Reader):
    """Has no pointer: Tab, the arrows, letters and Enter."""

    def come_to(self, target: Locator) -> None:
        if self.page.evaluate(IS_AT_THE_TOP):
            self.page.keyboard.press("Tab")
            expect(self.page.get_by_role("link", name="Skip to the content")).to_be_focused()
            self.page.keyboard.press("Enter")
            expect(self.main).to_be_focused()
        for _ in range(MOST_TABS):
            if target.evaluate(HAS_FOCUS):
                break
            self.page.keyboard.press("Tab")
        expect(target).to_be_focused()
        expect(target).to_be_in_viewport()

    def press(self, target: Locator) -> None:
        self.come_to(target)
        self.page.keyboard.press("Enter")

    def open_search(self) -> None:
        self.page.keyboard.press("/")

    def open_result(self, result: Locator) -> None:
        stops = self.page.locator("[id='ui:search-results'] :is(a, button)")
        for number in range(MOST_TABS):
            self.page.keyboard.press("ArrowDown")
            expect(stops.nth(number)).to_be_focused()
            if result.locator(".result-link").evaluate(HAS_FOCUS):
                break
        self.page.keyboard.press("Enter")

    def ask(self, label: str, words: str) -> None:
        self.come_to(self.page.get_by_label(label))
        self.page.keyboard.type(words)

    def choose(self, label: str, option: str) -> None:
        # One letter at a time: a list forgets after a second what was typed.
        chosen = self._list(label)
        self.come_to(chosen)
        for _ in range(MOST_TABS):
            if chosen.evaluate("(it) => it.selectedOptions[0].text") == option:
                break
            self.page.keyboard.press(option[0])

    def peek(self, link: Locator) -> None:
        self.come_to(link)


class TouchReader(Reader):
    """Has a phone and a finger; what is typed comes from the phone's own keys."""

    def come_to(self, target: Locator) -> None:
        target.scroll_into_view_if_needed()

    def press(self, target: Locator) -> None:
        target.tap()

    def open_search(self) -> None:
        self.page.locator("header").get_by_role("link", name=re.compile("^Search")).first.tap()

    def open_result(self, result: Locator) -> None:
        result.locator(".result-title").tap()

    def ask(self, label: str, words: str) -> None:
        self.page.get_by_label(label).tap()
        self.page.keyboard.type(words)

    def choose(self, label: str, option: str) -> None:
        self._list(label).select_option(option)

    def peek(self, link: Locator) -> None:
        link.tap()


class ScriptlessReader(TouchReader):
    """Has the same phone, whose browser runs no scripts."""

    has_scripts = False
