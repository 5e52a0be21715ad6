"""A matrix's facts: scores with totals, weights by party, and what was chosen."""

from collections.abc import Iterator

from playbook.kinds.common.headings import SCORES, section
from playbook.kinds.matrix import Matrix
from playbook.model.body import Block, Opening
from playbook.model.entry import Entry
from playbook.model.matrix import Criterion, Option, ScoreTable, TippingPoint
from playbook.rendering.parts import Parts, cell, given
from playbook.rendering.shapes import (
    Column,
    Facts,
    Grid,
    GridRow,
    Panel,
    WeighedCriterion,
    WeighedOption,
    Weighing,
)

_DECIMALS = 2
_STEP = 10
"""So many points a weight is moved to see whether the winner stays; as `matrix/fragile` does."""
_MOST_TIPS = 4


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
    yield from parts.facts(facts)
    if table:
        yield _scores(table, record.chosen, parts)
    if record.weights_by_party:
        yield _weights(record, table.criteria if table else (), parts)
    if table and table.is_complete:
        yield _fragility(table, parts)
        yield _weighing(table, parts)


def shown_elsewhere(entry: Entry[Matrix]) -> tuple[Block, ...]:
    """Return the blocks of the body that the scores panel shows: heading and table, if plain."""
    held = section(entry.body, SCORES)
    if len(held) != 1 or held[0].name != "table":
        return ()
    if any(isinstance(piece, Opening) for piece in held[0].pieces):
        return ()
    at = entry.body.blocks.index(held[0])
    return (entry.body.blocks[at - 1], held[0])


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


def _fragility(table: ScoreTable, parts: Parts) -> Facts:
    """Say in words whether the result hangs on a weight."""
    texts, first, tips = parts.texts, table.ranking[0], table.tipping_points()
    near = [tip for tip in tips if abs(tip.points) <= _STEP]
    if table.is_level:
        answer = texts("matrix.level", first=first.title, second=table.ranking[1].title)
    elif near:
        answer = texts("matrix.fragile", first=first.title, points=_STEP)
    else:
        answer = texts("matrix.robust", first=first.title, points=_STEP)
    facts = (
        *parts.fact("answer", parts.words(answer), label=texts["matrix.answer"]),
        *parts.fact(
            "tipping",
            *(parts.words(_tipping(tip, parts)) for tip in tips[:_MOST_TIPS]),
            label=texts["matrix.tipping"],
        ),
    )
    return Facts("fragility", texts["matrix.fragility"], facts)


def _tipping(tip: TippingPoint, parts: Parts) -> str:
    key = "matrix.more" if tip.points > 0 else "matrix.less"
    count = parts.texts.count("count.points", abs(tip.points))
    return parts.texts(key, points=count, criterion=tip.criterion.title, winner=tip.winner.title)


def _weighing(table: ScoreTable, parts: Parts) -> Weighing:
    """Return what is needed to try other weights."""
    kept = [n for n, criterion in enumerate(table.criteria) if criterion.weight is not None]
    return Weighing(
        "weighing",
        "",
        tuple(
            WeighedCriterion(table.criteria[n].title, f"{table.criteria[n].weight:.15g}")
            for n in kept
        ),
        tuple(
            WeighedOption(
                option.title,
                tuple(f"{option.scores[n].value:.15g}" for n in kept),
                f"{option.total:.15g}",
                parts.quantity(round(option.total or 0, _DECIMALS)),
            )
            for option in table.ranking
        ),
        parts.texts["number.point"],
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
