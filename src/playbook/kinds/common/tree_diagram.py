"""The picture of a decision tree in Mermaid, and where it stands in a document.

A forge shows the picture in its preview. It is kept between two comments, so that it can be
renewed without touching what the author wrote.
"""

from typing import Any

from playbook.model.entry import Entry
from playbook.model.text import Span
from playbook.model.tree import DIAGRAM, DIAGRAM_END, Node, NodeShape, Tree

_BOXES = {
    NodeShape.QUESTION: ('("', '")'),
    NodeShape.STEP: ('[["', '"]]'),
    NodeShape.OUTCOME: ('["', '"]'),
}
_ESCAPED = str.maketrans(
    {'"': "#quot;", "#": "#35;", "<": "#lt;", ">": "#gt;", "&": "#amp;", "`": "'"}
)


def mermaid(tree: Tree) -> str:
    """Return the picture of a tree: questions are round, steps double, outcomes thick boxes."""
    names = {node.slug: f"n{number}" for number, node in enumerate(tree.nodes, start=1)}
    lines = ["flowchart TD"]
    for stage in dict.fromkeys(node.stage for node in tree.nodes):
        boxes = [_box(node, names) for node in tree.nodes if node.stage == stage]
        if stage:
            title = stage.replace("-", " ").capitalize()
            lines.append(f'  subgraph stage-{stage}["{_escaped(title)}"]')
            lines += [f"  {box}" for box in boxes]
            lines.append("  end")
        else:
            lines += boxes
    away: dict[str, str] = {}
    for node in tree.nodes:
        for answer in node.answers:
            target = names.get(answer.target)
            if target is None:
                target = away.setdefault(answer.written, f"x{len(away) + 1}")
            lines.append(f'  {names[node.slug]} -->|"{_escaped(answer.label)}"| {target}')
    lines += [f'  {name}(["{_escaped(written)}"])' for written, name in away.items()]
    ends = [names[node.slug] for node in tree.nodes if node.shape is NodeShape.OUTCOME]
    if ends:
        lines += ["  classDef outcome stroke-width:3px", f"  class {','.join(ends)} outcome"]
    return "\n".join(lines)


def managed_block(tree: Tree) -> str:
    """Return what stands between the two comments."""
    return f"\n```mermaid\n{mermaid(tree)}\n```\n"


def find_managed_block(entry: Entry[Any]) -> Span | None:
    """Return what stands between the two comments of a document; empty if one never ends."""
    start: int | None = None
    for block in entry.body.blocks:
        if block.name == "comment":
            text = entry.source.text[block.span.start : block.span.end].strip()
            if text == DIAGRAM:
                start = block.span.end
            elif text == DIAGRAM_END and start is not None:
                return entry.source.span(start, block.span.start)
    return None if start is None else entry.source.span(start, start)


def _box(node: Node, names: dict[str, str]) -> str:
    opening, closing = _BOXES[node.shape]
    return f"  {names[node.slug]}{opening}{_escaped(node.title)}{closing}"


def _escaped(text: str) -> str:
    return " ".join(text.split()).translate(_ESCAPED)
