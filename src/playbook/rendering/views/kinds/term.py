"""A term's facts: other words for it, words to avoid, and what it means to whom."""

from collections.abc import Iterator

from playbook.kinds.term import Term
from playbook.model.entry import Entry
from playbook.rendering.parts import Parts, cell, given
from playbook.rendering.shapes import Facts, Grid, GridRow, Panel


def panels(entry: Entry[Term], parts: Parts) -> Iterator[Panel]:
    """Yield the facts of a term."""
    record, texts = entry.record, parts.texts
    facts = (
        *parts.fact("aliases", *map(parts.words, record.aliases)),
        *parts.fact("avoid", *map(parts.words, record.avoid)),
        *parts.fact("agreed", *parts.parties(given(record.agreed))),
        *parts.fact("broader", *parts.documents(record.broader, "term")),
        *parts.fact("related", *parts.documents(record.related, "term")),
    )
    if facts:
        yield Facts("facts", texts["panel.facts"], facts)
    if record.senses:
        rows = tuple(
            GridRow(
                (
                    cell((parts.party(team),)),
                    cell(
                        parts.words(sense),
                        parts.words(texts["word.agreed-sense"] if team == record.agreed else ""),
                    ),
                ),
                mark="chosen" if team == record.agreed else "",
            )
            for team, sense in record.senses.items()
        )
        columns = (parts.column("party"), parts.column("sense"))
        yield Grid("senses", texts["panel.senses"], columns, rows)
