"""What the preview shows now: a workspace kept in step with the disk, shared between threads."""

import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from playbook.engine.project import NoProject, Project
from playbook.engine.template_finding import template_finding
from playbook.engine.workspace import Options, Workspace
from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.text import Source, Span
from playbook.rendering.template_problem import TemplateProblem


@dataclass
class Preview:
    """A project, its workspace, and a number that grows with every change that was taken in.

    While the settings are broken the last good ones stay in use; `faults` says what is wrong.
    """

    project: Project
    options: Options
    revision: int = 0
    workspace: Workspace = field(init=False)
    faults: tuple[Diagnostic, ...] = ()
    _faulty: Source | None = None
    _started: str = field(default_factory=lambda: f"{time.time_ns():x}")
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def __post_init__(self) -> None:
        """Read the whole project once."""
        self.workspace, _ = self.project.workspace(self.options)
        self.faults, self._faulty = self.project.faults, self.project.source

    @property
    def stamp(self) -> str:
        """What tells two states of the preview apart, those before and after a restart too."""
        return f"{self._started}-{self.revision}"

    def refresh(self) -> tuple[str, ...]:
        """Take in what changed on disk since the last look; return the paths, sorted.

        Files are compared by their bytes, so that a save that changes nothing changes nothing. A
        file that cannot be read is among the paths when that is news.
        """
        with self._lock:
            told = {*self.faults, *self.project.problems}
            self._read_settings()
            changes: dict[str, bytes | None] = dict.fromkeys(self.workspace.paths())
            for path, data in self.project.files():
                if self.workspace.differs(path, data):
                    changes[path] = data
                else:
                    changes.pop(path, None)
            if changes:
                self.workspace.sync(changes)
                self.revision += 1
            news = told ^ {*self.faults, *self.project.problems}
            return tuple(sorted({*changes, *(finding.span.path for finding in news)}))

    def page(self, url: str) -> bytes | None:
        """Return a page as `build` would publish it, or None; raises `TemplateProblem`."""
        with self._lock:
            return self.workspace.page(url)

    def asset(self, url: str) -> bytes | None:
        """Return the bytes of a file that is published as it is, if the workspace knows it."""
        with self._lock:
            for asset in self.workspace.assets():
                if asset.url == url:
                    return self.project.read(asset.path)
        return None

    def findings(self) -> tuple[Diagnostic, ...]:
        """Return all findings; of the settings those of the text that is on disk now."""
        with self._lock:
            found = (*self.project.problems, *self.workspace.diagnostics())
            if not self.faults:
                return found
            name = self.project.config.name
            return (*self.faults, *(finding for finding in found if finding.span.path != name))

    def source(self, path: str) -> Source | None:
        """Return the text of a file, for printing a finding's excerpt."""
        with self._lock:
            if self.faults and path == self.project.config.name:
                return self._faulty
            return self.workspace.source(path)

    def explain(self, problem: TemplateProblem) -> Diagnostic:
        """Return a template's mistake as a finding at its place."""
        with self._lock:
            return template_finding(problem, self.workspace)

    def _read_settings(self) -> None:
        config = self.project.config
        try:
            now = Project.open(config.parent, config)
        except NoProject as problem:
            self._refuse(config, str(problem))
            return
        except OSError as error:
            self._refuse(config, error.strerror or str(error))
            return
        if now.config != config:
            self._refuse(config, "it is a symbolic link now")
            return
        self.faults, self._faulty = now.faults, now.source
        if not now.faults:
            self.project = now

    def _refuse(self, config: Path, message: str) -> None:
        span = Span(config.name, 0, 0)
        self.faults = (Diagnostic("file/unreadable", Severity.ERROR, span, message),)
        self._faulty = None
