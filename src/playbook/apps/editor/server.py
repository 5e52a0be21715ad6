"""The door: what editors ask and tell, and the playbook that each document belongs to."""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from playbook import __version__
from playbook.apps.editor.editing import Editing
from playbook.apps.editor.places import Places, changed, opened
from playbook.apps.editor.wire import Wire
from playbook.engine.files.survey import NoProject
from playbook.engine.history.past import Past
from playbook.engine.runs.project import Project
from playbook.engine.settings.registry import RULES
from playbook.engine.settings.specs import specification_file
from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.text import Source
from playbook.queries.editor.proposal import Desk

_LOG = logging.getLogger(__name__)

PAUSE = 0.08  # seconds without a key press after which findings are renewed
_FEW = 8  # documents whose findings are told before what they rest on is put away
_SLICE = 0.03  # seconds after which work that goes on lets the editor's questions through


@dataclass
class Place:
    """A document in an editor: its playbook, its path in it, its text."""

    folder: "Folder"
    path: str
    source: Source

    @property
    def desk(self) -> Desk:
        """What is known where somebody types in it."""
        editing = self.folder.editing
        view = editing.workspace.view()
        entry = None if self.path == editing.config else view.first("entry", self.path)
        snippets = self.folder.snippets
        return Desk(entry, view, RULES, date.today(), snippets)  # noqa: DTZ011 - the author's own calendar day

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What is to be told of it; nothing while the playbook is being read."""
        editing = self.folder.editing
        return editing.findings(self.path) if editing.loaded else ()


@dataclass
class Folder:
    """A playbook that is open, and what the editor was told of it last."""

    editing: Editing
    wire: Wire
    snippets: bool
    uris: dict[str, str]
    told: dict[str, tuple[Diagnostic, ...]] = field(default_factory=dict)
    work: asyncio.Task[None] | None = None
    was_read: asyncio.Event = field(default_factory=asyncio.Event)


class PlaybookServer(LanguageServer):
    """A language server for playbooks.

    `today` gives the day that rules about time compare with, `past` the history of a folder; either
    may give None.
    """

    def __init__(
        self, today: Callable[[], date | None], past: Callable[[Path], Past | None]
    ) -> None:
        super().__init__("playbook", __version__)
        self._today = today
        self._past = past
        self._folders: dict[Path, Folder] = {}
        self._is_told_of_files = False

    # --- where documents belong ---------------------------------------------------------------

    def begin(self) -> None:
        """Open the playbooks of the editor's folders, and ask to be told of changes on disk."""
        capabilities = self.client_capabilities.workspace
        watching = capabilities.did_change_watched_files if capabilities else None
        self._is_told_of_files = bool(watching and watching.dynamic_registration)
        folders = {uri: folder for uri, folder in self.workspace.folders.items() if folder}
        uris = list(folders) or [uri for uri in (self.workspace.root_uri,) if uri]
        for uri in uris:
            path = to_fs_path(uri)
            if path and not self._folder(Path(path)):
                message = f"{path} is no playbook: there is no site.yml in it or above"
                self.window_log_message(types.LogMessageParams(types.MessageType.Info, message))
        if self._is_told_of_files:
            self._watch()

    def place(self, uri: str) -> Place | None:
        """Return the document at an address, if an editor holds it open; else None."""
        found = self._locate(uri)
        if found is None:
            return None
        folder, path = found
        source = folder.editing.open.get(path)
        return Place(folder, path, source) if source else None

    async def place_once_read(self, uri: str) -> Place | None:
        """Return the same when its playbook was read: editors ask such a question only once."""
        found = self._locate(uri)
        if found:
            await found[0].was_read.wait()
        return self.place(uri)

    @property
    def places(self) -> Places:
        """How the editor counts columns."""
        return Places(self.workspace.position_encoding or types.PositionEncodingKind.Utf16)

    def open_text(self, uri: str, text: str) -> None:
        """Take in a document that was opened."""
        found = self._locate(uri)
        if found:
            folder, path = found
            folder.uris[path] = uri
            if not self._is_told_of_files and folder.editing.loaded:
                folder.editing.look()
            folder.editing.type(opened(path, text))
            folder.told.pop(path, None)
            self._renew(folder, 0)

    def change_text(self, uri: str, changes: list[types.TextDocumentContentChangeEvent]) -> None:
        """Take in what was typed."""
        place = self.place(uri)
        if place:
            place.folder.editing.type(changed(place.source, changes, self.places))
            self._renew(place.folder, PAUSE)

    def saved(self, uri: str) -> None:
        """Take in that a document was saved: the day, the history and other files may be new."""
        place = self.place(uri)
        if place:
            editing = place.folder.editing
            editing.renew()
            if place.path == editing.config:
                editing.on_disk([place.path])
            elif not self._is_told_of_files:
                editing.look()
            self._renew(place.folder, 0)

    def close_text(self, uri: str) -> None:
        """Go back to what is on disk."""
        found = self._locate(uri)
        if found:
            folder, path = found
            folder.editing.close(path)
            folder.uris.pop(path, None)
            self._renew(folder, 0)

    def files_changed(self, uris: list[str]) -> None:
        """Take in what others did on disk."""
        paths: dict[int, list[str]] = {}
        folders: dict[int, Folder] = {}
        for uri in uris:
            found = self._locate(uri)
            if found:
                folders[id(found[0])] = found[0]
                paths.setdefault(id(found[0]), []).append(found[1])
        for number, folder in folders.items():
            folder.editing.renew()
            folder.editing.on_disk(paths[number])
            self._renew(folder, PAUSE)

    def _locate(self, uri: str) -> tuple[Folder, str] | None:
        written = to_fs_path(uri) if uri.startswith("file:") else None
        if not written:
            return None
        path = Path(written)
        # The folder may be a link; the file itself must not be followed.
        path = path.parent.resolve() / path.name
        folder = self._folder(path.parent)
        if folder is None or not path.is_relative_to(folder.editing.project.root):
            return None
        return folder, path.relative_to(folder.editing.project.root).as_posix()

    def _folder(self, start: Path) -> Folder | None:
        """Return the playbook that a folder belongs to, reading it if it is a new one."""
        start = start.resolve()
        for root in (start, *start.parents):
            if root in self._folders:
                return self._folders[root]
        try:
            project = Project.open(start)
        except (NoProject, OSError):
            return None
        editing = Editing(project, self._today, self._past)
        uris: dict[str, str] = {}

        def uri(path: str) -> str:
            return uris.get(path) or from_fs_path(str(project.root / path)) or ""

        wire = Wire(self.places, editing.source, uri, _page_of)
        folder = Folder(editing, wire, self._knows_snippets(), uris)
        self._folders[project.root] = folder
        self._renew(folder, 0)
        return folder

    def _knows_snippets(self) -> bool:
        documents = self.client_capabilities.text_document
        completion = documents.completion if documents else None
        item = completion.completion_item if completion else None
        return bool(item and item.snippet_support)

    def _watch(self) -> None:
        kinds = types.WatchKind
        kind = kinds.Create | kinds.Change | kinds.Delete
        parts = {"site.yml"}
        for folder in self._folders.values():
            parts |= {f"{part}/**" for part in folder.editing.project.tree().parts}
        watchers = [types.FileSystemWatcher(f"**/{part}", kind) for part in sorted(parts)]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        registration = types.Registration("playbook-files", method, options)
        self.client_register_capability(types.RegistrationParams([registration]))

    # --- findings -----------------------------------------------------------------------------

    def _renew(self, folder: Folder, pause: float) -> None:
        """Tell of findings anew, once nothing has been typed for so many seconds."""
        if folder.work and folder.editing.loaded:
            folder.work.cancel()
        elif folder.work and not folder.work.done():
            return  # it is being read, and tells of everything when it is
        folder.work = asyncio.get_running_loop().create_task(self._tell(folder, pause))
        folder.work.add_done_callback(_note_failure)

    async def _tell(self, folder: Folder, pause: float) -> None:
        editing = folder.editing
        if not editing.loaded:
            try:
                editing.begin_with(await asyncio.to_thread(editing.read))
            finally:
                folder.was_read.set()  # or failed to be: an answer about half of it is better
        await asyncio.sleep(pause)
        paths = [*editing.open, *sorted(editing.workspace.unchecked())]
        paths += sorted({*folder.told, *editing.remarked()} - set(paths))
        begun = time.monotonic()
        told: list[str] = []
        for path in dict.fromkeys(paths):
            self._tell_of(folder, path)
            told.append(path)
            if len(told) >= _FEW:
                editing.workspace.found_out(path for path in told if path not in editing.open)
                told.clear()
            if time.monotonic() - begun > _SLICE:
                await asyncio.sleep(0)
                begun = time.monotonic()
        for _ in editing.laying_out:  # the next time it goes on where somebody typed
            if time.monotonic() - begun > _SLICE:
                await asyncio.sleep(0)
                begun = time.monotonic()

    def _tell_of(self, folder: Folder, path: str) -> None:
        """Send the findings of a file if they are not those sent last.

        Of files that are not open advice is left out: in a large playbook that would be thousands
        of lines about documents nobody is looking at.
        """
        editing = folder.editing
        found = editing.findings(path)
        if path not in editing.open:
            found = tuple(finding for finding in found if finding.severity is not Severity.NOTICE)
        known = folder.told.get(path, None if path in editing.open else ())
        if found == known:
            return
        folder.told[path] = found
        uri = folder.wire.location(Source(path, "").span(0, 0)).uri
        diagnostics = [folder.wire.diagnostic(finding) for finding in found]
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics))


def _note_failure(work: "asyncio.Task[None]") -> None:
    """Write to the log, which editors keep, why findings were not told; the next edit tries."""
    if not work.cancelled() and (problem := work.exception()):
        _LOG.error("findings could not be told", exc_info=problem)


def _page_of(code: str) -> str:
    """Return the address of a rule's page, "" where it is no file."""
    path = specification_file(code)
    return (from_fs_path(str(path)) or "") if path else ""
