"""Where a reference in a body leads, seen from the page that shows it."""

from playbook.kinds.common.pages_at import pages_at
from playbook.kinds.common.publication import is_unready, published
from playbook.kinds.common.resolving import find
from playbook.model.address import Address
from playbook.model.body import Link, LinkSyntax
from playbook.model.entry import Card
from playbook.model.keys import item_key, place_key
from playbook.model.link_target import Destination, LinkTarget, parse_target
from playbook.model.location import node_url
from playbook.model.page import Asset
from playbook.model.value import Value
from playbook.model.view import View
from playbook.rendering.place import Place

INTERNAL, EXTERNAL, ASSET = "internal", "external", "asset"
HIDDEN, KEPT, BROKEN = "hidden", "kept", "broken"


class Resolved(Value, frozen=True):
    """What a reference comes to.

    `state` is `internal`, `external`, `asset`, `hidden` (a document that this build does not show),
    `kept` (one that no build shows: a template) or `broken`; `href` is "" for the last three.
    `card` is the document that is meant, if it is one, `asset` the file.
    """

    state: str
    href: str = ""
    card: Card | None = None
    asset: Asset | None = None


def resolve(link: Link, place: Place) -> Resolved:
    """Return where a reference leads."""
    if link.syntax is LinkSyntax.REFERENCE:
        return _reference(link.target, place)
    target = parse_target(link.target, place.path)
    if target.destination is Destination.OUTSIDE and link.syntax is not LinkSyntax.IMAGE:
        return Resolved(EXTERNAL, link.target)
    if not target.path:
        return Resolved(BROKEN)
    card = None if target.folder else place.view.at_path(target.path)
    if card:
        return to_document(card, target.fragment, place)
    asset: Asset | None = None if target.folder else place.view.first("file", target.path)
    if asset:
        return Resolved(ASSET, place.to(asset.url), asset=asset)
    return _page(target, place)


def _page(target: LinkTarget, place: Place) -> Resolved:
    """Return the way to a page that no document of this name makes."""
    if target.path.endswith(".md"):
        return Resolved(BROKEN)
    page = next(iter(pages_at(place.view, target.path)), None)
    if page is None:
        return Resolved(BROKEN)
    card = place.view.at_path(page.source) if page.source else None
    if card and not published(place.view, card):
        return Resolved(HIDDEN, card=card)
    return Resolved(INTERNAL, place.to(page.url, target.fragment))


def _reference(written: str, place: Place) -> Resolved:
    address = Address.parse(written)
    found = find(place.view, address)
    return to_document(found, address.item, place) if found else Resolved(BROKEN)


def why_hidden(view: View, card: Card | None) -> str:
    """Return the key of the word that says why a document is not shown: draft, or for others."""
    is_draft = card is not None and is_unready(view, card)
    return "document.hidden" if is_draft else "document.for-others"


def to_document(card: Card, item: str, place: Place) -> Resolved:
    """Return the way to a document, or to a heading or nested item of it.

    A node of a decision tree has a page of its own; links from within the tree's own page lead to
    the node's place in the outline instead.
    """
    view = place.view
    if not card.url:
        return Resolved(KEPT, card=card)
    if not published(view, card):
        return Resolved(HIDDEN, card=card)
    if not item:
        return Resolved(INTERNAL, place.to_card(card), card)
    on_own_page = card.kind == "tree" and place.url != card.url
    if on_own_page and view.ask("node", place_key(card.path, item)):
        return Resolved(INTERNAL, place.to(node_url(card.url, item)), card)
    known = view.heading(card.path, item) or view.ask("item", item_key(card.address, item))
    return (
        Resolved(INTERNAL, place.to_card(card, item), card)
        if known
        else Resolved(BROKEN, card=card)
    )
