"""A document's page: what it is and where it stands, its facts, its text, what refers to it."""

from collections.abc import Iterable, Iterator
from typing import Any

from playbook.kinds.common.publication import published_cards
from playbook.kinds.common.resolving import worded
from playbook.model.body import Heading
from playbook.model.entry import Card, Entry
from playbook.model.page import Page
from playbook.model.view import View
from playbook.rendering.hrefs import to_anchor
from playbook.rendering.parts import Parts
from playbook.rendering.place import Place
from playbook.rendering.shapes import Anchor, DocumentPage, Link, Panel
from playbook.rendering.views.edit import edit_href
from playbook.rendering.views.matter import matter, matter_of
from playbook.rendering.views.mentions import mentions
from playbook.rendering.views.printed import is_bound
from playbook.rendering.views.sheet import Sheet

_DEEPEST_CONTENTS = 3


def document(page: Page, view: View) -> Sheet:
    """Return a document's page."""
    entry: Entry[Any] = view.first("entry", page.source)
    parts = Parts.of(entry.card, Place(view, page.url, page.source))
    # What is printed, too, is made once for both.
    is_printed = view.call(is_bound, entry.kind)
    held = view.call(matter_of, entry.path) if is_printed else matter(entry, parts)
    kind = parts.kind(entry.kind)
    previous, following = _neighbours(entry.card, parts)
    shape = DocumentPage(
        kind=kind,
        id=entry.id,
        title=entry.title,
        status=held.status,
        strip=held.strip,
        notices=held.notices,
        lead=held.lead,
        panels=held.panels,
        body=held.body,
        contents=_worth_naming(tuple(_contents(held.panels, held.headings))),
        mentions=mentions(entry, parts),
        breadcrumbs=breadcrumbs(parts, (Link(kind.plural, kind.href),)),
        previous=previous,
        next=following,
        tags=entry.record.tags,
        source_path=entry.path,
        edit_href=edit_href(view, entry.path),
        print_href=kind.print_href,
    )
    templates = (f"kinds/{entry.kind}.html", "document.html")
    return Sheet(shape, entry.title, templates, worded(view, entry.card.summary), entry.kind)


def breadcrumbs(parts: Parts, further: tuple[Link, ...] = ()) -> tuple[Link, ...]:
    """Return the way from the home page to what holds this page."""
    return (Link(parts.texts["frame.home"], parts.place.to("index.html")), *further)


def _contents(panels: Iterable[Panel], headings: Iterable[Heading]) -> Iterator[Anchor]:
    for panel in panels:
        if panel.title:
            yield Anchor(2, panel.title, to_anchor(panel.slug))
    place: list[tuple[Heading, list[Heading]]] = []
    for heading in headings:
        if heading.level < _DEEPEST_CONTENTS:
            place.append((heading, []))
        elif place and heading.level == _DEEPEST_CONTENTS:
            place[-1][1].append(heading)
    for heading, below in place:
        yield Anchor(
            2,
            heading.text,
            to_anchor(heading.slug),
            tuple(Anchor(3, h.text, to_anchor(h.slug)) for h in below),
        )


def _worth_naming(contents: tuple[Anchor, ...]) -> tuple[Anchor, ...]:
    """Return what is on a page; nothing where one part is all of it, which is in sight anyway."""
    return contents if len(contents) > 1 or any(it.children for it in contents) else ()


def _neighbours(card: Card, parts: Parts) -> tuple[Link | None, Link | None]:
    previous, following = parts.view.call(neighbours, card.kind, card.address)
    return (
        Link(previous[0], parts.place.to(previous[1])) if previous else None,
        Link(following[0], parts.place.to(following[1])) if following else None,
    )


Neighbour = tuple[str, str] | None
"""Title and address of the document before or after another one."""


def neighbours(view: View, kind: str, address: str) -> tuple[Neighbour, Neighbour]:
    """Return what stands before and after a document among those of its kind, by title."""
    return view.call(sequence, kind).get(address, (None, None))


def sequence(view: View, kind: str) -> dict[str, tuple[Neighbour, Neighbour]]:
    """Return the neighbours of all documents of a kind; made once for all that ask."""
    cards = published_cards(view, kind)
    named: list[Neighbour] = [None, *((card.title, card.url) for card in cards), None]
    return {card.address: (named[n], named[n + 2]) for n, card in enumerate(cards)}
