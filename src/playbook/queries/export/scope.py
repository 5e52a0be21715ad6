"""What is given out: the documents that a build with the same choices would show."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from playbook.kinds.common.publication import published
from playbook.model.entry import Card, Entry
from playbook.model.kind import Kind
from playbook.model.view import View


def shown(view: View) -> Iterator[Card]:
    """Yield the cards of all documents that are given out, by kind and id.

    Kinds come in the order of the reference, those of the playbook itself last. Of two documents
    with one id there are both, by path.
    """
    kinds: tuple[Kind[Any], ...] = view.ask("kinds")
    for kind in kinds:
        for card in view.cards(kind.name):
            if published(view, card):
                yield card


def entry_of(view: View, card: Card) -> Entry[Any]:
    """Return the whole document of a card."""
    found: Entry[Any] = view.first("entry", card.path)
    return found


def base_of(view: View) -> str:
    """Return where the site is published, without a slash at its end; "" where that is not known.

    What may not stand in an address is percent-encoded, what is encoded already stays.
    """
    written = str(view.setting("site_url") or "")
    return quote(written.rstrip("/"), safe="%:/?#[]@!$&'()*+,;=~")


def encoded(url: str) -> str:
    """Return an address on the site, relative to its root, as it stands in a link."""
    return quote(url, safe="/~")
