"""A run over a project on disk: opened with what the last run left, closed by leaving more.

A file whose stamp proves that it is unchanged is not read; one whose bytes are the same is not
parsed; and what was found out about the rest still holds unless a question changed on which it
rests. Reading is shared among processes. Without a cache everything is read, in the same way.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from playbook.engine.cache.documents.packed import Packed
from playbook.engine.cache.documents.shelf import FileShelf
from playbook.engine.cache.documents.unread import Unread
from playbook.engine.cache.files import Changes, Digests, Seen
from playbook.engine.cache.last_run import LastRun
from playbook.engine.cache.packing import fingerprint, pack
from playbook.engine.cache.slices import Stamps
from playbook.engine.cache.stamp import Stamp, proof, unproven
from playbook.engine.cache.state import Premises, Settled, premises_of
from playbook.engine.cache.store import LASTING, loose, small, whole
from playbook.engine.processes.cores import cores
from playbook.engine.publishing.layout import spare_of
from playbook.engine.runs.project import Project
from playbook.engine.runs.repeating import Command, Look, Result, Site
from playbook.engine.runs.scanning import Sight, look_at, read_on, rest_of
from playbook.engine.settings.premises import OPTIONS, Options
from playbook.engine.settings.site import Settings
from playbook.engine.workspace.workspace import Workspace
from playbook.model.diagnostic import Diagnostic
from playbook.model.playbook import Question
from playbook.model.text import digest

_HISTORY = "history"
READ_ON_FROM = 500
"""Files from which on the beginnings of documents are read first, where one is to be shown soon."""

_FEW = 2_000
"""Files up to which documents lie in memory as they are, about 20 kB each, if nothing is left to a
later run: to compress each and open it again takes 0.2 ms."""

_LARGE = 1 << 16
"""Bytes from which on what is left is not compressed: each run reads it, and each build writes it,
which takes less time than to compress it."""

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


def quiet(_what: str, _done: int, _all: int) -> None:
    """Tell nobody."""


@dataclass
class Session:
    """A workspace of a project's files, and what is needed to go on from it in the next run.

    `problems` are findings about files that could not be read, `workers` among how many processes
    work is shared. `left` is what others want to find again in the next run (`recall`), by name;
    `at_last` is called when all else is saved, to leave more of it. `times` tells how many seconds
    work on a file took, by path. `site` is what was published, if something was.
    """

    project: Project
    workspace: Workspace
    workers: int
    progress: Progress
    problems: tuple[Diagnostic, ...] = ()
    left: dict[str, bytes] = field(default_factory=dict)
    at_last: list[Callable[[], None]] = field(default_factory=list)
    times: dict[str, float] = field(default_factory=dict)
    site: Site | None = None
    _is_whole: bool = True
    _last_run: LastRun = field(default_factory=LastRun)
    _taken: int = 0
    _stamps: Stamps = field(default_factory=Stamps)
    _looks: dict[str, Sight] = field(default_factory=dict)  # of files that may have changed
    _gone: set[str] = field(default_factory=set)  # that were there in the last run
    _unread: set[str] = field(default_factory=set)  # that are there and cannot be read

    @classmethod
    def open(
        cls,
        project: Project,
        options: Options,
        *,
        cache: bool = True,
        workers: int | None = None,
        progress: Progress = quiet,
        is_whole: bool = True,
    ) -> Self:
        """Open a project with all its files taken in.

        `cache` tells whether to go on from what the last run left, and to leave something. `Lost`
        is raised, here or later, if something of it turns out not to be there. `is_whole` tells
        whether documents are read to their end, and compressed, at once: who wants to show one soon
        has it done later (`FileShelf.read_on`, `find_out`), and leaves nothing to the next run.
        """
        survey = project.survey()
        left = LastRun.below(project.root, _reading_of(project.settings)) if cache else LastRun()
        workspace = Workspace(
            options, project.config.name, left.shelf(), left.remembered, project.read
        )
        found = cls(
            project,
            workspace,
            cores() if workers is None else workers,
            progress,
            _is_whole=is_whole,
            _last_run=left,
            _taken=survey.taken,
            _stamps=survey.stamps,
        )
        if options.past and (known := found.recall(_HISTORY)):
            options.past.recall(known)
        workspace.take_settings(project.text)
        workspace.memo.invalidate_numbers(found._moved())
        workspace.invalidate(found._read(survey.read))
        there = survey.stamps.keys()
        found.problems = project.settle(survey, there - found._unread if found._unread else there)
        return found

    @property
    def stamps(self) -> Mapping[str, Stamp]:
        """How each file looked before it was read, by path."""
        return self._stamps

    def took(self, path: str, seconds: float) -> None:
        """Note that work on a file took so long."""
        if path:
            self.times[path] = self.times.get(path, 0.0) + seconds

    def spare(self, target: Path) -> Path | None:
        """Return where the site before the last one is kept, for a folder that is written often."""
        if self._last_run.store is None or target != self.project.output:
            return None
        return spare_of(self.project.root, str(target))

    def recall(self, name: str) -> bytes | None:
        """Return what the last run left under a name of its own; None if there is nothing."""
        store = self._last_run.store
        data = store.get(f"{LASTING}{name}") if store else None
        return whole(data) if data is not None else None

    def leave_result(self, command: Command, findings: Sequence[Diagnostic]) -> None:
        """Leave what a command found, for one that would come to the same."""
        past = self.workspace.options.past
        told = past is not None and (past.is_shallow or past.notice)
        if told or self.problems or self.project.faults:
            return  # what was found beside the files is told anew each time
        if self._unread:
            return  # a file went away before it was read
        doubtful = unproven(self._stamps, self._taken)
        look = Look.of(self._stamps.slices, doubtful, self._digest)
        if look is None:
            return
        result = Result(
            command.premises(past.revision if past else ""),
            digest(self.project.text),
            self.project.parts,
            look,
            tuple(findings),
            len(self.workspace.documents()),
            len(self.workspace.drafts()),
            self.site,
        )
        self.left[command.key] = pack(result)

    def save(self, *, is_last: bool = False) -> bool:
        """Leave to the next run what this one found out; tells whether that was needed and done.

        As the last thing of a run it lets go of the answers first, since writing takes memory too.
        """
        store, shelf = self._last_run.store, self.workspace.shelf
        if store is None or shelf is None or not self._is_whole:
            return False
        past = self.workspace.options.past
        if past and past.broke_off:
            return False  # once git reads it again, the same commit has other answers
        self.workspace.memo.remembered.add(self.workspace.memo.export())
        self.workspace.memo.catch_up(look=False)  # what is left has to know all doubts
        settled = self.workspace.settled()
        if is_last:
            self.workspace.memo.let_go()
        saved = self._last_run.save(self._changes(shelf), shelf, self._premises(), settled)
        for leave in self.at_last:
            leave()
        if past and (history := past.leave()):
            self.left[_HISTORY] = history
        left = ((f"{LASTING}{name}", _last_run(data)) for name, data in self.left.items())
        new = [(name, data) for name, data in left if store.get(name) != data]
        return (bool(new) and store.put(new)) or saved

    def close(self) -> None:
        """Let go of the cache."""
        if self._last_run.store is not None:
            self._last_run.store.close()

    def _digest(self, path: str) -> str:
        look = self._looks.get(path)
        return self._last_run.files.digests[path] if look is None else look.digest

    def _changes(self, shelf: FileShelf) -> Changes:
        """Return which files are seen otherwise than before; of which nothing is kept, is gone."""
        before = self._last_run.files
        changes: dict[str, Seen | None] = dict.fromkeys(self._gone)
        for path, look in self._looks.items():
            then, now = before.get(path), None
            if path in shelf.fresh or (then is not None and then.digest == look.digest):
                now = Seen(look.digest, proof(self._stamps[path], self._taken))
            if now != then:
                changes[path] = now
        return changes

    def _premises(self) -> Premises:
        playbook = self.workspace.playbook
        rows = (*playbook.rows(OPTIONS), *playbook.rows(self.workspace.config))
        return premises_of(_reading_of(self.project.settings), rows)

    def _moved(self) -> set[int]:
        """Return the numbers of the questions that settings and options answer differently now."""
        known = dict(self._last_run.state.premises.answers)
        found = dict(self._premises().answers)
        return {n for n in known.keys() | found.keys() if known.get(n) != found.get(n)}

    def _read(self, read: Callable[[str], bytes | None]) -> set[Question]:
        """Take in all files; those that are as before are not parsed, nor read if that is sure."""
        before, stamps = self._last_run.files, self._stamps
        doubtful, self._gone = before.compare(stamps)
        is_at_once = self._is_whole or bool(before.digests)
        looks = look_at(
            doubtful,
            read,
            before=before.digests,
            stamps=stamps,
            place=self.workspace.place,
            workers=self.workers,
            is_whole=is_at_once or self.workers == 1 or len(doubtful) < READ_ON_FROM,
            is_pressed=is_at_once and (self._last_run.store is not None or len(doubtful) > _FEW),
            done=lambda count: self.progress("reading", count, len(doubtful)),
        )
        for path, look in looks:
            self._looks[path] = look
            self.took(path, look.seconds)
        return self._take(before.digests, read)

    def _take(
        self, before: Mapping[str, str], read: Callable[[str], bytes | None]
    ) -> set[Question]:
        changed: set[Question] = set()
        same = Digests(before)
        rest: dict[str, bytes | None] = dict.fromkeys(self._gone)
        for path in rest:
            del same[path]
        other = set(self._gone)  # than what lies on the shelf
        if not before:
            self._stock()
        for path in sorted(self._looks):
            look = self._looks[path]
            if look.apart or not look.digest:
                rest[path] = read(path)
                same.pop(path, None)
                other.add(path)
            elif look.new is None or not before:
                same[path] = look.digest
            else:
                changed |= self.workspace.take_packed(path, look.digest, look.new)
                same.pop(path, None)
                other.add(path)
        settled = self._last_run.state.settled if before else Settled(unknown=tuple(same))
        documents = self.workspace.place.documents(self._stamps)
        self.workspace.take_seen(same, documents - other, settled)
        self._unread = {path for path in rest if rest[path] is None and path in self._stamps}
        self.workspace.sync(rest)
        return changed

    def _stock(self) -> None:
        """Lay all that was read on the shelf: without an earlier run, nothing is compared."""
        found = {path: look.new for path, look in self._looks.items() if look.new is not None}
        digests = {path: self._looks[path].digest for path in found}
        if self.workspace.shelf is not None:
            self._last_run.fill(self.workspace.shelf, digests, found, self._unread_of(found))
            self.workspace.playbook.look_again()

    def _unread_of(self, found: Mapping[str, Packed]) -> Unread | None:
        """Begin to read to their end those documents of which only the beginning was read."""
        texts = {path: look.unread for path, look in self._looks.items() if look.unread}
        if not texts:
            return None
        place = self.workspace.place
        whole = {path: packed for path, packed in found.items() if path not in texts}
        unread = Unread(texts, whole, lambda path, data: rest_of(path, data, place))
        unread.begin(read_on(texts, place, self.workers))
        return unread


def _last_run(data: bytes) -> bytes:
    """Return what is left under a name as it is kept: what is large is as it is."""
    return loose(data) if len(data) >= _LARGE else small(data)


def _reading_of(settings: Settings) -> bytes:
    """Return the fingerprint of what decides how files are read."""
    return fingerprint(tuple(map(repr, settings.reading)))
