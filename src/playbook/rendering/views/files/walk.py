"""The script that registers a decision tree's nodes, so that a page can name the answers given."""

from typing import Any

from playbook.model.entry import Entry
from playbook.model.location import node_url
from playbook.model.page import Page
from playbook.model.view import View
from playbook.rendering.data_script import data_script
from playbook.rendering.hrefs import relative
from playbook.rendering.routes import tree_of
from playbook.rendering.slugs import answer_slugs


def walk(page: Page, view: View) -> str:
    """Return a tree's nodes: title, address, shape, and answers as (slug, label, target).

    `formerly` are the former slugs of nodes that were renamed, each with its present one.
    """
    entry: Entry[Any] = view.first("entry", page.source)
    tree = tree_of(view, entry.id, page.source)
    nodes = {}
    for node in tree.nodes if tree else ():
        slugs = answer_slugs(answer.label for answer in node.answers)
        nodes[node.slug] = {
            "title": node.title,
            "url": relative(page.url, node_url(entry.card.url, node.slug)),
            "shape": node.shape.value,
            "answers": [
                [slug, answer.label, answer.target]
                for slug, answer in zip(slugs, node.answers, strict=True)
            ],
        }
    data = {
        "title": entry.title,
        "start": tree.start if tree else "",
        "formerly": entry.record.formerly_nodes,
        "nodes": nodes,
    }
    return data_script("playbookWalk", data)
