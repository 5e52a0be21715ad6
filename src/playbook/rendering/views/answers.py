"""The line that answers a look-up, in words: names instead of ids, dates as people write them."""

from playbook.kinds.right import Right
from playbook.model.entry import Card
from playbook.rendering.parts import Parts
from playbook.rendering.shapes import Words
from playbook.rendering.views.kinds.measures import measure
from playbook.rendering.views.kinds.right import limit

_ONLY_STATUS = frozenset({"agreement", "amendment", "assumption", "pilot", "plan"})
"""Kinds whose line says what a card shows beside it; their first words say more."""


def answer(card: Card, parts: Parts) -> str:
    """Return the line for a card in a list."""
    if card.kind == "right":
        record = parts.view.record(Right, card.id)
        if record is None:
            return card.answer
        amounts = (part.text for part in limit(record.limit, parts) if isinstance(part, Words))
        approvers = ", ".join(parts.party(party).text for party in record.approvers)
        return " · ".join(filter(None, (approvers, *amounts)))
    if card.kind == "metric":
        found = parts.view.call(measure, card.id)
        if found is None or found.value is None or found.day is None:
            return card.summary
        return f"{parts.quantity(found.value, found.unit)} · {parts.texts.date(found.day)}"
    return "" if card.kind in _ONLY_STATUS else card.answer
