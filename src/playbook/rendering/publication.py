"""Which documents this build shows."""

from playbook.model.entry import Card
from playbook.model.view import View


def published(view: View, card: Card) -> bool:
    """Tell whether this build shows a document: no draft (unless wanted), the right audience."""
    if card.draft and not view.first("option", "drafts"):
        return False
    return card.audience == "all" or card.audience == view.first("option", "audience")


def published_cards(view: View, kind: str) -> tuple[Card, ...]:
    """Return the cards of a kind that this build shows, by title."""
    cards = [card for card in view.cards(kind) if published(view, card)]
    return tuple(sorted(cards, key=lambda card: (card.title.casefold(), card.id, card.path)))
