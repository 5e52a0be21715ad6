"""The glossary from A to Z: what each word means, to whom, and where it is used."""

import unicodedata
from collections.abc import Iterable, Iterator

from playbook.kinds.term import Term, senses
from playbook.model.entry import Card
from playbook.model.view import View
from playbook.rendering.parts import Parts
from playbook.rendering.place import Place
from playbook.rendering.shapes import GlossaryLetter, GlossaryTerm, SenseView
from playbook.rendering.views.answers import answer
from playbook.rendering.views.kinds.term import link_to, users_of

_MOST_USES, _FEWER_USES = 12, 10
"""So many documents that use a term are listed; of more so many, and the term's page has all."""


def letters(cards: Iterable[Card], parts: Parts) -> Iterator[GlossaryLetter]:
    """Yield the glossary by first letter, accents apart; signs and digits last."""
    found: dict[str, list[Card]] = {}
    for card in cards:
        first = unicodedata.normalize("NFD", card.title.strip())[:1].upper()
        found.setdefault(first if first.isalpha() else "", []).append(card)
    for letter in sorted(found, key=lambda letter: (not letter, letter)):
        title = letter or parts.texts["index.other-letters"]
        slug = f"letter-{letter.lower() or 'other'}"
        yield GlossaryLetter(slug, title, tuple(_terms(found[letter], parts)))


def _terms(cards: Iterable[Card], parts: Parts) -> Iterator[GlossaryTerm]:
    for card in cards:
        # Each by itself: an edit concerns few of them, and one may be used in a hundred documents.
        term = parts.view.call(_term_at, parts.place.url, card.path)
        if term:
            yield term


def _term_at(view: View, url: str, path: str) -> GlossaryTerm | None:
    """Return the term of a file as the page at an address lists it."""
    card = view.at_path(path)
    return _term(card, Parts(Place(view, url))) if card else None


def _term(card: Card, parts: Parts) -> GlossaryTerm:
    record = parts.view.record(Term, card.id)
    related = (*record.broader, *record.related) if record else ()
    using = users_of(card, parts)
    shown = using if len(using) <= _MOST_USES else using[:_FEWER_USES]
    more = len(using) - len(shown)
    return GlossaryTerm(
        card=parts.card_view(card, answer(card, parts)),
        avoid=record.avoid if record else (),
        senses=tuple(
            SenseView(parts.party(sense.team), sense.words, sense.counts)
            for sense in parts.view.call(senses, card.id)
        ),
        related=tuple(parts.document(written, "term") for written in related),
        used_in=tuple(link_to(user, parts) for user in shown),
        used=parts.texts.count("count.documents", len(using)),
        more=parts.texts.count("glossary.more", more) if more else "",
    )
