"""What the preview shows now: a workspace kept in step with the disk, shared between threads."""

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from playbook.engine.project import Project
from playbook.engine.workspace import Options, Workspace, template_finding
from playbook.model.diagnostic import Diagnostic
from playbook.rendering.theme import TemplateProblem


@dataclass
class Preview:
    """A project, its workspace, and a number that grows with every change that was taken in."""

    project: Project
    options: Options
    revision: int = 0
    workspace: Workspace = field(init=False)
    problems: tuple[Diagnostic, ...] = ()
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def __post_init__(self) -> None:
        """Read the whole project once."""
        self.workspace, self.problems = self.project.workspace(self.options)

    def refresh(self) -> tuple[str, ...]:
        """Take in what changed on disk since the last look; return the paths, sorted.

        Files are compared by their bytes, so that a save that changes nothing changes nothing.
        """
        with self._lock:
            self.project = Project.open(self.project.root, self.project.config)
            files, self.problems = self.project.files()
            changes = self._changes(files)
            if changes:
                self.workspace.sync(changes)
                self.revision += 1
            return tuple(sorted(changes))

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
        """Return all findings."""
        with self._lock:
            return (*self.problems, *self.workspace.diagnostics())

    def _changes(self, files: Mapping[str, bytes | None]) -> dict[str, bytes | None]:
        known = set(self.workspace.paths())
        changes = {path: data for path, data in files.items() if self.workspace.differs(path, data)}
        changes.update((path, None) for path in known - set(files))
        return changes


def problem_of(problem: TemplateProblem) -> Iterable[Diagnostic]:
    """Return a template's mistake as findings."""
    yield template_finding(problem)
