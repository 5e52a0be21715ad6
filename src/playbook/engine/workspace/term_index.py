"""Which words of the glossary may stand in which document: an index that no file contributes.

Every document asks which words of the glossary it holds, and a new title of one term is news only
to the few that hold it. So what is asked of here is joined from two sides: each term contributes
its words, each document the numbers of its own. A change of either side is a change of the answer
for those documents alone in which the two meet.
"""

from array import array
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import cache, partial
from sys import byteorder
from typing import NamedTuple

from playbook.engine.answers.memo import Memo
from playbook.engine.cache.documents.word_index import WordIndex
from playbook.engine.cache.packing import pack, unpack, unpack_as
from playbook.engine.cache.store import Lost
from playbook.model.label import TERM_WORDS, TermWord
from playbook.model.playbook import Playbook, Question
from playbook.model.view import View
from playbook.model.words import PARTS_OF_ALL, WORD, number_of_word

_GLOSSARY = "glossary"
_FEW = 32
"""Up to so many numbers each is searched for in a document before its words are taken apart."""


class _Sought(NamedTuple):
    """A word or phrase, and the numbers of its words after the first: of the last in all forms."""

    middle: frozenset[int]
    last: frozenset[int]
    word: TermWord | None


_Table = dict[int, list[_Sought]]
"""What is sought by the number of its first word; that of a single word in all its forms."""

_Packed = tuple[tuple[TermWord, tuple[int, ...], tuple[int, ...]], ...]
"""Words that begin alike, with the numbers of the parts between, and of the last in all forms."""


def words_of_glossary(view: View, part: str) -> dict[int, bytes]:
    """Return a part of the words of the glossary, packed, by the number of the first part of each.

    One edited document wants few of them, and one edited term makes few of them anew.
    """
    words: tuple[TermWord, ...] = view.ask(_GLOSSARY, part)
    table = _table((word.written, word) for word in words)
    return {
        first: pack([(one.word, sorted(one.middle), sorted(one.last)) for one in table[first]])
        for first in sorted(table)
    }


class TermIndex:
    """The index `TERM_WORDS` of a playbook. The words of all terms are remembered in a memo."""

    def __init__(self, playbook: Playbook, memo: Memo, index: WordIndex | None = None) -> None:
        """Make it; `index` tells which documents held a word when an earlier run ended."""
        self._playbook = playbook
        self._memo = memo
        self._index = index or WordIndex()
        self._moved: set[str] = set()  # documents that hold other words since
        self._glossary: dict[int, bytes] | None = None
        self._begins: frozenset[int] = frozenset()  # the numbers in it
        self._table: _Table = {}  # as far as it was wanted
        self._is_asked = False
        self._held: dict[str, bytes] = {}
        self._last: tuple[str, tuple[TermWord, ...]] | None = None  # two ask, one after the other

    def ask(self, path: str) -> tuple[TermWord, ...]:
        """Return the words of the glossary of which all parts stand in a document, in order."""
        self._is_asked = True
        if self._last is None or self._last[0] != path:
            self._last = (path, self._find(path))
        return self._last[1]

    def _find(self, path: str) -> tuple[TermWord, ...]:
        if self._glossary is None:
            self._glossary = self._gathered()
            self._begins = frozenset(self._glossary)
        held = array("I", self._words(path))
        begins = self._begins.intersection(held)
        if not begins:
            return ()
        for first in begins.difference(self._table):
            self._table[first] = [
                _Sought(frozenset(middle), frozenset(last), word)
                for word, middle, last in unpack_as(self._glossary[first], _Packed)
            ]
        words = {sought.word for sought in _met(self._table, begins, {*held}) if sought.word}
        return tuple(sorted(words, key=lambda word: (word.is_avoided, word.term, word.written)))

    def following(
        self, changed: AbstractSet[Question], paths: Iterable[str], *, before: bool
    ) -> set[Question]:
        """Return the questions to this index whose answers follow others that changed.

        `paths` are all documents; `before` tells whether an earlier run may have asked.
        """
        self._last = None
        own = {key for index, key in changed if index == "words"}
        words = [key for index, key in changed if index == "term-word"]
        for path in own:
            self._held.pop(path, None)
        self._moved |= own
        if words or any(index == _GLOSSARY for index, _ in changed):
            self._table, self._glossary = {}, None
        if words and (self._is_asked or before):
            own |= self._holding(_table((word, None) for word in words), paths)
        return {(TERM_WORDS, path) for path in own}

    def lay_out(self, paths: Iterable[str]) -> Iterator[None]:
        """Have the words of documents at hand, with a pause after each of them.

        From then on a change of a term takes time for the documents that hold its words.
        """
        for path in paths:
            self._held[path] = self._words(path)
            yield

    def _words(self, path: str) -> bytes:
        held = self._held.get(path)
        if held is None:
            found: tuple[bytes, ...] = self._playbook.ask(("words", path))
            held = found[0] if found else b""
        return held

    def _gathered(self) -> dict[int, bytes]:
        """Return the words of the whole glossary, packed, by the number of the first part."""
        found: dict[int, bytes] = {}
        for part in PARTS_OF_ALL:
            words = self._memo.get((TERM_WORDS, part), partial(words_of_glossary, part=part))
            both = {
                first: pack((*unpack(found[first]), *unpack(words[first])))
                for first in found.keys() & words.keys()
            }
            found |= words | both
        return found

    def _holding(self, table: _Table, paths: Iterable[str]) -> set[str]:
        """Return the documents that hold all words of something that is sought."""
        there = set(paths)
        if self._held:
            return self._searched(table, there)
        try:
            found = self._looked_up(table)
        except Lost:
            return self._searched(table, there)
        unsure = there & (self._moved | self._index.late)
        return ((found & there) - unsure) | self._searched(table, unsure)

    def _looked_up(self, table: _Table) -> set[str]:
        """Return the same of the documents that are as the index has them. Raises `Lost`."""
        holding = cache(self._index.holding)
        return {
            path
            for first, some in table.items()
            for middle, last, _ in some
            for path in holding(first).intersection(*map(holding, middle))
            if any(path in holding(form) for form in last)
        }

    def _searched(self, table: _Table, paths: Iterable[str]) -> set[str]:
        """Return the same by looking at the words of each document."""
        documents = [(path, self._words(path)) for path in paths]
        if len(table) <= _FEW:
            needles = [number.to_bytes(4, byteorder) for number in table]
            documents = [held for needle in needles for held in documents if needle in held[1]]
        held = ((path, {*array("I", data)}) for path, data in documents)
        return {path for path, words in held if any(_met(table, table.keys() & words, words))}


def _met(table: _Table, begins: AbstractSet[int], held: AbstractSet[int]) -> Iterator[_Sought]:
    """Yield what is sought of which all words are among the numbers of those of a document.

    `begins` are those of these numbers with which something begins that is sought.
    """
    for first in begins:
        for sought in table[first]:
            if sought.middle <= held and not sought.last.isdisjoint(held):
                yield sought


def _table(words: Iterable[tuple[str, TermWord | None]]) -> _Table:
    table: _Table = {}
    for written, word in words:
        match [part.casefold() for part in WORD.findall(written)]:
            case [only]:
                for form in _forms(only):
                    table.setdefault(form, []).append(_Sought(frozenset(), _forms(only), word))
            case [first, *middle, last]:
                between = frozenset(map(number_of_word, middle))
                sought = _Sought(between, _forms(last), word)
                table.setdefault(number_of_word(first), []).append(sought)
    return table


def _forms(word: str) -> frozenset[int]:
    """Return the numbers of a word in the singular and in the plural."""
    return frozenset(map(number_of_word, (word, f"{word}s", f"{word}es")))
