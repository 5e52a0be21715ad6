"""A document's page: what it is and where it stands, its facts, its text, what refers to it."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypeVar, cast

from markupsafe import Markup

from playbook.kinds.finding import worded
from playbook.kinds.publication import published_cards
from playbook.model.body import Block, Heading
from playbook.model.entry import Card, Entry
from playbook.model.page import Page
from playbook.model.value import replace
from playbook.model.view import View
from playbook.rendering.body import BodyWriter
from playbook.rendering.hrefs import to_anchor
from playbook.rendering.parts import Parts
from playbook.rendering.place import Place
from playbook.rendering.routes import tree_of
from playbook.rendering.shapes import Anchor, DocumentPage, Grid, GridRow, Link, Panel
from playbook.rendering.views.edit import edit_href
from playbook.rendering.views.kinds import matrix, panels_of, tree
from playbook.rendering.views.mentions import mentions
from playbook.rendering.views.sheet import Sheet
from playbook.rendering.views.standing import notices, strip

_DEEPEST_CONTENTS = 3
PanelT = TypeVar("PanelT", bound=Panel)
_ANCHOR = re.compile(r"[\w.-]+")


class Matter(NamedTuple):
    """A document's own matter: text before the first section, panels, the rest and its headings."""

    lead: Markup
    panels: tuple[Panel, ...]
    body: Markup
    headings: tuple[Heading, ...]


def matter(entry: Entry[Any], parts: Parts) -> Matter:
    """Return what a document says, for the page of `parts.place`; its path is the document's."""
    writer = BodyWriter.of(entry, parts.place)
    elsewhere = _shown_by_panels(entry, parts.view)
    lead, body = _split(entry, elsewhere)
    taken = _anchors(entry, elsewhere)
    panels = tuple(apart(_filled(panel), taken) for panel in panels_of(entry, parts))
    return Matter(writer.blocks(lead), panels, writer.blocks(body), tuple(_headings(body)))


def document(page: Page, view: View) -> Sheet:
    """Return a document's page."""
    entry: Entry[Any] = view.first("entry", page.source)
    parts = Parts.of(entry.card, Place(view, page.url, page.source))
    held = matter(entry, parts)
    kind = parts.kind(entry.kind)
    previous, following = _neighbours(entry.card, parts)
    shape = DocumentPage(
        kind=kind,
        id=entry.id,
        title=entry.title,
        status=parts.badge(entry.status),
        strip=strip(entry, parts),
        notices=notices(entry, parts),
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


def without_title(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks without the first first-level heading, which stands in the page's header."""
    found = False
    for block in blocks:
        if not found and block.heading and block.heading.level == 1:
            found = True
        else:
            yield block


def _shown_by_panels(entry: Entry[Any], view: View) -> frozenset[int]:
    """Return where the blocks of the body start that a panel shows."""
    if entry.kind == "tree":
        return tree.shown_elsewhere(entry, tree_of(view, entry.id, entry.path))
    if entry.kind == "matrix":
        return frozenset(block.span.start for block in matrix.shown_elsewhere(entry))
    return frozenset()


def _split(
    entry: Entry[Any], elsewhere: frozenset[int]
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return what stands before the first section, and the rest that no panel shows."""
    blocks = tuple(b for b in without_title(entry.body.blocks) if b.span.start not in elsewhere)
    first = next((n for n, block in enumerate(blocks) if block.heading), len(blocks))
    return blocks[:first], blocks[first:]


def _anchors(entry: Entry[Any], elsewhere: frozenset[int]) -> set[str]:
    """Return the anchors that the text brings along; a tree's outline keeps those of its nodes."""
    anchors = {heading.slug for heading in entry.body.headings}
    if entry.kind == "tree":
        return anchors
    hidden = (block for block in entry.body.blocks if block.span.start in elsewhere)
    return anchors - {heading.slug for heading in _headings(hidden)}


def _headings(blocks: Iterable[Block]) -> Iterator[Heading]:
    for block in blocks:
        if block.heading:
            yield block.heading


def _filled(panel: PanelT) -> PanelT:
    """Return a table without the columns in which nothing stands; the rows keep their heads."""
    if not isinstance(panel, Grid):
        return panel
    filled = {n for row in panel.rows for n, cell in enumerate(row.cells) if cell.values}
    kept = [n for n, column in enumerate(panel.columns) if n in filled or not n or column.slug]
    if len(kept) == len(panel.columns):
        return panel
    columns = tuple(panel.columns[n] for n in kept)
    rows = tuple(replace(row, cells=tuple(row.cells[n] for n in kept)) for row in panel.rows)
    return cast("PanelT", replace(panel, columns=columns, rows=rows))


def apart(panel: PanelT, taken: set[str]) -> PanelT:
    """Return a panel whose anchors are not those of the text's headings; takes them."""
    slug = free(panel.slug, taken)
    if isinstance(panel, Grid):
        rows = tuple(_row_apart(row, taken) for row in panel.rows)
        return cast("PanelT", replace(panel, slug=slug, rows=rows))
    return panel if slug == panel.slug else replace(panel, slug=slug)


def _row_apart(row: GridRow, taken: set[str]) -> GridRow:
    """Return a row that keeps its anchor if it is free and can be one; takes it."""
    if not row.slug:
        return row
    if row.slug in taken or not _ANCHOR.fullmatch(row.slug):
        return replace(row, slug="")
    taken.add(row.slug)
    return row


def free(slug: str, taken: set[str]) -> str:
    """Return an anchor for a part that we add to a text, one that the text has not; takes it."""
    while slug in taken:
        slug = f"{slug}-facts"
    taken.add(slug)
    return slug


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
