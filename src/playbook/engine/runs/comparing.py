"""Two states of a project, named by commits or on disk, and what they mean differently."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Final

from playbook.engine.files.tree import DiskTree
from playbook.engine.history.git import GitProblem
from playbook.engine.history.git_tree import GitTree
from playbook.engine.history.past import Past
from playbook.engine.history.repository import Repository
from playbook.engine.runs.project import Project
from playbook.engine.settings.premises import Options
from playbook.engine.settings.site import Settings, read_settings
from playbook.engine.workspace.diagnose import UNREADABLE
from playbook.engine.workspace.snapshot import Contributed, Files, Snapshot
from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.entry import Entry
from playbook.model.text import Source, blob_id
from playbook.model.value import Value, replace
from playbook.queries.changes.both import Both
from playbook.queries.changes.change import Changed, Placed, Subject
from playbook.queries.changes.compare import compared
from playbook.queries.changes.fields import setting_changes
from playbook.queries.changes.matching import Pair, matched
from playbook.queries.changes.renamed import in_new_names
from playbook.rules.versions.verdict import Verdict, verdict

HEAD: Final = "HEAD"

_JUDGED_BY: Final = ("changes_by", "fairness", "units", "rules", "audience", "content_dir")
"""Settings by which documents are read or judged."""


class Incomparable(Exception):  # noqa: N818 - a situation, told to the user, not an error of ours
    """The two states cannot be compared; the message says why, and what helps."""


class State(Value, frozen=True):
    """What is compared: a commit as it was named, or the files on disk (`commit` "").

    `fork` is the other name where the commit is the one at which the two parted.
    """

    name: str
    commit: str = ""
    day: date | None = None
    fork: str = ""


@dataclass(frozen=True)
class Comparison:
    """What two states mean differently.

    `changed` are the documents that mean something else, `editorial` counts the other files that
    differ and could be read. `verdicts` are by address; `faults` are what could not be read in a
    document that was compared, before and after. `within` is where in its repository the playbook
    lies.
    """

    base: State
    head: State
    as_of: date | None
    changed: tuple[Changed, ...]
    editorial: int
    verdicts: Mapping[str, Verdict]
    faults: tuple[tuple[State, Diagnostic], ...]
    within: str
    both: Both
    _before: Snapshot = field(repr=False)
    _after: Snapshot = field(repr=False)

    def source(self, path: str) -> Source | None:
        """Return the text of a file: as it is, or as it was if it is gone."""
        side = self._after if path in self._after.blobs else self._before
        return side.source(path)

    def source_in(self, state: State, path: str) -> Source | None:
        """Return the text of a file in one of the two states."""
        return (self._after if state is self.head else self._before).source(path)

    @property
    def is_from_nothing(self) -> bool:
        """Whether the base has no file of a playbook where this one lies."""
        return not self._before.blobs

    @property
    def unread(self) -> int:
        """How many files could not be read in full, in either state."""
        return len({problem.span.path for _, problem in self.faults})


@dataclass
class _OnDisk:
    """The files of a project as they are on disk."""

    tree: DiskTree
    id_length: int

    @property
    def problems(self) -> list[Diagnostic]:
        """What was refused, or could not be read."""
        return self.tree.problems

    def blobs(self) -> dict[str, str]:
        """Return every file with the id that git would give to its bytes; all are read."""
        return {path: blob_id(data, self.id_length) for path, data in self._files.items()}

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes."""
        return self._files.get(path)

    def fetch(self, paths: Iterable[str]) -> None:
        """Do nothing: all was read."""

    @cached_property
    def _files(self) -> dict[str, bytes]:
        read = ((path, self.tree.read(path)) for path in self.tree.paths())
        return {path: data for path, data in read if data is not None}


def compare(project: Project, base: str, head: str, as_of: date | None) -> Comparison:
    """Compare a commit with another, or with the files on disk if `head` is "".

    With a base, what is compared is the commit at which the two parted: what others did since on
    the other line is no change of this one. Raises `Incomparable`.
    """
    try:
        repository = Repository.around(project.root)
        if repository is None:
            message = "there is no git repository here with a commit to compare with"
            raise Incomparable(f"{message}; commit the playbook first")
        return _compare(project, repository, base, head, as_of)
    except GitProblem as problem:
        raise Incomparable(str(problem)) from problem


def _compare(
    project: Project, repository: Repository, base: str, head: str, as_of: date | None
) -> Comparison:
    newer = _resolved(repository, head or HEAD)
    older = repository.fork(_resolved(repository, base), newer) if base else newer
    if not older:
        raise Incomparable(_never_met(repository, base, head or HEAD))
    states = _states(repository, base, head, older, newer)
    held: dict[str, bytes | None] = {}
    there = repository.as_of(older, newer, project.settings.content_dir)
    old_files = _at_commit(project, there, older, held)
    on_disk = _OnDisk(
        DiskTree(project.root, _parts(project.config.name, project.settings)), len(newer)
    )
    new_files: Files = _at_commit(project, repository, newer, held) if head else on_disk
    past = Past.of(replace(repository, head=newer), new_files.read)
    contributed: Contributed = {}
    name = project.config.name
    before = Snapshot(old_files, name, Options(as_of), contributed)
    after = Snapshot(new_files, name, Options(as_of, past=past), {})
    if before.place == after.place:
        after.contributed = contributed
    return _difference(before, after, states, as_of, repository.prefix)


def _difference(
    before: Snapshot, after: Snapshot, states: tuple[State, State], as_of: date | None, within: str
) -> Comparison:
    differing = {
        path
        for path in before.blobs.keys() | after.blobs.keys()
        if before.blobs.get(path) != after.blobs.get(path)
    }
    differing.update([*_with_readings(differing, before, after)])
    for side in (before, after):
        side.files.fetch(sorted(differing & side.documents))
    readable = {path for path in differing if not _unreadable(path, before, after)}
    found = matched(_entries(before, readable), _entries(after, readable))
    pairs = tuple(in_new_names(found))
    both = Both(before.view, after.view)
    changed = [held for held in compared(pairs, both) if held.changes]
    verdicts = dict(_verdicts(pairs, changed, both))
    if (settings := _settings(before, after, both)).changes:
        changed.insert(0, settings)
    meaning = {path for held in changed for path in (held.subject.path, held.subject.was)}
    faults = tuple(_faults(differing, states, before, after))
    half_read = {problem.span.path for _, problem in faults}
    return Comparison(
        *states,
        as_of,
        tuple(changed),
        len(differing - meaning - half_read),
        verdicts,
        faults,
        within,
        both,
        before,
        after,
    )


def _resolved(repository: Repository, name: str) -> str:
    try:
        return repository.resolve(name)
    except GitProblem as problem:
        hint = " (this is a shallow clone: `git fetch --unshallow` gets the rest)"
        raise Incomparable(f"{problem}{hint if repository.is_shallow else ''}") from problem


def _never_met(repository: Repository, base: str, head: str) -> str:
    message = f"“{base}” and “{head}” have no commit in common"
    if repository.is_shallow:
        return f"{message} in this shallow clone; `git fetch --unshallow` gets the rest"
    return message


def _states(
    repository: Repository, base: str, head: str, older: str, newer: str
) -> tuple[State, State]:
    parted = bool(base) and older != repository.resolve(base)
    name = head or HEAD
    return (
        State(base or HEAD, older, repository.day(older), name if parted else ""),
        State(head, newer, repository.day(newer)) if head else State("the files on disk"),
    )


def _parts(config: str, settings: Settings) -> tuple[str, ...]:
    return config, settings.content_dir


def _at_commit(
    project: Project, repository: Repository, commit: str, held: dict[str, bytes | None]
) -> GitTree:
    """Return the files of a commit that are documents, or belong to them, by its own settings."""
    config = project.config.name
    alone = GitTree(repository, commit, (config,), held=held)
    settings, *_ = read_settings(config, alone.read(config) or b"")
    return GitTree(repository, commit, _parts(config, settings), held=held)


def _with_readings(differing: set[str], before: Snapshot, after: Snapshot) -> Iterator[str]:
    """Yield the documents beside which a file of readings changed that they name."""
    for path in sorted(differing):
        if path.endswith(".csv"):
            folder, _, name = path.rpartition("/")
            for side in (before, after):
                beside = side.holding(name.encode())
                yield from (held for held in beside if held.rpartition("/")[0] == folder)


def _unreadable(path: str, before: Snapshot, after: Snapshot) -> bool:
    """Tell whether a document is no text on one side; then nothing can be said of it."""
    return any(
        problem.code in UNREADABLE
        for side in (before, after)
        for problem in side.view.ask("decoding", path)
    )


def _entries(side: Snapshot, paths: Iterable[str]) -> list[Entry[Any]]:
    found = (side.entry(path) for path in sorted(paths))
    return [entry for entry in found if entry]


def _verdicts(
    pairs: Iterable[Pair], changed: Iterable[Changed], both: Both
) -> Iterator[tuple[str, Verdict]]:
    by_place = {(held.subject.address, held.subject.path): held for held in changed}
    for old, new in pairs:
        entry = new or old
        held = by_place.get((entry.address, entry.path)) if entry else None
        if old is None or held is None:
            continue
        parts = dict.fromkeys(placed.change.part for placed in held.changes if placed.change.part)
        found = verdict(old, new, parts, both.before, both.after)
        if found:
            yield held.subject.address, found


def _faults(
    paths: Iterable[str], states: tuple[State, State], before: Snapshot, after: Snapshot
) -> Iterator[tuple[State, Diagnostic]]:
    """Yield what could not be read in documents that differ, on either side."""
    refused = [{*side.files.problems} for side in (before, after)]
    for state, side, here in zip(states, (before, after), refused, strict=True):
        # What is refused on both sides is no part of the difference.
        for problem in sorted(here - (refused[0] & refused[1]), key=lambda found: found.order):
            yield state, problem
        if side.config in paths:
            wrong = (held for held in side.settings_problems if held.severity is Severity.ERROR)
            yield from ((state, problem) for problem in wrong)
        for path in sorted(paths):
            entry = side.entry(path)
            problems = (*side.view.ask("decoding", path), *(entry.problems if entry else ()))
            for problem in problems:
                if problem.severity is Severity.ERROR:
                    yield state, problem


def _settings(before: Snapshot, after: Snapshot, both: Both) -> Changed:
    """Return which settings changed by which documents are read or judged."""
    path, told = after.config, list[Placed]()
    for name in _JUDGED_BY:
        old, new = (getattr(side.settings, name) for side in (before, after))
        found = setting_changes(name, old, new, both)
        told += [Placed(change, after.setting(name)) for change in found]
    return Changed(Subject(path, "", "Settings", path, "", ()), tuple(told))
