"""A plan's facts: its stages, each side's positions, and what each does without a deal."""

from collections.abc import Iterator

from playbook.kinds.plan import Plan, Position, Stage
from playbook.model.entry import Entry
from playbook.rendering.parts import Parts, cell, given
from playbook.rendering.shapes import Grid, GridRow, Panel, Value
from playbook.rendering.views.kinds.zone import zones

_STAGE_COLUMNS = ("stage", "by", "exit", "fallback", "decided-by")
_POSITION_COLUMNS = ("issue", "party", "prefer", "fallback", "walk-away", "concede-by")


def panels(entry: Entry[Plan], parts: Parts) -> Iterator[Panel]:
    """Yield the facts of a plan."""
    record, texts = entry.record, parts.texts
    facts = (
        *parts.fact("outcome", *parts.documents(given(record.outcome), "outcome")),
        *parts.fact("tree", *parts.documents(given(record.tree), "tree")),
    )
    yield from parts.facts(facts)
    if record.stages:
        rows = tuple(_stage(stage, parts) for stage in record.stages)
        columns = tuple(parts.column(name) for name in _STAGE_COLUMNS)
        yield Grid("stages", texts["panel.stages"], columns, rows)
    if record.positions:
        rows = tuple(_position(position, parts) for position in record.positions)
        columns = tuple(parts.column(name) for name in _POSITION_COLUMNS)
        yield Grid("positions", texts["panel.positions"], columns, rows)
    yield from zones(record, parts)
    if record.no_deal:
        rows = tuple(
            GridRow((cell((parts.party(party),)), cell(parts.words(instead))))
            for party, instead in record.no_deal.items()
        )
        columns = (parts.column("party"), parts.column("alternative"))
        yield Grid("no-deal", texts["panel.no-deal"], columns, rows)


def _stage(stage: Stage, parts: Parts) -> GridRow:
    done = (*parts.badges("done"), *parts.day(stage.done)) if stage.done else ()
    return GridRow(
        (
            cell(parts.words(parts.texts.name("stage", stage.id))),
            cell(parts.day(stage.by, due=stage.done is None), done),
            cell(parts.words(stage.exit)),
            cell(parts.words(stage.fallback)),
            cell(*parts.documents(given(stage.right), "right")),
        ),
        slug=stage.id,
        mark="done" if stage.done else "",
    )


def _position(position: Position, parts: Parts) -> GridRow:
    def stance(held: float | str | None) -> Value:
        if isinstance(held, float):
            return parts.amount(held, position.unit)
        return parts.words(held or "")

    return GridRow(
        (
            cell(parts.words(position.issue)),
            cell((parts.party(position.party),)),
            cell(stance(position.prefer)),
            cell(*map(stance, position.fallback)),
            cell(stance(position.walk_away)),
            cell(*parts.parties(given(position.concede_by))),
        )
    )
