"""An amendment's facts: what it changes, under which right, and from when on."""

from collections.abc import Iterator

from playbook.kinds.amendment import Amendment
from playbook.model.entry import Entry
from playbook.rendering.parts import Parts, cell, given
from playbook.rendering.shapes import Grid, GridRow, Panel


def panels(entry: Entry[Amendment], parts: Parts) -> Iterator[Panel]:
    """Yield the facts of an amendment."""
    record, texts = entry.record, parts.texts
    facts = (
        *parts.fact("amends", *parts.documents(given(record.amends))),
        *parts.fact("effective", parts.day(record.effective)),
        *parts.fact("under", *parts.documents(given(record.under), "right")),
        *parts.fact("proposed_by", *parts.parties(given(record.proposed_by))),
        *parts.fact("approved_by", *parts.parties(given(record.approved_by))),
        *parts.fact("approved", parts.day(record.approved)),
        *parts.fact("vetoed_by", *parts.parties(given(record.vetoed_by))),
        *parts.fact("from", *parts.documents(record.from_)),
    )
    yield from parts.facts(facts)
    if record.changes:
        rows = tuple(
            GridRow(
                (
                    cell(parts.words(change.what)),
                    cell(parts.words(change.was)),
                    cell(parts.words(change.now)),
                )
            )
            for change in record.changes
        )
        columns = tuple(parts.column(name) for name in ("what", "was", "now"))
        yield Grid("changes", texts["panel.changes"], columns, rows)
