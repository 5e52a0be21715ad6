"""Who refers to a document."""

from playbook.model.entry import Backlink, Card
from playbook.model.view import View

_LIFE = frozenset({"supersedes", "superseded_by"})
"""Fields that tell what took the place of what: no use of it."""


def users(view: View, card: Card) -> tuple[Backlink, ...]:
    """Return the references to a document from others, those that only tell its life left out."""
    return tuple(
        link
        for link in view.backlinks(card)
        if link.source != card.address and link.field not in _LIFE
    )


def is_used(view: View, address: str) -> bool:
    """Tell whether another document refers to the one at an address (`kind:id`)."""
    card = view.card(address)
    return card is not None and bool(users(view, card))
