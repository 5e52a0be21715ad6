"""A team's page: its desk first, then what a newcomer has to know to work with it."""

from collections.abc import Iterator

from playbook.kinds.common.publication import published
from playbook.kinds.common.statuses import is_closed
from playbook.kinds.team import Team
from playbook.kinds.term import Term
from playbook.model.entry import Backlink, Card, Entry
from playbook.rendering.parts import Parts, cell, given, role_words
from playbook.rendering.shapes import Fact, Facts, Grid, GridRow, Panel, Value, Words
from playbook.rendering.views.kinds import desk
from playbook.rendering.views.kinds.norm import cadence_words

_RIGHT_FIELDS = ("approver", "deputy", "veto", "driver", "escalate_to", "consulted", "informed")

_COVERED = frozenset(
    {
        "agreement.parties",
        "agreement.commitments.party",
        "agreement.signed",
        "agreement.risks.shares",
        "agreement.reviews.present",
        "debrief.lessons.improvements.owner",
        "term.senses",
        "term.agreed",
        "tradeoff.gives.party",
        "tradeoff.gains.party",
        *(f"{kind}.parties" for kind in desk.ALSO_PARTY),
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
    """Yield the desk of a team, and how to work with it."""
    team, record = entry.card, entry.record
    if not record.retired:
        yield from desk.due(team, parts)
    yield from desk.agreements(team, parts)
    yield from desk.owes(team, parts)
    yield from _rights(team, parts)
    yield from desk.party(team, parts)
    yield from desk.owns(team, parts)
    yield desk.follow(team, parts)
    if record.roles:
        yield _roles(record, parts)
    facts = tuple(_working_with(entry, parts))
    if facts:
        yield Facts("working-with", parts.texts("panel.working-with", team=entry.title), facts)


def _working_with(entry: Entry[Team], parts: Parts) -> Iterator[Fact]:
    """Yield what a newcomer asks: how the team ticks, what it keeps to, and what its words mean."""
    record, texts = entry.record, parts.texts
    appetite = texts[f"word.{record.risk_appetite}"] if record.risk_appetite else ""
    yield from parts.fact("rhythm", parts.words(record.rhythm))
    yield from parts.fact("approval", parts.words(record.approval))
    yield from parts.fact("risk_appetite", parts.words(appetite))
    yield from parts.fact("horizon", parts.words(record.horizon))
    yield from parts.fact("parent", *parts.documents(given(record.parent), "team"))
    yield from parts.fact("contact", parts.words(record.contact))
    yield from parts.fact("external", parts.words(texts["word.yes"] if record.external else ""))
    yield from parts.fact("retired", parts.day(record.retired))
    yield from parts.fact("norms", *_norms(entry.card, parts))
    yield from parts.fact("senses", *_senses(entry.card, parts))


def _norms(team: Card, parts: Parts) -> Iterator[Value]:
    """Yield the norms that the team keeps to, each with when it happens."""
    for norm in desk.sources(team, "norm", "parties", parts):
        if not is_closed(parts.view, norm):
            often = cadence_words(parts, norm.id)
            yield (parts.card(norm), *((Words(f"– {often}"),) if often else ()))


def _senses(team: Card, parts: Parts) -> Iterator[Value]:
    """Yield the terms of which the team has a sense of its own, and whether that one counts."""
    for term in desk.sources(team, "term", "senses", parts):
        record = parts.view.record(Term, term.id)
        sense = record.senses.get(team.id) if record else None
        if record and sense:
            key = "desk.sense-counts" if record.agreed == team.id else "desk.sense"
            yield (parts.card(term), Words(parts.texts(key, sense=sense)))


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


def is_covered(link: Backlink) -> bool:
    """Tell whether a reference to a team is shown by its panels already."""
    role = f"{link.source.partition(':')[0]}.{link.field}"
    return link.field == "owner" or role in _COVERED or role in _PARTY_ANYWAY
