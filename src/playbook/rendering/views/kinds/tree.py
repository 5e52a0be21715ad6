"""A decision tree's own page: who acts at which stage, the drawing, the tree as nested lists."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from markupsafe import Markup

from playbook.kinds.tree import DecisionTree
from playbook.model.entry import Entry
from playbook.model.location import node_url
from playbook.model.tree import Answer, Node, Tree
from playbook.rendering.body import BodyWriter
from playbook.rendering.links import resolve
from playbook.rendering.parts import Parts
from playbook.rendering.routes import tree_of
from playbook.rendering.shapes import Outline, OutlineNode, Panel
from playbook.rendering.views.kinds.tree_stages import stage_grid
from playbook.rendering.views.trees import heading_shift, leads_to

_OPEN_DEPTH = 3
_DEEPEST = 10
_HEADINGS_FROM = 3


def panels(entry: Entry[DecisionTree], parts: Parts) -> Iterator[Panel]:
    """Yield a decision tree's roles by stage, its drawing, and its outline."""
    tree = tree_of(parts.view, entry.id, entry.path)
    if tree is None or not tree.nodes:
        return
    if entry.record.stages:
        yield stage_grid(entry, parts)
    from playbook.rendering.views.kinds.tree_drawing import drawing  # noqa: PLC0415 - trees alone

    yield drawing(entry, parts)
    yield _outline(entry, tree, parts)


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


def _outline(entry: Entry[DecisionTree], tree: Tree, parts: Parts) -> Outline:
    writing = _Writing(entry, tree, parts)
    start = tree.node(tree.start) or tree.nodes[0]
    roots = [writing.node(start)]
    roots += [writing.node(node) for node in tree.nodes if node.slug not in writing.met]
    return Outline(
        "outline",
        parts.texts["panel.outline"],
        parts.place.to(node_url(entry.card.url, start.slug)),
        start.title,
        tuple(roots),
    )


@dataclass
class _Writing:
    """The outline in the making: each node is expanded once, where a reader meets it first."""

    entry: Entry[DecisionTree]
    tree: Tree
    parts: Parts
    met: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._writer = BodyWriter.of(self.entry, self.parts.place)
        self._nodes = {node.slug: node for node in self.tree.nodes}

    def node(self, node: Node, answer: Answer | None = None, depth: int = 1) -> OutlineNode:
        """Return a node with what follows from it; deep ones continue further down the page."""
        url = self.entry.card.url
        again = node.slug in self.met or depth > _DEEPEST
        content = Markup()
        children: tuple[OutlineNode, ...] = ()
        if not again:
            self.met.add(node.slug)
            shift = heading_shift(node.content, _HEADINGS_FROM)
            content = self._writer.blocks(node.content, deeper=shift)
            children = tuple(self._follow(held, depth + 1) for held in node.answers)
        return OutlineNode(
            anchor=node.slug,
            title=node.title,
            answer=answer.label if answer else "",
            hint=self._hint(answer),
            shape=node.shape.value,
            stage=node.stage,
            href=self.parts.place.to(node_url(url, node.slug)),
            content=content,
            children=children,
            again=self.parts.place.to(url, node.slug) if again else "",
            open=depth <= _OPEN_DEPTH,
        )

    def _follow(self, answer: Answer, depth: int) -> OutlineNode:
        node = self._nodes.get(answer.target)
        if node:
            return self.node(node, answer, depth)
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
