"""The history of all documents, read when a rule first asks for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final, Protocol

from playbook.engine.git import GitProblem
from playbook.engine.repository import Change, Commit, Repository
from playbook.engine.tree import is_left_out
from playbook.model.entry import Entry
from playbook.model.history import Former, History, Revision, Version
from playbook.model.kind import Kind
from playbook.model.playbook import Question
from playbook.model.text import Source
from playbook.reading.decode import decode
from playbook.reading.front_matter import split
from playbook.reading.parse import Library, parse

INDEXES: Final = frozenset({"history", "former", "version", "front-version", "revision"})
"""The indexes that are answered from here.

`history` has a document's `History` by path; `former` has, under "", a `Former` for every file that
was ever a document and is not one's older name; `version` and `front-version` have a version as a
document by its key, the second without its body; `revision` has, under "", the last commit that
touched a document.
"""

_SHALLOW: Final = (
    "this is a shallow clone: rules about the history see only the newest part of it "
    "(`git fetch --unshallow` gets the rest)"
)


class Records(Protocol):
    """Where commits and their files are kept."""

    def commits(self, folder: str) -> Iterable[Commit]:
        """Return the commits that touch a folder, oldest first; raises `GitProblem`."""

    def read(self, blobs: Iterable[str]) -> Mapping[str, bytes]:
        """Return the bytes of blobs by id, as far as there are any; raises `GitProblem`."""


@dataclass(frozen=True)
class _Unreadable:
    """Records of a repository that git does not read."""

    problem: GitProblem

    def commits(self, folder: str) -> Iterable[Commit]:  # noqa: ARG002 - as records are asked
        raise self.problem

    def read(self, blobs: Iterable[str]) -> Mapping[str, bytes]:  # noqa: ARG002 - as records are asked
        raise self.problem


@dataclass
class _Chronicle:
    """The versions of every file of one content folder, by the name it had last."""

    versions: dict[str, tuple[Version, ...]] = field(default_factory=dict)
    gone: dict[str, date] = field(default_factory=dict)
    by_key: dict[str, Version] = field(default_factory=dict)
    newest: Revision | None = None
    read: dict[Question, Entry[Any]] = field(default_factory=dict)
    fronts: dict[tuple[str, str], Entry[Any]] = field(default_factory=dict)
    kinds: Mapping[str, Kind[Any]] = field(default_factory=dict)

    def read_by(self, library: Library) -> None:
        """Forget what was read, if that was by other kinds."""
        if self.kinds is not library.kinds:
            self.kinds = library.kinds
            self.read.clear()
            self.fronts.clear()


class Past:
    """What git keeps of the documents, up to one commit.

    The answers never change: `revision` stands for all of them. `notice` is something to tell the
    user once everything was asked, or "".
    """

    def __init__(self, records: Records, revision: str, notice: str = "") -> None:
        self.revision = revision
        self.notice = ""
        self._records = records
        self._remark = notice
        self._chronicles: dict[str, _Chronicle] = {}

    @property
    def is_shallow(self) -> bool:
        """Whether the older part of the history is missing."""
        return self._remark == _SHALLOW

    @classmethod
    def of(cls, repository: Repository) -> "Past":
        """Return the past of a repository, up to the commit that is checked out."""
        return cls(repository, repository.head, _SHALLOW if repository.is_shallow else "")

    @classmethod
    def around(cls, folder: Path) -> "Past | None":
        """Return the past of the repository that a folder lies in; None where there is none."""
        try:
            repository = Repository.around(folder)
        except GitProblem as problem:
            return cls(_Unreadable(problem), "")
        return cls.of(repository) if repository else None

    def ask(self, question: Question, library: Library) -> tuple[Any, ...]:
        """Return the answer to a question under one of the `INDEXES`."""
        index, key = question
        chronicle = self._chronicle(library)
        chronicle.read_by(library)
        if index == "history":
            versions = chronicle.versions.get(key, ())
            return (History(versions),) if versions and key not in chronicle.gone else ()
        if index == "revision":
            return (chronicle.newest,) if chronicle.newest else ()
        if index == "former":
            return tuple(
                Former(versions[-1], chronicle.gone.get(path))
                for path, versions in sorted(chronicle.versions.items())
            )
        version = chronicle.by_key.get(key)
        if version is None:
            return ()
        known = chronicle.read.get(question)
        if known is None:
            known = chronicle.read[question] = _entry(index, version, chronicle, library)
        return (known,)

    def _chronicle(self, library: Library) -> _Chronicle:
        known = self._chronicles.get(library.content)
        if known is None:
            known = self._chronicles[library.content] = self._write(library.content)
        return known

    def _write(self, folder: str) -> _Chronicle:
        self.notice = self._remark
        try:
            commits = [_of_documents(commit) for commit in self._records.commits(folder)]
            commits = [commit for commit in commits if commit.changes]
            blobs = {change.blob for commit in commits for change in commit.changes if change.blob}
            return _chronicle(commits, self._records.read(sorted(blobs)))
        except GitProblem as problem:
            self.notice = f"the history could not be read: {problem}"
            return _Chronicle()


def _of_documents(commit: Commit) -> Commit:
    """Leave out what is no document; a document renamed to something else is one that is gone."""
    kept: list[Change] = []
    for change in commit.changes:
        if _is_document(change.path):
            kept.append(change)
        elif _is_document(change.was):
            kept.append(Change(change.was, ""))
    return commit._replace(changes=tuple(kept))


def _is_document(path: str) -> bool:
    return path.endswith(".md") and not any(is_left_out(name) for name in path.split("/"))


def _chronicle(commits: Sequence[Commit], texts: Mapping[str, bytes]) -> _Chronicle:
    """Follow every file through the commits; a file that comes back goes on where it ended."""
    found: dict[str, list[Version]] = {}
    gone: dict[str, date] = {}
    sources: dict[tuple[str, str], Source] = {}
    for commit in commits:
        for path, blob, was in commit.changes:
            if not blob:
                if path in found:
                    gone[path] = commit.day
                continue
            gone.pop(path, None)
            if was:
                found[path] = found.pop(was, [])
            if blob in texts:
                place = (path, blob)
                if place not in sources:
                    sources[place] = decode(path, texts[blob])[0]
                version = Version(commit.day, commit.id, sources[place])
                found.setdefault(path, []).append(version)
    chronicle = _Chronicle(
        {path: tuple(versions) for path, versions in found.items() if versions}, gone
    )
    if commits:
        chronicle.newest = Revision(commits[-1].id, commits[-1].day)
    for versions in chronicle.versions.values():
        chronicle.by_key.update((version.key, version) for version in versions)
    return chronicle


def _entry(index: str, version: Version, chronicle: _Chronicle, library: Library) -> Entry[Any]:
    """Read a version; one front matter that stands in many versions is read once."""
    source = version.source
    if index == "version":
        return parse(source, library)
    front = source.text[: split(source)[2]]
    place = (source.path, front)
    if place not in chronicle.fronts:
        chronicle.fronts[place] = parse(Source.of(source.path, front), library)
    return chronicle.fronts[place]
