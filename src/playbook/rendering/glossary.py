"""Words of the glossary in running text: which terms a document uses, and where first.

Two answers keep an edit small: the labels of which all words stand in a document, which do not hold
the definitions, and the uses found in it, which are all that its page depends on. So a new term
renders the pages whose text holds it, and a new definition those that link to it.
"""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from playbook.kinds.common.faces import face
from playbook.kinds.common.publication import published
from playbook.model.body import Block, Prose
from playbook.model.entry import Entry
from playbook.model.label import labels_of_terms, words_of_terms
from playbook.model.title_order import title_key
from playbook.model.view import View
from playbook.model.words import WORD, words_folded

_FEW = 64
"""Up to so many words each is looked for by itself; of more the texts' words are looked up."""


class Match(NamedTuple):
    """A label found in a text: from where to where, and the id of its term."""

    start: int
    end: int
    term: str


class TermUse(NamedTuple):
    """The first use of a term in a section: in which piece of which block, and where there."""

    block: int  # where the block starts in its file
    piece: int
    match: Match


@dataclass(frozen=True)
class Matcher:
    """Finds labels in text: `labels` are (label, term id) pairs."""

    labels: tuple[tuple[str, str], ...]

    @cached_property
    def _by_word(self) -> dict[str, list[tuple[str, str]]]:
        """The labels with their terms by their first word, longest first, whatever its number."""
        found: dict[str, list[tuple[str, str]]] = {}
        longest_first = sorted(self.labels, key=lambda pair: (-len(pair[0]), pair))
        for label, term in longest_first:
            for word in _first_words(label):
                found.setdefault(word, []).append((label, term))
        return found

    def begins(self, texts: Iterable[str]) -> AbstractSet[str]:
        """Return the words with which a label may begin that may stand in texts, case-folded."""
        if len(self._by_word) > _FEW:
            return self._by_word.keys() & words_folded(texts)
        whole = "\n".join(texts).casefold()
        return {word for word in self._by_word if word in whole}

    def find(self, text: str, begins: AbstractSet[str] | None = None) -> Iterator[Match]:
        """Yield every label in a text as whole words, in order, the longest where several begin.

        `begins` are the words with which a label may begin, where that is known already.
        """
        words = self.begins((text,)) if begins is None else begins
        folded = text.casefold()
        if not any(word in folded for word in words):
            return
        at = 0
        for word in WORD.finditer(text):
            if word.start() < at or (key := word[0].casefold()) not in words:
                continue
            for label, term in self._by_word[key]:
                found = _pattern(label).match(text, word.start())
                if found:
                    yield Match(found.start(), found.end(), term)
                    at = found.end()
                    break


@lru_cache(maxsize=1 << 14)
def _first_words(label: str) -> tuple[str, ...]:
    """Return the forms of a label's first word, case-folded; () where it begins with none."""
    first = WORD.match(label)
    if first is None:
        return ()
    endings = ("", "s", "es") if first.end() == len(label) else ("",)
    return tuple(f"{first[0]}{ending}".casefold() for ending in endings)


@lru_cache(maxsize=1 << 14)
def _pattern(label: str) -> re.Pattern[str]:
    """Return what a label looks like in a text, in the singular and in the plural.

    Made when a text may hold it: in most runs few of them are wanted.
    """
    words = r"\s+".join(re.escape(word) for word in label.split())
    flags = re.NOFLAG if label.isupper() else re.IGNORECASE
    return re.compile(rf"{words}(?:s|es)?(?!\w)", flags)


def matcher(view: View) -> Matcher:
    """Make the matcher of all terms' labels."""
    return Matcher(view.call(labels_of_terms))


def other_words(view: View, text: str) -> tuple[str, ...]:
    """Return all labels of the terms that a text uses: who looks for it may say another one."""
    known = view.call(matcher)
    used = {match.term for match in known.find(text)}
    shown = {term for term in used if view.call(face, f"term:{term}")}
    return tuple(label for label, term in known.labels if term in shown)


def term_uses(view: View, path: str) -> tuple[TermUse, ...]:
    """Find the first use of each term in each section of a document; not of itself."""
    words = words_of_terms(view, path)
    labels = tuple((word.written, word.term) for word in words if not word.is_avoided)
    entry: Entry[Any] | None = view.first("entry", path) if labels else None
    if entry is None:
        return ()
    own = entry.id if entry.kind == "term" else ""
    return tuple(_first_uses(entry.body.blocks, Matcher(labels), own))


def terms_used(view: View, path: str) -> tuple[str, ...]:
    """Return the ids of the terms that the text of a document uses, wherever it uses them."""
    found: tuple[TermUse, ...] = view.call(term_uses, path)
    return tuple(sorted({use.match.term for use in found}))


class User(NamedTuple):
    """A document that uses a term, as it is named there."""

    kind: str
    title: str
    address: str
    url: str


def users(view: View, term: str) -> tuple[User, ...]:
    """Return the documents of this build whose text or front matter uses a term, by kind, title."""
    card = view.card(f"term:{term}")
    links = view.backlinks(card) if card else ()
    linking = {link.source for link in links}
    usages = (view.call(usage, kind.name) for kind in view.ask("kinds"))
    using = (path for usage in usages for path in usage.get(term, ()))
    cards = (*map(view.at_path, using), *map(view.card, sorted(linking)))
    shown = {
        User(held.kind, held.title, held.address, held.url)
        for held in cards
        if held and held.address != f"term:{term}" and published(view, held)
    }
    return tuple(sorted(shown, key=lambda user: (user.kind, title_key(user.title), user.address)))


def usage(view: View, kind: str) -> dict[str, tuple[str, ...]]:
    """Return the files of a kind's documents that use each term; made once for all terms."""
    found: dict[str, list[str]] = {}
    for card in view.cards(kind):
        for term in view.call(terms_used, card.path):
            found.setdefault(term, []).append(card.path)
    return {term: tuple(paths) for term, paths in found.items()}


def _first_uses(blocks: tuple[Block, ...], known: Matcher, own: str) -> Iterator[TermUse]:
    begins = known.begins(
        piece.text
        for block in blocks
        if not block.heading
        for piece in block.pieces
        if isinstance(piece, Prose)
    )
    seen = {own}
    for block in blocks if begins else ():
        if block.heading:
            seen = {own}
            continue
        for index, piece in enumerate(block.pieces):
            if isinstance(piece, Prose):
                for match in known.find(piece.text, begins):
                    if match.term not in seen:
                        seen.add(match.term)
                        yield TermUse(block.span.start, index, match)


def is_linking(view: View, entry: Entry[Any]) -> bool:
    """Tell whether terms are linked in the text of a document: by the settings, and by itself."""
    return entry.record.glossary and bool(getattr(view.setting("glossary"), "links", True))
