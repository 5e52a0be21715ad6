"""From a session to a published site: only what differs is rendered, and only that is written."""

import errno
import os
from collections.abc import Callable, Collection, Mapping
from functools import partial
from pathlib import Path
from time import perf_counter

from playbook.engine.cache.naming import name_of, number_of
from playbook.engine.cache.stamp import now, unproven
from playbook.engine.publishing.inventory import Held, Inventory, held_of, is_of
from playbook.engine.publishing.layout import MANIFEST
from playbook.engine.publishing.publish import Published, Stage, staged
from playbook.engine.publishing.site_files import SiteFiles
from playbook.engine.runs.kept_templates import leave_templates, templates_of
from playbook.engine.runs.repeating import Look, Site
from playbook.engine.runs.session import Session
from playbook.engine.runs.sharing import Piece, grouped, in_turn, is_shared, unknown, work_off
from playbook.model.page import Asset, Page
from playbook.model.text import digest
from playbook.rendering.plan import PARTS
from playbook.rendering.render import make_ready
from playbook.rendering.search.files import search_blocks
from playbook.rendering.templates.codes import lending

_SEARCH = "search"
"""The list of the pages of the search index, beside the `PARTS` of all others."""


def build(
    session: Session,
    target: Path,
    *,
    clean: bool,
    approve: Callable[[], bool],
    waits: Callable[[], None] = lambda: None,
) -> Published | None:
    """Publish a session's site to a folder; None if `approve`, asked with all findings, refuses.

    `waits` is called before another build of the same site is waited for.
    Raises `PublishError`, `TemplateProblem` and `WorkerDied`; the published site is as it was.
    """
    spare, lookout = session.spare(target), session.project.lookout
    with (
        staged(target, clean=clean, spare=spare, lookout=lookout, waits=waits) as stage,
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
        self._memo = session.workspace.memo
        self._named, self._target = str(target), Path(os.path.realpath(target))
        self._name = f"shown:{self._target}"
        self._before = Inventory() if clean else Inventory.recalled(self._name, session.recall)
        known = self._before.held
        self._astray = self._before.astray(self._target, stage.there) if known else set()
        self._lists: dict[str, tuple[str, ...]] = {}
        self._held: dict[str, Held] = {}
        self._unsure: set[str] | None = None
        self._copied: dict[str, str] = {}

    def lay_out(self, approve: Callable[[], bool]) -> bool:
        """Lay out every file; tell whether it may be published."""
        workspace = self._session.workspace
        differ: dict[str, Page] = {}
        self._find_unsure()
        for part in PARTS:
            differ.update(self._differing(part, partial(self._pages_of, part)))
        todo = dict(sorted(differ.items()))
        self._share(todo)
        if not approve():
            return False
        self._pages({url: page for url, page in todo.items() if url not in self._held})
        self._memo.catch_up()
        self._find_unsure()
        index = self._differing(_SEARCH, workspace.search_pages)
        # Not shared: they are made of all words, which each process would copy to look at them.
        self._pages({url: page for url, page in index.items() if url not in self._held})
        for asset in workspace.assets():
            if asset.url not in self._held and asset.url not in self._copied:
                self._asset(asset)
        return True

    def remember(self) -> None:
        """Leave to the next build what is published now."""
        taken = now()
        files = self._stage.published()
        doubtful = self._doubtful(files, taken)
        self._session.site = self._look(files, doubtful)
        inventory = Inventory()
        for part, listed in self._lists.items():
            inventory.urls[part] = urls = tuple(filter(self._held.__contains__, listed))
            # The next build must not go by a list of which something is missing.
            is_whole = len(urls) == len(listed)
            inventory.listed[part] = (self._listed(part) if is_whole else None) or b""
        inventory.held, inventory.copied = self._held, self._copied
        inventory.doubtful = tuple(
            url for url in doubtful if url in self._held or url in self._copied
        )
        inventory.answers = self._memo.remembered.name_of_table
        self._session.left |= self._before.left(self._name, inventory, files)
        leave_templates(self._session)

    def _doubtful(self, files: SiteFiles, taken: int) -> list[str]:
        """Return the files whose stamps prove nothing; `taken` is when they were looked at."""
        changed = self._stage.changed
        if changed is None or not self._before.held:
            return unproven(files.stamps(), taken)
        names = files.apart_from(self._before.looks).union(changed, self._before.doubtful)
        stamps = {name: stamp for name in sorted(names) if (stamp := files.stamp(name))}
        return unproven(stamps, taken)

    def _look(self, files: SiteFiles, doubtful: Collection[str]) -> Site | None:
        """Return how the published site looks, if that proves that it is what was laid out."""

        def digest_of(url: str) -> str | None:
            data = (self._target / url).read_bytes()
            page, found = self._held.get(url), digest(data)
            known = url == MANIFEST or (
                self._copied.get(url) == found if page is None else is_of(page, data)
            )
            return found if known else None

        try:
            look = Look.of(files.slices, doubtful, digest_of)
        except OSError:
            return None
        count = len(self._held) + len(self._copied)
        return Site(self._named, str(self._target), look, count) if look else None

    def _listed(self, part: str) -> bytes | None:
        """Return the digest of a list of pages, if it is known without making it."""
        return self._memo.holds((_SEARCH,) if part == _SEARCH else ("pages", part))

    def _pages_of(self, part: str) -> dict[str, Page]:
        return {page.url: page for page in self._session.workspace.listed(part)}

    def _differing(self, part: str, pages: Callable[[], Mapping[str, Page]]) -> dict[str, Page]:
        """Return the pages of a list that are to be drawn; the others are kept as they are."""
        listed = self._before.listed.get(part)
        if listed and self._listed(part) == listed:
            self._lists[part] = urls = self._before.urls[part]
            self._keep_those_that_hold(set(urls).difference(self._held, self._astray))
            if all(map(self._held.__contains__, urls)):
                return {}
        found = pages()
        self._lists[part] = tuple(found)
        return {
            url: page
            for url, page in found.items()
            if url not in self._held and not self._is_kept(page)
        }

    def _is_kept(self, page: Page) -> bool:
        """Keep a page that is published as it would be now; tell whether it is."""
        shown = None if page.url in self._astray else self._before.held.get(page.url)
        if shown is None or (name := name_of(("page", page.url, page))) is None:
            return False
        is_kept = shown[0] == number_of(name) and self._holds(page.url)
        if is_kept:
            self._keep({page.url: shown})
        return is_kept

    def _keep_those_that_hold(self, urls: set[str]) -> None:
        """Keep those of some pages that would be drawn the same again."""
        unsure = urls if self._unsure is None else urls & self._unsure
        holding = (urls - unsure).union(filter(self._holds, unsure))
        self._keep(dict(zip(holding, map(self._before.held.__getitem__, holding), strict=True)))

    def _holds(self, url: str) -> bool:
        """Tell whether a page would be drawn the same again; found out where it is not sure."""
        if self._unsure is not None and url not in self._unsure:
            return True
        page = self._before.held[url]
        found = self._memo.holding(page[0])
        return found is not None and held_of(page[0], found) == page

    def _find_unsure(self) -> None:
        """Note which pages may be other ones now; where that is not known, all may be."""
        remembered = self._memo.remembered
        is_known = self._before.answers and self._before.answers == remembered.name_of_table
        self._unsure = None
        if is_known:
            pages = self._before.by_number
            self._unsure = {pages[number] for number in remembered.unsure() & pages.keys()}

    def _keep(self, held: Mapping[str, Held]) -> None:
        """Keep pages that are published as they would be now."""
        self._stage.keep(held)
        self._held.update(held)

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
            blocks = [
                held for held in search_blocks(workspace.view()) if not self._is_kept(held[0])
            ]
            for some in in_turn(workspace, grouped(pieces, blocks)):
                work_off(self._session, some, self._stage, "building")
            self._note_all({**todo, **{page.url: page for page, _ in blocks}})

    def _note_all(self, pages: Mapping[str, Page]) -> None:
        for url, page in pages.items():
            self._note(url, page)

    def _note(self, url: str, page: Page) -> None:
        """Note what a page holds that was laid out, by a worker too."""
        if (name := name_of(("page", url, page))) is None:
            return
        number = number_of(name)
        found = self._memo.remembered.digest(number)
        if found is not None and self._stage.has(url):
            self._held[url] = held_of(number, found)

    def _pages(self, pages: Mapping[str, Page]) -> None:
        """Lay out pages here, one after the other."""
        workspace = self._session.workspace
        for count, (url, page) in enumerate(pages.items(), 1):
            started = perf_counter()
            self._stage.put(url, workspace.draw(page))
            self._session.took(page.source, perf_counter() - started)
            self._memo.remembered.add(self._memo.export())
            workspace.let_go("", (page,))
            self._note(url, page)
            self._session.progress("rendering", count, len(pages))

    def _asset(self, asset: Asset) -> None:
        before = None if asset.url in self._astray else self._before.copied.get(asset.url)
        if before == asset.digest:
            self._stage.keep((asset.url,))
        else:
            data = self._session.project.read(asset.path)
            if data is None:
                message = "it went away, or became unreadable, while the site was built"
                raise OSError(errno.EIO, message, asset.path)
            self._stage.put(asset.url, data)
        self._copied[asset.url] = asset.digest
