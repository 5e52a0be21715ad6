"""One playbook in memory: files go in, findings and pages come out.

Every command is this and a door: `sync` takes files (all of them, or the one that was saved), and
`diagnostics`, `page` and `outputs` give what the playbook is now. A clean build is the first edit.

What an earlier run found out may be given along (`shelf`, `remembered`): files that are as they
were need not be read, answers that still hold need not be computed.
"""

from collections.abc import Callable, Iterable, KeysView, Mapping
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import Any

from playbook.engine.answers.gatekeeping import revise
from playbook.engine.answers.memo import Memo
from playbook.engine.cache.documents.codec import unpack_findings
from playbook.engine.cache.documents.packed import Packed
from playbook.engine.cache.documents.shelf import FileShelf
from playbook.engine.cache.files import Digests
from playbook.engine.cache.keeping import FOLLOWED, KEEPING
from playbook.engine.cache.state import Settled
from playbook.engine.cache.tables.remembered import Remembered
from playbook.engine.files.survey import CONFIG
from playbook.engine.history.past import INDEXES
from playbook.engine.settings.premises import OPTIONS, Options, option_rows, setting_rows
from playbook.engine.settings.registry import KINDS
from playbook.engine.settings.site import Settings, read_settings
from playbook.engine.workspace.contribution import Contribution, File, Place, contribute, packed
from playbook.engine.workspace.diagnose import diagnose, diagnose_whole
from playbook.engine.workspace.term_index import TermIndex
from playbook.engine.workspace.untracked import untracked
from playbook.kinds.custom.kinds import with_own
from playbook.model.diagnostic import Diagnostic
from playbook.model.entry import Entry
from playbook.model.label import TERM_WORDS
from playbook.model.page import Asset, Page
from playbook.model.playbook import Playbook, Question
from playbook.model.text import Source, digest
from playbook.model.view import View
from playbook.reading.parse import Library
from playbook.rendering.plan import PARTS, published_assets, published_page, published_pages

__all__ = ["Options", "Workspace"]

_MANY, _OF_EACH = 20_000, 2
"""So many values are held at once, or so many a document; of answers from the shelf a quarter."""


class Workspace:
    """Files, the graph made of them, and the remembered answers.

    `config` is the path of the settings among the files. With a `shelf`, what files contribute is
    kept as bytes, and taken apart when it is needed; `read` then gives the bytes of a file.
    """

    def __init__(
        self,
        options: Options | None = None,
        config: str = CONFIG,
        shelf: FileShelf | None = None,
        remembered: Remembered | None = None,
        read: Callable[[str], bytes | None] = lambda _: None,
    ) -> None:
        self.options = options or Options()
        self.config = config
        self.shelf, self.playbook = shelf, Playbook(shelf)
        self.memo = Memo(self._ask, remembered, KEEPING, FOLLOWED, revise)
        self.term_words = TermIndex(self.playbook, self.memo, shelf.word_index if shelf else None)
        self.checkpoint: Callable[[], None] | None = None  # at each question; may raise to end work
        self.settings = Settings()
        self.settings_problems: tuple[Diagnostic, ...] = ()
        self._read = read
        self._files: dict[str, File] = {}
        self._digests = Digests({})
        self._most = _MANY
        self._documents: set[str] = set()
        self._findings: dict[str, tuple[Diagnostic, ...]] = {}
        self._unchecked: set[str] = set()
        self._place = Place(Library(KINDS), self.settings.theme)
        self._started = False

    @property
    def place(self) -> Place:
        """What decides how files are read."""
        return self._place

    def sync(self, changes: Mapping[str, bytes | None]) -> set[Question]:
        """Take in files: path → bytes, None for one gone. Return which questions changed."""
        changed = self._start(changes)
        for path in sorted(changes.keys() - {self.config}):
            changed |= self._take(path, changes[path])
        self.invalidate(changed)
        return changed

    def invalidate(self, changed: set[Question]) -> None:
        """Have asked anew what asked one of these questions, or one whose answer follows them."""
        before = len(self.memo.remembered) > 0
        following = self.term_words.following(changed, self._documents, before=before)
        self.memo.invalidate(changed | following)

    def take_settings(self, data: bytes) -> set[Question]:
        """Take in the settings alone, before any other file; return which questions changed."""
        return self._start({self.config: data})

    def take_seen(self, digests: Mapping[str, str], documents: set[str], settled: Settled) -> None:
        """Count files as taken in that lie on the shelf: digests by path, documents, findings."""
        self._digests = Digests(digests, self._digests)
        self._documents |= documents
        self._most = max(_MANY, _OF_EACH * len(documents))
        self._unchecked |= documents.intersection(settled.unknown)
        self._findings.update(held for held in settled.findings if held[0] in documents)

    def settled(self) -> Settled:
        """Return which findings all documents have, as far as that is known."""
        unknown = self.unchecked()
        return Settled.of(self._findings, self._documents - unknown, unknown)

    def take_packed(self, path: str, digest_: str, contribution: Packed) -> set[Question]:
        """Take in a file that was read elsewhere; the caller invalidates the questions returned."""
        self._digests[path] = digest_
        self._files.pop(path, None)
        self._findings.pop(path, None)
        return self._patch(path, contribution)

    def choose(self, options: Options) -> None:
        """Change the options, as if they were a file."""
        self.options = options
        self.memo.invalidate(self._take_options())

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return all findings, sorted by place. Costs what has changed since the last call."""
        for path in sorted(self.unchecked()):
            self.check(path)
        found = chain(self.remarks(), *self._findings.values())
        return tuple(sorted(found, key=lambda d: d.order))

    def unchecked(self) -> set[str]:
        """Return the documents whose findings may have changed since they were last asked for."""
        if woken := self.memo.woken("check"):
            self._unchecked |= self._documents.intersection(str(path) for _, path in woken)
        return self._unchecked

    def check(self, path: str) -> tuple[Diagnostic, ...]:
        """Bring the findings of one file up to date, and return them."""
        if path in self.unchecked():
            self._findings[path] = self._found(path)
            self._unchecked.discard(path)
        return self._findings.get(path, ())

    def found(self) -> set[str]:
        """Return the files of which there are findings, as far as that is known."""
        return {path for path, found in self._findings.items() if found}

    def remarks(self) -> tuple[Diagnostic, ...]:
        """Return the findings that no document has: of the settings, of the whole playbook."""
        return (*self.settings_problems, *self.memo.get(("check-whole",), diagnose_whole))

    def view(self) -> View:
        """Return the playbook as one may ask it from outside; nothing remembers what was asked."""
        return untracked(self._ask)

    def diagnostics_of(self, path: str) -> tuple[Diagnostic, ...]:
        """Return the findings of one document."""

        def check(view: View) -> tuple[Diagnostic, ...]:
            return diagnose(view.first("entry", path), view.ask("decoding", path), view)

        return self.memo.get(("check", path), check)

    def _found(self, path: str) -> tuple[Diagnostic, ...]:
        """Return the findings of one document, those of an earlier run if they still hold."""
        known = self.memo.kept(("check", path))
        return self.diagnostics_of(path) if known is None else unpack_findings(known)

    def pages(self) -> dict[str, Page]:
        """Return every page that is published, but those of the search index, by address."""
        return {page.url: page for part in PARTS for page in self.listed(part)}

    def listed(self, part: str) -> tuple[Page, ...]:
        """Return those of one of the `PARTS`."""
        return self.memo.get(("pages", part), partial(published_pages, part=part))

    def urls(self) -> list[str]:
        """Return the address of every page that is published, sorted."""
        return sorted({*self.pages(), *self.search_pages()})

    def page_at(self, url: str) -> Page | None:
        """Return the page at an address, or None; a draft has none unless drafts are shown."""
        found = self.memo.get(("page-at", url), lambda view: published_page(view, url))
        if found is None and url.startswith("search/"):
            return self.search_pages().get(url)
        return found

    def search_pages(self) -> Mapping[str, Page]:
        """Return the files of the search index by address; which there are depends on all words."""
        from playbook.rendering.search.files import search_plan  # noqa: PLC0415 - `check` needs none

        self.memo.catch_up(self.checkpoint)
        return self.memo.get(("search",), search_plan)

    def page(self, url: str) -> bytes | None:
        """Return a page's bytes, or None where there is none. Raises `TemplateProblem`."""
        page = self.page_at(url)
        return self.draw(page) if page else None

    def draw(self, page: Page) -> bytes:
        """Return the bytes of a page that is published. Raises `TemplateProblem`."""
        from playbook.rendering.render import render  # noqa: PLC0415 - `check` never renders

        if page.view == "search-index":
            self.memo.catch_up(self.checkpoint)
        return self.memo.get(("page", page.url, page), lambda view: render(page, view))

    def let_go(self, document: str, pages: Iterable[Page]) -> None:
        """Forget what nobody asks for again; it was exported."""
        for key in (("check", document), *(("page", page.url, page) for page in pages)):
            self.memo.forget(key)
        self.memo.shed(from_=self._most)
        self.playbook.let_go(from_=self._most // 4)

    def found_out(self, paths: Iterable[str]) -> None:
        """Keep the findings of documents in little room: few of them are asked for anew."""
        self.memo.retire(("check", path) for path in paths)
        self.playbook.let_go(from_=self._most // 4)

    def assets(self) -> tuple[Asset, ...]:
        """Return the files that are published as they are: the theme's, then the content's."""
        return self.memo.get(("assets",), published_assets)

    def source(self, path: str) -> Source | None:
        """Return the text of a file, for printing a finding's excerpt."""
        file = self._files.get(path)
        if not file and path in self._digests and (data := self._read(path)) is not None:
            file = File.of(path, data)
        return file.source if file else None

    def paths(self) -> KeysView[str]:
        """Return the paths of all files that were taken in, as they are at any time."""
        return self._digests.keys()

    def differs(self, path: str, data: bytes | None) -> bool:
        """Tell whether these bytes are not what was last taken in for a file."""
        return data is None or self._digests.get(path) != digest(data)

    def documents(self) -> frozenset[str]:
        """Return the paths of all documents."""
        return frozenset(self._documents)

    def drafts(self) -> frozenset[str]:
        """Return the paths of all drafts."""
        return frozenset(self.playbook.ask(("drafts", "")))

    def entries(self) -> Iterable[Entry[Any]]:
        """Return all documents, sorted by path."""
        return [self.playbook.ask(("entry", path))[0] for path in sorted(self._documents)]

    def _ask(self, question: Question) -> tuple[Any, ...]:
        """Answer a question: from the history, from what is joined of the rows, or from these."""
        if self.checkpoint is not None:
            self.checkpoint()
        if (past := self.options.past) and question[0] in INDEXES:
            return past.ask(question, self._place.library)
        if question[0] == TERM_WORDS:
            return self.term_words.ask(question[1])
        return self.playbook.ask(question)

    def _start(self, changes: Mapping[str, bytes | None]) -> set[Question]:
        changed: set[Question] = set()
        if not self._started:
            self._started = True
            changed |= self._take_options()
            if self.config not in changes:
                changed |= self._take_settings(None)
        if self.config in changes:
            changed |= self._take_settings(changes[self.config])
        return changed

    def _take_options(self) -> set[Question]:
        return self.playbook.patch(OPTIONS, option_rows(self.options, self.settings))

    def _take_settings(self, data: bytes | None) -> set[Question]:
        before = self.settings
        self.settings, _, marks, self.settings_problems = read_settings(self.config, data or b"")
        self._files[self.config] = File.of(self.config, data or b"")
        self._digests[self.config] = digest(data or b"")
        library = self._place.library
        if before.kinds != self.settings.kinds:
            library = replace(library, kinds=with_own(KINDS, self.settings.kinds))
        library = replace(library, content=self.settings.content_dir)
        self._place = Place(library, self.settings.theme)
        if self.shelf:
            self.shelf.library = library
        rows = setting_rows(self.settings, library, marks, self.settings_problems)
        changed = self.playbook.patch(self.config, rows)
        if before.reading != self.settings.reading:
            changed |= self._take_options()
            self._documents.clear()
            self._unchecked.clear()
            for path in sorted(self._digests):
                if path != self.config:
                    changed |= self._take_again(path)
        return changed

    def _take_again(self, path: str) -> set[Question]:
        file = self._files.get(path)
        return self._contribute(path, file) if file else self._take(path, self._read(path))

    def _take(self, path: str, data: bytes | None) -> set[Question]:
        if data is None:
            for held in (self._files, self._digests, self._findings):
                held.pop(path, None)
            self._documents.discard(path)
            self._unchecked.discard(path)
            self.memo.forget(("check", path))
            if self.shelf:
                self.shelf.forget(path)
            return self.playbook.patch(path, ())
        file = File.of(path, data)
        self._files[path] = file
        self._digests[path] = file.asset.digest
        return self._contribute(path, file)

    def _contribute(self, path: str, file: File) -> set[Question]:
        """Contribute a file's rows; as bytes where there is a shelf, and the file can be bytes."""
        contribution = contribute(path, file, self._place)
        self._findings[path] = contribution.problems
        if self.shelf:
            self.shelf.forget(path)
            if (small := packed(contribution)) is not None:
                self._files.pop(path, None)
                return self._patch(path, small)
        return self._count(path, contribution)

    def _patch(self, path: str, contribution: Packed) -> set[Question]:
        if self.shelf is None:
            message = "what a file contributes comes as bytes, and there is no shelf for them"
            raise TypeError(message)
        return self._count(path, Contribution(self.shelf.put(path, contribution)))

    def _count(self, path: str, contribution: Contribution) -> set[Question]:
        if self._place.holds_document(path) and path in self._digests:
            self._documents.add(path)
            self._unchecked.add(path)
        return self.playbook.patch(path, contribution.rows)
