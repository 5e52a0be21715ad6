"""Changes of decision trees: an answer that leads elsewhere, a case that ends elsewhere."""

from collections.abc import Iterator
from typing import Any

from mutating.edits import Mutation, Want, World, dotted, misspelt, replaced, want, written
from playbook.kinds.tree import read_tree
from playbook.model.diagnostic import Edit
from playbook.model.entry import Entry
from playbook.model.record import Path
from playbook.model.text import Span
from playbook.model.tree import Answer, Node, Tree


def trees(world: World) -> Iterator[Mutation]:
    """Yield all changes of trees."""
    for entry in world.values():
        if entry.kind == "tree":
            tree = read_tree(entry)
            for node in tree.nodes:
                for number, answer in enumerate(node.answers):
                    yield from _answer(entry, tree, node, number, answer)
            yield from _scenarios(entry, tree)


def _answer(
    entry: Entry[Any], tree: Tree, node: Node, number: int, answer: Answer
) -> Iterator[Mutation]:
    """Lead an answer elsewhere, take its link out, take it out, and label it like its neighbour."""
    link = entry.body.links[answer.link]
    field = f"{node.slug} {answer.label}"
    following = [Want(code, entry.path, n.span.start) for n in tree.nodes for code in _AFTERWARDS]
    following += [
        Want("tree/scenario-fails", entry.path, entry.at("scenarios", index, *place).start)
        for index, scenario in enumerate(entry.record.scenarios)
        for place in (("expect",), *(("given", n) for n, _ in enumerate(scenario.given)))
    ]
    elsewhere = next(n for n in reversed(tree.nodes) if n.slug not in {answer.target, node.slug})
    span = link.span
    edit = replaced(span, f"#{elsewhere.slug}")
    wants = tuple(want("tree/stale-link-text", link.whole))
    yield Mutation("answer retargeted", entry, field, edit.replacement, edit, wants)
    edit = replaced(link.whole, link.text)
    wants = (*want("tree/half-list", answer.span), *following)
    yield Mutation("answer without link", entry, field, "link removed", edit, wants)
    if number:
        first = node.answers[0].label
        at = answer.span.start
        if written(entry, Span(entry.path, at, at + len(answer.label))) == answer.label:
            edit = replaced(Span(entry.path, at, at + len(answer.label)), first)
            wants = tuple(want("tree/twin-answers", answer.span))
            yield Mutation("answer like another", entry, field, f"→ {first}", edit, wants)


_AFTERWARDS = ("tree/unreachable", "tree/idle-outcome", "tree/no-way-out")
"""Rules that see what a missing answer leaves behind, at the heading of a node."""


def _scenarios(entry: Entry[Any], tree: Tree) -> Iterator[Mutation]:
    for index, scenario in enumerate(entry.record.scenarios):
        place: Path = ("scenarios", index, "expect")
        span = entry.at(*place)
        other = next(node.slug for node in tree.nodes if node.slug != scenario.expect)
        for new in (other, misspelt(scenario.expect)):
            wants = tuple(want("tree/scenario-fails", span))
            edit = replaced(span, new)
            yield Mutation("scenario", entry, dotted(place), f"→ {new}", edit, wants)
        for number, label in enumerate(scenario.given):
            span = entry.at("scenarios", index, "given", number)
            wants = tuple(want("tree/scenario-fails", span))
            edit = replaced(span, f'"{misspelt(label)}"')
            where = f"scenarios.{index}.given.{number}"
            yield Mutation("scenario", entry, where, f"→ {edit.replacement}", edit, wants)
    for old in entry.record.formerly_nodes:
        span = entry.at("formerly", old)
        wants = tuple(want("ref/unknown", span))
        edit = Edit(span, misspelt(written(entry, span)))
        yield Mutation("renamed node", entry, f"formerly.{old}", edit.replacement, edit, wants)
