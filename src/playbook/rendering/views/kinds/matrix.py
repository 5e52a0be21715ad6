"""A matrix's facts: scores with totals, weights by party, and what was chosen."""

from collections.abc import Iterator

from playbook.kinds.matrix import SECTION, Matrix
from playbook.model.body import Block, Opening
from playbook.model.entry import Entry
from playbook.model.matrix import Criterion, Option, ScoreTable
from playbook.rendering.parts import Parts, cell, given
from playbook.rendering.shapes import Column, Facts, Grid, GridRow, Panel

_DECIMALS = 2


def panels(entry: Entry[Matrix], parts: Parts) -> Iterator[Panel]:
    """Yield the facts of a matrix."""
    record, texts = entry.record, parts.texts
    table: ScoreTable | None = parts.view.first("matrix", entry.id)
    chosen = table.option(record.chosen) if table else None
    facts = (
        *parts.fact("chosen", parts.words(chosen.title if chosen else record.chosen)),
        *parts.fact("because", parts.words(record.because), label=texts["field.rationale"]),
        *parts.fact("decides", *parts.documents(given(record.decides))),
        *parts.fact("scale", parts.words(record.scale)),
    )
    if facts:
        yield Facts("facts", texts["panel.facts"], facts)
    if table:
        yield _scores(table, record.chosen, parts)
    if record.weights_by_party:
        yield _weights(record, table.criteria if table else (), parts)


def shown_elsewhere(entry: Entry[Matrix]) -> tuple[Block, ...]:
    """Return the blocks of the body that the scores panel shows: heading and table, if plain."""
    section = entry.body.section(SECTION)
    if len(section) != 1 or section[0].name != "table":
        return ()
    if any(isinstance(piece, Opening) for piece in section[0].pieces):
        return ()
    at = entry.body.blocks.index(section[0])
    return (entry.body.blocks[at - 1], section[0])


def _scores(table: ScoreTable, chosen: str, parts: Parts) -> Grid:
    ranked = [option.slug for option in table.ranking]
    order = {slug: place for place, slug in enumerate(ranked)}
    options = sorted(table.options, key=lambda option: order.get(option.slug, len(ranked)))
    rows = tuple(_option(option, parts, is_chosen=option.slug == chosen) for option in options)
    shares = (
        cell(parts.share(round(weight, _DECIMALS) if weight is not None else None))
        for weight in (criterion.weight for criterion in table.criteria)
    )
    weights = GridRow(
        (cell(parts.words(parts.texts["column.weight"])), *shares, cell()), mark="weights"
    )
    columns = (
        parts.column("option"),
        *(Column(criterion.title, "end") for criterion in table.criteria),
        parts.column("total", numeric=True),
    )
    return Grid("scores", parts.texts["panel.scores"], columns, (*rows, weights))


def _option(option: Option, parts: Parts, *, is_chosen: bool) -> GridRow:
    total = round(option.total, _DECIMALS) if option.total is not None else None
    scores = (
        parts.amount(score.value) if score.value is not None else parts.words(score.text)
        for score in option.scores
    )
    return GridRow(
        (cell(parts.words(option.title)), *map(cell, scores), cell(parts.amount(total))),
        mark="chosen" if is_chosen else "",
    )


def _weights(record: Matrix, criteria: tuple[Criterion, ...], parts: Parts) -> Grid:
    titles = {criterion.slug: criterion.title for criterion in criteria}
    mean = record.mean_weights
    rows = [
        GridRow((cell((parts.party(party),)), *(cell(parts.share(held.get(s))) for s in mean)))
        for party, held in record.weights_by_party.items()
    ]
    means = (cell(parts.share(round(share, _DECIMALS))) for share in mean.values())
    rows.append(GridRow((cell(parts.words(parts.texts["column.mean"])), *means), mark="total"))
    columns = (
        parts.column("party"),
        *(Column(titles.get(slug) or parts.texts.name("criterion", slug), "end") for slug in mean),
    )
    return Grid("weights", parts.texts["panel.weights"], columns, tuple(rows))
