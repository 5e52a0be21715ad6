"""The site before the last one, kept so that the next one costs only what differs.

A site is laid out in a folder of its own before it takes the place of the published one. To link
every file of a large site into a new folder takes longer than all else that a small edit needs; the
folder that the last publish took out of its place has nearly all of them already. Beside the first
site, which takes nothing out of its place, the spare one is laid out with it: a link more for each
file that is written costs little then. Nothing in it is trusted: a file counts as the published one
if it is the same inode.
"""

import os
import shutil
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from contextlib import suppress
from pathlib import Path

from playbook.engine.publishing.lookout import Lookout


class Spare:
    """A folder below the project; `folder` may be there or not."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def serves(self, target: Path) -> bool:
        """Tell whether there is a spare site that can change places with a published one."""
        above = self.folder.parent
        if above.is_symlink() or self.folder.is_symlink() or not self.folder.is_dir():
            return False
        return target.is_dir() and self.folder.stat().st_dev == target.stat().st_dev

    def begin(self) -> bool:
        """Make an empty folder, to be filled beside the first site; tell whether it is there."""
        try:
            if self.folder.parent.is_symlink() or self.folder.is_symlink():
                return False
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir(parents=True)
        except OSError:
            return False
        return True

    def link(self, name: str, written: str) -> None:
        """Have a file that was written for the first site here too, if that can be had."""
        place = f"{self.folder}/{name}"
        with suppress(OSError):
            try:
                os.link(written, place)
            except FileNotFoundError:
                Path(place).parent.mkdir(parents=True, exist_ok=True)
                os.link(written, place)

    def remove(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def put(self, old: Path) -> None:
        """Keep what was published as the spare site, or remove it where it cannot be kept."""
        above = self.folder.parent
        try:
            if above.is_symlink() or self.folder.is_symlink():
                return
            shutil.rmtree(self.folder, ignore_errors=True)
            above.mkdir(parents=True, exist_ok=True)
            old.rename(self.folder)
        except OSError:
            shutil.rmtree(old, ignore_errors=True)

    def bring_up(
        self,
        lookout: Lookout,
        staying: AbstractSet[str],
        written: AbstractSet[str],
        link: Callable[[str, Path], None],
    ) -> AbstractSet[str]:
        """Make of the spare site what shall be published; return which files it had not yet.

        `lookout` has seen both, `staying` are the published files that stay, `written` those that
        are new; `link` is given the name of a file and where in the spare site it shall be.
        """
        found = lookout.spared()
        wanted = (found.apart & staying) | written
        for name in found.surplus | (lookout.files().names - found.apart - staying):
            (self.folder / name).unlink()
            self._tidy((self.folder / name).parent)
        made: set[Path] = set()
        for name in sorted(wanted):
            path = self.folder / name
            if path.parent not in made:
                path.parent.mkdir(parents=True, exist_ok=True)
                made.add(path.parent)
            link(name, path)
        return wanted

    def _tidy(self, folder: Path) -> None:
        """Remove a folder, and those above it, that became empty."""
        with suppress(OSError):
            while folder != self.folder:
                folder.rmdir()
                folder = folder.parent
