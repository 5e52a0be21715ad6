"""The terms of the glossary, as they are given out."""

from collections.abc import Iterable, Iterator

from playbook.kinds.common.publication import published, published_cards
from playbook.kinds.common.resolving import find, worded
from playbook.kinds.term import Sense, Term, senses
from playbook.model.address import Address
from playbook.model.entry import Card
from playbook.model.label import label_key
from playbook.model.value import Value
from playbook.model.view import View
from playbook.queries.export.scope import entry_of


class Concept(Value, frozen=True):
    """A term: its labels (no word is in two of them), what it means, and which terms are near.

    `senses` are what teams mean by it; the one that counts comes first. `broader` and `related`
    are ids of terms that are given out too. `url` is relative to the root of the site.
    """

    id: str
    url: str
    status: str
    label: str
    aliases: tuple[str, ...]
    avoid: tuple[str, ...]
    definition: str
    senses: tuple[Sense, ...]
    broader: tuple[str, ...]
    related: tuple[str, ...]


def concepts(view: View) -> tuple[Concept, ...]:
    """Return the terms that are given out, by title."""
    cards = published_cards(view, "term")
    return tuple(_concept(card, view) for card in cards)


def _concept(card: Card, view: View) -> Concept:
    entry = entry_of(view, card)
    record: Term = entry.record
    taken = {label_key(card.title)}
    lead = entry.body.lead
    return Concept(
        id=card.id,
        url=card.url,
        status=card.status,
        label=card.title,
        aliases=tuple(_new(record.aliases, taken)),
        avoid=tuple(_new(record.avoid, taken)),
        definition=" ".join(worded(view, lead.text).split()) if lead else "",
        senses=senses(view, card.id),
        broader=tuple(_terms(record.broader, card, view)),
        related=tuple(_terms(record.related, card, view)),
    )


def _new(words: Iterable[str], taken: set[str]) -> Iterator[str]:
    """Yield the words that are not taken yet, whatever their case, and take them."""
    for word in words:
        key = label_key(word)
        if key and key not in taken:
            taken.add(key)
            yield word


def _terms(written: Iterable[str], own: Card, view: View) -> Iterator[str]:
    """Yield the ids of terms that are named, each once; of those that are not given out, none."""
    found = (find(view, Address.parse(name, "term")) for name in written)
    shown = (card for card in found if card and card.kind == "term" and published(view, card))
    yield from dict.fromkeys(card.id for card in shown if card.id != own.id)
