"""What was meant as the answers of a node, and is not read as such."""

import re
from collections.abc import Iterator

from playbook.kinds.tree import DecisionTree
from playbook.model.body import Item
from playbook.model.diagnostic import Severity
from playbook.model.entry import Entry
from playbook.model.label import label_key
from playbook.model.rule import Finding, rule
from playbook.model.text import Span
from playbook.model.tree import FlawKind, Tree
from playbook.model.view import View
from playbook.rules.common.trees import tree_of
from playbook.rules.no_link import lost_links

_ITEM = re.compile(r"(?P<label>.+?)\s*(?:→|->|=>)\s*(?P<title>[^\n]+)")
_PLAIN = re.compile(r"\[\[?([^\]\n]+)\]\]?")
"""A title in brackets that lead nowhere."""


@rule("tree/half-list", Severity.WARNING, on=DecisionTree)
def half_list(entry: Entry[DecisionTree], view: View) -> Iterator[Finding]:
    """Answers are not read as such: some items of the list lead nowhere, or it is no list."""
    tree = tree_of(entry, view)
    for node in tree.nodes:
        if node.flaw is None:
            continue
        span = node.flaw.span
        if node.flaw.kind is FlawKind.NO_LIST:
            message = "this is no list, so that its lines are not read as answers"
            yield Finding(span, message, "begin each answer with “- ”: a dash and a space")
        elif node.flaw.kind is FlawKind.PARTED:
            message = "the list that begins here is not read as answers: another follows it"
            yield Finding(span, message, "begin all answers with the same mark, such as “- ”")
        elif not _is_told(span, entry, view):
            yield _half(span, entry, tree)


def _is_told(span: Span, entry: Entry[DecisionTree], view: View) -> bool:
    """Tell whether the link of an item is found to be none for another reason."""
    lost = lost_links(entry, view)
    return any(span.start <= finding.span.start < span.end for finding in lost)


def _half(span: Span, entry: Entry[DecisionTree], tree: Tree) -> Finding:
    items = (item for block in entry.body.blocks for item in block.items if item.span == span)
    item: Item | None = next(items, None)
    if item and len(item.links) > 1:
        message = "this item has several links, so that its list is not read as answers"
        return Finding(span, message, "give it exactly one link, to a node")
    message = "this item does not lead on, so that its list is not read as answers"
    hint = "let it lead to a node: - answer → [heading](#heading)"
    if written := _ITEM.match(entry.source.text, span.start, span.end):
        title = label_key(_PLAIN.sub(r"\1", written["title"])).removeprefix("#")
        named = (node for node in tree.nodes if title in {label_key(node.title), node.slug})
        node = next(named, None)
        if node:
            hint = f"write “{written['label']} → [{node.title}](#{node.slug})”"
    return Finding(span, message, hint)
