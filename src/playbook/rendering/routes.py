"""Ways through a decision tree."""

from collections import deque
from dataclasses import dataclass

from playbook.model.tree import Answer, Node, Tree


@dataclass(frozen=True, slots=True)
class Taken:
    """A step of a route: the node, and the answer given there."""

    node: Node
    answer: Answer


def shortest_route(tree: Tree, slug: str) -> tuple[Taken, ...] | None:
    """Return the steps from the start to a node, of equal routes the first; None without one."""
    nodes = {node.slug: node for node in tree.nodes}
    came_by: dict[str, Taken | None] = {tree.start: None}
    waiting = deque([tree.start])
    while waiting and slug not in came_by:
        node = nodes.get(waiting.popleft())
        for answer in node.answers if node else ():
            if node and answer.target in nodes and answer.target not in came_by:
                came_by[answer.target] = Taken(node, answer)
                waiting.append(answer.target)
    if slug not in came_by:
        return None
    steps: list[Taken] = []
    taken = came_by[slug]
    while taken:
        steps.append(taken)
        taken = came_by[taken.node.slug]
    return tuple(reversed(steps))
