"""What is due: the days that documents name, for a team's desk and for calendars.

Nothing here knows which day it is. What a document says is one derived answer (`due_dates`,
`repetition`), so that an edit which moves no date renders no desk again.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from playbook.kinds.agreement import Agreement
from playbook.kinds.common.faces import face
from playbook.kinds.common.publication import published, published_cards
from playbook.kinds.common.statuses import STILL_OPEN, is_closed
from playbook.kinds.debrief import Debrief
from playbook.kinds.norm import Norm
from playbook.kinds.pilot import Pilot
from playbook.kinds.plan import Plan
from playbook.model.address import Address, team_of
from playbook.model.entry import Backlink, Card
from playbook.model.title_order import title_key
from playbook.model.view import View


class DueDate(NamedTuple):
    """Something that is due on a day.

    `sort` says what (`review`, `end`, `commitment`, `criterion`, `improvement`, `pilot`, `stage`),
    `words` are the author's, "" where the sort says it all. `teams` are the ids of those who have
    to see to it. `name` tells it from others of its sort in the document, whatever its day, and
    `item` is its anchor in the document's page, "" if it has none. `since` is a day on which it
    was known.
    """

    day: date
    sort: str
    words: str
    teams: tuple[str, ...]
    name: str
    item: str
    since: date


class Repetition(NamedTuple):
    """Something that happens again and again from a day on, every so many months and days.

    `weekday` is as the author wrote it (`Tuesday`).
    """

    words: str
    start: date
    months: int
    days: int
    weekday: str
    channel: str
    teams: tuple[str, ...]


class Due(NamedTuple):
    """A due date and the document that says so."""

    what: DueDate
    card: Card


def due_dates(view: View, address: str) -> tuple[DueDate, ...]:
    """Return what a document says is due, by day; nothing of one that is closed."""
    card = view.card(address)
    if card is None or is_closed(view, card):
        return ()
    find = _BY_KIND.get(card.kind)
    own = find(card, view) if find else ()
    return tuple(sorted((*_of_any_kind(card), *own)))


def repetition(view: View, norm: str) -> Repetition | None:
    """Return what a norm says happens again and again; None if it names no length or no start."""
    card, record = view.card(f"norm:{norm}"), view.record(Norm, norm)
    cadence = record.cadence if record else None
    if card is None or record is None or cadence is None or is_closed(view, card):
        return None
    every, start = cadence.every, record.adopted or record.revised
    if start is None or every is None or not (every.months or every.days):
        return None
    return Repetition(
        cadence.what, start, every.months, every.days, cadence.day, cadence.channel, card.parties
    )


def agenda(view: View) -> tuple[Due, ...]:
    """Return what is due in all documents that this build shows."""
    cards = [card for kind in view.ask("kinds") for card in published_cards(view, kind.name)]
    return _by_day(due for card in cards for due in _of(card, view))


def agenda_of(view: View, team: str) -> tuple[Due, ...]:
    """Return what a team has to see to, in the documents that name it: for `View.call`."""
    found = (due for card in naming(view, team) for due in _of(card, view))
    return _by_day(due for due in found if team in due.what.teams)


def repetitions(view: View, team: str = "") -> tuple[tuple[Repetition, Card], ...]:
    """Return what happens again and again: in the norms of a team, or in all."""
    cards = naming(view, team) if team else published_cards(view, "norm")
    found = [
        (held, card)
        for card in cards
        if card.kind == "norm" and (held := view.call(repetition, card.id))
    ]
    return tuple(pair for pair in found if not team or team in pair[0].teams)


def naming(view: View, team: str) -> tuple[Card, ...]:
    """Return the documents of this build that name a team or a role of it in their front matter."""
    links: tuple[Backlink, ...] = view.ask("backlinks", f"team:{team}")
    sources = dict.fromkeys(link.source for link in links if link.field != "body")
    cards = (view.card(source) for source in sources)
    return tuple(card for card in cards if card and published(view, card))


def _of(card: Card, view: View) -> Iterator[Due]:
    for what in view.call(due_dates, card.address):
        yield Due(what, card)


def _by_day(found: Iterator[Due]) -> tuple[Due, ...]:
    return tuple(
        sorted(found, key=lambda due: (due.what, title_key(due.card.title), due.card.path))
    )


def _of_any_kind(card: Card) -> Iterator[DueDate]:
    teams = card.parties or tuple(filter(None, (team_of(card.owner),)))
    if card.review_due:
        since = card.starts or card.review_due
        yield DueDate(card.review_due, "review", "", teams, "", "", since)
    if card.ends and card.kind != "pilot":
        yield DueDate(card.ends, "end", "", teams, "", "", card.starts or card.ends)


def _of_agreement(card: Card, view: View) -> Iterator[DueDate]:
    record = view.record(Agreement, card.id)
    for held in record.commitments if record else ():
        if held.due and held.status in STILL_OPEN:
            teams, since = (team_of(held.party),), card.starts or held.due
            name = held.id or f"{held.party} {held.does}"
            yield DueDate(held.due, "commitment", held.does, teams, name, held.id, since)
    for criterion in record.acceptance if record else ():
        if criterion.by and criterion.metric:
            address = Address.parse(criterion.metric, "metric")
            metric = view.call(face, address.document)
            words = metric.title if metric else criterion.metric
            bound = criterion.applies_to
            parties = card.parties if bound in {None, "all"} else tuple(map(team_of, bound or ()))
            since = card.starts or criterion.by
            yield DueDate(criterion.by, "criterion", words, parties, address.id, "", since)


def _of_debrief(card: Card, view: View) -> Iterator[DueDate]:
    record = view.record(Debrief, card.id)
    for slug, lesson in record.lessons.items() if record else ():
        for item in lesson.improvements:
            if item.due and item.status in STILL_OPEN:
                teams = (team_of(item.owner),) if item.owner else ()
                since = record.held if record and record.held else item.due
                name = f"{slug} {item.do}"
                yield DueDate(item.due, "improvement", item.do, teams, name, slug, since)


def _of_pilot(card: Card, view: View) -> Iterator[DueDate]:
    record = view.record(Pilot, card.id)
    if record and record.end and record.result is None:
        yield DueDate(record.end, "pilot", "", card.parties, "", "", record.start or record.end)


def _of_plan(card: Card, view: View) -> Iterator[DueDate]:
    record = view.record(Plan, card.id)
    if record and card.status != "concluded":
        for stage in record.stages:
            if stage.by and stage.done is None:
                words = stage.exit or stage.id
                yield DueDate(stage.by, "stage", words, card.parties, stage.id, stage.id, stage.by)


_BY_KIND: Mapping[str, Callable[[Card, View], Iterator[DueDate]]] = {
    "agreement": _of_agreement,
    "debrief": _of_debrief,
    "pilot": _of_pilot,
    "plan": _of_plan,
}
