"""What the rules about decision trees share."""

from typing import Any

from playbook.kinds.common.written import sound
from playbook.kinds.tree import read_tree
from playbook.model.entry import Entry
from playbook.model.tree import Tree
from playbook.model.view import View


def tree_of(entry: Entry[Any], view: View) -> Tree:
    """Return the tree of a document; one without nodes if its stages could not be read.

    Without them nobody can tell which headings are nodes.
    """
    if not entry.record.stages and not sound(entry, "stages"):
        return Tree(entry.path, "", (), (), ())
    held: tuple[Tree, ...] = view.ask("tree", entry.id)
    for tree in held:
        if tree.path == entry.path:
            return tree
    return read_tree(entry)


def answer_links(entry: Entry[Any], view: View) -> frozenset[int]:
    """Return which links of a document are answers of a tree, by their index in the body."""
    if entry.kind != "tree":
        return frozenset()
    nodes = tree_of(entry, view).nodes
    return frozenset(answer.link for node in nodes for answer in node.answers)
