"""How a published site and the spare one look: begun to be found out before anybody needs it.

To look at each of many thousand files takes as long as it takes to load the program, and needs
nothing of it: another process does it meanwhile.
"""

from collections.abc import Mapping
from pathlib import Path

from playbook.engine.cache.packing import pack, unpack_as
from playbook.engine.processes.aside import Aside
from playbook.engine.publishing.layout import fail, items_below
from playbook.engine.publishing.site_files import SiteFiles
from playbook.model.value import Value


class Spared(Value, frozen=True):
    """What is different in the spare site: both are addresses.

    `apart` are files of the published site which it does not have as they are, `surplus` what it
    has that is none of them.
    """

    apart: frozenset[str]
    surplus: frozenset[str]


class Lookout:
    """A look at the site in `target`, and at the one in `spare`, if there is such a folder."""

    def __init__(self, target: Path, spare: Path | None) -> None:
        self.target, self.spare = target, spare
        self._marks: tuple[object, ...] | None = None
        self._aside: Aside | None = None
        self._files: SiteFiles | None = None
        self._spared: Spared | None = None

    def begin(self) -> None:
        """Have another process look, if that can be."""
        self._marks = self._marks_now()
        self._aside = Aside((self._look, self._look_at_spare))

    def refresh(self) -> None:
        """Forget what was seen if another site was published since.

        A publish puts another folder in its place, or renames it: neither its inode nor the time at
        which its status changed is the same then.
        """
        if self._marks is not None and self._marks != self._marks_now():
            self.close()
            self._marks = self._files = self._spared = None

    def files(self) -> SiteFiles:
        """Return the files of the site."""
        if self._files is None:
            self._marks = self._marks or self._marks_now()
            data = self._aside.take() if self._aside else None
            self._files = SiteFiles.of(data) if data is not None else SiteFiles.below(self.target)
        return self._files

    def spared(self) -> Spared:
        """Return what is different in the spare site. Raises `OSError`."""
        files = self.files()
        if self._spared is None:
            data = self._aside.take() if self._aside else None
            self._spared = (
                unpack_as(data, Spared) if data is not None else _spared(self.spare, files.inodes())
            )
        return self._spared

    def close(self) -> None:
        """Look no longer."""
        if self._aside is not None:
            self._aside.close()
            self._aside = None

    def _look(self) -> bytes:
        self._files = SiteFiles.below(self.target)
        return self._files.packed()

    def _look_at_spare(self) -> bytes:
        return pack(_spared(self.spare, self.files().inodes()))

    def _marks_now(self) -> tuple[object, ...]:
        return _mark(self.target), self.spare and _mark(self.spare)


def _mark(folder: Path) -> tuple[int, ...] | None:
    try:
        there = folder.lstat()
    except OSError:
        return None
    return there.st_dev, there.st_ino, there.st_mtime_ns, there.st_ctime_ns


def _spared(spare: Path | None, published: Mapping[str, int]) -> Spared:
    """Compare the spare site with the inodes of the published one. Raises `OSError`."""
    have = {name: item.inode() for name, item in items_below(spare, fail)} if spare else {}
    apart = frozenset(name for name, inode in published.items() if have.get(name) != inode)
    return Spared(apart, frozenset(name for name in have if have[name] != published.get(name)))
