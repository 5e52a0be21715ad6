"""Which commits touched which document: what history is made of, without the texts.

It is found out once for a commit, and small enough to be left to the next run.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from playbook.engine.cache.packing import Damaged, pack, unpack_as
from playbook.engine.cache.slices import sliced
from playbook.engine.files.tree import is_left_out
from playbook.engine.history.commits import Change, Commit
from playbook.model.history import Revision, Version


class State(NamedTuple):
    """A document as a commit left it: the number of the commit, its bytes, its name then."""

    commit: int
    blob: str
    path: str


class Part(NamedTuple):
    """Documents side by side: the name of the first one, and the states of each as bytes."""

    first: str
    packed: bytes


@dataclass(frozen=True)
class Chronicle:
    """The states of every document of one content folder, by the name it had last.

    `commits` are ids and days, oldest first; `gone` has the commit that deleted a document, for
    those that are. What has no readable state is left out. The `parts` are in order: who asks for
    one document opens one of them.
    """

    commits: tuple[tuple[str, date], ...] = ()
    parts: tuple[Part, ...] = ()
    gone: tuple[tuple[str, int], ...] = ()

    @classmethod
    def of(cls, commits: Sequence[Commit], readable: frozenset[str]) -> "Chronicle":
        """Follow every file through the commits; a file that comes back goes on where it ended.

        `readable` are the blobs that can be read.
        """
        found: dict[str, list[State]] = {}
        gone: dict[str, int] = {}
        for number, commit in enumerate(commits):
            for path, blob, was in commit.changes:
                if not blob:
                    if path in found:
                        gone[path] = number
                    continue
                gone.pop(path, None)
                if was:
                    found[path] = found.pop(was, [])
                if blob in readable:
                    found.setdefault(path, []).append(State(number, blob, path))
        return cls(
            tuple((commit.id, commit.day) for commit in commits),
            tuple(
                Part(paths[0], pack({path: found[path] for path in paths}))
                for paths in sliced(path for path, states in found.items() if states)
            ),
            tuple(gone.items()),
        )

    def states(self, path: str) -> tuple[State, ...]:
        """Return the states of a document, oldest first."""
        place = bisect_right(self._firsts, path) - 1
        return self._open(place).get(path, ()) if place >= 0 else ()

    def every(self) -> Iterator[tuple[str, tuple[State, ...]]]:
        """Yield all documents, in order, with their states."""
        for place in range(len(self.parts)):
            yield from self._open(place).items()

    @cached_property
    def deleted(self) -> Mapping[str, date]:
        """The day on which a document was deleted, for those that were."""
        return {path: self.commits[number][1] for path, number in self.gone}

    def blobs(self) -> list[str]:
        """Return the bytes of all states, by id: document for document."""
        return [state.blob for _, states in self.every() for state in states]

    def at(self, key: str) -> State | None:
        """Return a state by the key of its version."""
        commit, _, path = key.partition(":")
        for state in self.states(path):  # nearly all have the name that they had then
            if state.path == path and self.commits[state.commit][0] == commit:
                return state
        return self._by_key.get(key)

    @cached_property
    def _by_key(self) -> Mapping[str, State]:
        return {self.version(state).key: state for _, states in self.every() for state in states}

    @cached_property
    def _firsts(self) -> list[str]:
        return [part.first for part in self.parts]

    @cached_property
    def _opened(self) -> dict[int, dict[str, tuple[State, ...]]]:
        return {}

    def _open(self, place: int) -> dict[str, tuple[State, ...]]:
        if place not in self._opened:
            packed = self.parts[place].packed
            self._opened[place] = unpack_as(packed, dict[str, tuple[State, ...]])
        return self._opened[place]

    @property
    def newest(self) -> Revision | None:
        """The last commit that touched a document."""
        return Revision(*self.commits[-1]) if self.commits else None

    def version(self, state: State) -> Version:
        """Return a state as one asks for it."""
        identifier, day = self.commits[state.commit]
        return Version(day, identifier, state.path, state.blob)


class Chronicles:
    """The chronicles of one commit, by content folder, as bytes for the next run."""

    def __init__(self, revision: str) -> None:
        self._revision = revision
        self._known: dict[str, Chronicle] = {}
        self._is_new = False

    def get(self, folder: str) -> Chronicle | None:
        """Return the chronicle of a folder, if it is known."""
        return self._known.get(folder)

    def put(self, folder: str, chronicle: Chronicle) -> None:
        """Note the chronicle of a folder."""
        self._known[folder] = chronicle
        self._is_new = True

    def packed(self) -> bytes | None:
        """Return what is known as bytes; None if that was taken from an earlier run."""
        return pack((self._revision, self._known)) if self._is_new and self._revision else None

    def take(self, data: bytes) -> None:
        """Take what an earlier run left, if it is about the same commit and whole."""
        try:
            revision, known = unpack_as(data, tuple[str, dict[str, Chronicle]])
        except Damaged:
            return
        if revision == self._revision:
            self._known = {**known, **self._known}


def of_documents(commits: Iterable[Commit]) -> list[Commit]:
    """Leave out what is no document; one that was renamed to something else is one that is gone."""
    kept = (_of_documents(commit) for commit in commits)
    return [commit for commit in kept if commit.changes]


def _of_documents(commit: Commit) -> Commit:
    kept: list[Change] = []
    for change in commit.changes:
        if _is_document(change.path):
            kept.append(change)
        elif _is_document(change.was):
            kept.append(Change(change.was, ""))
    return commit._replace(changes=tuple(kept))


def _is_document(path: str) -> bool:
    return path.endswith(".md") and not any(is_left_out(name) for name in path.split("/"))
