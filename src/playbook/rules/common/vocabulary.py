"""Which words of the glossary a document uses: its terms, words to avoid, words that need an entry.

Looked up in one pass over the words of a document, for all rules that ask.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from playbook.model.composed import composed
from playbook.model.entry import Entry
from playbook.model.label import words_of_terms
from playbook.model.text import Span
from playbook.model.view import View
from playbook.model.words import PARTS_OF_ALL, WORD, words_as_written, words_folded
from playbook.rules.common.wording import runs

_KEY = re.compile(r"(?<![\w-])[\w-]++:")
_PAIR = 2
_HELD = 1 << 13
"""Of so many words of a glossary it is remembered what they are: documents use the same ones."""


class Phrase(NamedTuple):
    """A word or phrase of the glossary. `term` is the id of its term, "" if it has no entry.

    `words` are case-folded. An acronym counts only as it is written: “IT” is not “it”.
    """

    words: tuple[str, ...]
    written: str
    term: str
    is_avoided: bool

    @property
    def is_acronym(self) -> bool:
        """Whether it is one word of capitals."""
        return len(self.words) == 1 and self.written.isupper()


class Uses(NamedTuple):
    """What a document uses: terms by id, phrases to avoid, and those that have no entry."""

    terms: frozenset[str]
    avoided: tuple[Phrase, ...]
    missing: tuple[Phrase, ...]


class Place(NamedTuple):
    """A phrase, and where it stands."""

    phrase: Phrase
    span: Span


class Found(NamedTuple):
    """A phrase in a sequence of words, and the index at which it begins."""

    at: int
    phrase: Phrase


@dataclass(frozen=True)
class _Lookup:
    """The phrases of the glossary by their first word and, of longer ones, by their second too.

    The word on which a phrase ends may have a plural ending. `second` is "" for single words.
    """

    by_words: dict[str, dict[str, tuple[Phrase, ...]]]

    def find(self, texts: list[str]) -> Iterator[Found]:
        """Yield the phrases in texts, the longest where several begin; `at` counts their words.

        No phrase goes on from one text into the next.
        """
        by_words = self.by_words
        folded = words_folded(texts)
        known_words = by_words.keys() & folded  # most texts have none, and this tells it soonest
        if not known_words:
            return
        begins = [at for at, word in enumerate(folded) if word in known_words]
        words: list[str] = []
        free = 0
        for at in begins:
            if at < free:
                continue
            known, second = by_words[folded[at]], folded[at + 1]
            standing = [p for p in known.get(second, ()) if _stands(p, folded, at)]
            if not standing:
                standing = list(known.get("", ()))
                if any(phrase.is_acronym for phrase in standing):
                    words = words or words_as_written(texts)
                    standing = [p for p in standing if _is_written(p, words[at])]
            longest = max((len(phrase.words) for phrase in standing), default=0)
            free = at + longest
            yield from (Found(at, phrase) for phrase in standing if len(phrase.words) == longest)


def _stands(phrase: Phrase, folded: list[str], at: int) -> bool:
    """Tell whether a phrase of which the first two words stand there goes on."""
    count = len(phrase.words)
    if count == _PAIR:
        return True
    found = folded[at : at + count]
    *middle, last = phrase.words
    return found[:-1] == middle and found[-1] in _numbers(last)


def _is_written(phrase: Phrase, word: str) -> bool:
    return not phrase.is_acronym or word in _numbers(phrase.written)


def _numbers(word: str) -> tuple[str, ...]:
    """Return a word with its plural endings."""
    return (word, f"{word}s", f"{word}es")


def uses(view: View, path: str) -> Uses:
    """Find what the document in a file uses of the glossary; a term does not use itself."""
    lookup = _lookup(view, path)
    entry: Entry[Any] | None = view.first("entry", path) if lookup.by_words else None
    if entry is None:
        return Uses(frozenset(), (), ())
    own = entry.id if entry.kind == "term" else ""
    said = dict.fromkeys(p for _, p in lookup.find([run.text for run in runs(entry.body.blocks)]))
    # Of the front matter only what may be prose: the names of fields are not the author's words.
    fields = _KEY.sub(" ", composed(entry.source.text[: entry.body_start]))
    meant = {*said, *(phrase for _, phrase in lookup.find([fields]))}
    return Uses(
        frozenset(p.term for p in meant if p.term and not p.is_avoided and p.term != own),
        tuple(phrase for phrase in said if phrase.is_avoided and phrase.term != own),
        tuple(phrase for phrase in said if not phrase.term),
    )


def places(view: View, entry: Entry[Any], wanted: Collection[Phrase]) -> Iterator[Place]:
    """Yield where phrases stand in the body of a document, in order."""
    if not wanted:
        return
    lookup = _lookup(view, entry.path)
    for run in runs(entry.body.blocks):
        words = list(WORD.finditer(run.text))
        for at, phrase in lookup.find([run.text]):
            if phrase in wanted:
                end = words[at + len(phrase.words) - 1].end()
                yield Place(phrase, run.span(entry.path, words[at].start(), end))


def is_in_use(view: View, term: str) -> bool:
    """Tell whether a document other than the term's own uses one of its labels."""
    return any(term in view.call(used_in_part, part) for part in PARTS_OF_ALL)


def used_in_part(view: View, part: str) -> tuple[str, ...]:
    """Return the ids of the terms that are named in the documents of a part (`part_of_all`)."""
    # Listed are files, and in parts: no title edit makes it anew, and no other edit all of it.
    paths: tuple[str, ...] = view.ask("documents", part)
    return tuple(sorted({term for path in paths for term in view.call(terms_named, path)}))


def terms_named(view: View, path: str) -> tuple[str, ...]:
    """Return the ids of the terms that a document names in its text or front matter, sorted."""
    return tuple(sorted(view.call(uses, path).terms))


def _lookup(view: View, path: str) -> _Lookup:
    """Return what finds the phrases of the glossary in the document in a file."""
    phrases = [
        _phrase(word.written, word.term, is_avoided=word.is_avoided)
        for word in words_of_terms(view, path)
    ]
    known = {phrase.words for phrase in phrases}
    phrases += [phrase for phrase in view.call(_required) if phrase.words not in known]
    by_words: dict[str, dict[str, dict[Phrase, None]]] = {}
    for phrase in phrases:
        for one, other in _beginnings(phrase.words):
            by_words.setdefault(one, {}).setdefault(other, {})[phrase] = None
    return _Lookup(
        {
            first: {second: tuple(found) for second, found in rest.items()}
            for first, rest in by_words.items()
        }
    )


def _required(view: View) -> tuple[Phrase, ...]:
    """Return what the settings want to have an entry."""
    words: Iterable[str] = getattr(view.setting("glossary"), "require", ())
    return tuple(_phrase(word, "", is_avoided=False) for word in words)


@lru_cache(maxsize=_HELD)
def _phrase(written: str, term: str, *, is_avoided: bool) -> Phrase:
    words = tuple(word.casefold() for word in WORD.findall(written))
    return Phrase(words, written, term, is_avoided)


@lru_cache(maxsize=_HELD)
def _beginnings(words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the first two words of texts in which a phrase may stand, "" for a second that is any.

    No phrase begins like that which has no words.
    """
    match words:
        case (only,):
            return tuple((form, "") for form in _numbers(only))
        case (first, last):
            return tuple((first, form) for form in _numbers(last))
        case (first, second, *_):
            return ((first, second),)
        case _:
            return ()
