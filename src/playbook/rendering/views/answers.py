"""The line that answers a look-up, in words: names instead of ids, dates as people write them."""

from collections.abc import Callable, Mapping
from typing import Any

from playbook.kinds.common.resolving import worded
from playbook.kinds.debrief import Debrief
from playbook.kinds.incentive import Incentive
from playbook.kinds.norm import Norm
from playbook.kinds.right import Right
from playbook.kinds.tradeoff import Tradeoff
from playbook.model.entry import Card
from playbook.model.record import Record
from playbook.rendering.parts import Parts
from playbook.rendering.shapes import Words
from playbook.rendering.views.kinds.measures import measure
from playbook.rendering.views.kinds.right import limit

_ONLY_STATUS = frozenset({"agreement", "amendment", "assumption", "pilot", "plan"})
"""Kinds whose line says what a card shows beside it; their first words say more."""


def answer(card: Card, parts: Parts) -> str:
    """Return the line for a card in a list."""
    if card.kind == "metric":
        return _metric(card, parts)
    held = _IN_WORDS.get(card.kind)
    record = parts.view.record(held[0], card.id) if held else None
    if held and record:
        return held[1](record, parts) or worded(parts.view, card.answer)
    return "" if card.kind in _ONLY_STATUS else worded(parts.view, card.answer)


def _metric(card: Card, parts: Parts) -> str:
    found = parts.view.call(measure, card.id)
    if found is None or found.value is None or found.day is None:
        return worded(parts.view, card.summary)
    return f"{parts.quantity(found.value, found.unit)} · {parts.texts.date(found.day)}"


def _right(record: Right, parts: Parts) -> str:
    amounts = (part.text for part in limit(record.limit, parts) if isinstance(part, Words))
    approvers = ", ".join(parts.party(party).text for party in record.approvers)
    return " · ".join(filter(None, (approvers, *amounts)))


def _tradeoff(record: Tradeoff, parts: Parts) -> str:
    return "; ".join(
        parts.texts("answer.gives", party=parts.party(item.party).text, what=item.what)
        for item in record.gives
    )


def _norm(record: Norm, parts: Parts) -> str:
    held = record.cadence
    if held is None:
        return ""
    return ", ".join(
        filter(None, (held.what, parts.texts.every(held.every), held.day, held.channel))
    )


def _incentive(record: Incentive, parts: Parts) -> str:
    pool = parts.quantity(record.pool.amount, record.pool.unit) if record.pool else ""
    shares = ", ".join(
        f"{parts.party(party).text} {parts.texts('share', n=parts.texts.number(share))}"
        for party, share in record.gain.items()
    )
    return " · ".join(filter(None, (pool, shares)))


def _debrief(record: Debrief, parts: Parts) -> str:
    kept = [item for item in record.improvements if item.status != "dropped"]
    done = sum(item.status == "done" for item in kept)
    lessons = parts.texts.count("answer.lessons", len(record.lessons))
    progress = parts.texts("answer.improvements", done=done, n=len(kept)) if kept else ""
    return " · ".join(filter(None, (lessons, progress)))


_IN_WORDS: Mapping[str, tuple[type[Record], Callable[[Any, Parts], str]]] = {
    "right": (Right, _right),
    "tradeoff": (Tradeoff, _tradeoff),
    "norm": (Norm, _norm),
    "incentive": (Incentive, _incentive),
    "debrief": (Debrief, _debrief),
}
