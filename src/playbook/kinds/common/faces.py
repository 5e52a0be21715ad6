"""What pages made of many documents show of one: a small answer that few edits change.

A card changes with the first sentence of a text. A page that only names a document asks for its
face, so that it is made again when the name, the status or the address changes, and not before.
"""

from datetime import date

from playbook.kinds.common.publication import published, published_cards
from playbook.kinds.common.statuses import is_closed
from playbook.model.address import document_key
from playbook.model.entry import Card
from playbook.model.value import Value
from playbook.model.view import View


class Face(Value, frozen=True):
    """A document by name. `closed` is true for one that is history."""

    kind: str
    id: str
    title: str
    url: str
    status: str
    closed: bool
    parties: tuple[str, ...]
    aliases: tuple[str, ...]
    tags: tuple[str, ...]
    ends: date | None
    review_due: date | None

    @property
    def address(self) -> str:
        """`kind:id`."""
        return document_key(self.kind, self.id)


def face(view: View, address: str) -> Face | None:
    """Return the face of a document (`kind:id`); None if there is none, or this build hides it."""
    card = view.card(address)
    return _face(card, view) if card and published(view, card) else None


def faces(view: View, kind: str) -> tuple[Face, ...]:
    """Return the faces of all documents of a kind that this build shows, by title."""
    return tuple(_face(card, view) for card in published_cards(view, kind))


def _face(card: Card, view: View) -> Face:
    return Face(
        card.kind,
        card.id,
        card.title,
        card.url,
        card.status,
        is_closed(view, card),
        card.parties,
        card.aliases,
        card.tags,
        card.ends,
        card.review_due,
    )
