"""How a tree is written: headings are nodes, a list of links is the answers.

With stages, a second-level heading opens a stage and each third-level heading is a node; without
stages each second-level heading is a node. Deeper headings belong to their node.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from playbook.model.address import Address
from playbook.model.body import (
    BARE,
    Block,
    Body,
    Heading,
    Item,
    Link,
    LinkSyntax,
    Opening,
    Piece,
    Prose,
)
from playbook.model.label import label_key
from playbook.model.link_target import Destination, parse_target
from playbook.model.tree import Answer, Flaw, FlawKind, Node, NodeShape

ARROWS = ("→", "->", "=>")
"""What people write between an answer and where it leads; what `_PARTED_BY` adds may be more."""
_PARTED_BY = (*ARROWS, ":", "—", "–", "-")
_QUOTES = "\"'“”„‘’«»"
_GO_TO = "go to"
_BEFORE_HINT = " \t\n—–-:,.;"
_TREES = "trees"
_DOTS = ("-", "*", "+", "•", "·", "–")
"""With what people begin the items of a list; the last three are none to Markdown."""


class _Way(NamedTuple):
    """Where a link leads: to a node of this tree, or into another tree (slug "")."""

    slug: str
    known: bool


_Ways = Callable[[int], _Way | None]


@dataclass
class _Section:
    """A node's heading and the blocks below it, while they are collected."""

    heading: Heading
    stage: str
    marked: str  # see `Node.marked`
    blocks: list[Block] = field(default_factory=list)


def node_headings(body: Body, staged: bool) -> Iterator[Heading]:  # noqa: FBT001 - the one choice there is
    """Yield the headings that are nodes."""
    level = 3 if staged else 2
    for block in body.blocks:
        if block.heading and block.heading.level == level:
            yield block.heading


def read_nodes(
    body: Body, stages: tuple[str, ...], path: str, identifier: str
) -> tuple[tuple[Block, ...], tuple[Node, ...]]:
    """Return what stands before the first node, and the nodes in the order of the text."""
    introduction, sections = _sections(body, stages)
    slugs = frozenset(section.heading.slug for section in sections)

    def way(index: int) -> _Way | None:
        slug = _slug_of(body.links[index], path, identifier)
        return None if slug is None else _Way(slug, not slug or slug in slugs)

    anchors = frozenset(heading.slug for heading in body.headings) - slugs
    names = slugs | {label_key(section.heading.text) for section in sections}
    nodes = tuple(_node(section, body, way, anchors, names) for section in sections)
    return introduction, nodes


def _sections(body: Body, stages: tuple[str, ...]) -> tuple[tuple[Block, ...], list[_Section]]:
    level = 3 if stages else 2
    introduction: list[Block] = []
    sections: list[_Section] = []
    stage, inside = "", False
    for block in body.blocks:
        heading = block.heading
        if heading and heading.level == level:
            sections.append(_Section(heading, stage, block.text if BARE in block.text else ""))
            inside = True
            continue
        if heading and heading.level < level:
            inside = False
            stage = heading.slug if heading.level > 1 and heading.slug in stages else ""
            if heading.level == 1 or stage:
                continue
        if inside:
            sections[-1].blocks.append(block)
        elif not sections:
            introduction.append(block)
    return tuple(introduction), sections


def _slug_of(link: Link, path: str, identifier: str) -> str | None:
    """Return the slug a link leads to in this file, "" for another tree, None for anything else."""
    if link.syntax is LinkSyntax.REFERENCE:
        address = Address.parse(link.target)
        if address.kind != "tree":
            return None
        return (address.item or None) if address.id == identifier else ""
    if link.syntax is not LinkSyntax.LINK:
        return None
    target = parse_target(link.target, path)
    if target.destination is Destination.HERE or target.path == path:
        return target.fragment or None
    if target.destination is Destination.FILE and target.path.endswith(".md"):
        return "" if target.path.startswith(_home(path)) else None
    return None


def _home(path: str) -> str:
    """Return the folder in which other trees are: the one called `trees`, else that of the file."""
    folders = path.split("/")[:-1]
    if _TREES in folders:
        folders = folders[: folders.index(_TREES) + 1]
    return "".join(f"{folder}/" for folder in folders)


def _node(
    section: _Section, body: Body, way: _Ways, anchors: frozenset[str], names: frozenset[str]
) -> Node:
    lists = [block for block in section.blocks if block.name == "list" and block.items]
    complete = [block for block in lists if all(_is_answer(item, way) for item in block.items)]
    chosen = complete[-1] if complete else None
    answers = tuple(_answer(item, body, way) for item in chosen.items) if chosen else ()
    content = tuple(block for block in section.blocks if block is not chosen)
    shapes = (NodeShape.OUTCOME, NodeShape.STEP, NodeShape.QUESTION)
    return Node(
        slug=section.heading.slug,
        title=section.heading.text,
        stage=section.stage,
        shape=shapes[min(len(answers), 2)],
        span=section.heading.span,
        content=content,
        answers=answers,
        flaw=_flaw(section, chosen, complete, way, anchors, names),
        marked=section.marked,
    )


def _is_answer(item: Item, way: _Ways) -> bool:
    return len(item.links) == 1 and way(item.links[0]) is not None


def _flaw(
    section: _Section,
    chosen: Block | None,
    complete: list[Block],
    way: _Ways,
    anchors: frozenset[str],
    names: frozenset[str],
) -> Flaw | None:
    """Return what looks like answers of a node, and is not read as such."""
    above: Block | None = None
    for block in section.blocks:
        if block.name == "list" and block.items and block not in complete:
            links = [n for item in block.items for n in item.links]
            if _leads_on(links, way, anchors) or any(_names(item, names) for item in block.items):
                short = next(item for item in block.items if not _is_answer(item, way))
                return Flaw(kind=FlawKind.HALF, span=short.span)
        elif block is chosen and above in complete:
            return Flaw(kind=FlawKind.PARTED, span=above.items[0].span)
        elif block.name == "paragraph" and chosen is None and _is_like_answers(block.text):
            links = [piece.index for piece in block.pieces if isinstance(piece, Opening)]
            if _leads_on(links, way, anchors):
                return Flaw(kind=FlawKind.NO_LIST, span=block.span)
        above = block
    return None


def _is_like_answers(text: str) -> bool:
    """Tell whether lines begin as people begin items, or have an arrow in front of their end."""
    return text.startswith(_DOTS) or any(f" {arrow} " in text for arrow in ARROWS)


def _names(item: Item, names: frozenset[str]) -> bool:
    """Tell whether an item without a link has the name of a node behind an arrow."""
    ends = [item.before.rpartition(arrow)[2] for arrow in ARROWS if arrow in item.before]
    return not item.links and any(label_key(end.strip(" []#.")) in names for end in ends)


def _leads_on(links: list[int], way: _Ways, anchors: frozenset[str]) -> bool:
    """Tell whether one of some links leads to a node.

    A link to a heading that is no node leads nowhere else: what it stands in is plain content.
    """
    ways = [found for index in links if (found := way(index))]
    return any(found.slug not in anchors for found in ways)


def _answer(item: Item, body: Body, way: _Ways) -> Answer:
    index = item.links[0]
    link = body.links[index]
    slug, known = way(index) or _Way("", known=False)
    return Answer(
        label=_label(item.before) or link.text or link.target,
        target=slug,
        hint=item.after.lstrip(_BEFORE_HINT).rstrip(),
        link=index,
        written=link.target,
        span=item.span,
        hint_pieces=(*_without_dash(item.pieces_after), *item.rest),
        known=known,
    )


def _label(before: str) -> str:
    """Return the words before a link without the arrow, colon, “go to” and quotes around them."""
    label, last = before.strip(), ""
    while label != last:
        last = label
        label = _unquoted(_without_arrow(label))
    return label


def _unquoted(label: str) -> str:
    """Take away quotes that stand around all of a label, and not around a word of it."""
    first, inside, last = label[:1], label[1:-1], label[1:][-1:]
    is_quoted = first in _QUOTES and last in _QUOTES and first and last
    return inside.strip() if is_quoted and not {first, last} & {*inside} else label


def _without_arrow(label: str) -> str:
    end, last = len(label), -1
    while end != last:  # a place, and not a shorter text each time: there may be 100,000 arrows
        last = end
        while end and label[end - 1].isspace():
            end -= 1
        for arrow in _PARTED_BY:
            if label.endswith(arrow, 0, end):
                end -= len(arrow)
        start = max(end - len(_GO_TO), 0)
        stands_alone = label[max(start - 1, 0) : start].strip(_QUOTES) in ("", " ", *_PARTED_BY)
        if label[start:end].casefold() == _GO_TO and stands_alone:
            end = start
    return label[:end]


def _without_dash(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Take away the dash or colon with which a hint begins."""
    if not pieces or not isinstance(pieces[0], Prose):
        return pieces
    first = pieces[0]
    text = first.text.lstrip(_BEFORE_HINT)
    start = first.start + len(first.text) - len(text) if first.start >= 0 else first.start
    kept = (Prose(text, start),) if text else ()
    return (*kept, *pieces[1:])
