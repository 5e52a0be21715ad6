"""Which document an address means, and which words a reference to it has."""

import re
from typing import Final

from playbook.kinds.common.publication import published
from playbook.model.address import Address
from playbook.model.body import BARE
from playbook.model.entry import Card
from playbook.model.view import View

_BARE: Final = re.compile(f"{BARE}([^{BARE}]*){BARE}")


def find(view: View, address: Address) -> Card | None:
    """Return the document that an address names, by its present or a former id, or None."""
    if not address.kind:
        cards: tuple[Card, ...] = view.ask("id", address.id)
        return cards[0] if cards else None
    return view.card(address) or view.formerly(address)


def name_of(view: View, written: str) -> str:
    """Return the words of a reference `[[written]]`: the title of what is meant.

    They are what was written where nothing is meant, or what this build does not show.
    """
    card = find(view, Address.parse(written))
    is_hidden = card is not None and card.url and not published(view, card)
    return written if card is None or is_hidden else card.title


def worded(view: View, text: str) -> str:
    """Return plain text of a body (`Block.text`, `Link.context`, `Card.summary`) as pages show it.

    Who asks is asked again when a title changes, and not with each edit of what is referred to.
    """
    if BARE not in text:
        return text
    return _BARE.sub(lambda found: view.call(name_of, found[1]), text)
