"""Where a playbook begins, and which files it is made of: known before any of them is read."""

import os
import stat
from pathlib import Path

from playbook.engine.cache.slices import Stamps
from playbook.engine.cache.stamp import now
from playbook.engine.files.tree import DiskTree
from playbook.model.diagnostic import Diagnostic

CONFIG = "site.yml"
"""The usual name of the settings file; the folder that it lies in is the root of the project."""

_CONTENT = "content"
"""The usual name of the folder with the documents."""

_OTHER_CONFIGS = ("site.yaml", "Site.yml", "site.yml.txt")
"""What people call the file of settings, which is not read under these names."""

THEME_PREFIX = "theme:"
"""Paths that begin so are files of the built-in theme: `theme:templates/base.html`."""


class NoProject(Exception):  # noqa: N818 - a situation, told to the user, not an error of ours
    """There is no `site.yml` here or above, or none that may be read; `hint` says what to do."""

    def __init__(self, message: str, hint: str = "make one with `playbook init`") -> None:
        super().__init__(message)
        self.hint = hint


def find_root(start: Path) -> Path:
    """Return the nearest folder at or above `start` with a `site.yml`, as git finds its root."""
    start = start.resolve()
    for folder in (start, *start.parents):
        config = folder / CONFIG
        if not os.path.lexists(config):
            continue
        if stat.S_ISREG(config.lstat().st_mode):
            return folder
        what = "a symbolic link" if config.is_symlink() else "no ordinary file"
        raise NoProject(f"{config} is {what}")
    message = f"there is no {CONFIG} in {start} or in a folder above it"
    if near := next(filter(None, map(_near_config, (start, *start.parents))), None):
        raise NoProject(f"{message}; {near} is not read", f"rename it to {CONFIG}")
    if written := next(filter(_has_documents, (start, *start.parents)), None):
        hint = f"write {written / CONFIG}, which may be empty"
        raise NoProject(f"{message}, though there is {written / _CONTENT}", hint)
    raise NoProject(message)


def _has_documents(folder: Path) -> bool:
    """Tell whether a folder has documents where a playbook usually has them."""
    content = folder / _CONTENT
    return any(True for depth in ("*.md", "*/*.md") for _ in content.glob(depth))


def _near_config(folder: Path) -> Path | None:
    """Return the file of settings in a folder that has another name than it must have."""
    return next((folder / name for name in _OTHER_CONFIGS if (folder / name).is_file()), None)


def theme_folder() -> Path:
    """Return the folder of the built-in theme: in the package, or in a checkout beside `src`."""
    _, _, package, _, checkout = Path(__file__).resolve().parents[:5]
    packaged, beside = (folder / "themes" / "default" for folder in (package, checkout))
    return packaged if packaged.is_dir() else beside


class Survey:
    """The files of a project and of the built-in theme: which there are, read one at a time.

    `taken` is when it was begun.
    """

    def __init__(self, tree: DiskTree, theme: DiskTree) -> None:
        self._tree, self._theme = tree, theme
        self.taken = now()
        self.stamps = Stamps(tree.stamps())
        built_in = theme.stamps().items()
        self.stamps |= {f"{THEME_PREFIX}{path}": stamp for path, stamp in built_in}

    @property
    def problems(self) -> list[Diagnostic]:
        """What could not be listed, or not be read so far."""
        return [*self._tree.problems, *self._theme.problems]

    def is_of(self, root: Path, parts: tuple[str, ...]) -> bool:
        """Tell whether it is one of these folders of this project."""
        return (self._tree.root, self._tree.parts) == (root, parts)

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file, or None."""
        if path.startswith(THEME_PREFIX):
            return self._theme.read(path.removeprefix(THEME_PREFIX))
        return self._tree.read(path)


def survey(root: Path, parts: tuple[str, ...], theme: Path) -> Survey:
    """Return what there is below some folders of a project, and in the built-in theme."""
    return Survey(DiskTree(root, parts), DiskTree(theme, ("templates", "assets")))
