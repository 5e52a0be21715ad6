"""A playbook on disk: where it begins, which files belong to it, and a workspace of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from playbook.engine.site import Settings, read_settings
from playbook.engine.theming import THEME_PREFIX
from playbook.engine.tree import DiskTree
from playbook.engine.workspace import CONFIG, Options, Workspace
from playbook.model.diagnostic import Diagnostic
from playbook.reading.decode import decode


class NoProject(Exception):  # noqa: N818 - a situation, told to the user, not an error of ours
    """There is no `site.yml` here or above."""


def find_root(start: Path) -> Path:
    """Return the nearest folder at or above `start` with a `site.yml`, as git finds its root."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / CONFIG).is_file():
            return folder
    message = f"there is no {CONFIG} in {start} or in a folder above it"
    raise NoProject(message)


def theme_folder() -> Path:
    """Return the folder of the built-in theme: in the package, or in a checkout beside `src`."""
    packaged = Path(str(files("playbook"))) / "themes" / "default"
    if packaged.is_dir():
        return packaged
    return Path(__file__).resolve().parents[3] / "themes" / "default"


@dataclass
class Project:
    """The files of one playbook on disk. `config` is its settings file, usually `site.yml`."""

    root: Path
    config: Path
    settings: Settings = field(default_factory=Settings)
    theme: Path = field(default_factory=theme_folder)

    @classmethod
    def open(cls, start: Path, config: Path | None = None) -> "Project":
        """Find and read the settings; raises `NoProject`."""
        if config is not None:
            if not config.is_file():
                message = f"there is no file {config}"
                raise NoProject(message)
            root = config.resolve().parent
        else:
            root = find_root(start)
            config = root / CONFIG
        source, _ = decode(CONFIG, config.read_bytes())
        settings, _, _ = read_settings(source)
        return cls(root, config.resolve(), settings)

    @property
    def output(self) -> Path:
        """The folder that the settings say the site is written to."""
        return self.root / self.settings.site_dir

    def tree(self) -> DiskTree:
        """Return the project's own files: content, templates, the chosen theme."""
        parts = [self.settings.content_dir, "templates"]
        if self.settings.theme != "default":
            parts.append(f"themes/{self.settings.theme}")
        return DiskTree(self.root, tuple(parts))

    def files(self) -> tuple[Mapping[str, bytes | None], tuple[Diagnostic, ...]]:
        """Read everything that a workspace needs: path → bytes; and what could not be read."""
        tree = self.tree()
        found: dict[str, bytes | None] = {CONFIG: self.config.read_bytes()}
        found.update((path, tree.read(path)) for path in tree.paths())
        found.update(self._theme_files())
        return found, tuple(tree.problems)

    def read(self, path: str) -> bytes | None:
        """Return the bytes of one file of the project or of the built-in theme, or None."""
        if path.startswith(THEME_PREFIX):
            return DiskTree(self.theme, ()).read(path.removeprefix(THEME_PREFIX))
        if path == CONFIG:
            return self.config.read_bytes()
        return self.tree().read(path)

    def workspace(self, options: Options) -> tuple[Workspace, tuple[Diagnostic, ...]]:
        """Return a workspace of all files, and findings about files that could not be read."""
        workspace = Workspace(options)
        found, problems = self.files()
        workspace.sync(found)
        return workspace, problems

    def _theme_files(self) -> Iterator[tuple[str, bytes | None]]:
        tree = DiskTree(self.theme, ("templates", "assets"))
        for path in tree.paths():
            yield f"{THEME_PREFIX}{path}", tree.read(path)
