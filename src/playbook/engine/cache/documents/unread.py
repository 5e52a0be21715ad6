"""Documents of which only the beginning was read, and how they come to be read to their end.

Other processes read all of them, one after the other; what is needed sooner is read here. Nobody
sees the difference: a question that the rest of a document may answer waits until it was read.
"""

import threading
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from itertools import chain

from playbook.engine.cache.documents.index import Index, updated
from playbook.engine.cache.documents.packed import Packed
from playbook.engine.cache.documents.pool import Pool
from playbook.model.indexes import OF_ALL, OF_FILE
from playbook.model.keys import file_in, is_of_path, name_in
from playbook.model.playbook import Question

MOST = 150
"""So many documents are read here at most; for more, the others are waited for."""

_PATIENCE = 0.5  # seconds; between two documents that are read it is looked who stops

_NAME_GOES_ON = frozenset(b"-_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


class Unread:
    """The rest of documents, as bytes, until it was read.

    `texts` are the bytes of the documents by path, `whole` are those files that were read to their
    end at once, and `read` reads one.
    """

    def __init__(
        self,
        texts: Mapping[str, bytes],
        whole: Mapping[str, Packed],
        read: Callable[[str, bytes], Packed],
    ) -> None:
        self._texts = texts
        self._whole = whole
        self._read = read
        self._found: dict[str, Packed] = {}
        self._index: Index | None = None
        self._is_stopped = False
        self._thread: threading.Thread | None = None

    def begin(self, results: Generator[tuple[str, Packed]]) -> None:
        """Take what other processes read, as it comes; what they leave out is read when wanted.

        The first result is waited for: processes are to be started while there are no threads.
        """
        first = next(results, None)
        if first is not None:
            self._thread = threading.Thread(
                target=self._collect, args=(first, results), name="playbook-reading", daemon=True
            )
            self._thread.start()

    def _collect(self, first: tuple[str, Packed], rest: Generator[tuple[str, Packed]]) -> None:
        rows, documents = Pool(), Pool()
        with closing(rest):
            for path, found in chain((first,), rest):
                if self._is_stopped:
                    return
                self._found.setdefault(path, found.within(rows, documents))
        if len(self._found) == len(self._texts):
            self._index = index_of({**self._whole, **self._found})

    def stop(self) -> None:
        """End the reading, and wait for that, but not for ever: nobody will ask any more."""
        self._is_stopped = True
        self.wait(_PATIENCE)

    def wait(self, seconds: float | None = None) -> None:
        """Wait until the others have read what they can, or for so many seconds."""
        if self._thread:
            self._thread.join(seconds)

    def all(self) -> tuple[Mapping[str, Packed], Index]:
        """Return all documents, read to their end, and the index of all files; waits for them."""
        self.wait()
        if self._index is None:
            for path in self._texts:
                self.whole(path)
            self._index = index_of({**self._whole, **self._found})
        return self._found, self._index

    def whole(self, path: str) -> Packed:
        """Return a document, read to its end."""
        found = self._found.get(path)
        if found is None:
            found = self._found.setdefault(path, self._read(path, self._texts[path]))
        return found

    def wanted(self, question: Question) -> tuple[str, ...] | None:
        """Return which documents have to be read for a question; None if it is all of them."""
        index, key = question
        if index not in OF_ALL:
            return ()
        if index in OF_FILE:
            path = file_in(key) if index == "heading" else key
            return (path,) if path in self._texts else ()
        if index != "backlinks" or (is_of_path(key) and not key.endswith(".md")):
            return None
        name = name_in(key).encode()
        return tuple(self._naming(name)) if name else None

    def _naming(self, name: bytes) -> Iterator[str]:
        """Yield the documents in which the name stands of one that they may link to.

        `reading.beginning` sees to it that each link of an unread document has it as it is.
        """
        for path, text in self._texts.items():
            at = text.find(name)
            while at >= 0:
                end = at + len(name)
                around = text[max(0, at - 1) : at] + text[end : end + 1]
                if _NAME_GOES_ON.isdisjoint(around):
                    yield path
                    break
                at = text.find(name, end)


def index_of(files: Mapping[str, Packed]) -> Index:
    """Return which files have rows under which question."""
    index, _ = updated(Index(), {}, {path: file.questions for path, file in files.items()}, files)
    return index
