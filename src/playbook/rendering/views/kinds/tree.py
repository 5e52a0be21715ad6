"""A decision tree's own page: the whole tree as nested lists, and who acts at which stage."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from markupsafe import Markup

from playbook.kinds.tree import DecisionTree, StageRoles
from playbook.model.address import Address
from playbook.model.body import Block
from playbook.model.entry import Entry
from playbook.model.tree import Answer, Node, Tree
from playbook.rendering.body import BodyWriter
from playbook.rendering.hrefs import node_url
from playbook.rendering.links import resolve
from playbook.rendering.parts import Parts, cell
from playbook.rendering.routes import tree_of
from playbook.rendering.shapes import (
    Column,
    Grid,
    GridRow,
    Outline,
    OutlineNode,
    Panel,
    Value,
    Words,
)

_OPEN_DEPTH = 3
_DEEPEST = 10
_HEADINGS_FROM = 3


def panels(entry: Entry[DecisionTree], parts: Parts) -> Iterator[Panel]:
    """Yield the outline of a decision tree, and its roles by stage."""
    tree = tree_of(parts.view, entry.id, entry.path)
    if tree is None or not tree.nodes:
        return
    yield _outline(entry, tree, parts)
    if entry.record.stages:
        yield _roles(entry, parts)


def shown_elsewhere(entry: Entry[DecisionTree], tree: Tree | None) -> frozenset[int]:
    """Return where the blocks start that the outline shows: nodes, their answers, their stages."""
    if tree is None:
        return frozenset()
    shown = {node.span.start for node in tree.nodes}
    shown |= {block.span.start for node in tree.nodes for block in node.content}
    answers = sorted(answer.span.start for node in tree.nodes for answer in node.answers)
    for block in entry.body.blocks:
        heading = block.heading
        if heading and (heading.span.start in shown or heading.slug in tree.stages):
            shown.add(block.span.start)
        first = bisect_left(answers, block.span.start)
        if first < len(answers) and answers[first] < block.span.end:
            shown.add(block.span.start)
    return frozenset(shown)


def stage_title(entry: Entry[DecisionTree], stage: str, parts: Parts) -> str:
    """Return what a stage is called: its heading, or its slug in words."""
    for heading in entry.body.headings:
        if heading.slug == stage:
            return heading.text
    return parts.texts.name("stage", stage) if stage else ""


def heading_shift(blocks: tuple[Block, ...], highest: int) -> int:
    """Return by how many levels to move headings so that the first is at a level."""
    first = next((block.heading for block in blocks if block.heading), None)
    return highest - first.level if first else 0


def _outline(entry: Entry[DecisionTree], tree: Tree, parts: Parts) -> Outline:
    drawing = _Drawing(entry, tree, parts)
    start = tree.node(tree.start) or tree.nodes[0]
    roots = [drawing.draw(start)]
    roots += [drawing.draw(node) for node in tree.nodes if node.slug not in drawing.drawn]
    return Outline(
        "outline",
        parts.texts["panel.outline"],
        parts.place.to(node_url(entry.card.url, start.slug)),
        start.title,
        tuple(roots),
    )


@dataclass
class _Drawing:
    """The outline in the making: each node is expanded once, where a reader meets it first."""

    entry: Entry[DecisionTree]
    tree: Tree
    parts: Parts
    drawn: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._writer = BodyWriter.of(self.entry, self.parts.place)
        self._nodes = {node.slug: node for node in self.tree.nodes}

    def draw(self, node: Node, answer: Answer | None = None, depth: int = 1) -> OutlineNode:
        """Return a node with what follows from it; deep ones continue further down the page."""
        url = self.entry.card.url
        again = node.slug in self.drawn or depth > _DEEPEST
        content = Markup()
        children: tuple[OutlineNode, ...] = ()
        if not again:
            self.drawn.add(node.slug)
            shift = heading_shift(node.content, _HEADINGS_FROM)
            content = self._writer.blocks(node.content, deeper=shift)
            children = tuple(self._follow(held, depth + 1) for held in node.answers)
        return OutlineNode(
            anchor=node.slug,
            title=node.title,
            answer=answer.label if answer else "",
            hint=self._hint(answer),
            shape=node.shape.value,
            stage=stage_title(self.entry, node.stage, self.parts),
            href=self.parts.place.to(node_url(url, node.slug)),
            content=content,
            children=children,
            again=self.parts.place.to(url, node.slug) if again else "",
            open=depth <= _OPEN_DEPTH,
        )

    def _follow(self, answer: Answer, depth: int) -> OutlineNode:
        node = self._nodes.get(answer.target)
        if node:
            return self.draw(node, answer, depth)
        resolved = resolve(self.entry.body.links[answer.link], self.parts.place)
        return OutlineNode(
            anchor="",
            title=leads_to(self.entry, answer, self.parts),
            answer=answer.label,
            hint=self._hint(answer),
            shape="elsewhere",
            stage="",
            href=resolved.href,
            content=Markup(),
        )

    def _hint(self, answer: Answer | None) -> Markup:
        return self._writer.inline(answer.hint_pieces) if answer else Markup()


def leads_to(entry: Entry[DecisionTree], answer: Answer, parts: Parts) -> str:
    """Return the title of what an answer leads to outside this tree, or its link's words."""
    link = entry.body.links[answer.link]
    resolved = resolve(link, parts.place)
    if resolved.card and resolved.href:
        return resolved.card.title
    return link.text or link.target


def _roles(entry: Entry[DecisionTree], parts: Parts) -> Grid:
    """Return who does what: a row a party, a column a stage."""
    stages = entry.record.stages
    cells: dict[tuple[str, str], list[Value]] = {}
    teams = dict.fromkeys(entry.record.parties)
    for stage, roles in stages.items():
        for word, party in _acting(roles, parts):
            team = Address.party(party).id
            teams[team] = None
            who = parts.party(party) if "." in party else None
            value = (word, who) if who else (word,)
            cells.setdefault((team, stage), []).append(value)
    columns = (
        parts.column("party"),
        *(Column(stage_title(entry, stage, parts), slug=stage) for stage in stages),
    )
    rows = tuple(
        GridRow(
            (cell((parts.party(team),)), *(cell(*cells.get((team, stage), ())) for stage in stages))
        )
        for team in teams
    )
    return Grid("roles", parts.texts["panel.grid"], columns, rows)


def _acting(roles: StageRoles, parts: Parts) -> Iterator[tuple[Words, str]]:
    held = {
        "driver": (roles.driver,),
        "approver": (roles.approver,),
        "veto": roles.veto,
        "consulted": roles.consulted,
        "informed": roles.informed,
    }
    for name, parties in held.items():
        for party in parties:
            if party:
                yield Words(parts.texts[f"word.raci.{name}"]), party
