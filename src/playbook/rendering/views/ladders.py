"""Rights that share a decision, by amount: who may decide how much."""

from collections.abc import Iterable

from playbook.kinds.right import Right
from playbook.model.entry import Card
from playbook.rendering.parts import Parts, cell
from playbook.rendering.shapes import Grid, GridRow
from playbook.rendering.views.kinds.right import limit


def ladders(cards: Iterable[Card], parts: Parts) -> tuple[Grid, ...]:
    """Return a table for each key that several decision rights share, by rising amount."""
    keys: dict[str, list[tuple[Card, Right]]] = {}
    for card in cards:
        record = parts.view.record(Right, card.id)
        if record and record.decision_key:
            keys.setdefault(record.decision_key, []).append((card, record))
    return tuple(
        _ladder(key, rights, parts) for key, rights in sorted(keys.items()) if len(rights) > 1
    )


def _ladder(key: str, rights: list[tuple[Card, Right]], parts: Parts) -> Grid:
    def lowest(held: tuple[Card, Right]) -> tuple[bool, float, str]:
        start = held[1].limit.from_ if held[1].limit else None
        return (start is not None, start or 0, held[0].id)

    rows = tuple(
        GridRow(
            (
                cell((parts.card(card),)),
                cell(limit(record.limit, parts)),
                cell(*parts.parties(record.approvers)),
                cell(parts.words(parts.texts.duration(record.answer_within))),
            )
        )
        for card, record in sorted(rights, key=lowest)
    )
    names = ("decision", "amount", "approver", "answer-within")
    title = f"{parts.texts['index.ladder']}: {parts.texts.name('decision', key)}"
    return Grid(f"ladder-{key}", title, tuple(parts.column(name) for name in names), rows)
