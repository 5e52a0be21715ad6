"""The whole playbook as one JSON text."""

import json
from collections.abc import Iterator
from typing import Any

from playbook.model.view import View
from playbook.queries.export.document import Data, FreeFields, document
from playbook.queries.export.references import Edge, edges
from playbook.queries.export.scope import base_of, entry_of, shown

VERSION = 1
"""Grows when a reader of the last version would misread the new one; a new field is no reason."""

_EXACT = 1e15
"""Below this the whole numbers among binary fractions are all there are."""


def model_json(view: View, free: FreeFields) -> str:
    """Return the playbook as JSON, as `model_schema` describes it; `free` reads `x-…` fields."""
    data = {
        "version": VERSION,
        "site": {
            "name": view.setting("site_name"),
            "description": view.setting("site_description"),
            "language": view.setting("language"),
            "url": base_of(view) or None,
        },
        "shown": {
            "drafts": bool(view.first("option", "drafts")),
            "audience": view.first("option", "audience") or None,
        },
        "documents": list(_documents(view, free)),
    }
    return json_text(data)


def json_text(data: Any) -> str:  # noqa: ANN401 - any JSON value
    """Return JSON as people read it: letters of all scripts as they are, `45` and not `45.0`."""
    return json.dumps(_whole(data), ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def _whole(data: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(data, float) and data.is_integer() and abs(data) < _EXACT:
        return int(data)
    if isinstance(data, dict):
        return {name: _whole(value) for name, value in data.items()}
    return [_whole(value) for value in data] if isinstance(data, list | tuple) else data


def _documents(view: View, free: FreeFields) -> Iterator[Data]:
    cards = {card.path: card for card in shown(view)}
    held = edges((entry_of(view, card) for card in cards.values()), view)
    outgoing: dict[str, list[Edge]] = {}
    incoming: dict[str, list[Edge]] = {}
    for edge in held:
        if edge.target in cards:
            outgoing.setdefault(edge.source, []).append(edge)
            incoming.setdefault(edge.target, []).append(edge)
    for path, card in cards.items():
        made = document(entry_of(view, card), view, free)
        body = made.pop("body")
        yield {
            **made,
            "references": [
                {**_told(edge), "to": cards[edge.target].address} for edge in outgoing.get(path, ())
            ],
            "referenced_by": [
                {**_told(edge), "from": cards[edge.source].address}
                for edge in incoming.get(path, ())
            ],
            "body": body,
        }


def _told(edge: Edge) -> Data:
    return {"field": edge.field, "item": edge.item or None, "section": edge.section or None}
