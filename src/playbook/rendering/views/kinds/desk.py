"""A team's desk: what is due, what it is party to, what it owes, and what it looks after."""

from collections.abc import Iterator

from playbook.kinds.agreement import Agreement
from playbook.kinds.common.publication import published
from playbook.kinds.common.statuses import BINDING, STILL_OPEN, is_closed
from playbook.kinds.debrief import Debrief
from playbook.model.address import team_of
from playbook.model.entry import Backlink, Card
from playbook.rendering.agenda import DueDate, agenda_of
from playbook.rendering.hrefs import account_url
from playbook.rendering.parts import Parts, cell, given
from playbook.rendering.shapes import Column, Fact, Facts, Grid, GridRow, Link, Panel, Value
from playbook.rendering.views.kinds.agreement import progress, when

AGREEMENTS = "agreement"
ALSO_PARTY = ("plan", "pilot", "outcome", "tradeoff", "incentive", "norm", "matrix", "tree")
"""Kinds to which a team is party besides agreements, what moves first."""


def due(team: Card, parts: Parts) -> Iterator[Panel]:
    """Yield what the team has to see to, by day; the reader's calendar tells what is late."""
    rows = tuple(
        GridRow(
            (
                cell(parts.day(what.day, due=True)),
                cell(_what(what, parts)),
                cell((Link(card.title, parts.place.to_card(card, what.item)),)),
            )
        )
        for what, card in parts.view.call(agenda_of, team.id)
    )
    texts = parts.texts
    columns = tuple(parts.column(name) for name in ("when", "what", "in"))
    note = "" if rows else texts["desk.nothing-due"]
    as_of = parts.view.as_of
    if rows and as_of:
        note = texts("desk.as-of", day=texts.date(as_of))
    yield Grid("due", texts["panel.due"], columns, rows, note)


def _what(what: DueDate, parts: Parts) -> Value:
    said = parts.texts[f"due.{what.sort}"]
    return parts.words(
        parts.texts("calendar.event", what=said, words=what.words) if what.words else said
    )


def agreements(team: Card, parts: Parts) -> Iterator[Panel]:
    """Yield the agreements that the team is party to, those in force first."""
    rows: list[GridRow] = []
    for agreement in sources(team, AGREEMENTS, "parties", parts):
        closed = is_closed(parts.view, agreement)
        cells = (
            (parts.card(agreement),),
            parts.badges(agreement.status),
            parts.day(None if closed else agreement.review_due, due=True),
            parts.day(agreement.ends, due=not closed),
        )
        rows.append(GridRow(tuple(map(cell, cells)), mark="closed" if closed else ""))
    if rows:
        columns = _columns(parts, "agreement", "status", "review-due", "until")
        yield Grid("agreements", parts.texts["panel.agreements"], columns, tuple(rows))


def owes(team: Card, parts: Parts) -> Iterator[Panel]:
    """Yield what the team has promised, and the improvements it has taken on."""
    yield from _promises(team, parts)
    yield from _improvements(team, parts)


def _promises(team: Card, parts: Parts) -> Iterator[Panel]:
    rows: list[GridRow] = []
    for source in sources(team, AGREEMENTS, "commitments.party", parts):
        record = parts.view.record(Agreement, source.id)
        if record is None or is_closed(parts.view, source):
            continue
        for held in record.commitments:
            if team_of(held.party) == team.id:
                cells = (
                    parts.words(held.does),
                    when(parts, held),
                    progress(parts, held),
                    (Link(source.title, parts.place.to_card(source, held.id)),),
                )
                rows.append(GridRow(tuple(map(cell, cells)), mark=held.status))
    if rows:
        columns = _columns(parts, "does", "when", "status", "agreement")
        yield Grid("promised", parts.texts["panel.promised"], columns, tuple(rows))


def _improvements(team: Card, parts: Parts) -> Iterator[Panel]:
    rows: list[GridRow] = []
    for source in sources(team, "debrief", "lessons.improvements.owner", parts):
        record = parts.view.record(Debrief, source.id)
        for slug, lesson in record.lessons.items() if record else ():
            for item in lesson.improvements:
                if team_of(item.owner or "") == team.id:
                    is_open = item.status in STILL_OPEN
                    cells = (
                        cell(parts.words(item.do)),
                        cell(parts.day(item.due, due=is_open)),
                        cell(parts.badges(item.status)),
                        cell(
                            (Link(source.title, parts.place.to_card(source, slug)),),
                            *parts.documents(given(item.evidence)),
                        ),
                    )
                    rows.append(GridRow(cells, mark=item.status))
    if rows:
        columns = _columns(parts, "improvement", "due", "status", "from-and-evidence")
        title = parts.texts["panel.owed-improvements"]
        yield Grid("improvements", title, columns, tuple(rows))


def party(team: Card, parts: Parts) -> Iterator[Panel]:
    """Yield what else the team is party to, kind by kind."""
    facts: list[Fact] = []
    for kind in ALSO_PARTY:
        held = sources(team, kind, "parties", parts)
        if kind == "tradeoff":
            fields = ("gives.party", "gains.party")
            found = {c.address: c for f in fields for c in sources(team, kind, f, parts)}
            held = tuple(found.values())
        values = [(parts.card(card), *parts.badges(card.status)) for card in held]
        if kind == "tradeoff" and values:
            way = parts.place.to(account_url(team.url))
            values.append((Link(parts.texts["desk.ledger"], way),))
        facts += parts.fact(kind, *values, label=parts.kind(kind).plural)
    if facts:
        yield Facts("also-party", parts.texts["panel.also-party"], tuple(facts))


def owns(team: Card, parts: Parts) -> Iterator[Panel]:
    """Yield the documents that the team looks after, kind by kind."""
    links: tuple[Backlink, ...] = parts.view.ask("backlinks", team.address)
    sources_ = dict.fromkeys(link.source for link in links if link.field == "owner")
    cards = [card for source in sources_ if (card := parts.view.card(source))]
    shown = [card for card in cards if published(parts.view, card)]
    facts: list[Fact] = []
    for kind in dict.fromkeys(card.kind for card in shown):
        values = (
            (parts.card(card), *parts.badges(card.status)) for card in shown if card.kind == kind
        )
        facts += parts.fact(kind, *values, label=parts.kind(kind).plural)
    if facts:
        yield Facts("owns", parts.texts["panel.owns"], tuple(facts))


def follow(team: Card, parts: Parts) -> Panel:
    """Return the addresses at which the team's days and changes can be followed."""
    texts = parts.texts
    stem = team.url.removesuffix(".html")
    calendar = Link(texts["desk.calendar"], parts.place.to(f"{stem}.ics"))
    feed = Link(texts["desk.feed"], parts.place.to(f"{stem}.xml"))
    everything = Link(texts["desk.calendar-of-all"], parts.place.to("calendar.ics"))
    facts = (
        *parts.fact("calendar", (calendar,), (everything,)),
        *parts.fact("feed", (feed,)),
    )
    return Facts("follow", texts["panel.follow"], facts, note=texts["desk.follow"])


def sources(team: Card, kind: str, field: str, parts: Parts) -> tuple[Card, ...]:
    """Return the published documents that name the team in a field, those in force first."""
    found = parts.view.sources(kind, field, team.address)
    shown = [source for source in found if published(parts.view, source)]
    return tuple(
        sorted(shown, key=lambda card: (is_closed(parts.view, card), card.status not in BINDING))
    )


def _columns(parts: Parts, *names: str) -> tuple[Column, ...]:
    return tuple(parts.column(name) for name in names)
