"""What the last run left, as this one finds it; and how this one leaves more.

A state says under which names the rest is kept. What has not changed stays as it is, under the name
that it has, so that a run after an edit writes what the edit touched.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from secrets import token_hex

from playbook.engine.cache.documents.index import Index, names_of_files, updated
from playbook.engine.cache.documents.packed import Packed
from playbook.engine.cache.documents.shelf import FileShelf, names_of
from playbook.engine.cache.documents.unread import Unread, index_of
from playbook.engine.cache.documents.word_index import WordIndex, names_of_words
from playbook.engine.cache.files import Changes, Digests, Files
from playbook.engine.cache.packing import Damaged, pack, unpack_as
from playbook.engine.cache.state import Beside, Premises, Settled, State
from playbook.engine.cache.store import Item, Lost, Store
from playbook.engine.cache.tables.remembered import Remembered
from playbook.model.value import replace

_STATE = "state"


@dataclass
class LastRun:
    """What the last run left that is of use: nothing, where files were read in another way.

    `written` is the state as bytes: where another one stands in the store, a run has ended since.
    """

    store: Store | None = None
    state: State = field(default_factory=State)
    files: Files = field(default_factory=Files)
    beside: Beside = field(default_factory=lambda: Beside({}))
    index: Index = field(default_factory=Index)
    words: WordIndex = field(default_factory=WordIndex)
    remembered: Remembered = field(default_factory=Remembered)
    written: bytes | None = None

    @classmethod
    def below(cls, root: Path, reading: bytes) -> "LastRun":
        """Return what was left in a project; `reading` tells how files are read now."""
        store = Store.of(root)
        if store is None:
            return cls()
        try:
            return cls._of(store, reading) or cls(store)
        except Damaged:
            return cls(store)

    @classmethod
    def _of(cls, store: Store, reading: bytes) -> "LastRun | None":
        written = store.get(_STATE)
        state: State = unpack_as(written, State) if written is not None else State()
        if state.premises.reading != reading:
            return None
        added, packed = store.get(state.added), store.get(state.beside)
        if added is None or packed is None:
            return None
        beside: Beside = unpack_as(packed, Beside)
        return cls(
            store,
            state,
            Files(state.files, store.get),
            beside,
            Index(state.index, store.get),
            WordIndex(state.words, beside.words, store.get),
            Remembered(
                lambda name: store.get(f"{state.answers}.{name}"), added, store.get, state.answers
            ),
            written,
        )

    def shelf(self) -> FileShelf:
        """Return what the files contributed, to be taken from there."""
        return FileShelf(self.store, self.files.digests, self.index, self.beside.rows, self.words)

    def fill(
        self,
        shelf: FileShelf,
        digests: Mapping[str, str],
        found: Mapping[str, Packed],
        unread: Unread | None = None,
    ) -> None:
        """Lay what was read on a shelf: without an earlier run, nothing is compared.

        With the rest of what is `unread`, nothing can be left to the next run.
        """
        self.index = index_of(found)
        shelf.stock(digests, found, self.index, unread)

    def save(
        self, changes: Changes, shelf: FileShelf, premises: Premises, settled: Settled
    ) -> bool:
        """Leave to the next run what is known now; tells whether that was needed and done.

        `changes` are the files that are seen otherwise than before. It is not done where another
        run has ended since this one began: what it left is newer.
        """
        if self.store is None:
            return False
        digests = self._digests(changes)
        index, late = updated(self.index, self.beside.rows, shelf.moved(), digests)
        late_words = [p for p in sorted(self.words.late.union(shelf.fresh)) if p in digests]
        is_worn = self.words.is_worn(late_words, digests)
        beside = Beside(dict(late), () if is_worn else tuple(late_words))
        before, state = self.state, replace(self.state, premises=premises, settled=settled)
        is_moved = bool(changes) or beside != self.beside
        if state == before and not is_moved and not self.remembered.is_different:
            return False
        items: list[Item] = []

        def put(part: str, data: bytes) -> str:
            items.append((f"{part}:{token_hex(8)}", data))
            return items[-1][0]

        try:
            state = replace(state, files=self.files.changed(changes, partial(put, "files")))
        except Lost:
            return False  # a piece of what this is made of is damaged
        if not before.beside or beside != self.beside:
            state = replace(state, beside=put("beside", pack(beside)))
        if index is not self.index or not before.index:
            state = replace(state, index=f"index:{token_hex(8)}")
            items += index.packed(state.index)
        if is_worn:
            state = replace(state, words=f"words:{token_hex(8)}")
            items += self.words.made_anew(state.words, late_words, digests, shelf.words)
        try:
            table, added = self.remembered.packed()
        except Lost:
            return False  # another run has put its own in this one's place
        state = replace(state, added=put("added", added))
        if table is not None:
            state = replace(state, answers=f"answers:{token_hex(8)}")
            items += [(f"{state.answers}.{name}", make) for name, make in table.items()]
        written = pack(state)
        items += ((_STATE, written), *self.remembered.large())
        items += _contributed(shelf.fresh, digests, self.files.digests)
        done = self._write(items, state, changes, is_whole=table is not None)
        self.remembered.name_of_table = state.answers if done else ""
        return done

    def _write(self, items: list[Item], state: State, changes: Changes, *, is_whole: bool) -> bool:
        """Write what is to be left, and drop the rest; tells whether it was done.

        Where it `is_whole`, all names are looked through for what is not needed.
        """
        known = None if self.written is None else (_STATE, self.written)
        if self.store is None:
            return False
        try:
            if is_whole or known is None:
                return self.store.save(items, self._kept(state, changes), known)
            return self.store.change(items, self._gone(state, changes), known)
        except Lost:
            return False  # a piece of what this is made of is damaged

    def _digests(self, changes: Changes) -> Digests:
        """Return the digests of all files of which something is kept now."""
        digests = Digests(self.files.digests)
        for path, seen in changes.items():
            if seen is not None:
                digests[path] = seen.digest
            else:
                digests.pop(path, None)
        return digests

    def _kept(self, state: State, changes: Changes) -> Iterator[str]:
        """Yield the names of all that the next run needs."""
        yield from _names(state)
        yield from (f"{state.answers}.{name}" for name in self.remembered.names_of_table)
        yield from names_of_words(state.words)
        yield from self.remembered.names_of_large()
        for path, digest in self._digests(changes).items():
            yield from names_of(path, digest)

    def _gone(self, state: State, changes: Changes) -> Iterator[str]:
        """Yield the names of what the last run left and the next one does not need."""
        yield from set(_names(self.state)).difference(_names(state))
        if state.words != self.state.words:
            yield from self.words.names()
        yield from self.remembered.names_of_dropped()
        for path, seen in changes.items():
            before = self.files.get(path)
            if before is not None and (seen is None or seen.digest != before.digest):
                yield from names_of(path, before.digest)


def _names(state: State) -> Iterator[str]:
    yield from (*(piece.name for piece in state.files), state.beside, state.added)
    yield from names_of_files(state.index)


def _contributed(
    fresh: Mapping[str, Packed], digests: Mapping[str, str], before: Mapping[str, str]
) -> Iterator[Item]:
    """Yield what files contribute that were read in this run, by name."""
    for path, new in fresh.items():
        if path in digests and digests[path] != before.get(path):
            yield from zip(names_of(path, digests[path]), (new.rows, new.document), strict=True)
