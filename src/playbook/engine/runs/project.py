"""A playbook on disk: where it begins, which files belong to it, and a workspace of them."""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from playbook.engine.files.survey import (
    CONFIG,
    THEME_PREFIX,
    NoProject,
    Survey,
    find_root,
    survey,
    theme_folder,
)
from playbook.engine.files.tree import DiskTree
from playbook.engine.history.past import Past
from playbook.engine.history.repository import Repository
from playbook.engine.publishing.lookout import Lookout
from playbook.engine.settings.registry import KINDS
from playbook.engine.settings.site import READ_TOO, Marks, Settings, fault, overlap, read_settings
from playbook.engine.workspace.workspace import Options, Workspace
from playbook.kinds.custom.kinds import with_own
from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.kind import Kind
from playbook.model.meant.nearest import did_you_mean
from playbook.model.text import Source
from playbook.model.value import replace
from playbook.reading.source.decode import MAX_BYTES

_BATCH = 16 * 1024 * 1024
"""About how many bytes of files are held at once while a playbook is read."""


class BadTarget(Exception):  # noqa: N818 - told to the user, who named the folder
    """The site cannot be written to this folder; the message says why."""


def _named_files(settings: Settings) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the files of the content folder that settings name, each with its place in them."""
    for name in ("favicon", "logo"):
        if path := getattr(settings, name):
            yield (name,), path
    for name in ("extra_css", "extra_javascript"):
        for index, path in enumerate(getattr(settings, name)):
            yield (name, index), path


@dataclass
class Project:
    """The files of one playbook on disk. `config` is its settings file, usually `site.yml`.

    `faults` are what is wrong in the text of the settings, `problems` what was found about the
    files when they were last read, and that a setting names a file that is not there.

    `surveyed`, `repository` and `lookout` are what was looked at a moment ago, if it was: it is not
    looked at twice.
    """

    root: Path
    config: Path
    settings: Settings = field(default_factory=Settings)
    theme: Path = field(default_factory=theme_folder)
    source: Source = field(default_factory=lambda: Source(CONFIG, ""))
    faults: tuple[Diagnostic, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    surveyed: Survey | None = None
    repository: Repository | None = None
    lookout: Lookout | None = None
    _marks: Marks = field(default_factory=dict)
    _text: bytes = b""

    @classmethod
    def open(cls, start: Path, config: Path | None = None) -> "Project":
        """Find and read the settings; raises `NoProject`, and `OSError` if they cannot be read."""
        if config is None:
            config = find_root(start) / CONFIG
        elif not config.is_file():
            raise NoProject(f"there is no file {config}")
        config = config.resolve()
        with config.open("rb") as file:
            text = file.read(MAX_BYTES + 1)
        settings, source, marks, faults = read_settings(config.name, text)
        return cls(
            config.parent,
            config,
            settings,
            source=source,
            faults=faults,
            _marks=marks,
            _text=text,
        )

    @property
    def misconfigured(self) -> bool:
        """Tell whether something is wrong with the settings."""
        told = (*self.faults, *(p for p in self.problems if p.span.path == self.config.name))
        return any(problem.severity is Severity.ERROR for problem in told)

    @property
    def kinds(self) -> Mapping[str, Kind[Any]]:
        """Every kind by name: the built-in ones and those of the settings."""
        return with_own(KINDS, self.settings.kinds)

    @property
    def output(self) -> Path:
        """The folder that the settings say the site is written to."""
        return self.root / self.settings.site_dir

    def target(self, chosen: Path | None = None) -> Path:
        """Return the folder to publish to, by default that of the settings; raises `BadTarget`."""
        target = chosen or self.output
        real = Path(os.path.realpath(target))
        if chosen is None and not real.is_relative_to(self.root):
            message = "leads out of the playbook by a symbolic link; name its target with"
            raise BadTarget(f"{target} {message} --site-dir")
        for part in (self.settings.content_dir, *READ_TOO, ".git"):
            folder = os.path.realpath(self.root / part)
            if overlap(str(real).rstrip("/"), folder):
                message = f"the site cannot be written to {target}: {folder} is read, not written"
                raise BadTarget(f"{message}; choose another folder")
        return target

    def tree(self) -> DiskTree:
        """Return the project's own files: content, templates, the chosen theme."""
        return DiskTree(self.root, self.parts)

    @property
    def parts(self) -> tuple[str, ...]:
        """The folders that the project's own files lie in, relative to its root."""
        own = (self.settings.content_dir, "templates")
        theme = self.settings.theme
        return own if theme == "default" else (*own, f"themes/{theme}")

    def survey(self) -> Survey:
        """Return which files a workspace needs besides the settings, unread."""
        known, self.surveyed = self.surveyed, None
        if known is not None and known.is_of(self.root, self.parts):
            return known
        return survey(self.root, self.parts, self.theme)

    def settle(self, survey: Survey, read: Collection[str]) -> tuple[Diagnostic, ...]:
        """Set and return `problems`, once the files of a survey were read: those that could be."""
        return self.judge(survey.problems, read)

    def judge(self, files: Iterable[Diagnostic], read: Collection[str]) -> tuple[Diagnostic, ...]:
        """Set and return `problems`: those of files, and settings that name none that was read."""
        self.problems = tuple(self._adjusted([*files, *self._dangling(read)]))
        return self.problems

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield every file that a workspace needs, the settings first; then set `problems`."""
        survey = self.survey()
        found: list[str] = []
        yield self.config.name, self._text
        for path in survey.stamps:
            data = survey.read(path)
            if data is not None:
                found.append(path)
                yield path, data
        self.settle(survey, found)

    @property
    def text(self) -> bytes:
        """The bytes of the settings, as they were read."""
        return self._text

    def read(self, path: str) -> bytes | None:
        """Return the bytes of one file of the project or of the built-in theme, or None."""
        if path.startswith(THEME_PREFIX):
            return DiskTree(self.theme, ()).read(path.removeprefix(THEME_PREFIX))
        return self.tree().read(path)

    def past(self) -> Past | None:
        """Return what git kept of the documents, unread; None where there is no repository."""
        if self.repository is not None:
            return Past.of(self.repository, self.read)
        return Past.around(self.root, self.read)

    def workspace(self, options: Options) -> tuple[Workspace, tuple[Diagnostic, ...]]:
        """Return a workspace of all files, and findings about files that could not be read."""
        workspace = Workspace(options, self.config.name, read=self.read)
        batch: dict[str, bytes] = {}
        size = 0
        for path, data in self.files():
            batch[path] = data
            size += len(data)
            if size > _BATCH:
                workspace.sync(batch)
                batch, size = {}, 0
        workspace.sync(batch)
        return workspace, self.problems

    def _dangling(self, read: Collection[str]) -> Iterator[Diagnostic]:
        """Say which settings name something that is not there."""
        content, theme = self.settings.content_dir, self.settings.theme
        folder = self.root / content
        is_file = folder.is_file() and not folder.is_symlink()
        is_there = os.path.lexists(folder) and not is_file
        if not is_there:
            message = f"there is no folder {content}/ beside {self.config.name}"
            hint = did_you_mean(content, self._folders(".")) or (
                f"make it, and write {content}/index.md first"
            )
            if is_file:
                message, hint = f"{content} is a file, and no folder with documents", ""
            yield fault(self.source, self._marks, ("content_dir",), message, hint)
        if theme != "default" and not os.path.lexists(self.root / "themes" / theme):
            names = sorted(["default", *self._folders("themes")])
            hint = did_you_mean(theme, names) or f"themes are: {', '.join(names)}"
            message = f"there is no theme “{theme}”: no folder themes/{theme}/"
            yield fault(self.source, self._marks, ("theme",), message, hint)
        for place, path in _named_files(self.settings) if is_there else ():
            if f"{content}/{path}" not in read:
                message = f"there is no file {content}/{path}"
                suffix = PurePosixPath(path).suffix
                alike = [p.removeprefix(f"{content}/") for p in sorted(read) if p.endswith(suffix)]
                if path.startswith(f"{content}/") and path in read:
                    hint = f"write {path.removeprefix(f'{content}/')}: {content}/ is understood"
                else:
                    hint = did_you_mean(path, alike)
                yield fault(self.source, self._marks, place, message, hint)

    def _folders(self, below: str) -> Iterator[str]:
        """Yield the names of the folders in one of the project's."""
        try:
            yield from (item.name for item in (self.root / below).iterdir() if item.is_dir())
        except OSError:
            return

    def _adjusted(self, problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """Give findings the severity that the settings give them."""
        severities = self.settings.severities()
        for problem in problems:
            severity = severities.get(problem.code, problem.severity)
            if problem.span.path == self.config.name:
                yield problem
            elif severity is not Severity.OFF:
                yield replace(problem, severity=severity)
