"""Rules about the stages of a decision tree: who acts when, and what the outcomes hand over to."""

from collections.abc import Iterator
from itertools import chain

from playbook.kinds.common.written import quoted
from playbook.kinds.computed.naming import listing, role_title, title_of
from playbook.kinds.computed.roles import find_role
from playbook.kinds.computed.routes import by_slug
from playbook.kinds.right import Right
from playbook.kinds.tree import DecisionTree, StageRoles
from playbook.model.address import Address, team_of
from playbook.model.body import Heading, Link, LinkSyntax, Opening
from playbook.model.diagnostic import Related, Severity
from playbook.model.entry import Card, Entry
from playbook.model.label import humanised
from playbook.model.link_target import Destination, parse_target
from playbook.model.meant.nearest import nearest
from playbook.model.rule import Finding, rule
from playbook.model.text import Span
from playbook.model.tree import Node, NodeShape, Tree
from playbook.model.view import View
from playbook.rules.common.trees import tree_of

_STAGE_LEVEL = 2
"""The level of headings that open a stage."""

_TELLS_WHAT_TO_DO = frozenset({"right", "agreement", "team", "norm"})


@rule("tree/role-without-stage", Severity.ERROR, on=DecisionTree, since="in-force")
def role_without_stage(entry: Entry[DecisionTree], view: View) -> Iterator[Finding]:
    """A party has no role in any stage."""
    record = entry.record
    acting = {team_of(party) for roles in record.stages.values() for party in _all_parties(roles)}
    for index, party in enumerate(record.parties if record.stages else ()):
        if team_of(party) not in acting and view.card(Address.party(party)):
            message = f"{title_of(view, team_of(party))} has no role in any stage"
            hint = "say in a stage whether the team drives, approves, is consulted or informed"
            yield Finding(entry.at("parties", index), message, hint)


@rule("tree/empty-stage", Severity.ERROR, on=DecisionTree, since="in-force")
def empty_stage(entry: Entry[DecisionTree], view: View) -> Iterator[Finding]:
    """A stage has no node, or a node stands in no stage."""
    tree = tree_of(entry, view)
    unused = [stage for stage in tree.stages if stage not in {node.stage for node in tree.nodes}]
    meant: set[str] = set()
    for heading, titles in _outside(entry, tree):
        stage = nearest(heading.slug, unused) if heading else ""
        if heading is None or not stage:
            hint = f"move it below the heading of a stage: {listing(list(tree.stages))}"
            for span, title in titles:
                yield Finding(span, f"“{title}” stands in no stage", hint)
            continue
        meant.add(stage)
        message = f"no heading opens the stage “{stage}”; “{heading.text}” is most like it"
        hint = f"call the stage “{heading.slug}”, or the heading “{humanised(stage)}”"
        span, related = entry.at("stages", stage, key=True), (Related(heading.span, "the heading"),)
        yield Finding(span, message, hint, related)
    for stage in unused:
        if stage not in meant:
            message = f"no node stands in the stage “{stage}”"
            hint = f"add a heading “## {humanised(stage)}”, and nodes below it"
            yield Finding(entry.at("stages", stage, key=True), message, hint)


def _outside(
    entry: Entry[DecisionTree], tree: Tree
) -> Iterator[tuple[Heading | None, list[tuple[Span, str]]]]:
    """Yield the nodes in no stage, by the heading of the second level above them, if there is one.

    Of each node its place and title are given.
    """
    stray = {node.span: node for node in tree.nodes if tree.stages and not node.stage}
    above: Heading | None = None
    titles: list[tuple[Span, str]] = []
    for heading in entry.body.headings if stray else ():
        if heading.level <= _STAGE_LEVEL:
            if titles:
                yield above, titles
            above, titles = heading, []
        elif heading.span in stray:
            titles.append((heading.span, heading.text))
    if titles:
        yield above, titles


@rule("tree/stage-undecided", Severity.WARNING, on=DecisionTree, since="in-force")
def stage_undecided(entry: Entry[DecisionTree], view: View) -> Iterator[Finding]:
    """A stage has neither a driver nor an approver."""
    for stage, roles in entry.record.stages.items():
        if not roles.driver and not roles.approver:
            message = f"nobody drives the stage “{stage}”, and nobody decides in it"
            yield Finding(entry.at("stages", stage, key=True), message, "name one role for it")


@rule("tree/backward", Severity.WARNING, on=DecisionTree)
def backward(entry: Entry[DecisionTree], view: View) -> Iterator[Finding]:
    """An answer leads back to an earlier stage."""
    tree = tree_of(entry, view)
    nodes = by_slug(tree)
    order = {stage: place for place, stage in enumerate(tree.stages)}
    for node in tree.nodes:
        for answer in node.answers:
            target = nodes.get(answer.target)
            here, there = order.get(node.stage), order.get(target.stage if target else "")
            if target and here is not None and there is not None and there < here:
                message = (
                    f"{quoted(answer.label)} leads from “{node.stage}” back to “{target.stage}”"
                )
                yield Finding(answer.span, message, "move one of the two nodes, or the stage")


@rule("tree/stage-vs-right", Severity.WARNING, on=DecisionTree, since="in-force")
def stage_vs_right(entry: Entry[DecisionTree], view: View) -> Iterator[Finding]:
    """An outcome names a right whose approver or veto does not act in that stage."""
    for node in _outcomes(entry, view):
        roles = entry.record.stages.get(node.stage)
        acting = {Address.party(p) for p in _acting(roles)} if roles else None
        for link, card in _linked(entry, view, node):
            right = view.record(Right, card.id) if card and card.kind == "right" else None
            if right is None or card is None or acting is None or len(right.approvers) > 1:
                continue
            named = chain(right.approvers, right.veto)
            missing = [
                role_title(view, role)
                for role in dict.fromkeys(Address.party(written) for written in named)
                if role not in acting and find_role(view, role)
            ]
            if missing:
                acts = "acts" if len(missing) == 1 else "act"
                who = f"{listing(missing)} {acts} by “{card.title}”"
                message = f"{who}, and not in the stage “{node.stage}”"
                hint = f"name them as approver or veto of `stages.{node.stage}`, or mend the right"
                yield Finding(link.whole, message, hint)


@rule("tree/idle-outcome", Severity.WARNING, on=DecisionTree, since="in-force")
def idle_outcome(entry: Entry[DecisionTree], view: View) -> Iterator[Finding]:
    """An outcome leads to nothing that says what to do."""
    for node in _outcomes(entry, view):
        cards = [card for _, card in _linked(entry, view, node)]
        if all(card and card.kind not in _TELLS_WHAT_TO_DO for card in cards):
            message = f"“{node.title}” links to no right, agreement, team or norm"
            hint = "link to what the reader should follow, or to whom to ask"
            yield Finding(node.span, message, hint)


def _outcomes(entry: Entry[DecisionTree], view: View) -> Iterator[Node]:
    for node in tree_of(entry, view).nodes:
        if node.shape is NodeShape.OUTCOME and not node.flaw:
            yield node


def _linked(
    entry: Entry[DecisionTree], view: View, node: Node
) -> Iterator[tuple[Link, Card | None]]:
    """Yield the links of a node into this playbook, each with its document; None if unknown."""
    for block in node.content:
        for piece in block.pieces:
            if not isinstance(piece, Opening):
                continue
            link = entry.body.links[piece.index]
            if link.syntax is LinkSyntax.REFERENCE:
                yield link, _by_id(view, Address.parse(link.target))
            elif link.syntax is LinkSyntax.LINK:
                target = parse_target(link.target, entry.path)
                if target.destination is Destination.FILE:
                    yield link, view.at_path(target.path)


def _by_id(view: View, address: Address) -> Card | None:
    if address.kind:
        return view.card(address)
    cards: tuple[Card, ...] = view.ask("id", address.id)
    return cards[0] if cards else None


def _acting(roles: StageRoles) -> Iterator[str]:
    """Yield who drives, approves or may veto in a stage."""
    yield from filter(None, (roles.driver, roles.approver, *roles.veto))


def _all_parties(roles: StageRoles) -> Iterator[str]:
    yield from (*_acting(roles), *roles.consulted, *roles.informed)
