"""An incentive's facts: when it pays, what there is to share, and who gains and pays how much."""

from collections.abc import Iterator

from playbook.kinds.incentive import Incentive
from playbook.model.entry import Entry
from playbook.rendering.parts import Parts, cell, given
from playbook.rendering.shapes import Grid, GridRow, Panel
from playbook.rendering.views.kinds.measures import target_cells


def panels(entry: Entry[Incentive], parts: Parts) -> Iterator[Panel]:
    """Yield the facts of an incentive."""
    record = entry.record
    pool = (parts.amount(record.pool.amount, record.pool.unit),) if record.pool else ()
    origin = parts.words(record.pool.from_ if record.pool else "")
    cap = parts.amount(record.cap.amount, record.cap.unit) if record.cap else ()
    facts = (
        *parts.fact("agreement", *parts.documents(given(record.agreement), "agreement")),
        *parts.fact("pool", *pool, origin),
        *parts.fact("cap", cap),
    )
    yield from parts.facts(facts)
    if record.pays_when:
        yield _triggers(record, parts)
    if record.gain or record.pain:
        yield _split(record, parts)


def _triggers(record: Incentive, parts: Parts) -> Grid:
    rows: list[GridRow] = []
    for trigger in record.pays_when:
        target, latest = target_cells(parts, trigger.metric, trigger.target, trigger.by)
        metric = parts.documents(given(trigger.metric), "metric")
        due = parts.day(trigger.by, due=True)
        rows.append(GridRow((cell(*metric), cell(target), cell(due), cell(*latest))))
    columns = (
        parts.column("metric"),
        parts.column("target", numeric=True),
        parts.column("by"),
        parts.column("latest"),
    )
    return Grid("pays-when", parts.texts["panel.pays-when"], columns, tuple(rows))


def _split(record: Incentive, parts: Parts) -> Grid:
    rows = tuple(
        GridRow(
            (
                cell((parts.party(party),)),
                cell(parts.share(record.gain.get(party))),
                cell(parts.share(record.pain.get(party))),
            )
        )
        for party in dict.fromkeys([*record.gain, *record.pain])
    )
    columns = (
        parts.column("party"),
        parts.column("gain", numeric=True),
        parts.column("pain", numeric=True),
    )
    return Grid("split", parts.texts["panel.split"], columns, rows)
