"""What a document says on its own page and in those to print: its standing, facts and text."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypeVar, cast

from markupsafe import Markup

from playbook.kinds.common.resolving import worded
from playbook.model.body import Block, Heading
from playbook.model.entry import Entry
from playbook.model.value import replace
from playbook.model.view import View
from playbook.rendering.body import BodyWriter
from playbook.rendering.parts import Parts
from playbook.rendering.place import Place
from playbook.rendering.routes import tree_of
from playbook.rendering.shapes import Badge, Fact, Grid, GridRow, Notice, Panel
from playbook.rendering.views.kinds import matrix, panels_of, tree
from playbook.rendering.views.standing import notices, strip

PanelT = TypeVar("PanelT", bound=Panel)
_ANCHOR = re.compile(r"[\w.-]+")


class Matter(NamedTuple):
    """A document's own matter: where it stands, text before the first section, panels, the rest."""

    status: Badge | None
    strip: tuple[Fact, ...]
    notices: tuple[Notice, ...]
    lead: Markup
    panels: tuple[Panel, ...]
    body: Markup
    headings: tuple[Heading, ...]


def matter_of(view: View, path: str) -> Matter:
    """Return what the document in a file says, as its own page shows it."""
    entry: Entry[Any] = view.first("entry", path)
    return matter(entry, Parts.of(entry.card, Place(view, entry.card.url, path)))


def matter(entry: Entry[Any], parts: Parts) -> Matter:
    """Return what a document says, for the page of `parts.place`; its path is the document's."""
    writer = BodyWriter.of(entry, parts.place)
    elsewhere = _shown_by_panels(entry, parts.view)
    lead, body = _split(entry, elsewhere)
    taken = _anchors(entry, elsewhere)
    panels = tuple(apart(_filled(panel), taken) for panel in panels_of(entry, parts))
    return Matter(
        status=parts.badge(entry.status),
        strip=strip(entry, parts),
        notices=notices(entry, parts),
        lead=writer.blocks(lead),
        panels=panels,
        body=writer.blocks(body),
        headings=tuple(_worded_headings(body, parts.view)),
    )


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


def _worded_headings(blocks: Iterable[Block], view: View) -> Iterator[Heading]:
    """Yield the headings of blocks with the titles of what they refer to, as the text has them."""
    for block in blocks:
        if block.heading:
            yield replace(block.heading, text=worded(view, block.text))


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
