"""A run over a project on disk: opened with what the last run left, closed by leaving more.

A file whose stamp proves that it is unchanged is not read; one whose bytes are the same is not
parsed; and what was found out about the rest still holds unless a question changed on which it
rests. Reading is shared among processes. Without a cache everything is read, in the same way.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Self

from playbook.engine.cache.index import Index, updated
from playbook.engine.cache.packing import Damaged, pack, unpack_as
from playbook.engine.cache.remembered import Remembered
from playbook.engine.cache.shelf import FileShelf, Packed, Seen
from playbook.engine.cache.stamp import Stamp, proof
from playbook.engine.cache.state import NOTHING, State, premises, reading_of
from playbook.engine.cache.store import KEPT, LASTING, Store, small, whole
from playbook.engine.contribution import File, Place, contribute, packed
from playbook.engine.crew import cores, share
from playbook.engine.premises import OPTIONS, Options
from playbook.engine.project import Project
from playbook.engine.repeating import Command, Look, Result, Site
from playbook.engine.workspace import Workspace
from playbook.model.diagnostic import Diagnostic
from playbook.model.playbook import Question
from playbook.model.text import digest
from playbook.model.value import Value, replace

_STATE, _ANSWERS, _ADDED, _HISTORY = "state", "answers", "added", "history"
SHARED_FROM = 64
"""Pieces of work from which it is shared: below, starting processes costs more."""

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


def quiet(_what: str, _done: int, _all: int) -> None:
    """Tell nobody."""


class _Look(Value, frozen=True):
    """What a look at a file brought.

    `digest` is "" if it cannot be read; `new` is there if it is new or changed. A file that has no
    form in bytes is `apart`: it is read again by whoever asked.
    """

    digest: str = ""
    size: int = 0
    new: Packed | None = None
    apart: bool = False
    seconds: float = 0.0


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
    _store: Store | None = None
    _before: State = NOTHING
    _taken: int = 0
    _stamps: Mapping[str, Stamp] = field(default_factory=dict)
    _looks: dict[str, _Look] = field(default_factory=dict)

    @classmethod
    def open(
        cls,
        project: Project,
        options: Options,
        *,
        cache: bool = True,
        workers: int | None = None,
        progress: Progress = quiet,
    ) -> Self:
        """Open a project with all its files taken in.

        `cache` tells whether to go on from what the last run left, and to leave something. `Lost`
        is raised, here or later, if something of it turns out not to be there.
        """
        survey = project.survey()
        store, before, remembered = _left(project) if cache else (None, NOTHING, Remembered())
        shelf = FileShelf(store, {held.path: held for held in before.seen}, before.index)
        workspace = Workspace(options, project.config.name, shelf, remembered, project.read)
        found = cls(
            project,
            workspace,
            cores() if workers is None else workers,
            progress,
            _store=store,
            _before=before,
            _taken=survey.taken,
            _stamps=survey.stamps,
        )
        if options.past and (known := found.recall(_HISTORY)):
            options.past.recall(known)
        workspace.take_settings(project.text)
        workspace.memo.invalidate_numbers(found._moved())
        workspace.invalidate(found._read(survey.read))
        found.problems = project.settle(survey, found._looks)
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
        if self._store is None or target != self.project.output:
            return None
        return self.project.root / KEPT / f"spare-{digest(str(target))[:8]}"

    def recall(self, name: str) -> bytes | None:
        """Return what the last run left under a name of its own; None if there is nothing."""
        data = self._store.get(f"{LASTING}{name}") if self._store else None
        return whole(data) if data is not None else None

    def leave_result(self, command: Command, findings: Sequence[Diagnostic]) -> None:
        """Leave what a command found, for one that would come to the same."""
        past = self.workspace.options.past
        told = past is not None and (past.is_shallow or past.notice)
        if told or self.problems or self.project.faults:
            return  # what was found beside the files is told anew each time
        if self._looks.keys() != self._stamps.keys():
            return  # a file went away before it was read
        look = Look.at(self._stamps, self._taken, lambda path: self._looks[path].digest)
        if look is None:
            return
        result = Result(
            command.premises(past.revision if past else ""),
            digest(self.project.text),
            self.project.parts,
            look,
            tuple(findings),
            len(self.workspace.documents()),
            self.workspace.drafts(),
            self.site,
        )
        self.left[command.key] = pack(result)

    def save(self, *, is_last: bool = False) -> bool:
        """Leave to the next run what this one found out; tells whether that was needed and done.

        As the last thing of a run it lets go of the answers first, since writing takes memory too.
        """
        if self._store is None or self.workspace.shelf is None:
            return False
        saved = self._save(self._store, self.workspace.shelf, is_last=is_last)
        for leave in self.at_last:
            leave()
        if (past := self.workspace.options.past) and (history := past.leave()):
            self.left[_HISTORY] = history
        left = [(name, data) for name, data in self.left.items() if self.recall(name) != data]
        if left:
            saved |= self._store.put((f"{LASTING}{name}", small(data)) for name, data in left)
        return saved

    def _save(self, store: Store, shelf: FileShelf, *, is_last: bool) -> bool:
        remembered = self.workspace.memo.remembered
        remembered.add(self.workspace.memo.export())
        if is_last:
            self.workspace.memo.let_go()
        seen, items, keep = self._files(shelf.fresh)
        questions = {
            path: new.questions for path, new in shelf.fresh.items() if not shelf.is_stocked(path)
        }
        table, added = remembered.packed()
        state = State(
            reading_of(self.project.settings),
            tuple(seen.values()),
            updated(self._before.index, questions, seen),
            self._premises(),
            digest(added),
        )
        if state == self._before and not remembered.is_different:
            return False
        items += ((_STATE, small(pack(state))), (_ADDED, added), *remembered.large())
        if table is None:
            keep.append(_ANSWERS)
        else:
            items.append((_ANSWERS, table))
        return store.save(items, [*keep, *remembered.names_of_large()])

    def close(self) -> None:
        """Let go of the cache."""
        if self._store is not None:
            self._store.close()

    def _files(
        self, fresh: Mapping[str, Packed]
    ) -> tuple[dict[str, Seen], list[tuple[str, bytes]], list[str]]:
        """Return the files as seen, what of them is new to the store, and what stays in it."""
        before = {seen.path: seen for seen in self._before.seen}
        held: dict[str, Seen] = {}
        items: list[tuple[str, bytes]] = []
        keep: list[str] = []
        for path, look in self._looks.items():
            new, old = fresh.get(path), before.get(path)
            if new is not None:
                kept = _name(path, look.digest)
                items += ((f"rows:{kept}", new.rows), (f"document:{kept}", new.document))
            elif old is not None and old.digest == look.digest:
                kept = old.kept
                keep += (f"rows:{kept}", f"document:{kept}")
            else:
                continue
            stamp = proof(self._stamps.get(path), self._taken)
            held[path] = Seen(path, stamp, look.digest, look.size, kept)
        return held, items, keep

    def _premises(self) -> tuple[tuple[int, bytes], ...]:
        playbook = self.workspace.playbook
        rows = (*playbook.rows(OPTIONS), *playbook.rows(self.workspace.config))
        return tuple(premises(rows))

    def _moved(self) -> set[int]:
        """Return the numbers of the questions that settings and options answer differently now."""
        known, found = dict(self._before.premises), dict(self._premises())
        return {n for n in known.keys() | found.keys() if known.get(n) != found.get(n)}

    def _read(self, read: Callable[[str], bytes | None]) -> set[Question]:
        """Take in all files; those that are as before are not parsed, nor read if that is sure."""
        seen = {held.path: held for held in self._before.seen}
        sure = {
            path
            for path, stamp in self._stamps.items()
            if path in seen and seen[path].stamp == stamp
        }
        for path in sure:
            self._looks[path] = _Look(seen[path].digest, seen[path].size)
        doubtful = [path for path in self._stamps if path not in sure]
        place = self.workspace.place

        def look(path: str) -> bytes:
            started = perf_counter()
            looked = _look(path, read(path), seen.get(path), place)
            return pack(replace(looked, seconds=perf_counter() - started))

        workers = self.workers if len(doubtful) >= SHARED_FROM else 1
        results = share(
            doubtful,
            look,
            workers=workers,
            size=lambda path: self._stamps[path].size,
            done=lambda count: self.progress("reading", count, len(doubtful)),
        )
        for at, result in results:
            looked: _Look = unpack_as(result, _Look)
            self._looks[doubtful[at]] = looked
            self.took(doubtful[at], looked.seconds)
        return self._take(seen, read)

    def _stock(self) -> None:
        """Lay all that was read on the shelf: without an earlier run, nothing is compared."""
        found: dict[str, tuple[Seen, Packed]] = {}
        for path, look in self._looks.items():
            if look.new is not None:
                kept = _name(path, look.digest)
                found[path] = (Seen(path, None, look.digest, look.size, kept), look.new)
        parts = {path: packed.questions for path, (_, packed) in found.items()}
        self._before = replace(NOTHING, index=updated(Index(), parts, found))
        if self.workspace.shelf is not None:
            self.workspace.shelf.stock(found, self._before.index)
            self.workspace.playbook.look_again()

    def _take(self, seen: Mapping[str, Seen], read: Callable[[str], bytes | None]) -> set[Question]:
        changed: set[Question] = set()
        rest: dict[str, bytes | None] = {}
        same: dict[str, str] = {}
        if not seen:
            self._stock()
        for path in sorted(self._looks):
            look = self._looks[path]
            if look.new is not None and seen:
                changed |= self.workspace.take_packed(path, look.digest, look.new)
            elif look.apart or not look.digest:
                rest[path] = read(path)
            else:
                same[path] = look.digest
        self.workspace.take_seen(same)
        self.workspace.take_sizes({path: look.size for path, look in self._looks.items()})
        rest.update(dict.fromkeys(path for path in seen if path not in self._looks))
        self.workspace.sync(rest)
        for path, data in rest.items():
            if data is None:
                self._looks.pop(path, None)
        return changed


def _name(path: str, digest_: str) -> str:
    """Return under which name what a file contributes is kept."""
    return digest(f"{path}\0{digest_}")


def _look(path: str, data: bytes | None, before: Seen | None, place: Place) -> _Look:
    """Look at a file: whether it is as before and, if it is not, what it contributes."""
    if data is None:
        return _Look()
    found = digest(data)
    if before is not None and before.digest == found:
        return _Look(found, len(data))
    new = packed(contribute(path, File.of(path, data), place))
    return _Look(found, len(data), new, apart=new is None)


def _left(project: Project) -> tuple[Store | None, State, Remembered]:
    """Return the store, and of what the last run left there what is of use now."""
    store = Store.of(project.root)
    if store is None:
        return None, NOTHING, Remembered()
    data, answers, added = store.get(_STATE), store.get(_ANSWERS), store.get(_ADDED)
    if data is None or answers is None or added is None:
        return store, NOTHING, Remembered()
    try:
        state: State = unpack_as(whole(data), State)
        if digest(added) != state.added:
            return store, NOTHING, Remembered()
        remembered = Remembered(answers, added, store.get)
    except Damaged:
        return store, NOTHING, Remembered()
    if state.reading != reading_of(project.settings):
        return store, NOTHING, Remembered()
    return store, state, remembered
