"""Which document an address means."""

from playbook.model.address import Address
from playbook.model.entry import Card
from playbook.model.view import View


def find(view: View, address: Address) -> Card | None:
    """Return the document that an address names, by its present or a former id, or None."""
    if not address.kind:
        cards: tuple[Card, ...] = view.ask("id", address.id)
        return cards[0] if cards else None
    former: Card | None = view.card(address) or view.first("formerly", address.document)
    return former
