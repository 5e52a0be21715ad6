"""What files contributed in an earlier run: found by question, read when it is needed."""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache, partial
from typing import Any

from playbook.engine.cache.documents.codec import (
    PackedRows,
    Whole,
    card_of,
    front_of,
    open_rows,
    unpack_document,
    unpack_part,
    unpack_rows,
)
from playbook.engine.cache.documents.index import Finder, Index, Late
from playbook.engine.cache.documents.packed import Packed
from playbook.engine.cache.documents.pool import Pool
from playbook.engine.cache.documents.unread import MOST, Unread
from playbook.engine.cache.documents.word_index import WordIndex
from playbook.engine.cache.packing import Damaged
from playbook.engine.cache.parts import needed
from playbook.engine.cache.store import Lost, Store, small, whole
from playbook.model.entry import Entry
from playbook.model.playbook import Question, Row
from playbook.model.text import digest
from playbook.reading.parse import Library

_DOCUMENTS, _FRONTS, _ROWS, _CARDS = 32, 512, 512, 16_384
"""Of how many files document, front matter, rows and card are kept once they were read.

Documents are asked for in turn. Of 10,000, with four times as many kept none would be read less
often, and each process would hold 14 MB more.
"""

_ALL_OF = 2_000
"""Of up to so many files all front matter and rows are kept, some 7 kB each: each is then read once
by a process, and of 1,000 documents otherwise two and a half times and seventeen times."""

_FEW = 10_000
"""Of more files than these front matter, rows and cards are kept in the same proportion."""


def names_of(path: str, digest_: str) -> tuple[str, str]:
    """Return under which names a file's rows, and the document that it is, are kept.

    The digest is that of its bytes.
    """
    name = digest(f"{path}\0{digest_}")
    return f"rows:{name}", f"document:{name}"


class FileShelf:
    """The rows of the files that are as they were in the run that wrote the store.

    `fresh` are files read in this run, as bytes; their rows are not found here (the playbook has
    them), but their documents are. `word_index` tells which documents held a word then.
    """

    def __init__(
        self,
        store: Store | None,
        digests: Mapping[str, str],
        index: Index,
        late: Late,
        word_index: WordIndex,
    ) -> None:
        self.word_index = word_index
        self._store = store
        self._digests = digests
        self._finder = Finder(index, late)
        self._index, self._late = index, dict(late)
        self._stock: dict[str, Packed] = {}
        self._loose: list[str] = []
        self._unread: Unread | None = None
        self._pressed = Pool()
        self._library = Library({})
        self.fresh: dict[str, Packed] = {}
        self._hold()

    @property
    def library(self) -> Library:
        """The kinds by which documents are read."""
        return self._library

    @library.setter
    def library(self, library: Library) -> None:
        self._library = library
        for read in (self._document, self._unpacked, self._front):
            read.cache_clear()

    def paths(self, question: Question) -> Iterator[str]:
        """Yield the files that have rows under a question."""
        if self._unread is not None:
            self._read_for(question, self._unread)
        for path in self._finder.paths(question):
            if path in self._digests:
                yield path

    def read_index(self) -> Iterator[None]:
        """Read all of the index, with pauses: who goes on for hours may not find it there later."""
        return self._finder.read()

    def rows(self, path: str) -> tuple[Row, ...]:
        """Return all rows of a file."""
        if path not in self._digests:
            return ()
        self._read_whole(path)
        return unpack_rows(self._opened(path), self._before(path))

    def part(self, path: str, question: Question) -> tuple[Row, ...]:
        """Return the rows of a file under a question."""
        return unpack_part(self._opened(path), question, partial(self._before, path))

    def words(self, path: str) -> bytes:
        """Return the numbers of the words of a file as it is now, in order."""
        self._read_whole(path)
        fresh = self.fresh.get(path)
        opened = self._opened(path) if fresh is None else open_rows(fresh.rows)
        return b"".join(
            row.value for row in unpack_part(opened, ("words", path), partial(self._before, path))
        )

    def stock(
        self,
        digests: Mapping[str, str],
        found: Mapping[str, Packed],
        index: Index,
        unread: Unread | None = None,
    ) -> None:
        """Fill an empty shelf with files read in this run, as if an earlier one had left them.

        `unread` has the rest of those of which only the beginning was read.
        """
        self._digests = digests
        self._hold()
        self._stock = dict(found)
        self._find_by(index, {})
        self.fresh = dict(self._stock)
        self._loose = sorted(path for path, new in found.items() if _is_loose(new))
        self._unread = unread

    def read_on(self) -> None:
        """Have all documents read to their end, and wait for it."""
        if self._unread is not None:
            found, index = self._unread.all()
            self._unread = None
            self._take_in(found)
            self._find_by(index, {})

    def wait(self) -> None:
        """Wait until all documents may be had, read to their end, at once; from any thread."""
        if (unread := self._unread) is not None:
            unread.wait()

    def stop(self) -> None:
        """Have nothing read any more: nobody will ask."""
        if (unread := self._unread) is not None:
            unread.stop()

    def _hold(self) -> None:
        """Hold nothing, and from now on what is read of as many files as suits their number."""
        files = len(self._digests)
        times, least = max(1.0, files / _FEW), files if files <= _ALL_OF else 0
        self._document = lru_cache(_DOCUMENTS)(self._read_document)
        self._unpacked = lru_cache(_DOCUMENTS)(self._unpack)
        self._opened = lru_cache(max(int(_ROWS * times), least))(self._open)
        self._card = lru_cache(int(_CARDS * times))(lambda path: card_of(self._opened(path)))
        fronts = max(int(_FRONTS * times), least)
        self._front = lru_cache(fronts)(lambda data: front_of(data, self._library))

    def _read_for(self, question: Question, unread: Unread) -> None:
        """Read the documents to their end that may answer a question."""
        wanted = unread.wanted(question)
        new = [path for path in wanted or () if path not in self._late]
        if wanted is None or len(self._late) + len(new) > MOST:
            self.read_on()
        elif new:
            found = {path: unread.whole(path) for path in new}
            self._take_in(found)
            late = {path: held.questions for path, held in found.items()}
            self._find_by(self._index, self._late | late)

    def _read_whole(self, path: str) -> None:
        """Read a document to its end."""
        if self._unread is not None:
            self._read_for(("entry", path), self._unread)

    def _take_in(self, found: Mapping[str, Packed]) -> None:
        """Lay documents on the shelf that were read to their end, in place of their beginnings."""
        new = {path: held for path, held in found.items() if self._stock[path] is not held}
        for path, held in new.items():
            if self.fresh.get(path) is self._stock[path]:
                self.fresh[path] = held
            self._stock[path] = held
        self._loose += new
        self._opened.cache_clear()

    def _find_by(self, index: Index, late: dict[str, bytes]) -> None:
        self._index, self._late = index, late
        self._finder = Finder(index, late)

    def press(self) -> Iterator[str]:
        """Compress the documents that were laid down as they are; yield each when it is done.

        Who goes on later goes on where this was left.
        """
        while self._loose:
            path = self._loose.pop()
            loose = self._stock[path]
            pressed = Packed(loose.rows, self._pressed.put(small(whole(loose.document))))
            if self.fresh.get(path) is loose:
                self.fresh[path] = pressed
            self._stock[path] = pressed
            yield path

    def moved(self) -> dict[str, bytes]:
        """Return the files read in this run that are found under other questions than before.

        With each the numbers of these, sorted.
        """
        return {
            path: new.questions
            for path, new in self.fresh.items()
            if new is not self._stock.get(path)
            and (path not in self._digests or new.questions != self._opened(path).numbers.tobytes())
        }

    def put(self, path: str, packed: Packed) -> tuple[Row, ...]:
        """Keep a file read in this run; return its rows."""
        self.fresh[path] = packed
        rows, document = open_rows(packed.rows), partial(self._unpacked, packed.document)
        return unpack_rows(rows, Whole(document, cache(partial(card_of, rows)), self._front))

    def forget(self, path: str) -> None:
        """Let go of what is known of a file that is read anew."""
        self.fresh.pop(path, None)

    def _before(self, path: str) -> Whole:
        """Return what gives the document that a file was in the earlier run. It raises `Lost`."""
        return Whole(partial(self._document, path), partial(self._card, path), self._front)

    def _read_document(self, path: str) -> Entry[Any]:
        stocked = self._stock.get(path)
        return self._unpack(stocked.document if stocked else self._get(self._names(path)[1]))

    def _unpack(self, data: bytes | memoryview) -> Entry[Any]:
        try:
            return unpack_document(whole(data), self._front)
        except Damaged as damaged:
            raise Lost("a document") from damaged

    def _open(self, path: str) -> PackedRows:
        stocked = self._stock.get(path)
        return open_rows(stocked.rows if stocked else self._get(self._names(path)[0]))

    def _names(self, path: str) -> tuple[str, str]:
        return names_of(path, self._digests[path])

    def _get(self, name: str) -> bytes:
        return needed(name, self._store.get if self._store else _nothing)


def _nothing(_: str) -> None:
    """Give nothing: where there is no store, nothing is kept."""


def _is_loose(packed: Packed) -> bool:
    """Tell whether there is a document that is not compressed yet."""
    return bytes(packed.document[:1]) == b"p"
