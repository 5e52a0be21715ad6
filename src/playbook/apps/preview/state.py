"""What the preview shows now: a workspace kept in step with the disk, shared between threads."""

import threading
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from playbook.apps.preview.answers import Answer, Judgement
from playbook.apps.preview.disk import Disk
from playbook.apps.preview.prints import Prints
from playbook.apps.preview.reopening import reopened
from playbook.apps.preview.turns import Turns
from playbook.engine.cache.store import Lost
from playbook.engine.history.past import Past
from playbook.engine.runs.kept_templates import templates_of
from playbook.engine.runs.project import Project
from playbook.engine.runs.session import Session
from playbook.engine.workspace.finding_out import find_out, put_away
from playbook.engine.workspace.template_finding import template_finding
from playbook.engine.workspace.workspace import Options, Workspace
from playbook.model.diagnostic import Diagnostic
from playbook.model.page import Asset
from playbook.model.text import Source, digest
from playbook.rendering.strings import Texts, strings
from playbook.rendering.templates.codes import hold
from playbook.rendering.templates.problem import TemplateProblem

T = TypeVar("T")

SEARCH = "search/"
"""Where the files of the search index are: to make one is work, so that it gives way to pages."""


@dataclass
class Preview:
    """A project, its workspace, and a number that grows with every change that was taken in.

    While the settings are broken the last good ones stay in use; `faults` says what is wrong.
    With `cache` it goes on from what an earlier run found out.

    `latest` is the page of the document that was saved last, with the state since then; its address
    is "" where several files were saved at once.
    """

    project: Project
    options: Options
    with_history: bool = False
    cache: bool = False
    revision: int = 0
    latest: tuple[int, str] = (0, "")
    workspace: Workspace = field(init=False)
    turns: Turns = field(default_factory=Turns)
    faults: tuple[Diagnostic, ...] = ()
    judgement: Judgement = field(default_factory=Judgement)
    alarm: Callable[[], None] = lambda: None
    """Called, with the workspace in hand, when a page turns out to be one that cannot be made."""

    searched: int = -1
    """The state for which the search index is ready."""

    _faulty: Source | None = None
    _disk: Disk = field(init=False)
    _started: str = field(default_factory=lambda: f"{time.time_ns():x}")
    _refreshing: threading.Lock = field(default_factory=threading.Lock)
    _prints: Prints = field(default_factory=Prints)
    _broken: dict[str, Diagnostic] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the whole project once."""
        if self.with_history:
            self.options = replace(self.options, past=self.project.past())
        session = self._begin(cache=self.cache)
        self._disk = Disk(self.project, session.stamps, session.problems)
        self.faults, self._faulty = self.project.faults, self.project.source
        self._judge_files()

    @property
    def stamp(self) -> str:
        """What tells two states of the preview apart, those before and after a restart too."""
        return f"{self._started}-{self.revision}"

    def revision_of(self, stamp: str) -> int:
        """Return the number in a stamp, -1 for a stamp of another run."""
        started, _, number = stamp.rpartition("-")
        return int(number) if started == self._started and number.isdecimal() else -1

    # --- the one way to the workspace ------------------------------------------------------------

    def _begin(self, *, cache: bool) -> Session:
        try:
            # Processes are started before there are threads, and not afterwards.
            workers = None if cache else 1
            session = Session.open(
                self.project, self.options, cache=cache, workers=workers, is_whole=False
            )
        except Lost:
            session = Session.open(self.project, self.options, cache=False)
        self.workspace = session.workspace
        hold(templates_of(session))
        return session

    def _asked(self, work: Callable[[], T]) -> T:
        """Return what `work` does with the workspace, as soon as it is this one's turn."""
        with self.turns.first():
            return self._guarded(work)

    def _asked_later(self, work: Callable[[], T]) -> T:
        """Return what `work` does with all documents; it gives way to all that is waited for."""
        if self.workspace.shelf:
            self.workspace.shelf.wait()
        return self.turns.later(self.workspace, lambda: self._guarded(work))

    def _guarded(self, work: Callable[[], T]) -> T:
        """Do work; if what an earlier run left is gone meanwhile, everything is read once more."""
        try:
            return work()
        except Lost:
            self._begin(cache=False)
            self.revision += 1
            return work()

    # --- what changed ----------------------------------------------------------------------------

    def refresh(self, paths: Collection[str] | None = None) -> tuple[str, ...]:
        """Take in files that may have changed, by default all that look so; return those that did.

        Files are compared by their bytes, so that a save that changes nothing changes nothing. A
        file that cannot be read is among the paths when that is news.
        """
        with self._refreshing:
            told = {*self.faults, *self.project.problems}
            changed = self._really_changed(self._looked_at(paths))
            if changed:
                self._asked(partial(self._take_in, changed))
            self._judge_files()
            news = told ^ {*self.faults, *self.project.problems}
            return tuple(sorted({*changed, *(finding.span.path for finding in news)}))

    def _looked_at(self, paths: Collection[str] | None) -> dict[str, bytes | None]:
        """Return what files have in them now, None for those that are gone; by default of all.

        Settings that are wrong are left out. Where they name other folders, all is looked at.
        """
        config = self.project.config.name
        parts = self._disk.parts()
        found: dict[str, bytes | None] = {}
        if paths is None or config in paths:
            self._read_settings()
            if not self.faults:
                found[config] = self.project.text
        if paths is None or parts != self._disk.parts():
            paths = self._disk.differing()
        else:
            for path in paths:
                self._disk.note(path)
        return found | {path: self._disk.read(path) for path in paths if path != config}

    def _really_changed(self, found: Mapping[str, bytes | None]) -> dict[str, bytes | None]:
        """Return those files that are not as the workspace has them."""
        known = frozenset(self.workspace.paths()) if None in found.values() else frozenset()
        return {
            path: data
            for path, data in found.items()
            if (path in known if data is None else self.workspace.differs(path, data))
        }

    def _take_in(self, changed: Mapping[str, bytes | None]) -> None:
        self.workspace.sync(changed)
        self.revision += 1
        only = next(iter(changed)) if len(changed) == 1 else ""
        self.latest = (self.revision, self._page_of(only))

    def refresh_history(self) -> bool:
        """Look whether git knows more, or something else; tell whether that is so."""
        if not self.with_history:
            return False
        past: Past | None = self.project.past()
        known = self.options.past
        if (past and past.revision) == (known and known.revision):
            return False

        def choose() -> None:
            self.options = replace(self.options, past=past)
            self.workspace.choose(self.options)
            self.revision += 1

        self._asked(choose)
        return True

    # --- what there is ---------------------------------------------------------------------------

    def answer(self, url: str) -> Answer:
        """Return what is at an address, as `build` would publish it; the 404 page if nothing is."""
        ask = self._asked_later if url.startswith(SEARCH) else self._asked
        found, asset = ask(lambda: self._find(url))
        if asset is None:
            return found
        tree = self.project.tree()
        data = self.project.read(asset.path) if _is_held(tree.holds, asset.path) else None
        return replace(found, data=data or b"", status=found.status if data is not None else 404)

    def has_page(self, url: str) -> bool:
        """Tell whether there is a page at an address."""
        return self._asked(lambda: self.workspace.page_at(url) is not None)

    def since(self, urls: Collection[str]) -> dict[str, int]:
        """Return from which state on addresses have the bytes that they have now.

        Files of the search index are left out until they are ready.
        """
        ready = self.searched == self.revision
        asked = [url for url in urls if ready or not url.startswith(SEARCH)]
        found = {}
        for url in asked:
            # One by one, so that who asks for a page comes in between.
            self._asked(partial(self._find, url))
            found[url] = self._prints.since(url)
        return found

    def source_of(self, url: str) -> str:
        """Return the path of the document that a page shows, "" for a page made of many."""
        page = self._asked(lambda: self.workspace.page_at(url))
        return page.source if page else ""

    def broken_by(self, url: str) -> str:
        """Return the path of the template because of which a page cannot be made, or ""."""
        found = self._broken.get(url)
        return found.span.path if found else ""

    def texts(self) -> Texts:
        """Return the texts of the interface in the language of the site."""
        return self._asked(lambda: self.workspace.memo.get(("preview-texts",), strings))

    def stop(self) -> None:
        """End all that goes on: nobody will ask any more."""
        self.turns.stop()
        if self.workspace.shelf:
            self.workspace.shelf.stop()

    # --- what can wait ---------------------------------------------------------------------------

    def judge(self) -> Judgement:
        """Find out all that is wrong; gives way to readers. Of broken settings, as they are now."""
        revision, found, documents = self._asked_later(self._judged)
        self.judgement = Judgement.of(revision, found, self._source, documents)
        return self.judgement

    def prepare_search(self) -> None:
        """Bring the search index in step with the documents; gives way to readers."""

        def prepare() -> int:
            # One file needs the plan of all files, and that the words of all documents.
            self.workspace.page(f"{SEARCH}index.js")
            put_away(self.workspace)
            return self.revision

        self.searched = self._asked_later(prepare)

    def _judged(self) -> tuple[int, tuple[Diagnostic, ...], int]:
        for url in tuple(self._broken):
            self._find(url)
        broken = set(self._broken.values())
        find_out(self.workspace)
        found = (*self.project.problems, *self.workspace.diagnostics(), *broken)
        if self.faults:
            name = self.project.config.name
            found = (*self.faults, *(finding for finding in found if finding.span.path != name))
        return self.revision, found, len(self.workspace.documents())

    def _source(self, path: str) -> Source | None:
        if self.faults and path == self.project.config.name:
            return self._faulty
        return self.workspace.source(path)

    # --- with the workspace in hand --------------------------------------------------------------

    def _find(self, url: str) -> tuple[Answer, Asset | None]:
        """Find what is at an address, and note when it changed; of a file only which one it is."""
        asset: Asset | None = None
        status, broken, data = 200, None, b""
        try:
            page = self.workspace.page(url)
            if page is None:
                asset = self._asset(url)
            if page is None and asset is None:
                status, page = 404, self.workspace.page("404.html")
            data = page or b""
        except TemplateProblem as problem:
            broken = template_finding(problem, self.workspace)
            status = 500
        if broken is None:
            self._broken.pop(url, None)
        elif self._broken.get(url) != broken:
            self._broken[url] = broken
            self.alarm()
        print_ = (
            asset.digest if asset else digest(f"{status}{broken}".encode("utf-8", "replace") + data)
        )
        self._prints.note(url, print_, self.revision)
        named = "404.html" if status == 404 else url  # noqa: PLR2004 - not found
        return Answer(status, named, data, self.stamp, broken), asset

    def _asset(self, url: str) -> Asset | None:
        playbook, content = self.workspace.playbook, self.workspace.settings.content_dir
        for question in (("static", url), ("file", f"{content}/{url}")):
            for asset in playbook.ask(question):
                found: Asset = asset
                return found if found.url == url else None
        return None

    def _page_of(self, path: str) -> str:
        cards = self.workspace.playbook.ask(("path", path))
        url = cards[0].url if cards else ""
        return url if url and self.workspace.page_at(url) else ""

    def _judge_files(self) -> None:
        self.project.judge(self._disk.problems, self.workspace.paths())

    def _read_settings(self) -> None:
        now = reopened(self.project)
        if isinstance(now, Diagnostic):
            self.faults, self._faulty = (now,), None
            return
        self.faults, self._faulty = now.faults, now.source
        if not now.faults:
            now.problems = self.project.problems
            self.project = now
            self._disk.use(now)


def _is_held(holds: Callable[[str], bool], path: str) -> bool:
    """Tell whether a file of the project is still one; those of the built-in theme always are."""
    return path.startswith("theme:") or holds(path)
