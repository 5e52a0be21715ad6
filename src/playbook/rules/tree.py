"""Rules about decision trees: every answer leads somewhere, and every route ends."""

from collections.abc import Iterator

from playbook.kinds.common.tree_diagram import find_managed_block, managed_block
from playbook.kinds.common.written import quoted, sound
from playbook.kinds.computed.naming import listing
from playbook.kinds.computed.routes import (
    by_slug,
    first_of_each_part,
    is_lost,
    leads_away,
    questions_before,
    reachable,
    returning,
    walk,
    with_way_out,
)
from playbook.kinds.tree import DecisionTree
from playbook.model.address import Address
from playbook.model.body import Heading, Link, LinkSyntax
from playbook.model.diagnostic import Edit, Related, Severity
from playbook.model.entry import Entry
from playbook.model.keys import place_key
from playbook.model.label import label_key
from playbook.model.link_target import parse_target
from playbook.model.relative_path import link_to
from playbook.model.rule import Finding, rule
from playbook.model.tree import Answer, Node, NodeShape
from playbook.model.view import View
from playbook.rules.common.hints import Hints
from playbook.rules.common.lost_headings import lost_headings
from playbook.rules.common.mentions import has_item, part_after
from playbook.rules.common.near_files import nearest_file
from playbook.rules.common.trees import tree_of

_MOST_ANSWERS = 7
_MOST_QUESTIONS = 12
_LONGEST_QUESTION = 120
_MARK_UP = frozenset("\\`*_[]<>&|")
"""Characters that may mean something else in a link's text than in a heading."""


@rule("tree/answer-nowhere", Severity.ERROR, on=DecisionTree)
def answer_nowhere(entry: Entry[DecisionTree], view: View) -> Iterator[Finding]:
    """An answer leads to a node, a file or a heading that does not exist."""
    tree, hints = tree_of(entry, view), Hints()
    slugs = by_slug(tree)
    headings = {heading.slug: heading for heading in entry.body.headings}
    told: set[str] = set()
    for node in tree.nodes:
        for answer in node.answers:
            link = entry.body.links[answer.link]
            # No heading of that name, and written as a reference: a rule about references has it.
            is_reported = link.syntax is LinkSyntax.REFERENCE and answer.target not in headings
            if leads_away(answer):
                yield from _nowhere_else(entry, view, answer, hints)
            elif is_lost(answer) and answer.target in headings:
                if answer.target not in told:
                    yield _no_node(entry, answer, headings[answer.target])
                told.add(answer.target)
            elif is_lost(answer) and not is_reported:
                message = (
                    f"{quoted(answer.label)} leads to “#{answer.target}”, and there is no such node"
                )
                now = entry.record.formerly_nodes.get(answer.target)
                if now:
                    hint = f"it is now called “{now}”"
                elif lost := lost_headings(entry).get(answer.target):
                    hint = f"write its heading as “{lost}”: the space is missing there"
                else:
                    hint = hints.did_you_mean(answer.target, slugs)
                yield Finding(part_after(entry, link.span, "#"), message, hint)


def _no_node(entry: Entry[DecisionTree], answer: Answer, heading: Heading) -> Finding:
    """Report an answer that leads to a heading of another level than that of nodes."""
    marks = "###" if entry.record.stages else "##"
    message = f"{quoted(answer.label)} leads to the heading “{heading.text}”, which is no node"
    hint = f"begin the heading with “{marks} ”, as nodes do, or let the answer lead to a node"
    place = part_after(entry, entry.body.links[answer.link].span, "#")
    return Finding(place, message, hint, (Related(heading.span, "the heading"),))


def _nowhere_else(
    entry: Entry[DecisionTree], view: View, answer: Answer, hints: Hints
) -> Iterator[Finding]:
    """Report an answer that leads into another file, if the place does not exist there."""
    link = entry.body.links[answer.link]
    if link.syntax is LinkSyntax.REFERENCE:
        return
    target = parse_target(link.target, entry.path)
    card = view.at_path(target.path)
    label = quoted(answer.label)
    if card is None:
        message = f"{label} leads to “{target.path}”, and there is no such file"
        near = nearest_file(target.path, view, hints)
        rest = f"#{target.fragment}" if target.fragment else ""
        hint = f"did you mean “{link_to(near, entry.path)}{rest}”?" if near else ""
        yield Finding(link.span, message, hint)
    elif target.fragment and not has_item(card, target.fragment, view):
        message = f"{label} leads to “#{target.fragment}”, and “{card.title}” has no such node"
        slugs: tuple[str, ...] = view.first("headings", card.path) or ()
        hint = hints.did_you_mean(target.fragment, slugs)
        yield Finding(part_after(entry, link.span, "#"), message, hint)


def _is_nowhere(entry: Entry[DecisionTree], view: View, answer: Answer) -> bool:
    """Tell whether an answer that leads into another file leads to one that does not exist."""
    link = entry.body.links[answer.link]
    if link.syntax is LinkSyntax.REFERENCE:
        return not view.card(Address.parse(link.target))
    return view.at_path(parse_target(link.target, entry.path).path) is None


@rule("tree/unreachable", Severity.ERROR, on=DecisionTree, since="proposed")
def unreachable(entry: Entry[DecisionTree], view: View) -> Iterator[Finding]:
    """No route leads to a node from the start."""
    tree = tree_of(entry, view)
    met = reachable(tree)
    came_by = [node for node in tree.nodes if node.slug in met]
    if any(node.flaw or any(map(is_lost, node.answers)) for node in came_by):
        return  # it may be the one meant by an answer that leads nowhere, or is not read
    start = tree.node(tree.start)
    if start is None:
        return
    for node in first_of_each_part(tree, met):
        message = f"no route leads from “{start.title}” to “{node.title}”"
        yield Finding(node.span, message, "let an answer lead here, or take the node out")


@rule("tree/no-way-out", Severity.ERROR, on=DecisionTree, since="proposed")
def no_way_out(entry: Entry[DecisionTree], view: View) -> Iterator[Finding]:
    """From a node no route ends."""
    tree = tree_of(entry, view)
    if not (tree.nodes or entry.record.stages or entry.half_read) and sound(entry, "stages"):
        hint = (
            "write each question as a heading “## …”, and below it its answers as a list of links"
        )
        yield Finding(entry.heading, "the tree has no question and no outcome", hint)
    ending = with_way_out(tree)
    for node in tree.nodes:
        if node.slug not in ending:
            message = f"from “{node.title}” on, no route ends: all answers lead in a circle"
            yield Finding(node.span, message, "let one of the answers lead to an outcome")


@rule("tree/twin-answers", Severity.ERROR, on=DecisionTree)
def twin_answers(entry: Entry[DecisionTree], view: View) -> Iterator[Finding]:
    """Two answers of one question have the same words."""
    for node in tree_of(entry, view).nodes:
        seen: set[str] = set()
        for answer in node.answers:
            key = label_key(answer.label)
            if key in seen:
                message = f"“{node.title}” has two answers {quoted(answer.label)}"
                yield Finding(answer.span, message, "say what is different about the second one")
            seen.add(key)


@rule("tree/loop", Severity.NOTICE, on=DecisionTree)
def loop(entry: Entry[DecisionTree], view: View) -> Iterator[Finding]:
    """An answer leads back to a node that the reader has been to."""
    tree = tree_of(entry, view)
    nodes = by_slug(tree)
    for answer in returning(tree):
        title = nodes[answer.target].title
        message = f"{quoted(answer.label)} leads back to “{title}”"
        yield Finding(answer.span, message, "make sure the reader has learnt something new by then")


@rule("tree/overload", Severity.NOTICE, on=DecisionTree)
def overload(entry: Entry[DecisionTree], view: View) -> Iterator[Finding]:
    """A question is long, has many answers, or is one of too many."""
    tree = tree_of(entry, view)
    depths = questions_before(tree)
    for node in tree.nodes:
        if len(node.answers) > _MOST_ANSWERS:
            message = f"{len(node.answers)} answers are too many to choose from"
            yield Finding(node.span, message, "ask in two steps")
        if len(node.title) > _LONGEST_QUESTION:
            message = f"a heading of {len(node.title)} characters is hard to take in"
            yield Finding(node.span, message, "move the detail into the text below it")
        if node.shape is NodeShape.QUESTION and depths.get(node.slug) == _MOST_QUESTIONS + 1:
            message = f"this is question number {_MOST_QUESTIONS + 1} on its route"
            yield Finding(node.span, message, "split the tree, or ask first what decides most")


@rule("tree/stale-link-text", Severity.NOTICE, on=DecisionTree, fixes=True)
def stale_link_text(entry: Entry[DecisionTree], view: View) -> Iterator[Finding]:
    """The text of an answer's link is not the heading that it leads to."""
    tree = tree_of(entry, view)
    for answer in (answer for node in tree.nodes for answer in node.answers):
        link = entry.body.links[answer.link]
        is_short_form = answer.label in {link.text, link.target}
        title = _title_of_target(entry, view, answer)
        if link.text and title and not is_short_form and not _is_same(link.text, title):
            message = f"this leads to “{title}”, and says “{link.text}”"
            edit = _retitled(entry, link, title)
            yield Finding(link.whole, message, "write the heading it leads to", edit=edit)


def _title_of_target(entry: Entry[DecisionTree], view: View, answer: Answer) -> str:
    """Return the heading of the node that an answer leads to; "" where it names no node."""
    link = entry.body.links[answer.link]
    if answer.target:
        found = view.first("node", place_key(entry.path, answer.target))
    elif link.syntax is LinkSyntax.LINK:
        target = parse_target(link.target, entry.path)
        found = view.first("node", place_key(target.path, target.fragment))
    else:
        found = None
    return found or ""


def _is_same(text: str, title: str) -> bool:
    return " ".join(text.split()) == " ".join(title.split())


def _retitled(entry: Entry[DecisionTree], link: Link, title: str) -> Edit | None:
    """Return the edit that gives a link another text, if both are plain."""
    text = entry.source.text
    start, end = link.whole.start + 1, link.span.start - 2
    is_inline = text[link.whole.start : start] == "[" and text[end : link.span.start] == "]("
    if is_inline and not _MARK_UP & {*text[start:end], *title}:
        return Edit(entry.source.span(start, end), title)
    return None


@rule("tree/scenario-fails", Severity.ERROR, on=DecisionTree)
def scenario_fails(entry: Entry[DecisionTree], view: View) -> Iterator[Finding]:
    """A scenario ends at another node than the one it expects."""
    tree, hints = tree_of(entry, view), Hints()
    nodes = by_slug(tree)
    away = (a for node in tree.nodes for a in node.answers if leads_away(a))
    dead_end = bool(entry.record.scenarios) and any(_is_nowhere(entry, view, a) for a in away)
    for index, scenario in enumerate(entry.record.scenarios if nodes else ()):
        slug = scenario.expect.removeprefix("#")
        expected, walked = nodes.get(slug), walk(nodes, tree.start, scenario.given)
        where = f"“{walked.end.title}”" if walked.end else "another tree"
        misled = _has_flaw(walked.end) if walked.end else dead_end
        if walked.lost or misled or not sound(entry, "scenarios", index):
            continue
        if expected is None:
            now = entry.record.formerly_nodes.get(slug)
            hint = f"it is now called “{now}”" if now else hints.did_you_mean(slug, nodes)
            span = entry.at("scenarios", index, "expect")
            yield Finding(span, f"the tree has no node “{slug}”", hint)
        elif walked.used < len(scenario.given):
            message = f"{where} has no answer {quoted(scenario.given[walked.used])}"
            span = entry.at("scenarios", index, "given", walked.used)
            yield Finding(span, message, _choice(walked.end))
        elif walked.end is not expected:
            message = f"the scenario ends at {where}, and expects “{expected.title}”"
            hint = "mend the tree if the scenario is right, else the scenario"
            yield Finding(entry.at("scenarios", index, "expect"), message, hint)


def _has_flaw(node: Node) -> bool:
    """Tell whether the answers of a node are not all read, or two of them are the same."""
    labels = [label_key(answer.label) for answer in node.answers]
    return bool(node.flaw) or len(set(labels)) < len(labels)


def _choice(node: Node | None) -> str:
    if node is None or not node.answers:
        return "the route has ended by then: take it out"
    return f"answers are {listing([quoted(answer.label) for answer in node.answers])}"


@rule("tree/untested", Severity.OFF, on=DecisionTree)
def untested(entry: Entry[DecisionTree], view: View) -> Iterator[Finding]:
    """No scenario ends at an outcome."""
    tree = tree_of(entry, view)
    nodes = by_slug(tree)
    walks = [walk(nodes, tree.start, scenario.given) for scenario in entry.record.scenarios]
    tested = {walked.end.slug for walked in walks if walked.end}
    for node in tree.nodes:
        if node.shape is NodeShape.OUTCOME and node.slug not in tested:
            message = f"no scenario ends at “{node.title}”"
            yield Finding(node.span, message, "add a case that should end here to `scenarios`")


@rule("tree/stale-diagram", Severity.WARNING, on=DecisionTree, fixes=True)
def stale_diagram(entry: Entry[DecisionTree], view: View) -> Iterator[Finding]:
    """The picture in the document is not that of the tree."""
    held = find_managed_block(entry)
    if held is None:
        return
    written = entry.source.text[held.start : held.end]
    drawn = managed_block(tree_of(entry, view))
    if not written:
        message = "the picture that begins here never ends"
        hint = "add the line <!-- /playbook:diagram --> below it"
        yield Finding(entry.source.span(held.start, held.start), message, hint)
    elif written.strip() != drawn.strip():
        message = "the picture is not that of the tree as it is now"
        hint = "let it be drawn again, or take the two comments away"
        yield Finding(held, message, hint, edit=Edit(held, drawn))
