"""Decision trees as pages know them: the tree of a document, and the shortest ways through it."""

from collections import deque
from collections.abc import Mapping
from typing import NamedTuple

from playbook.kinds.common.resolving import worded
from playbook.model.tree import Node, Tree
from playbook.model.value import replace
from playbook.model.view import View


class Way(NamedTuple):
    """The last step of the shortest way to a node, and how many steps that way has.

    `node` is the slug of the node before, `title` what it asks, `answer` the answer given there;
    all three are "" for the start.
    """

    node: str
    title: str
    answer: str
    length: int


_START = Way("", "", "", 0)


def tree_of(view: View, identifier: str, path: str) -> Tree | None:
    """Return the tree in a file; another file may claim the same id.

    Nodes are called as their headings read: with the titles of what these refer to.
    """
    held: tuple[Tree, ...] = view.ask("tree", identifier)
    tree = next((tree for tree in held if tree.path == path), None)
    if tree is None or not any(node.marked for node in tree.nodes):
        return tree
    return replace(tree, nodes=tuple(_worded(node, view) for node in tree.nodes))


def _worded(node: Node, view: View) -> Node:
    return replace(node, title=worded(view, node.marked)) if node.marked else node


def shortest_ways(view: View, identifier: str, path: str) -> dict[str, Way]:
    """Return for each node of a tree that the start leads to how one gets there.

    Of equal ways it is the one by the first answers. A node's page walks back from here; to look
    for each node anew would cost the square of a tree's size.
    """
    tree = tree_of(view, identifier, path)
    nodes = {node.slug: node for node in tree.nodes} if tree else {}
    ways = {tree.start: _START} if tree and nodes else {}
    waiting = deque(ways)
    while waiting:
        node = nodes[waiting.popleft()]
        for answer in node.answers:
            if answer.target in nodes and answer.target not in ways:
                length = ways[node.slug].length + 1
                ways[answer.target] = Way(node.slug, node.title, answer.label, length)
                waiting.append(answer.target)
    return ways


def last_steps(ways: Mapping[str, Way], slug: str, most: int) -> tuple[Way, ...]:
    """Return the last steps of the shortest way to a node, in the order in which they are taken."""
    steps: list[Way] = []
    way = ways.get(slug, _START)
    while way.node and len(steps) < most:
        steps.append(way)
        way = ways[way.node]
    return tuple(reversed(steps))
