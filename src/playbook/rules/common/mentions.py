"""What a document mentions by id, in front matter and as `[[…]]`, and what is found under it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from playbook.kinds.common.known_kinds import kind_of
from playbook.kinds.computed.naming import listing
from playbook.model.address import Address, document_key
from playbook.model.body import LinkSyntax
from playbook.model.entry import Card, Entry
from playbook.model.keys import item_in, item_key
from playbook.model.text import Span
from playbook.model.value import Value
from playbook.model.view import View
from playbook.rules.common.hints import Hints, choose_from


class Mention(Value, frozen=True):
    """A document, or an item of one, named by id.

    `field` is the front-matter field, "" for `[[…]]` in the body. `kinds` are the kinds that may
    be named, none for all. `span` covers what is written.
    """

    address: Address
    kinds: tuple[str, ...]
    span: Span
    field: str = ""


def mentions(entry: Entry[Any]) -> Iterator[Mention]:
    """Yield all that a document mentions by id; parties are none of it."""
    for reference in entry.references:
        if not reference.party:
            yield Mention(reference.address, reference.kinds, reference.span, reference.field)
    for link in entry.body.links:
        if link.syntax is LinkSyntax.REFERENCE:
            yield Mention(Address.parse(link.target), (), link.span)


def found(mention: Mention, view: View) -> tuple[Card, ...]:
    """Return the documents that a mention may mean: one of each kind that has the id."""
    address = mention.address
    if address.kind:
        allowed = not mention.kinds or address.kind in mention.kinds
        cards = [view.card(address)] if allowed else []
    elif mention.kinds:
        cards = [view.card(document_key(kind, address.id)) for kind in mention.kinds]
    else:
        cards = list({card.kind: card for card in reversed(view.ask("id", address.id))}.values())
    return tuple(sorted((card for card in cards if card), key=lambda card: card.kind))


def strangers(mention: Mention, view: View) -> tuple[Card, ...]:
    """Return the documents that have the id, but are of a kind that may not be named."""
    address = mention.address
    if not mention.kinds:
        return ()
    cards: tuple[Card, ...] = view.ask("id", address.id)
    return tuple(
        card
        for card in cards
        if card.kind not in mention.kinds and address.kind in {"", card.kind, *mention.kinds}
    )


def has_item(card: Card, item: str, view: View) -> bool:
    """Tell whether a document has a heading or nested item of this name."""
    if view.heading(card.path, item) or view.ask("item", item_key(card.address, item)):
        return True
    return item in view.call(unread, card.path) or view.is_half_read(card)


def unread(view: View, path: str) -> frozenset[str]:
    """Return the names of what stands in the front matter of a file and could not be read."""
    entry: Entry[Any] | None = view.first("entry", path)
    if entry is None or not entry.problems:
        return frozenset()
    return frozenset(str(place[-1]) for place in entry.marks if place)


def item_hint(card: Card, item: str, view: View, hints: Hints) -> str:
    """Suggest the item of a document that may be meant."""
    items = view.call(_items, card.path)
    return hints.did_you_mean(item, items) or ("" if hints.spent else choose_from(items))


def _items(view: View, path: str) -> tuple[str, ...]:
    entry: Entry[Any] | None = view.first("entry", path)
    if entry is None:
        return ()
    rows = kind_of(entry.kind, view).rows(entry)
    items = [item_in(row.key) for row in rows if row.index == "item"]
    return (*items, *(heading.slug for heading in entry.body.headings))


def part_after(entry: Entry[Any], span: Span, mark: str) -> Span:
    """Return the part of what is written at a span that stands behind a mark; all of it if none."""
    written = entry.source.text[span.start : span.end]
    at = written.find(mark)
    if at < 0:
        return span
    end = len(written)
    while end > at + 1 and written[end - 1] in "\"'":
        end -= 1
    return span.at(at + len(mark), end)


def in_fields(fields: Iterable[str]) -> str:
    """Return how a sentence names fields: each once, with how often it stands there."""
    counts = Counter(fields)
    named = (f"`{name}`" + (f" ({n} times)" if n > 1 else "") for name, n in counts.items())
    return listing(list(named))


def new_name(kind: str, identifier: str, view: View) -> str:
    """Return the id that a document has now which had this one before, or ""."""
    card = view.formerly(Address(kind, identifier))
    return card.id if card else ""
