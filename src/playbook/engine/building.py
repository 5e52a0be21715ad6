"""From a session to a published site: only what differs is rendered, and only that is written."""

import errno
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter

from playbook.engine.cache.naming import name_of, number_of
from playbook.engine.cache.packing import Damaged, fingerprint, pack, unpack_as
from playbook.engine.cache.stamp import Stamp, now, proof
from playbook.engine.kept_templates import leave_templates, templates_of
from playbook.engine.publish import Published, Stage, staged
from playbook.engine.published import MANIFEST, stamps_of
from playbook.engine.repeating import Look, Site
from playbook.engine.session import Session
from playbook.engine.sharing import Piece, grouped, in_turn, is_shared, unknown, work_off
from playbook.model.page import Asset, Page
from playbook.model.text import digest
from playbook.model.value import Value
from playbook.rendering.render import make_ready
from playbook.rendering.search_files import search_blocks
from playbook.rendering.template_codes import lending


class _Shown(Value, frozen=True):
    """A file of the published site: its address, its stamp there, and a digest of its bytes.

    `answer` tells that the digest is that of an answer, as the memo has it, and not of a file.
    """

    url: str
    stamp: Stamp | None
    digest: str
    answer: bool

    def is_at(self, path: Path, stamp: Stamp | None) -> bool:
        """Tell whether a file that has this stamp now is what it was; read it if need be."""
        if stamp is None or self.stamp is not None:
            return stamp is not None and stamp == self.stamp
        try:
            data = path.read_bytes()
        except OSError:
            return False
        return self.has(data)

    def has(self, data: bytes) -> bool:
        """Tell whether these are its bytes."""
        return self.digest == (fingerprint(data).hex() if self.answer else digest(data))


def build(
    session: Session, target: Path, *, clean: bool, approve: Callable[[], bool]
) -> Published | None:
    """Publish a session's site to a folder; None if `approve`, asked with all findings, refuses.

    Raises `PublishError`, `TemplateProblem` and `WorkerDied`; the published site is as it was.
    """
    with (
        staged(target, clean=clean, spare=session.spare(target)) as stage,
        lending(lambda: templates_of(session)),
    ):
        done = _Build(session, target, stage, clean=clean)
        if not done.lay_out(approve):
            return None
        published = stage.finish()
    # Later on, what was written just now is old enough for its stamps to prove that it is the same.
    session.at_last.append(done.remember)
    return published


class _Build:
    """One build: what is already there, what is to be done, what was done."""

    def __init__(self, session: Session, target: Path, stage: Stage, *, clean: bool) -> None:
        self._session, self._stage = session, stage
        self._named, self._target = str(target), Path(os.path.realpath(target))
        self._name = f"shown:{self._target}"
        self._there: Mapping[str, Stamp] = {}
        self._shown: Mapping[str, _Shown] = {} if clean else self._still_there()
        self._digests: dict[str, str] = {}
        self._assets: set[str] = set()

    def lay_out(self, approve: Callable[[], bool]) -> bool:
        """Lay out every file; tell whether it may be published."""
        workspace = self._session.workspace
        pages = workspace.pages()
        todo = {url: page for url, page in sorted(pages.items()) if not self._kept(page)}
        self._share(todo)
        if not approve():
            return False
        self._pages({url: page for url, page in todo.items() if url not in self._digests})
        found = workspace.search_pages()
        index = {
            url: page
            for url, page in found.items()
            if url not in self._digests and not self._kept(page)
        }
        pieces = [Piece("", (page,)) for page in index.values()]
        if is_shared(self._session, pieces):
            work_off(self._session, pieces, self._stage, "indexing")
            self._note_all(index)
        self._pages({url: page for url, page in index.items() if url not in self._digests})
        for asset in workspace.assets():
            if asset.url not in self._digests:
                self._asset(asset)
        return True

    def remember(self) -> None:
        """Leave to the next build what is published now."""
        taken = now()
        there = self._stage.stamps(self._there)
        shown = {
            url: _Shown(url, proof(there.get(url), taken), held, url not in self._assets)
            for url, held in self._digests.items()
        }
        self._session.site = self._look(there, taken, shown)
        self._session.left[self._name] = pack(tuple(shown.values()))
        leave_templates(self._session)

    def _look(
        self, there: Mapping[str, Stamp], taken: int, shown: Mapping[str, _Shown]
    ) -> Site | None:
        """Return how the published site looks, if that proves that it is what was laid out."""

        def digest_of(url: str) -> str | None:
            data = (self._target / url).read_bytes()
            known = url == MANIFEST or (url in shown and shown[url].has(data))
            return digest(data) if known else None

        try:
            look = Look.at(there, taken, digest_of)
        except OSError:
            return None
        return Site(self._named, str(self._target), look, len(self._digests)) if look else None

    def _still_there(self) -> dict[str, _Shown]:
        """Return the files of the last build that provably are as it left them."""
        data = self._session.recall(self._name)
        if data is None:
            return {}
        try:
            known: tuple[_Shown, ...] = unpack_as(data, tuple[_Shown, ...])
        except Damaged:
            return {}
        self._there = there = stamps_of(self._target)
        return {
            shown.url: shown
            for shown in known
            if shown.is_at(self._target / shown.url, there.get(shown.url))
        }

    def _kept(self, page: Page) -> bool:
        """Keep a page that is published as it would be now; tell whether it is."""
        shown = self._shown.get(page.url)
        if shown is None:
            return False
        found = self._session.workspace.memo.holds(("page", page.url, page))
        if found is None or found.hex() != shown.digest:
            return False
        self._stage.keep(page.url)
        self._digests[page.url] = shown.digest
        return True

    def _share(self, todo: Mapping[str, Page]) -> None:
        """Share the work, if there is enough of it."""
        workspace = self._session.workspace
        by_document: dict[str, list[Page]] = {path: [] for path in unknown(workspace)}
        alone: list[Piece] = []
        for page in todo.values():
            if page.source:
                by_document.setdefault(page.source, []).append(page)
            else:
                alone.append(Piece("", (page,)))
        pieces = alone + [Piece(path, tuple(held)) for path, held in by_document.items()]
        if is_shared(self._session, pieces):
            make_ready(todo.values(), workspace.view())
            blocks = [held for held in search_blocks(workspace.view()) if not self._kept(held[0])]
            for some in in_turn(workspace, grouped(pieces, blocks)):
                work_off(self._session, some, self._stage, "building")
            self._note_all({**todo, **{page.url: page for page, _ in blocks}})

    def _note_all(self, pages: Mapping[str, Page]) -> None:
        for url, page in pages.items():
            self._note(url, page)

    def _note(self, url: str, page: Page) -> None:
        """Note the digest of a page that a worker has laid out."""
        name = name_of(("page", url, page))
        found = self._session.workspace.memo.remembered.digest(number_of(name)) if name else None
        if found is not None and self._stage.has(url):
            self._digests[url] = found.hex()

    def _pages(self, pages: Mapping[str, Page]) -> None:
        """Lay out pages here, one after the other."""
        workspace = self._session.workspace
        for count, (url, page) in enumerate(pages.items(), 1):
            started = perf_counter()
            self._stage.put(url, workspace.draw(page))
            self._session.took(page.source, perf_counter() - started)
            workspace.memo.remembered.add(workspace.memo.export())
            workspace.let_go("", (page,))
            self._note(url, page)
            self._session.progress("rendering", count, len(pages))

    def _asset(self, asset: Asset) -> None:
        shown = self._shown.get(asset.url)
        if shown is not None and shown.digest == asset.digest:
            self._stage.keep(asset.url)
        else:
            data = self._session.project.read(asset.path)
            if data is None:
                message = "it went away, or became unreadable, while the site was built"
                raise OSError(errno.EIO, message, asset.path)
            self._stage.put(asset.url, data)
        self._digests[asset.url] = asset.digest
        self._assets.add(asset.url)
