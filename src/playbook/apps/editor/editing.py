"""One playbook while it is edited: its files on disk, and over them the texts not saved yet."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from playbook.engine.cache.store import Lost
from playbook.engine.files.survey import THEME_PREFIX, NoProject
from playbook.engine.files.tree import DiskTree, is_left_out
from playbook.engine.history.past import Past
from playbook.engine.runs.project import Project
from playbook.engine.runs.session import Session
from playbook.engine.settings.site import read_settings
from playbook.engine.workspace.workspace import Options, Workspace
from playbook.model.diagnostic import Diagnostic
from playbook.model.text import Source


@dataclass
class Editing:
    """A project, its workspace, and the texts that editors hold open.

    The settings in use are those on disk: half of `content_dir` must not hide every document while
    it is typed. What is wrong in their text is told all the same. `today` and `past` say what day
    it is, and give the history up to the commit that is checked out; either may be switched off.
    `laying_out` is work for when there is no other, after which an edit takes less.
    """

    project: Project
    today: Callable[[], date | None]
    past: Callable[[Path], Past | None]
    open: dict[str, Source] = field(default_factory=dict)
    loaded: bool = False
    workspace: Workspace = field(init=False)
    laying_out: Iterator[None] = field(default_factory=lambda: iter(()))
    _is_behind: bool = False  # files changed while all were read
    _typed_settings: tuple[Diagnostic, ...] | None = None

    def __post_init__(self) -> None:
        """Begin with the settings alone."""
        options = Options(self.today(), past=self.past(self.project.root))
        self.workspace = Workspace(options, self.config)

    @property
    def config(self) -> str:
        """The name of the settings file."""
        return self.project.config.name

    def read(self) -> Workspace:
        """Return a workspace of all files, from what an earlier run left where that still holds.

        It may run in a thread of its own: until `begin_with` what there is here is not touched.
        """
        project, options = self.project, self.workspace.options
        try:
            return Session.open(project, options, workers=1).workspace
        except Lost:
            return Session.open(project, options, cache=False, workers=1).workspace

    def begin_with(self, workspace: Workspace) -> None:
        """Go on with what was read; open documents are as they are in the editor."""
        self.workspace, self.loaded = workspace, True
        self.laying_out = workspace.memo.remembered.lay_out()
        for source in tuple(self.open.values()):
            self.type(source)
        self.renew()
        if self._is_behind:
            self._is_behind = False
            self.on_disk([self.config])

    def type(self, source: Source) -> None:
        """Take in a text as it is in the editor."""
        self.open[source.path] = source
        data = source.text.encode("utf-8", "surrogatepass")
        if source.path == self.config:
            self._typed_settings = read_settings(self.config, data)[3]
        elif self._belongs(source.path):
            self.workspace.sync({source.path: data})

    def close(self, path: str) -> None:
        """Go back to what is on disk."""
        if self.open.pop(path, None) is None:
            return
        if path == self.config:
            self._typed_settings = None
        elif self._belongs(path):
            self.workspace.sync({path: self.project.read(path)})

    def on_disk(self, paths: Iterable[str]) -> None:
        """Take in what others did to files or folders; of open ones the editor's text counts."""
        changes: dict[str, bytes | None] = {}
        if not self.loaded:
            self._is_behind = True
            return
        for path in paths:
            if path == self.config:
                self._read_settings()
            elif self._belongs(path):
                inside = f"{path}/"
                known = (p for p in self.workspace.paths() if p == path or p.startswith(inside))
                changes |= dict.fromkeys(known)
                tree = DiskTree(self.project.root, (path,))
                changes |= {found: self.project.read(found) for found in tree.paths()}
        self._take(changes)

    def look(self) -> None:
        """Compare every file with what is on disk, for editors that do not tell of changes."""
        changes: dict[str, bytes | None] = dict.fromkeys(self.workspace.paths())
        for path, data in self.project.files():
            if self.workspace.differs(path, data):
                changes[path] = data
            else:
                changes.pop(path, None)
        self._take(changes)

    def renew(self) -> None:
        """Take in that a day has passed, or that something was committed."""
        options, past = self.workspace.options, self.past(self.project.root)
        if (past.revision if past else "") == (options.past.revision if options.past else ""):
            past = options.past
        now = replace(options, as_of=self.today(), past=past)
        if now != options:
            self.workspace.choose(now)

    def findings(self, path: str) -> tuple[Diagnostic, ...]:
        """Return what is to be told of a file, brought up to date."""
        if path == self.config and self._typed_settings is not None:
            return self._typed_settings
        beside = (*self.project.problems, *self.workspace.remarks())
        return (*self.workspace.check(path), *(d for d in beside if d.span.path == path))

    def remarked(self) -> frozenset[str]:
        """Return the files of which something is to be told without a new look at them."""
        found = (*self.project.problems, *self.workspace.remarks(), *(self._typed_settings or ()))
        return frozenset(finding.span.path for finding in found) | self.workspace.found()

    def source(self, path: str) -> Source | None:
        """Return the text of a file as it is known."""
        return self.open.get(path) or self.workspace.source(path)

    def _read_settings(self) -> None:
        """Go on with the settings on disk if they are sound."""
        try:
            now = Project.open(self.project.root, self.project.config)
        except (NoProject, OSError):
            return
        if now.faults:
            self.look()
        else:
            self.project = now
            self.look()
            for source in tuple(self.open.values()):
                self.type(source)

    def _take(self, changes: dict[str, bytes | None]) -> None:
        for path in self.open:
            if path != self.config:
                changes.pop(path, None)
        if changes:
            self.workspace.sync(changes)

    def _belongs(self, path: str) -> bool:
        """Tell whether a file is one of those that a playbook is made of."""
        if path.startswith(THEME_PREFIX) or any(is_left_out(name) for name in path.split("/")):
            return False
        return any(
            path == part or path.startswith(f"{part}/") for part in self.project.tree().parts
        )
