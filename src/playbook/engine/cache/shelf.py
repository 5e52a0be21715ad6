"""What files contributed in an earlier run: found by question, read when it is needed."""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache, partial
from typing import Any

from playbook.engine.cache.codec import (
    PackedRows,
    Whole,
    card_of,
    open_rows,
    record_of,
    unpack_document,
    unpack_part,
    unpack_rows,
)
from playbook.engine.cache.index import Finder, Index, Late
from playbook.engine.cache.packing import Damaged
from playbook.engine.cache.pool import Pool
from playbook.engine.cache.store import Lost, Store, small, whole
from playbook.engine.cache.word_index import WordIndex
from playbook.model.entry import Entry
from playbook.model.playbook import Question, Row
from playbook.model.text import digest
from playbook.model.value import Value
from playbook.reading.parse import Library

_DOCUMENTS, _RECORDS, _ROWS, _CARDS = 128, 1024, 2048, 16_384
"""Of how many files document, front matter, rows and card are kept once they were read."""


def names_of(path: str, digest_: str) -> tuple[str, str]:
    """Return under which names a file's rows, and the document that it is, are kept.

    The digest is that of its bytes.
    """
    name = digest(f"{path}\0{digest_}")
    return f"rows:{name}", f"document:{name}"


class Packed(Value, frozen=True):
    """What a file contributes, as bytes; `document` is empty for a file that is none.

    The document is compressed, or will be (`FileShelf.press`). The rows are not: many questions
    take a few of them each.
    """

    rows: memoryview
    document: memoryview

    def within(self, rows: Pool, documents: Pool) -> "Packed":
        """Return the same with its bytes in pools."""
        return Packed(rows.put(self.rows), documents.put(self.document))

    @property
    def questions(self) -> bytes:
        """The numbers of the questions under which its rows are found, sorted."""
        return open_rows(self.rows).numbers.tobytes()


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
        self._stock: dict[str, Packed] = {}
        self._loose: list[str] = []
        self._pressed = Pool()
        self._library = Library({})
        self.fresh: dict[str, Packed] = {}
        self._document = lru_cache(_DOCUMENTS)(self._read_document)
        self._unpacked = lru_cache(_DOCUMENTS)(self._unpack)
        self._opened = lru_cache(_ROWS)(self._open)
        self._card = lru_cache(_CARDS)(lambda path: card_of(self._opened(path)))
        self._record = lru_cache(_RECORDS)(lambda data: record_of(data, self._library))

    @property
    def library(self) -> Library:
        """The kinds by which documents are read."""
        return self._library

    @library.setter
    def library(self, library: Library) -> None:
        self._library = library
        for read in (self._document, self._unpacked, self._record):
            read.cache_clear()

    def paths(self, question: Question) -> Iterator[str]:
        """Yield the files that have rows under a question."""
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
        return unpack_rows(self._opened(path), self._before(path))

    def part(self, path: str, question: Question) -> tuple[Row, ...]:
        """Return the rows of a file under a question."""
        return unpack_part(self._opened(path), question, partial(self._before, path))

    def words(self, path: str) -> bytes:
        """Return the numbers of the words of a file as it is now, in order."""
        fresh = self.fresh.get(path)
        opened = self._opened(path) if fresh is None else open_rows(fresh.rows)
        return b"".join(
            row.value for row in unpack_part(opened, ("words", path), partial(self._before, path))
        )

    def stock(self, digests: Mapping[str, str], found: Mapping[str, Packed], index: Index) -> None:
        """Fill an empty shelf with files read in this run, as if an earlier one had left them."""
        self._digests = digests
        self._stock = dict(found)
        self._finder = Finder(index, {})
        self.fresh = dict(self._stock)
        self._loose = sorted(path for path, new in found.items() if bytes(new.document[:1]) == b"p")

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
        return unpack_rows(rows, Whole(document, cache(partial(card_of, rows)), self._record))

    def forget(self, path: str) -> None:
        """Let go of what is known of a file that is read anew."""
        self.fresh.pop(path, None)

    def _before(self, path: str) -> Whole:
        """Return what gives the document that a file was in the earlier run. It raises `Lost`."""
        return Whole(partial(self._document, path), partial(self._card, path), self._record)

    def _read_document(self, path: str) -> Entry[Any]:
        stocked = self._stock.get(path)
        return self._unpack(stocked.document if stocked else self._get(self._names(path)[1]))

    def _unpack(self, data: bytes | memoryview) -> Entry[Any]:
        try:
            return unpack_document(whole(data), self._library)
        except Damaged as damaged:
            raise Lost("a document") from damaged

    def _open(self, path: str) -> PackedRows:
        stocked = self._stock.get(path)
        return open_rows(stocked.rows if stocked else self._get(self._names(path)[0]))

    def _names(self, path: str) -> tuple[str, str]:
        return names_of(path, self._digests[path])

    def _get(self, name: str) -> bytes:
        data = self._store.get(name) if self._store else None
        if data is None:
            raise Lost(name)
        return data
