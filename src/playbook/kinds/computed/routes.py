"""Routes through a decision tree: where one can get, and where one ends.

Pure functions of a tree. An answer that leads into another file ends the route as far as this
tree is concerned; an answer to a node that does not exist might lead anywhere.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from playbook.model.label import label_key
from playbook.model.tree import Answer, Node, NodeShape, Tree


def by_slug(tree: Tree) -> dict[str, Node]:
    """Return the nodes of a tree by slug."""
    return {node.slug: node for node in tree.nodes}


def leads_away(answer: Answer) -> bool:
    """Tell whether an answer leads into another file."""
    return not answer.target


def is_lost(answer: Answer) -> bool:
    """Tell whether an answer leads to a node that does not exist."""
    return bool(answer.target) and not answer.known


def reachable(tree: Tree) -> frozenset[str]:
    """Return the nodes to which a route leads from the start."""
    return frozenset(_walk(by_slug(tree), tree.start, set()))


def _walk(nodes: Mapping[str, Node], start: str, found: set[str]) -> set[str]:
    """Add to what was found the nodes to which a route leads from one, itself among them."""
    waiting = [start]
    while waiting:
        node = nodes.get(waiting.pop())
        if node and node.slug not in found:
            found.add(node.slug)
            waiting += [answer.target for answer in node.answers]
    return found


def first_of_each_part(tree: Tree, met: frozenset[str]) -> Iterator[Node]:
    """Yield, of the nodes that are not met, those from which one comes to all the others.

    They come in the order of the tree; where nodes that are not met lead to each other in a circle,
    the first of them stands for all.
    """
    nodes = by_slug(tree)
    rest = [node for node in tree.nodes if node.slug not in met]
    led_to = {
        answer.target for node in rest for answer in node.answers if answer.target != node.slug
    }
    seen: set[str] = set()
    heads = [node for node in rest if node.slug not in led_to]
    chosen: set[str] = set()
    for head in (*heads, *rest):
        if head.slug not in seen:
            chosen.add(head.slug)
            _walk(nodes, head.slug, seen)
    return (node for node in rest if node.slug in chosen)


def with_way_out(tree: Tree) -> frozenset[str]:
    """Return the nodes from which a route ends: in an outcome, or perhaps outside of the tree."""
    before: dict[str, list[str]] = {}
    waiting: list[str] = []
    for node in tree.nodes:
        for answer in node.answers:
            before.setdefault(answer.target, []).append(node.slug)
        ends_here = node.shape is NodeShape.OUTCOME
        if ends_here or any(leads_away(answer) or is_lost(answer) for answer in node.answers):
            waiting.append(node.slug)
    found: set[str] = set()
    while waiting:
        slug = waiting.pop()
        if slug not in found:
            found.add(slug)
            waiting += before.get(slug, ())
    return frozenset(found)


def returning(tree: Tree) -> tuple[Answer, ...]:
    """Return the answers that lead back to a node the route came through.

    Without them the routes from the start have no circle.
    """
    nodes = by_slug(tree)
    found: list[Answer] = []
    visited: set[str] = set()
    route: dict[str, Iterator[Answer]] = {}
    if tree.start in nodes:
        route[tree.start] = iter(nodes[tree.start].answers)
    while route:
        here = next(reversed(route))
        visited.add(here)
        for answer in route[here]:
            following = nodes.get(answer.target)
            if answer.target in route:
                found.append(answer)
            elif following and answer.target not in visited:
                route[answer.target] = iter(following.answers)
                break
        else:
            del route[here]
    return tuple(found)


def questions_before(tree: Tree) -> dict[str, int]:
    """Return the most questions on a route from the start to each node, the node included.

    Routes that return do not count twice.
    """
    nodes, back = by_slug(tree), {id(answer) for answer in returning(tree)}
    onward = {
        slug: [a.target for a in nodes[slug].answers if id(a) not in back and a.target in nodes]
        for slug in reachable(tree)
    }
    open_ways = dict.fromkeys(onward, 0)
    for targets in onward.values():
        for target in targets:
            open_ways[target] += 1
    most = dict.fromkeys(onward, 0)
    waiting = [slug for slug, ways in open_ways.items() if not ways]
    while waiting:
        slug = waiting.pop()
        most[slug] += nodes[slug].shape is NodeShape.QUESTION
        for target in onward[slug]:
            most[target] = max(most[target], most[slug])
            open_ways[target] -= 1
            if not open_ways[target]:
                waiting.append(target)
    return most


class Walk(NamedTuple):
    """A walk through a tree by its answers.

    `end` is the node at which it stopped, None where it left the tree or got lost. `used` is how
    many of the answers it could give, and `lost` whether it met an answer that leads nowhere.
    """

    end: Node | None
    used: int
    lost: bool = False


def walk(nodes: Mapping[str, Node], start: str, given: tuple[str, ...]) -> Walk:
    """Walk from a node by the labels of answers, whatever their case."""
    node = nodes.get(start)
    for used, label in enumerate(given):
        answers = node.answers if node else ()
        key = label_key(label)
        chosen = next((answer for answer in answers if label_key(answer.label) == key), None)
        if chosen is None:
            return Walk(node, used)
        if is_lost(chosen):
            return Walk(None, used + 1, lost=True)
        node = nodes.get(chosen.target)
    return Walk(node, len(given))
