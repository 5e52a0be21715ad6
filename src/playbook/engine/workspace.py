"""One playbook in memory: files go in, findings and pages come out.

Every command is this and a door: `sync` takes files (all of them, or the one that was saved), and
`diagnostics`, `page` and `outputs` give what the playbook is now. A clean build is the first edit.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from playbook.engine.diagnose import Rulebook, diagnose, diagnose_whole
from playbook.engine.memo import Memo
from playbook.engine.past import INDEXES, Past
from playbook.engine.registry import KINDS, RULES
from playbook.engine.site import Settings, read_settings
from playbook.engine.theming import THEME_PREFIX, template_row, theme_row
from playbook.engine.tree import TEXT_SUFFIXES
from playbook.kinds.custom import with_own
from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.entry import Entry
from playbook.model.indexes import document_rows
from playbook.model.page import Asset, Page
from playbook.model.playbook import Playbook, Question, Row
from playbook.model.text import Source, Span, digest
from playbook.model.view import View
from playbook.reading.decode import decode
from playbook.reading.parse import Library, parse
from playbook.rendering.plan import entry_pages, site_pages
from playbook.rendering.search import search_rows
from playbook.rendering.template_problem import TemplateProblem

CONFIG = "site.yml"
_RULES = Rulebook(RULES)


@dataclass(frozen=True)
class Options:
    """What a run may choose: the day rules about time compare with (None: none), and for whom.

    `past` is the history that rules may look at; None switches them off.
    """

    as_of: date | None = None
    drafts: bool = False
    audience: str = ""
    past: Past | None = None


@dataclass(frozen=True)
class _File:
    """A file as last seen. `source` is None for files that are no text."""

    source: Source | None
    problems: tuple[Diagnostic, ...]
    asset: Asset


class Workspace:
    """Files, the graph made of them, and the remembered answers.

    `config` is the path of the settings among the files.
    """

    def __init__(self, options: Options | None = None, config: str = CONFIG) -> None:
        self.options = options or Options()
        self.config = config
        self.playbook = Playbook()
        self.memo = Memo(self._ask)
        self.checkpoint: Callable[[], None] | None = None
        """Called at each question; what it raises ends the computation, which can begin again."""
        self.settings = Settings()
        self.settings_problems: tuple[Diagnostic, ...] = ()
        self._files: dict[str, _File] = {}
        self._entries: dict[str, Entry[Any]] = {}
        self._findings: dict[str, tuple[Diagnostic, ...]] = {}
        self._unchecked: set[str] = set()
        self._library = Library(KINDS)
        self._started = False

    def sync(self, changes: Mapping[str, bytes | None]) -> set[Question]:
        """Take in files: path → bytes, None for one gone. Return which questions changed."""
        changed: set[Question] = set()
        if not self._started:
            self._started = True
            changed |= self._take_options()
            if self.config not in changes:
                changed |= self._take_settings(None)
        if self.config in changes:
            changed |= self._take_settings(changes[self.config])
        for path in sorted(changes):
            if path != self.config:
                changed |= self._take(path, changes[path])
        self.memo.invalidate(changed)
        return changed

    def choose(self, options: Options) -> None:
        """Change the options, as if they were a file."""
        self.options = options
        self.memo.invalidate(self._take_options())

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return all findings, sorted by place. Costs what has changed since the last call."""
        self._unchecked |= {str(path) for _, path in self.memo.woken("check")}
        for path in sorted(self._unchecked & self._entries.keys()):
            self._findings[path] = self.diagnostics_of(path)
            if not self._findings[path]:
                del self._findings[path]
            self._unchecked.discard(path)
        found = list(self.settings_problems)
        found += self.memo.get(("check-whole",), lambda view: diagnose_whole(RULES, view))
        for findings in self._findings.values():
            found += findings
        return tuple(sorted(found, key=lambda d: d.order))

    def diagnostics_of(self, path: str) -> tuple[Diagnostic, ...]:
        """Return the findings of one document."""

        def check(view: View) -> tuple[Diagnostic, ...]:
            entry = view.first("entry", path)
            return diagnose(entry, view.ask("decoding", path), self._library.kinds, _RULES, view)

        return self.memo.get(("check", path), check)

    def urls(self) -> list[str]:
        """Return the address of every page that is published, sorted."""
        found = {url for url in self.playbook.keys("page") if self.page_at(url)}
        return sorted(found.union(self._search_pages()))

    def page_at(self, url: str) -> Page | None:
        """Return the page at an address, or None; a draft has none unless drafts are shown."""
        found: tuple[Page, ...] = self.playbook.ask(("page", url))
        for page in found:
            if self._published(page):
                return page
        return self._search_pages().get(url) if url.startswith("search/") else None

    def _search_pages(self) -> Mapping[str, Page]:
        """Return the files of the search index by address; which there are depends on all words."""
        from playbook.rendering.search_files import search_plan  # noqa: PLC0415 - `check` needs none

        return self.memo.get(("search",), search_plan)

    def page(self, url: str) -> bytes | None:
        """Return a page's bytes, or None where there is none. Raises `TemplateProblem`."""
        page = self.page_at(url)
        if page is None:
            return None

        from playbook.rendering.render import render  # noqa: PLC0415 - `check` never renders

        def draw(view: View) -> bytes:
            return render(page, view)

        return self.memo.get(("page", url, page), draw)

    def assets(self) -> Iterator[Asset]:
        """Yield the files that are published as they are: the theme's, then the content's."""
        for index in ("static", "file"):
            for key in self.playbook.keys(index):
                yield self.playbook.ask((index, key))[0]

    def source(self, path: str) -> Source | None:
        """Return the text of a file, for printing a finding's excerpt."""
        file = self._files.get(path)
        return file.source if file else None

    def paths(self) -> Iterable[str]:
        """Return the paths of all files that were taken in."""
        return tuple(self._files)

    def differs(self, path: str, data: bytes | None) -> bool:
        """Tell whether these bytes are not what was last taken in for a file."""
        file = self._files.get(path)
        return file is None or data is None or file.asset.digest != digest(data)

    def entries(self) -> Iterable[Entry[Any]]:
        """Return all documents, sorted by path."""
        return [self._entries[path] for path in sorted(self._entries)]

    def _ask(self, question: Question) -> tuple[Any, ...]:
        """Answer a question: the history's are answered when asked, all others from the rows."""
        if self.checkpoint is not None:
            self.checkpoint()
        past = self.options.past
        if past and question[0] in INDEXES:
            return past.ask(question, self._library)
        return self.playbook.ask(question)

    def _published(self, page: Page) -> bool:
        entry = self._entries.get(page.source)
        if entry is None:
            return True
        if entry.card.draft and not self.options.drafts:
            return False
        return entry.card.audience in {"all", self.options.audience}

    def _take_options(self) -> set[Question]:
        options = self.options
        rows = [
            Row("option", "drafts", options.drafts),
            Row("option", "audience", options.audience),
        ]
        if options.as_of:
            rows.append(Row("option", "as_of", options.as_of))
        if options.past:
            # What documents there were depends on where documents are and which kinds there are.
            read = (self._library.content, self.settings.kinds)
            rows.append(Row("option", "history", (options.past.revision, *read)))
        return self.playbook.patch("option:", rows)

    def _take_settings(self, data: bytes | None) -> set[Question]:
        before = self.settings
        self.settings, source, _, self.settings_problems = read_settings(self.config, data or b"")
        self._files[self.config] = _File(source, (), _asset(self.config, self.config, data or b""))
        rows = [
            Row("setting", name, getattr(self.settings, name)) for name in Settings.model_fields
        ]
        rows += [Row("severity", code, value) for code, value in self.settings.severities().items()]
        if before.kinds != self.settings.kinds:
            self._library = replace(self._library, kinds=with_own(KINDS, self.settings.kinds))
        rows += site_pages(tuple(self._library.kinds.values()), self.settings.site_url)
        changed = self.playbook.patch(self.config, rows)
        if _decides_how_files_are_read(before) != _decides_how_files_are_read(self.settings):
            self._library = replace(self._library, content=self.settings.content_dir)
            self._entries.clear()
            changed |= self._take_options()
            for path, file in sorted(self._files.items()):
                if path != self.config:
                    changed |= self._place(path, file)
        return changed

    def _take(self, path: str, data: bytes | None) -> set[Question]:
        if data is None:
            self._files.pop(path, None)
            self._entries.pop(path, None)
            self._findings.pop(path, None)
            self.memo.forget(("check", path))
            return self.playbook.patch(path, ())
        text = path.endswith(TEXT_SUFFIXES)
        source, problems = decode(path, data) if text else (None, ())
        file = _File(source, problems, _asset(path, path, data))
        self._files[path] = file
        return self._place(path, file)

    def _place(self, path: str, file: _File) -> set[Question]:
        """Contribute a file's rows, according to where it lies."""
        content = f"{self.settings.content_dir}/"
        entry = self._entries.pop(path, None)
        self._findings.pop(path, None)
        if path.startswith(content) and path.endswith(".md") and file.source:
            if entry is None or entry.source != file.source or file.problems:
                entry = parse(file.source, self._library)
            self._entries[path] = entry
            self._unchecked.add(path)
            decoding = (Row("decoding", path, problem) for problem in file.problems)
            return self.playbook.patch(path, (*self._entry_rows(entry), *decoding))
        if file.problems:
            self._findings[path] = file.problems
        if path.startswith(content):
            asset = replace(file.asset, url=path.removeprefix(content))
            rows = [Row("file", path, asset)]
            if path.endswith(".csv") and file.source:
                rows.append(Row("text", path, file.source))
            return self.playbook.patch(path, rows)
        row = theme_row(path, file.source, file.asset, self.settings.theme) or template_row(path)
        return self.playbook.patch(path, (row,) if row else ())

    def _entry_rows(self, entry: Entry[Any]) -> Iterator[Row]:
        yield from document_rows(entry)
        yield from self._library.kinds[entry.kind].rows(entry)
        yield from entry_pages(entry)
        yield from search_rows(entry)


def _decides_how_files_are_read(settings: Settings) -> tuple[object, ...]:
    return settings.content_dir, settings.theme, settings.kinds


def template_finding(problem: TemplateProblem, workspace: Workspace | None = None) -> Diagnostic:
    """Return a template's mistake as a finding: at its line, where the workspace has the text."""
    source = workspace.source(problem.path) if workspace else None
    if source is None:
        span = Span(problem.path.removeprefix(THEME_PREFIX), 0, 0)
        message = f"line {problem.line}: {problem.message}"
    else:
        start = source.line_start(problem.line)
        span, message = source.span(start, start), problem.message
    return Diagnostic("theme/template-error", Severity.ERROR, span, message)


def _asset(url: str, path: str, data: bytes) -> Asset:
    return Asset(url, path, digest(data), len(data))
