"""A node of a decision tree as a page of its own: its question, its answers, the way here."""

from collections.abc import Iterator
from typing import Any

from playbook.kinds.right import Right
from playbook.model.body import Opening
from playbook.model.entry import Card, Entry
from playbook.model.keys import place_key
from playbook.model.location import node_url
from playbook.model.page import Page
from playbook.model.shorten import shorten
from playbook.model.tree import Answer, Node, NodeShape
from playbook.model.view import View
from playbook.rendering.body import BodyWriter
from playbook.rendering.hrefs import walk_script_url
from playbook.rendering.links import INTERNAL, resolve
from playbook.rendering.parts import Parts
from playbook.rendering.place import Place
from playbook.rendering.routes import last_steps, shortest_ways, tree_of
from playbook.rendering.shapes import AnswerView, Link, NodePage, OutcomeCard, RouteStep
from playbook.rendering.slugs import answer_slugs
from playbook.rendering.views.answers import answer
from playbook.rendering.views.document import breadcrumbs
from playbook.rendering.views.edit import edit_href
from playbook.rendering.views.kinds.right import decision_facts, ladder
from playbook.rendering.views.sheet import Sheet
from playbook.rendering.views.standing import notices
from playbook.rendering.views.trees import heading_shift, leads_to, stage_titles

_HEADINGS_FROM = 2
_LONGEST_DESCRIPTION = 200
_MOST_STEPS = 12
"""Steps of the way here that a page shows. Longer ways are cut at their beginning: whole, all
pages of a long tree together would grow with the square of its length."""


def node(page: Page, view: View) -> Sheet:
    """Return a node's page; it is rendered again only when something that it shows has changed."""
    shape: NodePage = view.call(node_page, page.source, page.part, page.url)
    description = shorten(shape.content.striptags(), _LONGEST_DESCRIPTION)
    return Sheet(shape, f"{shape.title} · {shape.tree.text}", ("node.html",), description, "tree")


def node_page(view: View, path: str, slug: str, url: str) -> NodePage:
    """Make the shape of a node's page, which holds no places in the text."""
    entry: Entry[Any] = view.first("entry", path)
    tree = tree_of(view, entry.id, path)
    held = tree.node(slug) if tree else None
    if tree is None or held is None:
        message = f"{path} has no node {slug}"
        raise LookupError(message)
    parts = Parts(Place(view, url, path))
    writer = BodyWriter.of(entry, parts.place)
    up = parts.card(entry.card)
    kind = parts.kind(entry.kind)
    ways = view.call(shortest_ways, entry.id, path)
    route = last_steps(ways, slug, _MOST_STEPS)
    left_out = ways[slug].length - len(route) if slug in ways else 0
    slugs = answer_slugs(answer.label for answer in held.answers)
    return NodePage(
        tree=up,
        node=slug,
        title=held.title,
        shape=held.shape.value,
        stage=view.call(stage_titles, path).get(held.stage, ""),
        content=writer.blocks(held.content, deeper=heading_shift(held.content, _HEADINGS_FROM)),
        answers=tuple(
            _answer(answer, answer_slug, entry, writer, parts)
            for answer, answer_slug in zip(held.answers, slugs, strict=True)
        ),
        route=tuple(
            RouteStep(
                step.node,
                step.title,
                step.answer,
                parts.place.to(node_url(entry.card.url, step.node)),
            )
            for step in route
        ),
        left_out=parts.texts.count("tree.left-out", left_out) if left_out else "",
        reachable=slug in ways,
        outcomes=tuple(_outcomes(held, entry, parts)),
        start_href=parts.place.to(node_url(entry.card.url, tree.start)),
        walk_script=parts.place.to(walk_script_url(entry.card.url)),
        breadcrumbs=breadcrumbs(parts, (Link(kind.plural, kind.href), up)),
        notices=notices(entry, parts),
        edit_href=edit_href(view, path),
    )


def _answer(
    answer: Answer, slug: str, entry: Entry[Any], writer: BodyWriter, parts: Parts
) -> AnswerView:
    resolved = resolve(entry.body.links[answer.link], parts.place)
    title = leads_to(entry, answer, parts)
    if answer.target and answer.known:
        target: str | None = parts.view.first("node", place_key(entry.path, answer.target))
        title = target or title
    return AnswerView(answer.label, slug, resolved.href, writer.inline(answer.hint_pieces), title)


def _outcomes(held: Node, entry: Entry[Any], parts: Parts) -> Iterator[OutcomeCard]:
    """Yield what an outcome leads to: the documents that its text links to."""
    if held.shape is not NodeShape.OUTCOME:
        return
    seen: dict[str, Card] = {}
    for block in held.content:
        for piece in block.pieces:
            if isinstance(piece, Opening):
                resolved = resolve(entry.body.links[piece.index], parts.place)
                if resolved.card and resolved.state == INTERNAL and resolved.card != entry.card:
                    seen.setdefault(resolved.card.address, resolved.card)
    for card in seen.values():
        right = parts.view.record(Right, card.id) if card.kind == "right" else None
        shown = parts.card_view(card, answer(card, parts))
        if right:
            yield OutcomeCard(shown, decision_facts(right, parts), ladder(card, parts))
        else:
            yield OutcomeCard(shown, ())
