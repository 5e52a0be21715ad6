"""Routes through random trees, against walkers that try every way."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from playbook.kinds.computed.routes import (
    by_slug,
    questions_before,
    reachable,
    returning,
    walk,
    with_way_out,
)
from playbook.model.text import Span
from playbook.model.tree import Answer, Node, NodeShape, Tree

NAMES = ("a", "b", "c", "d", "e", "f")
AWAY, LOST = "", "lost"
SHAPES = (NodeShape.OUTCOME, NodeShape.STEP)
NOWHERE = Span("content/trees/t.md", 0, 0)


def answer(label: str, target: str) -> Answer:
    return Answer(label, target, "", 0, target, NOWHERE, known=target in (AWAY, *NAMES))


def node(name: str, targets: list[str]) -> Node:
    shape = SHAPES[len(targets)] if len(targets) < len(SHAPES) else NodeShape.QUESTION
    answers = tuple(answer(f"Way {n}", target) for n, target in enumerate(targets))
    return Node(name, name, "", shape, NOWHERE, (), answers)


def tree(ways: list[list[str]]) -> Tree:
    nodes = tuple(node(name, targets) for name, targets in zip(NAMES, ways, strict=True))
    return Tree(NOWHERE.path, NAMES[0], (), (), nodes)


TARGETS = st.lists(st.sampled_from((*NAMES, AWAY, LOST)), max_size=3)
TREES = st.lists(TARGETS, min_size=len(NAMES), max_size=len(NAMES)).map(tree)


def routes(found: Tree, start: str, without: tuple[Answer, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield every route from a node that comes to no node twice, all their beginnings included."""
    nodes, left_out = by_slug(found), {id(one) for one in without}
    waiting: list[tuple[str, ...]] = [(start,)]
    while waiting:
        route = waiting.pop()
        yield route
        waiting += [
            (*route, way.target)
            for way in nodes[route[-1]].answers
            if way.target in nodes and way.target not in route and id(way) not in left_out
        ]


@given(TREES)
def test_a_node_is_reachable_if_a_route_comes_to_it(found: Tree) -> None:
    assert reachable(found) == {slug for route in routes(found, found.start) for slug in route}


@given(TREES)
def test_a_node_has_a_way_out_if_a_route_from_it_ends(found: Tree) -> None:
    nodes = by_slug(found)

    def ends(slug: str) -> bool:
        targets = [way.target for way in nodes[slug].answers]
        return not targets or AWAY in targets or LOST in targets

    leading_out = {s for s in nodes if any(ends(route[-1]) for route in routes(found, s))}
    assert with_way_out(found) == leading_out


@given(TREES)
def test_without_the_answers_that_return_no_route_has_a_circle(found: Tree) -> None:
    nodes, back = by_slug(found), returning(found)
    onward = {
        (slug, way.target)
        for slug in reachable(found)
        for way in nodes[slug].answers
        if way.target in nodes and not any(way is one for one in back)
    }
    while free := {slug for slug, _ in onward} - {target for _, target in onward}:
        onward = {pair for pair in onward if pair[0] not in free}
    assert not onward


@given(TREES)
def test_an_answer_returns_if_it_leads_to_a_node_one_came_through(found: Tree) -> None:
    nodes = by_slug(found)
    for back in returning(found):
        here = next(n.slug for n in found.nodes if any(way is back for way in n.answers))
        assert here in {slug for route in routes(found, back.target) for slug in route}
        assert here in reachable(found)
        assert back.target in nodes


@given(TREES)
def test_questions_are_counted_on_the_route_that_has_most(found: Tree) -> None:
    nodes, most = by_slug(found), dict[str, int]()
    for route in routes(found, found.start, without=returning(found)):
        count = sum(nodes[slug].shape is NodeShape.QUESTION for slug in route)
        most[route[-1]] = max(most.get(route[-1], 0), count)
    assert questions_before(found) == most


@given(TREES, st.lists(st.sampled_from(("way 0", "WAY 1", "Way 2")), max_size=5))
def test_a_walk_goes_where_its_answers_lead(found: Tree, given_answers: list[str]) -> None:
    nodes = by_slug(found)
    here: Node | None = nodes[found.start]
    for used, label in enumerate(given_answers):
        ways = {way.label.casefold(): way for way in here.answers} if here else {}
        if label.casefold() not in ways:
            assert walk(nodes, found.start, tuple(given_answers)) == (here, used, False)
            return
        target = ways[label.casefold()].target
        if target == LOST:
            assert walk(nodes, found.start, tuple(given_answers)) == (None, used + 1, True)
            return
        here = nodes.get(target)
    walked = walk(nodes, found.start, tuple(given_answers))
    assert walked == (here, len(given_answers), False)
