"""The history of all documents, read when a rule first asks for it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, Final, Protocol

from playbook.engine.history.chronicle import Chronicle, Chronicles, State, of_documents
from playbook.engine.history.commits import Commit
from playbook.engine.history.git import GitProblem
from playbook.engine.history.repository import Repository
from playbook.model.entry import Entry
from playbook.model.history import Former, History
from playbook.model.playbook import Question
from playbook.model.text import Source, blob_id
from playbook.reading.front_matter.front_matter import split
from playbook.reading.parse import Library, parse
from playbook.reading.source.decode import decode

INDEXES: Final = frozenset({"history", "said", "former", "version", "front-version", "revision"})
"""The indexes that are answered from here.

`history` has a document's `History` by path, `said` the texts of its versions; `former` has, under
"", a `Former` for every file that was ever a document and is not one's older name; `version` and
`front-version` have a version as a document by its key, the second without its body; `revision`
has, under "", the last commit that touched a document.
"""

_SHALLOW: Final = (
    "this is a shallow clone: rules about the history see only the newest part of it "
    "(`git fetch --unshallow` gets the rest)"
)

_HELD: Final = 64 * 1024 * 1024
"""So many bytes of old texts are held at once."""

_TOGETHER: Final = 4_000
"""So many texts are read at once where all are wanted."""

_RECENT: Final = 64
"""Of so many documents the old texts are held: several rules ask for one after the other."""


def _not_read(problem: GitProblem) -> str:
    return f"the history could not be read: {problem}"


class Records(Protocol):
    """Where commits and their files are kept."""

    def commits(self, folder: str) -> Iterable[Commit]:
        """Return the commits that touch a folder, oldest first; raises `GitProblem`."""

    def readable(self, blobs: Iterable[str]) -> frozenset[str]:
        """Return which of these blobs `read` can give; raises `GitProblem`."""

    def read(self, blobs: Iterable[str]) -> Mapping[str, bytes]:
        """Return the bytes of blobs by id, as far as there are any; raises `GitProblem`."""


@dataclass(frozen=True)
class _Unreadable:
    """Records of a repository that git does not read."""

    problem: GitProblem

    def commits(self, folder: str) -> Iterable[Commit]:  # noqa: ARG002 - as records are asked
        raise self.problem

    def readable(self, blobs: Iterable[str]) -> frozenset[str]:  # noqa: ARG002 - as records are asked
        raise self.problem

    def read(self, blobs: Iterable[str]) -> Mapping[str, bytes]:  # noqa: ARG002 - as records are asked
        raise self.problem


class _Texts:
    """The bytes of old versions, as many as fit; what was read first makes room first.

    `waiting` gives the blobs that will be asked for some time, in an order in which they may well
    be: where one is read, more and more of them are read along, since starting git costs more.
    """

    def __init__(
        self,
        records: Records,
        waiting: Callable[[], Iterable[str]],
        now: Callable[[str], bytes | None],
    ) -> None:
        self._records = records
        self._now = now
        self._all = waiting
        self._along = 0
        self._early: set[str] = set()  # what was read before anybody asked what is waiting
        self._held: dict[str, bytes] = {}
        self._size = 0

    def get(self, states: Sequence[State]) -> list[bytes]:
        """Return the bytes of states, b"" for those that went away; raises `GitProblem`.

        Most documents are what was last committed. The file itself then has the bytes, as their id
        proves, and git need not be asked.
        """
        held, blobs = self._held, [state.blob for state in states]
        missing = [blob for blob in blobs if blob not in held]
        if missing == blobs[-1:]:
            data = self._now(states[-1].path)
            if data is not None and blob_id(data, len(blobs[-1])) == blobs[-1]:
                return [held.get(blob, data) for blob in blobs]
        if missing:
            along: Iterable[str] = ()
            if self._along:
                along = islice((b for b in self._waiting if b not in held), self._along)
            self._read([*missing, *along])
            self._along = min(2 * self._along + 1, _RECENT)
        return [held.get(blob, b"") for blob in blobs]

    def fill(self, blobs: Sequence[str]) -> None:
        """Read blobs ahead of time, until the room is taken; raises `GitProblem`."""
        for at in range(0, len(blobs), _TOGETHER):
            if self._size < _HELD:
                self._read(blobs[at : at + _TOGETHER])

    def _read(self, blobs: Sequence[str]) -> None:
        found = self._records.read(blobs)
        self._size += sum(map(len, found.values()))
        for blob in list(self._held):
            if self._size <= _HELD:
                break
            self._size -= len(self._held.pop(blob))
        self._held.update(found)
        if not self._along:
            self._early.update(found)
        else:
            for blob in found:
                self._waiting.pop(blob, None)

    @cached_property
    def _waiting(self) -> dict[str, None]:
        return dict.fromkeys(blob for blob in self._all() if blob not in self._early)


@dataclass
class _Folder:
    """What is known of the documents of one content folder, read by the kinds of a library."""

    chronicle: Chronicle
    texts: _Texts
    library: Library
    told: dict[str, tuple[Source, ...]] = field(default_factory=dict)
    read: dict[Question, Entry[Any]] = field(default_factory=dict)
    fronts: dict[tuple[str, str], Entry[Any]] = field(default_factory=dict)

    def read_by(self, library: Library) -> None:
        """Forget what was read, if that was by other kinds."""
        if self.library.kinds is not library.kinds:
            self.library = library
            self.read.clear()
            self.fronts.clear()

    def history(self, path: str) -> History | None:
        """Return the history of a document that is there."""
        states = self.chronicle.states(path)
        if not states or path in self.chronicle.deleted:
            return None
        return History(tuple(map(self.chronicle.version, states)))

    def said(self, path: str) -> tuple[Source, ...]:
        """Return what the versions of a document said."""
        known = self.told.get(path)
        if known is None:
            states = self.chronicle.states(path)
            known = self.sources(states) if states else ()
            while len(self.told) >= _RECENT:
                del self.told[next(iter(self.told))]
            self.told[path] = known
        return known

    def sources(self, states: Sequence[State]) -> tuple[Source, ...]:
        """Return what documents said in some states."""
        texts = self.texts.get(states)
        return tuple(decode(at.path, data)[0] for at, data in zip(states, texts, strict=True))

    def former(self) -> Iterator[Former]:
        """Yield the last version of every document."""
        for path, states in self.chronicle.every():
            yield Former(self.chronicle.version(states[-1]), self.chronicle.deleted.get(path))

    def document(self, question: Question) -> Entry[Any] | None:
        """Return a version as a document, or its front matter as one."""
        index, key = question
        known, state = self.read.get(question), self.chronicle.at(key)
        if known is not None or state is None:
            return known
        (source,) = self.sources((state,))
        known = self._front(source) if index == "front-version" else parse(source, self.library)
        self.read[question] = known
        return known

    def _front(self, source: Source) -> Entry[Any]:
        """Read a front matter; one that stands in many versions is read once."""
        front = source.text[: split(source)[2]]
        place = (source.path, front)
        known = self.fronts.get(place)
        if known is None:
            known = self.fronts[place] = parse(Source.of(source.path, front), self.library)
        return known


class Past:
    """What git keeps of the documents, up to one commit.

    The answers never change: `revision` stands for all of them. `notice` is something to tell the
    user, whether or not anything was asked (what an earlier run remembers is not asked again), or
    "". `broke_off` tells whether git failed amid them: then they stand for nothing.
    """

    def __init__(
        self,
        records: Records,
        revision: str,
        notice: str = "",
        now: Callable[[str], bytes | None] = lambda _: None,
    ) -> None:
        """Make it of records; `now` gives the bytes of a file as it is now, by its path."""
        self.revision = revision
        self.notice = notice
        self.broke_off = False
        self._now = now
        self._records = records
        self._is_shallow = notice == _SHALLOW
        self._folders: dict[str, _Folder] = {}
        self._chronicles = Chronicles(revision)

    @property
    def is_shallow(self) -> bool:
        """Whether the older part of the history is missing."""
        return self._is_shallow

    @classmethod
    def of(
        cls, repository: Repository, now: Callable[[str], bytes | None] = lambda _: None
    ) -> "Past":
        """Return the past of a repository, up to the commit that is checked out."""
        return cls(repository, repository.head, _SHALLOW if repository.is_shallow else "", now)

    @classmethod
    def around(
        cls, folder: Path, now: Callable[[str], bytes | None] = lambda _: None
    ) -> "Past | None":
        """Return the past of the repository that a folder lies in; None where there is none.

        `now` gives the bytes of a file as it is now, by its path from the folder.
        """
        try:
            repository = Repository.around(folder)
        except GitProblem as problem:
            return cls(_Unreadable(problem), "", _not_read(problem))
        return cls.of(repository, now) if repository else None

    def leave(self) -> bytes | None:
        """Return as bytes what need not be found out again; None where that is nothing new."""
        return self._chronicles.packed()

    def recall(self, data: bytes) -> None:
        """Take what `leave` gave in an earlier run; of another commit it is of no use."""
        self._chronicles.take(data)

    def ask(self, question: Question, library: Library) -> tuple[Any, ...]:
        """Return the answer to a question under one of the `INDEXES`."""
        try:
            return tuple(self._answers(question, self._folder(library)))
        except GitProblem as problem:
            self._go_on_without(problem, library)
            return ()

    def read_ahead(self, paths: Iterable[str], library: Library) -> None:
        """Read older texts of documents of which soon each will be asked for, as many as fit."""
        try:
            folder = self._folder(library)
            older = (folder.chronicle.states(path)[:-1] for path in paths)
            folder.texts.fill([state.blob for states in older for state in states])
        except GitProblem as problem:
            self._go_on_without(problem, library)

    def _go_on_without(self, problem: GitProblem, library: Library) -> None:
        """Have no history where git fails, and leave a notice of it."""
        self.notice = _not_read(problem)
        self.broke_off = bool(self.revision)
        empty = _Folder(Chronicle(), _Texts(self._records, tuple, self._now), library)
        self._folders[library.content] = empty

    def _answers(self, question: Question, folder: _Folder) -> Iterable[Any]:
        index, key = question
        if index == "former":
            return folder.former()
        if index == "history":
            found: object = folder.history(key)
        elif index == "said":
            found = folder.said(key)
        elif index == "revision":
            found = folder.chronicle.newest
        else:
            found = folder.document(question)
        return () if found is None else (found,)

    def _folder(self, library: Library) -> _Folder:
        known = self._folders.get(library.content)
        if known is None:
            chronicle = self._chronicles.get(library.content)
            if chronicle is None:
                chronicle = self._write(library.content)
                self._chronicles.put(library.content, chronicle)
            known = _Folder(chronicle, _Texts(self._records, chronicle.blobs, self._now), library)
            self._folders[library.content] = known
        known.read_by(library)
        return known

    def _write(self, folder: str) -> Chronicle:
        commits = of_documents(self._records.commits(folder))
        blobs = {change.blob for commit in commits for change in commit.changes if change.blob}
        return Chronicle.of(commits, self._records.readable(sorted(blobs)))
