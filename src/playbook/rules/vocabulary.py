"""Which words of the glossary a document uses: its terms, words to avoid, words that need an entry.

Looked up in one pass over the words of a document, for all rules that ask.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from playbook.model.entry import Entry
from playbook.model.label import TermLabels
from playbook.model.text import Span
from playbook.model.view import View
from playbook.rules.lives import KINDS
from playbook.rules.wording import runs

_WORD = re.compile(r"\w+")
_KEY = re.compile(r"[\w-]+:")
_PLURALS = ("", "s", "es")


class Phrase(NamedTuple):
    """A word or phrase of the glossary. `term` is the id of its term, "" if it has no entry.

    `words` are case-folded, unless the phrase is an acronym: “IT” is not “it”.
    """

    words: tuple[str, ...]
    written: str
    term: str
    is_avoided: bool


class Uses(NamedTuple):
    """What a document uses: terms by id, phrases to avoid, and those that have no entry."""

    terms: frozenset[str]
    avoided: tuple[Phrase, ...]
    missing: tuple[Phrase, ...]


class Place(NamedTuple):
    """A phrase, and where it stands."""

    phrase: Phrase
    span: Span


@dataclass(frozen=True)
class _Lookup:
    """The phrases of the glossary by their first word, whatever its number."""

    by_word: dict[str, tuple[Phrase, ...]]

    def find(self, words: list[str]) -> Iterator[tuple[int, Phrase]]:
        """Yield the phrases in a sequence of words and where they begin, the longest ones only."""
        by_word = self.by_word
        free = 0
        for at, word in enumerate(words):
            known = by_word.get(word.casefold())
            if not known or at < free:
                continue
            standing = [phrase for phrase in known if _stands_at(phrase, words, at)]
            longest = max((len(phrase.words) for phrase in standing), default=0)
            free = at + longest
            yield from ((at, phrase) for phrase in standing if len(phrase.words) == longest)


def _stands_at(phrase: Phrase, words: list[str], at: int) -> bool:
    found = words[at : at + len(phrase.words)]
    if len(found) < len(phrase.words):
        return False
    if not _is_acronym(phrase.written):
        found = [word.casefold() for word in found]
    last = phrase.words[-1]
    is_same = tuple(found[:-1]) == phrase.words[:-1]
    return is_same and any(found[-1] == f"{last}{ending}" for ending in _PLURALS)


def _is_acronym(written: str) -> bool:
    return written.isupper() and " " not in written


def uses(view: View, path: str) -> Uses:
    """Find what the document in a file uses of the glossary; a term does not use itself."""
    entry: Entry[Any] | None = view.first("entry", path)
    if entry is None:
        return Uses(frozenset(), (), ())
    lookup = view.call(_lookup)
    own = entry.id if entry.kind == "term" else ""
    said: dict[Phrase, None] = {}
    for run in runs(entry.body.blocks):
        said |= dict.fromkeys(phrase for _, phrase in lookup.find(_WORD.findall(run.text)))
    # Of the front matter only what may be prose: the names of fields are not the author's words.
    fields = _KEY.sub(" ", entry.source.text[: entry.body_start])
    meant = {*said, *(phrase for _, phrase in lookup.find(_WORD.findall(fields)))}
    return Uses(
        frozenset(p.term for p in meant if p.term and not p.is_avoided and p.term != own),
        tuple(phrase for phrase in said if phrase.is_avoided and phrase.term != own),
        tuple(phrase for phrase in said if not phrase.term),
    )


def places(view: View, entry: Entry[Any], wanted: Collection[Phrase]) -> Iterator[Place]:
    """Yield where phrases stand in the body of a document, in order."""
    lookup = view.call(_lookup)
    for run in runs(entry.body.blocks) if wanted else ():
        words = list(_WORD.finditer(run.text))
        for at, phrase in lookup.find([word[0] for word in words]):
            if phrase in wanted:
                end = words[at + len(phrase.words) - 1].end()
                yield Place(phrase, run.span(entry.path, words[at].start(), end))


def is_in_use(view: View, term: str) -> bool:
    """Tell whether a document other than the term's own uses one of its labels."""
    return any(term in view.call(_used_in_kind, kind) for kind in KINDS)


def _used_in_kind(view: View, kind: str) -> frozenset[str]:
    found: set[str] = set()
    for card in view.cards(kind):
        found |= view.call(uses, card.path).terms
    return frozenset(found)


def _lookup(view: View) -> _Lookup:
    phrases = [*_labels(view), *_avoided(view)]
    known = {_folded(phrase.written) for phrase in phrases}
    required: Iterable[str] = getattr(view.setting("glossary"), "require", ())
    phrases += [_phrase(word) for word in required if _folded(word) not in known]
    by_word: dict[str, dict[Phrase, None]] = {}
    for phrase in phrases:
        if phrase.words:
            first = phrase.words[0].casefold()
            for ending in _PLURALS if len(phrase.words) == 1 else ("",):
                by_word.setdefault(f"{first}{ending}", {})[phrase] = None
    return _Lookup({word: tuple(found) for word, found in by_word.items()})


def _labels(view: View) -> Iterator[Phrase]:
    terms: tuple[TermLabels, ...] = view.ask("labels")
    for term in terms:
        for label in term.labels:
            yield _phrase(label, term.term)


def _avoided(view: View) -> Iterator[Phrase]:
    terms: tuple[tuple[str, tuple[str, ...]], ...] = view.ask("avoids")
    for term, words in terms:
        for word in words:
            yield _phrase(word, term, is_avoided=True)


def _phrase(written: str, term: str = "", *, is_avoided: bool = False) -> Phrase:
    words = _WORD.findall(written)
    if not _is_acronym(written):
        words = [word.casefold() for word in words]
    return Phrase(tuple(words), written, term, is_avoided)


def _folded(written: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _WORD.findall(written))
