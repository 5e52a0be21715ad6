"""A document as data: what its author wrote, and what follows from it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from playbook.kinds.common.publication import published
from playbook.kinds.common.resolving import worded
from playbook.kinds.matrix import Matrix, scores
from playbook.kinds.metric import Metric, readings
from playbook.kinds.tree import DecisionTree, read_tree
from playbook.model.diagnostic import Severity
from playbook.model.entry import Entry
from playbook.model.location import node_url
from playbook.model.text import Source
from playbook.model.tree import Answer, Node
from playbook.model.view import View
from playbook.queries.export.references import meant
from playbook.queries.export.scope import encoded

Data = dict[str, Any]
FreeFields = Callable[[Source], Mapping[str, Any]]
"""Reads the `x-…` fields of a document, which no record keeps."""


def document(entry: Entry[Any], view: View, free: FreeFields) -> Data:
    """Return a document as data, without its references.

    `front_matter` has the fields that were written, defaults left out, by the types that they have:
    numbers, truth values and texts; a date is a text. `complete` tells whether all of it could be
    read. What follows from other things stands beside it.
    """
    card = entry.card
    return {
        "address": card.address,
        "kind": card.kind,
        "id": card.id,
        "title": card.title,
        "path": card.path,
        "url": encoded(card.url) if card.url else None,
        "status": card.status or None,
        "draft": card.draft,
        "audience": card.audience,
        "complete": _is_complete(entry, view),
        "front_matter": {
            **entry.record.model_dump(mode="json", by_alias=True, exclude_unset=True),
            **free(entry.source),
        },
        "derived": {
            "answer": worded(view, card.answer),
            "summary": worded(view, card.summary),
            "parties": list(card.parties),
            "owner": card.owner or None,
            "starts": _day(card.starts),
            "ends": _day(card.ends),
            "review_due": _day(card.review_due),
            **dict(_of_kind(entry, view)),
        },
        "body": entry.source.text[entry.body_start :],
    }


def _is_complete(entry: Entry[Any], view: View) -> bool:
    found = (*view.ask("decoding", entry.path), *entry.problems)
    return all(problem.severity is not Severity.ERROR for problem in found)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _of_kind(entry: Entry[Any], view: View) -> Iterator[tuple[str, Any]]:
    """Yield what documents of some kinds have besides: a tree, readings, scores."""
    record = entry.record
    if isinstance(record, DecisionTree):
        yield "tree", _tree(entry, view)
    elif isinstance(record, Metric):
        taken = readings(view, record, entry.path)
        yield "readings", [one.model_dump(mode="json", exclude_defaults=True) for one in taken]
    elif isinstance(record, Matrix):
        yield "scores", _scores(entry)


def _tree(entry: Entry[Any], view: View) -> Data:
    tree = read_tree(entry)
    return {
        "start": tree.start or None,
        "stages": list(tree.stages),
        "nodes": [_node(node, entry, view) for node in tree.nodes],
    }


def _node(node: Node, entry: Entry[Any], view: View) -> Data:
    return {
        "id": node.slug,
        "title": node.title,
        "shape": node.shape.value,
        "stage": node.stage or None,
        "url": encoded(node_url(entry.card.url, node.slug)),
        "answers": [_answer(answer, entry, view) for answer in node.answers],
    }


def _answer(answer: Answer, entry: Entry[Any], view: View) -> Data:
    """Return an answer: it leads to a node of the tree, else to another document, else nowhere."""
    card, item = None, ""
    if not answer.target:
        link = entry.body.links[answer.link]
        card, item = meant(link.syntax, link.target, entry.path, view)
        card = card if card and published(view, card) else None
    return {
        "label": answer.label,
        "hint": answer.hint or None,
        "node": answer.target if answer.target and answer.known else None,
        "document": card.address if card else None,
        "item": (item or None) if card else None,
    }


def _scores(entry: Entry[Any]) -> Data | None:
    table = scores(entry.record, entry.body)
    if table is None:
        return None
    slugs = [criterion.slug for criterion in table.criteria]
    return {
        "criteria": [
            {"id": criterion.slug, "title": criterion.title, "weight": criterion.weight}
            for criterion in table.criteria
        ],
        "options": [
            {
                "id": option.slug,
                "title": option.title,
                "scores": {
                    slug: score.value for slug, score in zip(slugs, option.scores, strict=True)
                },
                "total": option.total,
            }
            for option in table.options
        ],
    }
