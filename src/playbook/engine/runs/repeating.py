"""Runs whose result is known beforehand: nothing that the last one read or wrote has changed.

A run leaves its findings with a look at every file that it read and, if it built, at every file
that it published. Where the same look shows the same, there is nothing to do but to tell the same
again. It is decided before the program's larger part is loaded.
"""

import os
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from playbook.engine.cache.packing import Damaged, pack, unpack_as
from playbook.engine.cache.slices import Slice
from playbook.engine.cache.store import LASTING, Store, whole
from playbook.engine.files.survey import (
    CONFIG,
    THEME_PREFIX,
    NoProject,
    Survey,
    find_root,
    survey,
    theme_folder,
)
from playbook.engine.history.git import GitProblem
from playbook.engine.history.repository import Repository
from playbook.engine.publishing.layout import is_settled, spare_of
from playbook.engine.publishing.lookout import Lookout
from playbook.model.diagnostic import Diagnostic
from playbook.model.text import Source, digest
from playbook.model.value import Value
from playbook.reading.source.decode import decode

_MOST = 2_000
"""So many files may have been written too shortly before the look for their stamps to prove it."""


class Look(Value, frozen=True):
    """What files looked like: all those whose stamps prove it, in one fingerprint.

    `doubtful` are the others, with the digests of their bytes.
    """

    sure: bytes
    doubtful: tuple[tuple[str, str], ...]

    @classmethod
    def of(
        cls,
        slices: Iterable[Slice],
        doubtful: Collection[str],
        digest_of: Callable[[str], str | None],
    ) -> "Look | None":
        """Look at files by their stamps; None where that would prove too little.

        The stamps of `doubtful` files prove nothing; `digest_of` gives the digest of their bytes.
        """
        if len(doubtful) > _MOST:
            return None
        digests = [(path, found) for path in doubtful if (found := digest_of(path))]
        if len(digests) < len(doubtful):
            return None
        return cls(_fingerprint(slices, frozenset(doubtful)), tuple(digests))

    def holds(self, slices: Iterable[Slice], read: Callable[[str], bytes | None]) -> bool:
        """Tell whether the files are what they were; those that are doubtful are read."""
        doubtful = frozenset(path for path, _ in self.doubtful)
        if _fingerprint(slices, doubtful) != self.sure:
            return False
        return all(
            (data := read(path)) is not None and digest(data) == held
            for path, held in self.doubtful
        )


def _fingerprint(slices: Iterable[Slice], without: frozenset[str]) -> bytes:
    made = blake2b(digest_size=16)
    for held in slices:
        made.update(held.look_without(without))
    return made.digest()


class Site(Value, frozen=True):
    """A site that a run published: how it looked, and how many files it has.

    `named` is the folder as it was named, `target` where that was.
    """

    named: str
    target: str
    look: Look
    files: int


class Result(Value, frozen=True):
    """What a run found and did.

    `premises` are what it was asked for, `settings` the digest of the settings' bytes, `parts` the
    folders that they name.
    """

    premises: bytes
    settings: str
    parts: tuple[str, ...]
    files: Look
    findings: tuple[Diagnostic, ...]
    documents: int
    drafts: int
    site: Site | None


@dataclass
class Command:
    """A command as it was given.

    `config` is the settings file, `choices` are all that decides what comes of it, and `target` is
    the folder that a build was told to write to, if it was told one. `survey`, `repository` and
    `lookout` are what `repeated` looked at, for a run that goes on from there.
    """

    name: str
    config: Path
    choices: tuple[str, ...] = ()
    target: Path | None = None
    survey: Survey | None = None
    repository: Repository | None = None
    lookout: Lookout | None = None

    @classmethod
    def given(
        cls, name: str, config: Path | None, choices: tuple[str, ...], target: Path | None = None
    ) -> "Command | None":
        """Return a command given in the current folder; None where there is no project."""
        try:
            found = find_root(Path.cwd()) / CONFIG if config is None else config.resolve()
        except (NoProject, OSError):
            return None
        return cls(name, found, choices, target)

    def premises(self, revision: str) -> bytes:
        """Return what the result rests on besides files; `revision` is that of the history."""
        return pack((self.config.name, self.choices, revision))

    @property
    def key(self) -> str:
        """The name under which its result is kept."""
        target = os.path.realpath(self.target) if self.target else ""
        return f"result:{self.name}:{target}"

    def repeated(self, *, history: bool) -> Result | None:
        """Return the result of the last run, if this one would come to the same.

        `history` tells whether what git keeps is looked at.
        """
        try:
            self.repository = Repository.around(self.config.parent) if history else None
        except GitProblem:
            return None
        result = self._last()
        if result is not None and (site := result.site):
            spare = spare_of(self.config.parent, site.named)
            self.lookout = Lookout(Path(site.target), spare)
            self.lookout.begin()
        premises = self.premises(self.repository.head if self.repository else "")
        if result is None or result.premises != premises or not self._stands(result):
            return None
        if self.lookout is not None:
            self.lookout.close()
        return result

    def _last(self) -> Result | None:
        store = Store.of(self.config.parent)
        if store is None:
            return None
        try:
            data = store.get(f"{LASTING}{self.key}")
            result: Result | None = None if data is None else unpack_as(whole(data), Result)
        except Damaged:
            return None
        finally:
            store.close()
        return result

    def _stands(self, result: Result) -> bool:
        try:
            if digest(self.config.read_bytes()) != result.settings:
                return False
        except OSError:
            return False
        there = self.survey = survey(self.config.parent, result.parts, theme_folder())
        if there.problems or not result.files.holds(there.stamps.slices, there.read):
            return False
        return self.lookout is None or (
            result.site is not None and _is_published(result.site, self.lookout)
        )


def _is_published(site: Site, lookout: Lookout) -> bool:
    target = Path(site.target)
    if os.path.realpath(site.named) != site.target or not is_settled(target):
        return False

    def read(name: str) -> bytes | None:
        try:
            return (target / name).read_bytes()
        except OSError:
            return None

    return site.look.holds(lookout.files().slices, read)


def source_of(root: Path) -> Callable[[str], Source | None]:
    """Return what gives the text of a project's file, for printing a finding's excerpt."""

    def source(path: str) -> Source | None:
        inside = path.removeprefix(THEME_PREFIX)
        try:
            data = ((root if inside == path else theme_folder()) / inside).read_bytes()
        except OSError:
            return None
        return decode(path, data)[0]

    return source
