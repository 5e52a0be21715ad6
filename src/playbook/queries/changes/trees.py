"""What changed in a decision tree: its nodes and answers, and where routes end."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from playbook.kinds.computed.meaning import NODES
from playbook.kinds.computed.routes import by_slug, returning, walk
from playbook.kinds.tree import DecisionTree, StageRoles, read_tree
from playbook.model.english import counted
from playbook.model.entry import Entry
from playbook.model.label import label_key
from playbook.model.tree import Answer, Node, Tree
from playbook.model.value import replace
from playbook.queries.changes.both import Both
from playbook.queries.changes.change import LEADS, MOVED, Change, Effect, Turn

_MOST_STEPS: Final = 50_000
"""Of a tree whose routes have more steps together it is not counted how many end elsewhere."""

_NODE: Final = "tree/node-changed"
_ANSWER: Final = "tree/answer-retargeted"
_ENDS: Final = "tree/route-ends-elsewhere"

Route = tuple[str, ...]
"""The labels of the answers from the start to the end."""


def tree(before: Entry[DecisionTree], after: Entry[DecisionTree], both: Both) -> Iterator[Change]:
    """Yield what changed in a tree, and what follows for those who walk it."""
    old, new = read_tree(before), read_tree(after)
    renamed = after.record.formerly_nodes
    changes = [*_nodes(old, new, renamed), *_answers(old, new, renamed)]
    if old.start and new.start and renamed.get(old.start, old.start) != new.start:
        turn = Turn(_title(old, old.start), _title(new, new.start))
        changes.append(Change(_NODE, "start", (turn,), part=NODES, steps=("start",)))
    ends = tuple(_ends(old, new, after.record, renamed))
    if changes and ends:
        last = max(range(len(changes)), key=lambda place: changes[place].code == _ANSWER)
        changes[last] = replace(changes[last], effects=ends)
    yield from changes
    yield from _stages(before.record, after.record, both)


def _nodes(old: Tree, new: Tree, renamed: Mapping[str, str]) -> Iterator[Change]:
    known = {renamed.get(node.slug, node.slug): node for node in old.nodes}
    for node in new.nodes:
        was = known.pop(node.slug, None)
        base = Change(_NODE, "node", (), node.title, part=NODES, span=node.span)
        if was is None:
            yield replace(base, turns=(Turn("", node.title),), item="")
        elif was.stage != node.stage:
            yield replace(base, turns=(Turn(was.stage, node.stage),), field="stage", form=MOVED)
        elif was.title != node.title and was.slug != node.slug:
            yield replace(base, turns=(Turn(was.title, node.title),), item="")
    for gone in known.values():
        yield Change(_NODE, "node", (Turn(gone.title, ""),), part=NODES)


def _answers(old: Tree, new: Tree, renamed: Mapping[str, str]) -> Iterator[Change]:
    known = {renamed.get(node.slug, node.slug): node for node in old.nodes}
    for node in new.nodes:
        was = known.get(node.slug)
        if was is None:
            continue
        left = {label_key(answer.label): answer for answer in was.answers}
        base = Change(_ANSWER, "", (), node.title, part=NODES)
        for answer in node.answers:
            before = left.pop(label_key(answer.label), None)
            field, now = f"answer {answer.label}", _goal(new, answer)
            placed = replace(base, field=field, span=answer.span)
            if before is None:
                yield replace(placed, turns=(Turn("", now),))
            elif renamed.get(before.target, before.target) != answer.target or (
                not answer.target and before.written != answer.written
            ):
                yield replace(placed, turns=(Turn(_goal(old, before), now),), form=LEADS)
        for lost in left.values():
            turn = Turn(_goal(old, lost), "")
            yield replace(base, field=f"answer {lost.label}", turns=(turn,), span=node.span)


def _title(tree: Tree, slug: str) -> str:
    node = tree.node(slug)
    return node.title if node else slug


def _goal(tree: Tree, answer: Answer) -> str:
    return _title(tree, answer.target) if answer.target else answer.written


def _ends(
    old: Tree, new: Tree, record: DecisionTree, renamed: Mapping[str, str]
) -> Iterator[Effect]:
    """Yield how many routes end elsewhere, and whether the scenarios still hold."""
    routes, nodes = routes_of(old), by_slug(new)
    if routes:
        gone = moved = 0
        for route, end in routes:
            now = walk(nodes, new.start, route)
            if now.used < len(route):
                gone += 1
            else:
                there = now.end.slug if now.end else ""
                moved += renamed.get(end, end) != there or bool(now.end and now.end.answers)
        of_all = f"of {counted(len(routes), 'route')}"
        if moved:
            yield Effect(f"{moved} {of_all} {'ends' if moved == 1 else 'end'} elsewhere", _ENDS)
        if gone:
            is_ = "is" if gone == 1 else "are"
            yield Effect(f"{gone} {of_all} {is_} gone: an answer on the way is no more", _ENDS)
    if record.scenarios:
        failed = [
            scenario
            for scenario in record.scenarios
            if (reached := walk(nodes, new.start, scenario.given).end) is None
            or reached.slug != scenario.expect
        ]
        all_of = counted(len(record.scenarios), "scenario")
        held = f"{all_of} still {'holds' if len(record.scenarios) == 1 else 'hold'}"
        holds = "holds" if len(failed) == 1 else "hold"
        yield Effect(f"{len(failed)} of {all_of} no longer {holds}" if failed else held)


def routes_of(tree: Tree) -> list[tuple[Route, str]]:
    """Return every route from the start, with the slug of the node at its end ("": outside).

    Answers that lead back to where a route came through are not followed. Nothing is returned
    where there are too many: a tree of a hundred nodes can have more routes than there are stars.
    """
    nodes, back = by_slug(tree), {id(answer) for answer in returning(tree)}
    found: list[tuple[Route, str]] = []
    waiting: list[tuple[Route, Node]] = [((), nodes[tree.start])] if tree.start in nodes else []
    steps = 0
    while waiting:
        route, node = waiting.pop()
        steps += 1 + len(node.answers)
        if steps > _MOST_STEPS:
            return []
        if not node.answers:
            found.append((route, node.slug))
        for answer in node.answers:
            following = nodes.get(answer.target)
            if following is None:
                found.append(((*route, answer.label), ""))
            elif id(answer) not in back:
                waiting.append(((*route, answer.label), following))
    return found


def _stages(old: DecisionTree, new: DecisionTree, both: Both) -> Iterator[Change]:
    code, part = "tree/role-moved", "stages"
    nobody = StageRoles()
    for stage in dict.fromkeys((*new.stages, *old.stages)):
        was, now = old.stages.get(stage, nobody), new.stages.get(stage, nobody)
        for name in StageRoles.model_fields:
            before, after = _roles(was, name), _roles(now, name)
            gone = [role for role in before if role not in after]
            came = [role for role in after if role not in before]
            base = Change(code, "stage", (), stage, name, part=part, steps=(part, stage, name))
            if len(gone) == len(came) == 1:
                turns = (Turn(both.party(gone[0]), both.party(came[0])),)
                yield replace(base, turns=turns, form=MOVED, touches=(*gone, *came))
                continue
            for role in gone:
                yield replace(base, turns=(Turn(both.party(role), ""),), touches=(role,))
            for role in came:
                yield replace(base, turns=(Turn("", both.party(role)),), touches=(role,))


def _roles(roles: StageRoles, name: str) -> tuple[str, ...]:
    held: Any = getattr(roles, name)
    if held is None:
        return ()
    return (held,) if isinstance(held, str) else tuple(held)
