"""The choice of a team: all of them, with their roles and how much is on their desks."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from playbook.kinds.common.publication import published, published_cards
from playbook.kinds.common.resolving import worded
from playbook.kinds.common.statuses import is_closed, is_in_force
from playbook.kinds.team import Team
from playbook.model.entry import Backlink, Card
from playbook.model.page import Page
from playbook.model.view import View
from playbook.rendering.agenda import agenda_of, naming
from playbook.rendering.parts import Parts
from playbook.rendering.place import Place
from playbook.rendering.shapes import Day, DeskLink, DeskPage, DeskTeam
from playbook.rendering.views.document import breadcrumbs
from playbook.rendering.views.sheet import Sheet


class DeskCounts(NamedTuple):
    """How much is on a team's desk, and the first day on which something is due."""

    in_force: int
    decides: int
    due: int
    first: date | None


def desk(page: Page, view: View) -> Sheet:
    """Return the list of teams."""
    parts = Parts(Place(view, page.url))
    texts = parts.texts
    shape = DeskPage(
        title=texts["view.desk.title"],
        purpose=texts["view.desk.purpose"],
        teams=tuple(_team(card, parts) for card in _active(published_cards(view, "team"), view)),
        calendar_href=parts.place.to("calendar.ics"),
        feed_href=parts.place.to("feed.xml"),
        breadcrumbs=breadcrumbs(parts),
    )
    return Sheet(shape, shape.title, ("desk.html",), shape.purpose)


def desk_links(cards: Iterable[Card], parts: Parts) -> Iterator[DeskLink]:
    """Yield the desks of the teams among documents, those apart that are no longer there."""
    for card in _active(cards, parts.view):
        yield _link(card, parts)


def _active(cards: Iterable[Card], view: View) -> Iterator[Card]:
    return (card for card in cards if card.kind == "team" and not is_closed(view, card))


def _link(card: Card, parts: Parts) -> DeskLink:
    return DeskLink(card.id, card.title, parts.place.to_card(card))


def _team(card: Card, parts: Parts) -> DeskTeam:
    texts, record = parts.texts, parts.view.record(Team, card.id)
    counts = parts.view.call(desk_counts, card.id)
    told = (
        ("desk.in-force", counts.in_force),
        ("desk.decides", counts.decides),
        ("desk.owes", counts.due),
    )
    first = counts.first
    return DeskTeam(
        desk=_link(card, parts),
        summary=worded(parts.view, card.summary),
        roles=tuple(parts.party(f"{card.id}.{role}") for role in (record.roles if record else ())),
        counts=tuple(texts.count(key, number) for key, number in told if number),
        next_due=Day(texts.date(first), first.isoformat(), due=True) if first else None,
        calendar_href=parts.place.to(f"{card.url.removesuffix('.html')}.ics"),
    )


def desk_counts(view: View, team: str) -> DeskCounts:
    """Count what is on a team's desk."""
    due = view.call(agenda_of, team)
    links: tuple[Backlink, ...] = view.ask("backlinks", f"team:{team}")
    held = {link.source for link in links if link.field == "approver"}
    rights = [card for source in held if (card := view.card(source)) and card.kind == "right"]
    agreements = [
        card
        for card in naming(view, team)
        if card.kind == "agreement" and team in card.parties and is_in_force(card.status)
    ]
    return DeskCounts(
        in_force=len(agreements),
        decides=sum(published(view, card) and not is_closed(view, card) for card in rights),
        due=len(due),
        first=due[0].what.day if due else None,
    )
