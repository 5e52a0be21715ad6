"""Pilots now running: how each is judged, what its result decides, and when it ends."""

from collections.abc import Iterable
from datetime import date

from playbook.kinds.pilot import Guardrail, Pilot, Success
from playbook.model.entry import Card
from playbook.rendering.parts import Parts, cell
from playbook.rendering.shapes import Grid, GridRow, Value
from playbook.rendering.views.kinds.measures import target_cells

_RESULTS = ("met", "missed", "unclear")


def running(cards: Iterable[Card], parts: Parts) -> tuple[Grid, ...]:
    """Return the table of the pilots that run, the one that ends first at the top."""
    held = [
        (card, record)
        for card in cards
        if card.status == "running" and (record := parts.view.record(Pilot, card.id))
    ]
    held.sort(key=lambda pair: (str(pair[1].end or "9999"), pair[0].title))
    if not held:
        return ()
    rows = tuple(
        GridRow(
            (
                cell((parts.card(card),)),
                cell(parts.day(record.end, due=True)),
                cell(*(_success(s, record.end, parts) for s in record.success)),
                cell(*(_guardrail(g, parts) for g in record.guardrails)),
                cell(*_decides(record, parts)),
            )
        )
        for card, record in held
    )
    columns = ("pilot", "decides-on", "success", "guardrails", "decides")
    texts = parts.texts
    grid = Grid("running", texts["panel.running"], tuple(map(parts.column, columns)), rows)
    return (grid,)


def _success(held: Success, by: date | None, parts: Parts) -> Value:
    """Return a metric, the number to reach by a day, and whether it is reached."""
    target, latest = target_cells(parts, held.metric, held.target, by)
    return (parts.document(held.metric, "metric"), *target, *(latest[-1] if latest else ()))


def _guardrail(held: Guardrail, parts: Parts) -> Value:
    """Return a metric and the number not to pass."""
    limit, _ = target_cells(parts, held.metric, held.limit)
    label = parts.words(parts.texts["pilots.limit"])
    return (parts.document(held.metric, "metric"), *label, *limit)


def _decides(record: Pilot, parts: Parts) -> Iterable[Value]:
    for result in _RESULTS:
        then = getattr(record.decides, result, "")
        if then:
            yield (*parts.badges(result), *parts.words(then))
