"""Pilots now running: how each is judged, what its result decides, and when it ends."""

from collections.abc import Iterable, Iterator
from datetime import date

from playbook.kinds.pilot import Guardrail, Pilot, Success
from playbook.model.entry import Card
from playbook.model.title_order import title_key
from playbook.rendering.parts import Parts, cell
from playbook.rendering.shapes import Grid, GridRow, Value
from playbook.rendering.views.kinds.measures import (
    ONE_SIDED,
    measure,
    target_cells,
    target_words,
)

_RESULTS = ("met", "missed", "unclear")


def running(cards: Iterable[Card], parts: Parts) -> tuple[Grid, ...]:
    """Return the table of the pilots that run, the one that ends first at the top."""
    held = [
        (card, record)
        for card in cards
        if card.status == "running" and (record := parts.view.record(Pilot, card.id))
    ]
    held.sort(key=lambda pair: (str(pair[1].end or "9999"), title_key(pair[0].title)))
    if not held:
        return ()
    rows = tuple(
        GridRow(
            (
                cell((parts.card(card),)),
                cell(parts.day(record.end, due=True)),
                cell(*(line for s in record.success for line in _success(s, record.end, parts))),
                cell(*(line for g in record.guardrails for line in _guardrail(g, parts))),
                cell(*_decides(record, parts)),
            )
        )
        for card, record in held
    )
    columns = ("pilot", "decides-on", "success", "guardrails", "decides")
    texts = parts.texts
    grid = Grid("running", texts["panel.running"], tuple(map(parts.column, columns)), rows)
    return (grid,)


def _success(held: Success, by: date | None, parts: Parts) -> Iterator[Value]:
    """Yield a metric, and below it what to reach by a day and whether it is reached."""
    _, latest = target_cells(parts, held.metric, held.target, by)
    found = parts.view.call(measure, held.metric)
    yield (parts.document(held.metric, "metric"),)
    yield (*target_words(parts, found, held.target), *(latest[-1] if latest else ()))


def _guardrail(held: Guardrail, parts: Parts) -> Iterator[Value]:
    """Yield a metric, and below it the number not to pass."""
    found = parts.view.call(measure, held.metric)
    yield (parts.document(held.metric, "metric"),)
    if found and found.better in ONE_SIDED:
        yield target_words(parts, found, held.limit)
    else:
        limit, _ = target_cells(parts, held.metric, held.limit)
        yield (*parts.words(parts.texts["pilots.limit"]), *limit)


def _decides(record: Pilot, parts: Parts) -> Iterable[Value]:
    for result in _RESULTS:
        then = getattr(record.decides, result, "")
        if then:
            yield (*parts.badges(result), *parts.words(then))
