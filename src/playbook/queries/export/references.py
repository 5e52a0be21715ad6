"""Which document refers to which, in the front matter and in the text."""

from collections.abc import Iterable, Iterator
from typing import Any

from playbook.kinds.common.resolving import find
from playbook.model.address import Address
from playbook.model.body import LinkSyntax
from playbook.model.entry import Card, Entry
from playbook.model.link_target import parse_target
from playbook.model.value import Value
from playbook.model.view import View

BODY = "body"
"""The field of a reference that stands in the text."""


class Edge(Value, frozen=True):
    """A reference from one document to another, both told by their file.

    `field` is the dotted name of the field without indexes, or `body`; `item` the role, nested item
    or heading that is meant, "" for the document; `section` the slug of the heading under which a
    link stands in the text.
    """

    source: str
    field: str
    target: str
    item: str
    section: str


def edges(entries: Iterable[Entry[Any]], view: View) -> Iterator[Edge]:
    """Yield the references of documents to others, in the order in which they stand there.

    A former name leads to the document as it is called now. What leads nowhere is left out, and so
    is what leads to the document itself; of equal ones there is one.
    """
    for entry in entries:
        for edge in dict.fromkeys((*_in_front_matter(entry, view), *_in_body(entry, view))):
            if edge.target != edge.source:
                yield edge


def _in_front_matter(entry: Entry[Any], view: View) -> Iterator[Edge]:
    for reference in entry.references:
        if card := find(view, reference.address):
            yield Edge(entry.path, reference.field, card.path, reference.address.item, "")


def _in_body(entry: Entry[Any], view: View) -> Iterator[Edge]:
    for link in entry.body.links:
        if link.syntax is not LinkSyntax.IMAGE:
            card, item = meant(link.syntax, link.target, entry.path, view)
            if card:
                yield Edge(entry.path, BODY, card.path, item, link.section)


def meant(syntax: LinkSyntax, written: str, path: str, view: View) -> tuple[Card | None, str]:
    """Return the document to which a link in the text of a file leads, and what of it is meant."""
    if syntax is LinkSyntax.REFERENCE:
        address = Address.parse(written)
        return find(view, address), address.item
    target = parse_target(written, path)
    card = view.at_path(target.path) if target.path and not target.folder else None
    return card, target.fragment
