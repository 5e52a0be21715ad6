"""A playbook as it was at a commit, or is on disk, of which only what is asked for is read.

The questions are those of a workspace, and so are the answers; but a file is parsed only when a
question may be answered by it. Which files these are is seen from their names and, for references,
from whether their front matter holds the name at all. A comparison asks about what changed and what
that touches, so most files of a large playbook are never parsed.

Of `backlinks`, only those of front matter are found: no comparison asks for others, and for the
links of texts nearly every file would have to be parsed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from posixpath import basename, splitext
from typing import Any, Final, Protocol

from playbook.engine.history.past import INDEXES
from playbook.engine.settings.premises import OPTIONS, Options, option_rows, setting_rows
from playbook.engine.settings.registry import KINDS
from playbook.engine.settings.site import Marks, Settings, read_settings
from playbook.engine.workspace.contribution import File, Place, contribute
from playbook.engine.workspace.untracked import untracked
from playbook.kinds.custom.kinds import with_own
from playbook.model.diagnostic import Diagnostic
from playbook.model.entry import Entry
from playbook.model.keys import file_in, name_in
from playbook.model.playbook import Playbook, Question, Row
from playbook.model.text import Source, Span
from playbook.model.view import View
from playbook.queries.changes.mentioning import MENTIONING
from playbook.reading.parse import Library
from playbook.reading.source.decode import decode

_PREMISES: Final = frozenset(
    "option setting severity kinds kind-named kind-in-doubt own-text page".split()
)
"""Indexes that settings and options answer."""

_OF_A_FILE: Final = frozenset(
    "path entry fingerprint decoding document blob headings words acronyms file text".split()
)
"""Indexes whose keys are paths."""

_OF_AN_ANCHOR: Final = frozenset({"heading", "node"})
"""Indexes whose keys are a path and an anchor in that file."""

_BY_NAME: Final = frozenset({"card", "record", "id", "tree", "matrix", "item"})
"""Indexes whose keys have the id of the document that answers."""

_BY_MENTION: Final = frozenset({"backlinks", "formerly"})
"""Indexes whose keys have an id that the file that answers has in its front matter."""

_WRITTEN_KIND: Final = re.compile(rb"^kind:", re.MULTILINE)
_END_OF_FRONT: Final = b"\n---"
_SPACES: Final = r"\s+"
_WITH_LADDER: Final = b"decision_key"


class Files(Protocol):
    """The files of a project in one state; `problems` are those that were refused."""

    @property
    def problems(self) -> list[Diagnostic]:
        """What was found about files, once they were listed and read."""

    def blobs(self) -> Mapping[str, str]:
        """Return every file, sorted, with the id that git gives to its bytes."""

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes, or None where there are none."""

    def fetch(self, paths: Iterable[str]) -> None:
        """Read files ahead of time."""


Contributed = dict[tuple[str, str], Mapping[Question, tuple[Row, ...]]]
"""What files contribute, by path and the id of their bytes."""


@dataclass
class Snapshot:
    """One state of a playbook; `contributed` is what is known of files that another state has too.

    It may be shared by states whose files are read in the same way (`place`).
    """

    files: Files
    config: str
    options: Options
    contributed: Contributed = field(default_factory=dict)

    @cached_property
    def _settings(self) -> tuple[Settings, Marks, tuple[Diagnostic, ...]]:
        data = self.files.read(self.config) or b""
        settings, _, marks, problems = read_settings(self.config, data)
        return settings, marks, problems

    @property
    def settings(self) -> Settings:
        """The settings of this state."""
        return self._settings[0]

    @property
    def settings_problems(self) -> tuple[Diagnostic, ...]:
        """What is wrong in the settings, and was left at its default."""
        return self._settings[2]

    def setting(self, name: str) -> Span:
        """Return where a setting is written; the beginning of the file where it is not."""
        mark = self._settings[1].get((name,))
        return (mark.key or mark.value) if mark else Span(self.config, 0, 0)

    @cached_property
    def place(self) -> Place:
        """What decides how files are read."""
        kinds = with_own(KINDS, self.settings.kinds)
        return Place(Library(kinds, self.settings.content_dir), self.settings.theme)

    @cached_property
    def blobs(self) -> Mapping[str, str]:
        """The files, each with the id of its bytes."""
        return self.files.blobs()

    @cached_property
    def documents(self) -> frozenset[str]:
        """The paths of all documents."""
        return frozenset(self.place.documents(self.blobs))

    @cached_property
    def view(self) -> View:
        """The playbook as it is asked."""
        return untracked(self._ask)

    def entry(self, path: str) -> Entry[Any] | None:
        """Return the document in a file; None where there is none that can be read."""
        found: Entry[Any] | None = self.view.first("entry", path)
        return found

    def source(self, path: str) -> Source | None:
        """Return the text of a document, or of a file of readings."""
        entry = self.entry(path)
        if entry:
            return entry.source
        if path == self.config:
            return decode(path, self.files.read(path) or b"")[0]
        found: Source | None = self.view.first("text", path)
        return found

    def paths(self, question: Question) -> Iterable[str]:
        """Return the files that may have rows under a question."""
        index, key = question
        if index in _PREMISES:
            return ()
        if index in _OF_A_FILE or index in _OF_AN_ANCHOR:
            path = file_in(key) if index in _OF_AN_ANCHOR else key
            return (path,) if path in self.blobs else ()
        if index in _BY_NAME:
            return self._by_stem.get(name_in(key), ())
        if index in _BY_MENTION:
            return self.holding(name_in(key).encode())
        if index == "kind":
            return self._of_kind(key)
        return self.holding(_WITH_LADDER) if index == "ladder" else sorted(self.documents)

    def part(self, path: str, question: Question) -> tuple[Row, ...]:
        """Return the rows of a file under a question."""
        return self._rows(path).get(question, ())

    def rows(self, path: str) -> tuple[Row, ...]:
        """Return all rows of a file."""
        return tuple(row for part in self._rows(path).values() for row in part)

    @cached_property
    def _playbook(self) -> Playbook:
        playbook = Playbook(self)
        playbook.patch(OPTIONS, option_rows(self.options, self.settings))
        playbook.patch(self.config, setting_rows(self.settings, self.place.library))
        return playbook

    def _ask(self, question: Question) -> tuple[Any, ...]:
        index, key = question
        if index == MENTIONING:
            paths = sorted(self._saying(key))
            return tuple(card for path in paths for card in self._playbook.ask(("path", path)))
        if (past := self.options.past) and index in INDEXES:
            return past.ask(question, self.place.library)
        return self._playbook.ask(question)

    def _rows(self, path: str) -> Mapping[Question, tuple[Row, ...]]:
        blob = self.blobs.get(path)
        if blob is None:
            return {}
        known = self.contributed.get((path, blob))
        if known is None:
            data = self.files.read(path)
            rows = () if data is None else contribute(path, File.of(path, data), self.place).rows
            found: dict[Question, list[Row]] = {}
            for row in rows:
                found.setdefault((row.index, row.key), []).append(row)
            known = {question: tuple(part) for question, part in found.items()}
            self.contributed[path, blob] = known
        return known

    @cached_property
    def _by_stem(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in sorted(self.documents):
            found.setdefault(splitext(basename(path))[0], []).append(path)
        return found

    def _of_kind(self, kind: str) -> Iterator[str]:
        """Yield the documents that lie in a kind's folder, and those that write what they are."""
        named = self.place.library.kinds.get(kind)
        folder = f"{self.place.library.content}/{named.plural}/" if named else "/"
        usual = kind == "page"
        written = frozenset(path for path, front in self._fronts if _WRITTEN_KIND.search(front))
        for path in sorted(self.documents):
            if usual or path.startswith(folder) or path in written:
                yield path

    def holding(self, word: bytes) -> list[str]:
        """Return the documents whose front matter holds a word, sorted."""
        return [path for path, front in self._fronts if word in front]

    def _saying(self, words: str) -> Iterator[str]:
        """Yield the documents whose text has these words, whatever their case and spaces."""
        spaced = _SPACES.join(map(re.escape, words.split()))
        wanted = re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE)
        for path, data in self._texts:
            if wanted.search(data.decode("utf-8", "replace")):
                yield path

    @cached_property
    def _fronts(self) -> list[tuple[str, bytes]]:
        """What may be front matter of all documents: all before the line that would end it."""
        return [(path, data[: data.find(_END_OF_FRONT, 1)]) for path, data in self._texts]

    @cached_property
    def _texts(self) -> list[tuple[str, bytes]]:
        """All documents as bytes, sorted by path."""
        paths = sorted(self.documents)
        self.files.fetch(paths)
        return [(path, data) for path in paths if (data := self.files.read(path)) is not None]
