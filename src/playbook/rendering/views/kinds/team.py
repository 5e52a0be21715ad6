"""A team's facts: its roles and ways, and what it has promised, decides and looks after."""

from collections.abc import Iterator

from playbook.kinds.agreement import Agreement
from playbook.kinds.team import Team
from playbook.model.entry import Backlink, Card, Entry
from playbook.model.view import View
from playbook.rendering.parts import Parts, cell, given
from playbook.rendering.publication import published
from playbook.rendering.shapes import Facts, Grid, GridRow, Panel
from playbook.rendering.views.kinds.agreement import progress, when

COVERED = frozenset(
    {
        "agreement.parties",
        "agreement.commitments.party",
        "agreement.signed",
        "agreement.risks.shares",
        "agreement.reviews.present",
        "term.owner",
    }
)
"""References to a team that its own panels show already."""


def panels(entry: Entry[Team], parts: Parts) -> Iterator[Panel]:
    """Yield the facts of a team."""
    record, texts = entry.record, parts.texts
    appetite = texts[f"word.{record.risk_appetite}"] if record.risk_appetite else ""
    facts = (
        *parts.fact("rhythm", parts.words(record.rhythm)),
        *parts.fact("approval", parts.words(record.approval)),
        *parts.fact("risk_appetite", parts.words(appetite)),
        *parts.fact("horizon", parts.words(record.horizon)),
        *parts.fact("parent", *parts.documents(given(record.parent), "team")),
        *parts.fact("contact", parts.words(record.contact)),
        *parts.fact("external", parts.words(texts["word.yes"] if record.external else "")),
        *parts.fact("retired", parts.day(record.retired)),
    )
    if facts:
        yield Facts("facts", texts["panel.facts"], facts)
    if record.roles:
        yield _roles(record, parts)
    yield from _agreements(entry.card, parts)
    yield from _promises(entry.card, parts)
    yield from _terms(entry.card, parts)


def _roles(record: Team, parts: Parts) -> Grid:
    final = parts.texts["word.final"]
    rows = tuple(
        GridRow(
            (
                cell(parts.words(role.title)),
                cell(parts.words(role.holder)),
                cell(parts.words(role.deputy)),
                cell(parts.words(final if role.final else "")),
            ),
            slug=slug,
        )
        for slug, role in record.roles.items()
    )
    columns = tuple(parts.column(name) for name in ("role", "holder", "deputy", "last-word"))
    return Grid("roles", parts.texts["panel.roles"], columns, rows)


def _sources(card: Card, kind: str, field: str, view: View) -> tuple[Card, ...]:
    found = view.sources(kind, field, card.address)
    return tuple(source for source in found if published(view, source))


def _agreements(card: Card, parts: Parts) -> Iterator[Panel]:
    found = _sources(card, "agreement", "parties", parts.view)
    if not found:
        return
    rows = tuple(
        GridRow(
            (
                cell((parts.card(agreement),)),
                cell(parts.badges(agreement.status)),
                cell(parts.day(agreement.review_due, due=True)),
                cell(parts.day(agreement.ends, due=True)),
            )
        )
        for agreement in found
    )
    columns = tuple(parts.column(name) for name in ("agreement", "status", "review-due", "until"))
    yield Grid("agreements", parts.texts["panel.agreements"], columns, rows)


def _promises(card: Card, parts: Parts) -> Iterator[Panel]:
    rows: list[GridRow] = []
    for source in _sources(card, "agreement", "commitments.party", parts.view):
        record = parts.view.record(Agreement, source.id)
        for held in record.commitments if record else ():
            if held.party.partition(".")[0] == card.id:
                cells = (
                    parts.words(held.does),
                    when(parts, held),
                    progress(parts, held),
                    (parts.card(source),),
                )
                rows.append(GridRow(tuple(map(cell, cells)), mark=held.status))
    if rows:
        columns = tuple(parts.column(name) for name in ("does", "when", "status", "agreement"))
        yield Grid("promised", parts.texts["panel.promised"], columns, tuple(rows))


def _terms(card: Card, parts: Parts) -> Iterator[Panel]:
    owned = _sources(card, "term", "owner", parts.view)
    facts = parts.fact("terms", *((parts.card(term),) for term in owned))
    if facts:
        yield Facts("terms", parts.texts["panel.terms"], facts)


def is_covered(link: Backlink) -> bool:
    """Tell whether a reference to a team is shown by its panels already."""
    return f"{link.source.partition(':')[0]}.{link.field}" in COVERED
