"""Decision trees as values (the syntax is read by `kinds.common.tree_syntax`)."""

from enum import StrEnum

from playbook.model.body import Block, Piece
from playbook.model.text import Span
from playbook.model.value import Value

DIAGRAM = "<!-- playbook:diagram -->"
DIAGRAM_END = "<!-- /playbook:diagram -->"
"""Between these comments a document may keep a picture of its tree, for the preview of a forge."""


class NodeShape(StrEnum):
    """What a node asks of the reader."""

    QUESTION = "question"  # two or more answers
    STEP = "step"  # one answer: do this, then go on
    OUTCOME = "outcome"  # none: the end of a route


class FlawKind(StrEnum):
    """Why something is not read as answers that looks like them."""

    HALF = "half"  # an item of a list does not lead to exactly one node, and others do
    PARTED = "parted"  # a list of answers stands directly above the one that is read
    NO_LIST = "no list"  # lines begin with a dash or dot, but Markdown sees no list


class Flaw(Value, frozen=True):
    """Something in a node that looks like answers and is not read as such: its sort and place."""

    kind: FlawKind
    span: Span


class Answer(Value, frozen=True):
    """One answer. `target` is a node's slug in this tree, or "" when it leads into another file.

    `link` is the index of the link in the body; `written` the address as written; `label` what the
    reader chooses, `hint` what stands after the link. `known` is false when no node has that slug.
    """

    label: str
    target: str
    hint: str
    link: int
    written: str
    span: Span
    hint_pieces: tuple[Piece, ...] = ()
    known: bool = True


class Node(Value, frozen=True):
    """A node: its heading, what it says (without the answer list), and its answers.

    `marked` is the title with targets of references between two `BARE`; "" where it has none.
    """

    slug: str
    title: str
    stage: str
    shape: NodeShape
    span: Span
    content: tuple[Block, ...]
    answers: tuple[Answer, ...]
    flaw: Flaw | None = None
    marked: str = ""


class Tree(Value, frozen=True):
    """A decision tree: stage keys in order, and what stands before the first node."""

    path: str
    start: str
    stages: tuple[str, ...]
    introduction: tuple[Block, ...]
    nodes: tuple[Node, ...]

    def node(self, slug: str) -> Node | None:
        """Return the node with this slug, or None."""
        return next((node for node in self.nodes if node.slug == slug), None)
