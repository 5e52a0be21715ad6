"""Decision trees as drawings: for Graphviz and in Mermaid, one for each, one after the other."""

from collections.abc import Iterator

from playbook.kinds.common.publication import published_cards
from playbook.kinds.common.tree_diagram import managed_block
from playbook.kinds.tree import read_tree
from playbook.model.entry import Card
from playbook.model.tree import Node, NodeShape, Tree
from playbook.model.view import View
from playbook.queries.export.scope import entry_of
from playbook.queries.importing.wording import title_of

_SHAPES = {
    NodeShape.QUESTION: "box, style=rounded",
    NodeShape.STEP: "box, peripheries=2",
    NodeShape.OUTCOME: "box, penwidth=3",
}
_SIGNS = str.maketrans({"\\": "\\\\", '"': '\\"', "&": "&amp;"})


def dot(view: View) -> str:
    """Return the trees in the DOT language: `dot -Tsvg` draws each of them.

    Questions are round, steps double, outcomes thick, as in the drawings of `playbook fmt`; a stage
    is a cluster, and what an answer leads to in another document an ellipse.
    """
    graphs = ("\n".join(_graph(card, view)) for card in published_cards(view, "tree"))
    return "".join(f"{graph}\n" for graph in graphs)


def mermaid(view: View) -> str:
    """Return the trees in Markdown: for each a heading, and the drawing that `playbook fmt` keeps.

    A file of Mermaid holds one drawing, one of Markdown as many as there are trees; forges show
    them, and the command line of Mermaid takes them out.
    """
    trees = ((card, read_tree(entry_of(view, card))) for card in published_cards(view, "tree"))
    return "\n".join(f"## {title_of(card.title)}\n{managed_block(tree)}" for card, tree in trees)


def _graph(card: Card, view: View) -> Iterator[str]:
    tree = read_tree(entry_of(view, card))
    yield f"digraph {_quoted(card.id)} {{"
    yield f"  label={_quoted(card.title)};"
    yield "  labelloc=t;"
    for number, stage in enumerate(dict.fromkeys(node.stage for node in tree.nodes)):
        nodes = [_node(node) for node in tree.nodes if node.stage == stage]
        if stage:
            yield f"  subgraph cluster_{number} {{"
            yield f"    label={_quoted(stage.replace('-', ' ').capitalize())};"
            yield from (f"  {line}" for line in nodes)
            yield "  }"
        else:
            yield from nodes
    yield from _answers(tree)
    yield "}"


def _node(node: Node) -> str:
    return f"  {_quoted(node.slug)} [label={_quoted(node.title)}, shape={_SHAPES[node.shape]}];"


def _answers(tree: Tree) -> Iterator[str]:
    known = {node.slug for node in tree.nodes}
    away: dict[str, str] = {}
    for node in tree.nodes:
        for answer in node.answers:
            target = answer.target
            if target not in known:
                # A slug has no colon: no node is called so.
                target = away.setdefault(answer.written, f"away:{len(away) + 1}")
            yield f"  {_quoted(node.slug)} -> {_quoted(target)} [label={_quoted(answer.label)}];"
    for written, name in away.items():
        yield f"  {_quoted(name)} [label={_quoted(written)}, shape=ellipse];"


def _quoted(text: str) -> str:
    """Return a text as DOT has it, where `&` begins the name of a sign and a backslash an order."""
    return f'"{" ".join(text.split()).translate(_SIGNS)}"'
