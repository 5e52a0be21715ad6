"""An agreement's facts: who does what, how success is seen, who carries which risk, who signed."""

from collections.abc import Iterator

from playbook.kinds.agreement import Agreement, Commitment
from playbook.kinds.common.statuses import STILL_OPEN
from playbook.model.entry import Entry
from playbook.rendering.parts import Parts, cell, given
from playbook.rendering.shapes import Grid, GridRow, Panel, Value
from playbook.rendering.views.fairness_panel import fairness_panel
from playbook.rendering.views.kinds.measures import target_cells
from playbook.rendering.views.kinds.signatures import signatures


def panels(entry: Entry[Agreement], parts: Parts) -> Iterator[Panel]:
    """Yield the facts of an agreement."""
    record = entry.record
    facts = (
        *parts.fact("outcome", *parts.documents(given(record.outcome), "outcome")),
        *parts.fact("changes_by", *parts.documents(given(record.changes_by), "right")),
        *parts.fact("disputes", *parts.documents(given(record.disputes))),
        *parts.fact("review_every", parts.words(parts.texts.duration(record.review_every))),
    )
    yield from parts.facts(facts)
    if record.commitments:
        yield _commitments(record, parts)
    if record.acceptance:
        yield _acceptance(record, parts)
    if record.risks:
        yield _risks(record, parts)
    yield from fairness_panel(entry.id, parts)
    if record.signed:
        yield signatures(parts, record.parties, record.signed)
    if record.reviews:
        yield _reviews(record, parts)


def when(parts: Parts, commitment: Commitment) -> Value:
    """Return when a commitment is kept: how often, or by which day."""
    every = parts.texts.every(commitment.every)
    open_still = commitment.status in STILL_OPEN
    return (*parts.words(every), *parts.day(commitment.due, due=open_still))


def progress(parts: Parts, commitment: Commitment) -> Value:
    """Return how far a commitment is; nothing for one that is repeated and simply goes on."""
    goes_on = commitment.due is None and commitment.status == "open"
    return () if goes_on else parts.badges(commitment.status)


def _commitments(record: Agreement, parts: Parts) -> Grid:
    rows = tuple(
        GridRow(
            (
                cell((parts.party(held.party),)),
                cell(parts.words(held.does)),
                cell(when(parts, held)),
                cell((parts.document(held.metric, "metric"),) if held.metric else ()),
                cell(progress(parts, held)),
            ),
            slug=held.id,
            mark=held.status,
        )
        for held in record.commitments
    )
    columns = ("party", "does", "when", "metric", "status")
    return Grid(
        "commitments",
        parts.texts["panel.commitments"],
        tuple(parts.column(name) for name in columns),
        rows,
    )


def _acceptance(record: Agreement, parts: Parts) -> Grid:
    rows: list[GridRow] = []
    for held in record.acceptance:
        target, latest = target_cells(parts, held.metric, held.target, held.by)
        bound: tuple[Value, ...] = (parts.words(parts.texts["word.all"]),)
        if held.applies_to and held.applies_to != "all":
            bound = parts.parties(held.applies_to)
        metric = (parts.document(held.metric, "metric"),) if held.metric else ()
        cells = (metric, target, parts.day(held.by, due=True))
        rows.append(GridRow((*map(cell, cells), cell(*latest), cell(*bound))))
    columns = (
        parts.column("metric"),
        parts.column("target", numeric=True),
        parts.column("by"),
        parts.column("latest"),
        parts.column("applies-to"),
    )
    return Grid("acceptance", parts.texts["panel.acceptance"], columns, tuple(rows))


def _risks(record: Agreement, parts: Parts) -> Grid:
    bearers = dict.fromkeys([*record.parties, *(p for risk in record.risks for p in risk.shares)])
    rated = any(r.likelihood is not None or r.impact is not None for r in record.risks)
    rows = tuple(
        GridRow(
            (
                cell(parts.words(risk.risk)),
                *(cell(parts.share(risk.shares.get(party))) for party in bearers),
                *((cell(parts.amount(risk.likelihood)), cell(parts.amount(risk.impact))) * rated),
            ),
            slug=risk.id,
        )
        for risk in record.risks
    )
    columns = (
        parts.column("risk"),
        *(parts.party_column(party) for party in bearers),
        *((parts.column("likelihood", numeric=True), parts.column("impact", numeric=True)) * rated),
    )
    return Grid("risks", parts.texts["panel.risks"], columns, rows)


def _reviews(record: Agreement, parts: Parts) -> Grid:
    rows = tuple(
        GridRow(
            (
                cell(parts.day(held.date)),
                cell(parts.badges(held.result)),
                cell(*parts.parties(held.present)),
                cell(*parts.documents(given(held.amendment), "amendment"), parts.words(held.note)),
            )
        )
        for held in sorted(record.reviews, key=lambda review: review.date, reverse=True)
    )
    columns = ("date", "result", "present", "note")
    return Grid(
        "reviews",
        parts.texts["panel.reviews"],
        tuple(parts.column(name) for name in columns),
        rows,
    )
