"""Makes the inline parts of a page: links to documents and parties, dates, amounts, statuses."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from playbook.kinds.common.faces import Face
from playbook.kinds.common.faces import face as face_of
from playbook.kinds.common.publication import is_over, published
from playbook.kinds.common.resolving import find, worded
from playbook.kinds.common.statuses import is_closed
from playbook.kinds.team import Team
from playbook.model.address import Address
from playbook.model.entry import Card
from playbook.model.keys import item_key
from playbook.model.view import View
from playbook.rendering.hrefs import print_url
from playbook.rendering.links import BROKEN, HIDDEN, KEPT, to_document, why_hidden
from playbook.rendering.place import Place
from playbook.rendering.shapes import (
    Amount,
    Badge,
    CardView,
    Cell,
    Column,
    Day,
    Fact,
    Facts,
    Inline,
    KindLabel,
    Link,
    Share,
    Value,
    Words,
)
from playbook.rendering.strings import Texts

FACTS = "facts"
"""The name of the panel with a document's facts."""

_TONES = {
    "good": "accepted achieved agreed approved done holding in-force met reviewed keep",
    "active": "active amend doing in-review running",
    "wait": "draft not-yet open planned proposed unclear",
    "bad": "abandoned broken missed not-met rejected stopped suspended withdrawn",
    "closed": "closed concluded deprecated dropped end ended expired retired revisited superseded",
}
_TONE = {status: tone for tone, names in _TONES.items() for status in names.split()}


class _RoleWords(NamedTuple):
    title: str
    holder: str


def role_words(view: View, team: str, role: str) -> _RoleWords | None:
    """Find what a role is called and who holds it; None if the team has no such role."""
    record = view.record(Team, team)
    held = record.roles.get(role) if record else None
    return _RoleWords(held.title, held.holder) if held else None


class _TeamWords(NamedTuple):
    title: str
    url: str


def team_words(view: View, team: str) -> _TeamWords | None:
    """Find what a team is called and where its page is ("" if hidden); None if there is no team.

    So much of a team stands on many pages; the first sentence of its text stands on few.
    """
    card = view.card(f"team:{team}")
    if card is None:
        return None
    return _TeamWords(card.title, card.url if published(view, card) else "")


@dataclass(frozen=True)
class Parts:
    """Makes inline parts for one page.

    `is_over`: what the page is about has come to its end, so no day of it is waited for.
    """

    place: Place
    is_over: bool = False

    @classmethod
    def of(cls, card: Card, place: Place) -> "Parts":
        """Return what makes the parts of a document's own page or chapter."""
        return cls(place, is_over(place.view, card))

    @cached_property
    def view(self) -> View:
        """The view of the page."""
        return self.place.view

    @cached_property
    def texts(self) -> Texts:
        """The texts of the interface."""
        return self.place.texts

    # ---- values ---------------------------------------------------------------------------------

    def words(self, text: str) -> Value:
        """Return plain text as a value; nothing for ""."""
        return (Words(text),) if text else ()

    def day(self, day: date | None, *, due: bool = False) -> Value:
        """Return a date as a value; nothing for None. `due`: it is waited for."""
        return (
            (Day(self.texts.date(day), day.isoformat(), due and not self.is_over),) if day else ()
        )

    def amount(self, number: float | None, unit: str = "") -> Value:
        """Return a number with its unit as a value; nothing for None."""
        if number is None:
            return ()
        return (Amount(self.quantity(number, unit), f"{number:.15g}", unit),)

    def reading(self, number: float | None, unit: str, day: date | None) -> Value:
        """Return a number and the day on which it was read: `43 min on 1 June 2026`."""
        on = (*self.words(self.texts["word.read"]), *self.day(day)) if day else ()
        return (*self.amount(number, unit), *on)

    def quantity(self, number: float, unit: str = "") -> str:
        """Return a number with its unit in words: `36,000 GBP/year`."""
        return self.texts.quantity(number, unit)

    def share(self, percent: float | None, mark: float = 0.0) -> Value:
        """Return a part of a hundred as a value, compared with `mark`; nothing for None."""
        if percent is None:
            return ()
        text = self.texts("share", n=self.texts.number(percent))
        return (Share(min(max(percent, 0.0), 100.0), text, mark),)

    def badge(self, status: str) -> Badge | None:
        """Return a status as a badge; None for ""."""
        if not status:
            return None
        return Badge(self.texts.name("status", status), status, _TONE.get(status, "plain"))

    def badges(self, status: str) -> Value:
        """Return a status as a value; nothing for ""."""
        badge = self.badge(status)
        return (badge,) if badge else ()

    # ---- links ----------------------------------------------------------------------------------

    def party(self, written: str) -> Link:
        """Return a link to a team, or to a role of it: `Finance director`, held by `@o.mbeki`."""
        address = Address.party(written)
        team = self.view.call(team_words, address.id)
        if team is None:
            return Link(written, "", BROKEN)
        if not team.url:
            return Link(written, "", HIDDEN, self._why_hidden(self.view.card(f"team:{address.id}")))
        role = self.view.call(role_words, address.id, address.item) if address.item else None
        if role:
            return Link(role.title, self.place.to(team.url, address.item), note=role.holder)
        text = team.title
        if address.item:
            text = self.texts("with-role", team=text, role=address.item)
        return Link(text, self.place.to(team.url))

    def parties(self, written: Iterable[str]) -> tuple[Value, ...]:
        """Return a link for each party, one below the other."""
        return tuple((self.party(party),) for party in written)

    def document(self, written: str, kind: str = "", *, status: bool = False) -> Link:
        """Return a link to a document or an item of it, by what an author wrote in a reference."""
        address = Address.parse(written, kind)
        card = find(self.view, address)
        if card is None:
            return Link(written, "", BROKEN)
        resolved = to_document(card, address.item, self.place)
        if not resolved.href:
            note = self._why_hidden(card) if resolved.state == HIDDEN else ""
            text = card.title if resolved.state == KEPT else written
            return Link(text, "", resolved.state, note)
        title: str = card.title
        if address.item:
            item: str | None = self.view.first("item", item_key(card.address, address.item))
            title = f"{title}: {item}" if item else title
        shown = card.status if status else ""
        note = self.texts.name("status", shown) if shown else ""
        return Link(title, resolved.href, note=note, status=shown)

    def _why_hidden(self, card: Card | None) -> str:
        return self.texts[why_hidden(self.view, card)]

    def documents(self, written: Iterable[str], kind: str = "") -> tuple[Value, ...]:
        """Return a link for each reference, one below the other."""
        return tuple((self.document(reference, kind),) for reference in written)

    def card(self, card: Card) -> Link:
        """Return a link to a document whose card is known and shown in this build."""
        return Link(card.title, self.place.to_card(card), status=card.status)

    def named(self, kind: str, written: str) -> Link:
        """Return a link to a document by its name alone, so that few edits change it."""
        address = Address.parse(written, kind)
        found = self.view.call(face_of, address.document)
        return self.face(found) if found else self.document(written, kind)

    def face(self, face: Face) -> Link:
        """Return a link to a document of which the face is known."""
        return Link(face.title, self.place.to(face.url), status=face.status)

    # ---- cards and labels -----------------------------------------------------------------------

    def kind(self, name: str) -> KindLabel:
        """Return a kind's labels and the address of its index."""
        kind = self.view.first("kind-named", name)
        plural: str = kind.plural if kind else f"{name}s"
        return KindLabel(
            name,
            self.texts.name("kind", name),
            self.texts.get(f"kinds.{name}") or self.texts.name("kinds", plural),
            self.place.to(f"{plural}/index.html"),
            self.texts.get(f"purpose.{name}") or (kind.purpose if kind else ""),
            self.place.to(print_url(plural)),
        )

    def card_view(self, card: Card, answer: str) -> CardView:
        """Return a document as it is shown in lists, with the line that answers a look-up."""
        due = () if is_closed(self.view, card) else self.day(card.review_due, due=True)
        return CardView(
            kind=self.kind(card.kind),
            title=card.title,
            href=self.place.to_card(card),
            status=self.badge(card.status),
            answer=answer,
            summary=worded(self.view, card.summary),
            parties=tuple(self.party(party) for party in card.parties),
            aliases=card.aliases,
            draft=card.draft,
            review_due=due[0] if due and isinstance(due[0], Day) else None,
        )

    # ---- facts and tables -----------------------------------------------------------------------

    def fact(self, name: str, *values: Iterable[Inline], label: str = "") -> tuple[Fact, ...]:
        """Return a fact, its label that of the field; nothing where all its values are empty."""
        kept = tuple([kept for value in values if value and (kept := tuple(value))])
        return (Fact(name, label or self.texts.name("field", name), kept),) if kept else ()

    def facts(self, facts: tuple[Fact, ...]) -> Iterator[Facts]:
        """Yield the panel of a document's facts, if it has any."""
        if facts:
            yield Facts(FACTS, self.texts["panel.facts"], facts)

    def column(self, name: str, *, numeric: bool = False) -> Column:
        """Return a column's head, its label from the catalogue."""
        return Column(self.texts.name("column", name), "end" if numeric else "start")

    def party_column(self, party: str) -> Column:
        """Return the head of a column of numbers of one party."""
        return Column(self.party(party).text, "end")


def cell(*values: Iterable[Inline]) -> Cell:
    """Return a cell with its values below each other, the empty ones left out."""
    return Cell(tuple([kept for value in values if value and (kept := tuple(value))]))


def given(value: str | None) -> tuple[str, ...]:
    """Return what an author may have left out as none or one."""
    return (value,) if value else ()
