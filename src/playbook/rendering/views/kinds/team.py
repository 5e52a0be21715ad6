"""A team's facts: its roles and ways, and what it has promised, decides and looks after."""

from collections.abc import Iterator

from playbook.kinds.agreement import Agreement
from playbook.kinds.team import Team
from playbook.model.entry import Backlink, Card, Entry
from playbook.model.view import View
from playbook.rendering.parts import Parts, cell, given, role_words
from playbook.rendering.publication import is_closed, published
from playbook.rendering.shapes import Facts, Grid, GridRow, Panel, Value, Words
from playbook.rendering.views.kinds.agreement import progress, when

_RIGHT_FIELDS = ("approver", "deputy", "veto", "driver", "escalate_to", "consulted", "informed")

_COVERED = frozenset(
    {
        "agreement.parties",
        "agreement.commitments.party",
        "agreement.signed",
        "agreement.risks.shares",
        "agreement.reviews.present",
        "term.owner",
        *(f"right.{field}" for field in _RIGHT_FIELDS),
    }
)
"""References to a team that its own panels show already."""

_PARTY_ANYWAY = frozenset(
    {
        "outcome.signed",
        "plan.no_deal",
        "plan.positions.party",
        "matrix.weights",
        "incentive.gain",
        "incentive.pain",
    }
)
"""References by documents that name the team as a party, too: once is enough."""


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
    yield from _rights(entry.card, parts)
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
    """Return the published documents that name the team in a field, those in force first."""
    found = view.sources(kind, field, card.address)
    shown = [source for source in found if published(view, source)]
    return tuple(sorted(shown, key=lambda source: is_closed(view, source)))


def _agreements(card: Card, parts: Parts) -> Iterator[Panel]:
    rows: list[GridRow] = []
    for agreement in _sources(card, "agreement", "parties", parts.view):
        closed = is_closed(parts.view, agreement)
        cells = (
            (parts.card(agreement),),
            parts.badges(agreement.status),
            parts.day(None if closed else agreement.review_due, due=True),
            parts.day(agreement.ends, due=not closed),
        )
        rows.append(GridRow(tuple(map(cell, cells)), mark="closed" if closed else ""))
    if rows:
        names = ("agreement", "status", "review-due", "until")
        columns = tuple(parts.column(name) for name in names)
        yield Grid("agreements", parts.texts["panel.agreements"], columns, tuple(rows))


def _promises(card: Card, parts: Parts) -> Iterator[Panel]:
    """Yield what the team has promised in agreements that are not closed."""
    rows: list[GridRow] = []
    for source in _sources(card, "agreement", "commitments.party", parts.view):
        record = parts.view.record(Agreement, source.id)
        if record is None or is_closed(parts.view, source):
            continue
        for held in record.commitments:
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


def _rights(card: Card, parts: Parts) -> Iterator[Panel]:
    """Yield the decision rights in which the team or one of its roles has a part."""
    held: dict[str, list[Value]] = {}
    links: tuple[Backlink, ...] = parts.view.ask("backlinks", card.address)
    for field in _RIGHT_FIELDS:
        for link in links:
            if link.field == field and link.source.startswith("right:"):
                word = Words(parts.texts[f"word.right.{field}"])
                role = parts.view.call(role_words, card.id, link.item) if link.item else None
                value = (word, Words(f"({role.title})")) if role else (word,)
                held.setdefault(link.source, []).append(value)
    cards = [found for source in held if (found := parts.view.card(source))]
    shown = [right for right in cards if published(parts.view, right)]
    rows = tuple(
        GridRow(
            (
                cell((parts.card(right),)),
                cell(*held[right.address]),
                cell(parts.badges(right.status)),
            )
        )
        for right in sorted(shown, key=lambda right: is_closed(parts.view, right))
    )
    if rows:
        columns = tuple(parts.column(name) for name in ("right", "part", "status"))
        yield Grid("rights", parts.texts["panel.rights"], columns, rows)


def _terms(card: Card, parts: Parts) -> Iterator[Panel]:
    owned = _sources(card, "term", "owner", parts.view)
    facts = parts.fact("terms", *((parts.card(term),) for term in owned))
    if facts:
        yield Facts("terms", parts.texts["panel.terms"], facts)


def is_covered(link: Backlink) -> bool:
    """Tell whether a reference to a team is shown by its panels already."""
    role = f"{link.source.partition(':')[0]}.{link.field}"
    return role in _COVERED or role in _PARTY_ANYWAY
