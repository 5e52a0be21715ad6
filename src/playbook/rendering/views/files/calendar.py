"""`calendar.ics`, and one for each team: what is due, and what happens again and again."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from playbook.kinds.common.resolving import worded
from playbook.model.entry import Card
from playbook.model.page import Page
from playbook.model.text import digest
from playbook.model.view import View
from playbook.rendering.agenda import Due, Repetition, agenda, agenda_of, repetitions
from playbook.rendering.calendar_file import Event, calendar_file, recurrence
from playbook.rendering.hrefs import relative
from playbook.rendering.strings import Texts, strings

_DAYS_OF_WEEK = 7
_SHORT = 3
_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def calendar(page: Page, view: View) -> str:
    """Return the calendar of the team whose document the page is made of, or that of all."""
    texts = strings(view)
    team = view.at_path(page.source) if page.source else None
    site = str(view.setting("site_name") or "")
    name = texts("calendar.of-team", site=site, team=team.title) if team else site
    due = view.call(agenda_of, team.id) if team else agenda(view)
    again = repetitions(view, team.id if team else "")
    root = str(view.setting("site_url") or "").rstrip("/")
    events = _Events(view, texts, root, str(view.setting("site_url") or site))
    return calendar_file(name, [*map(events.due, due), *events.again(again)])


def due_title(due: Due, texts: Texts) -> str:
    """Return what is due in words: `Review: Weekend cover`."""
    words = due.what.words or due.card.title
    return texts("calendar.event", what=texts[f"due.{due.what.sort}"], words=words)


class _Events(NamedTuple):
    """Makes the events of one calendar.

    `root` is the address of the site, "" if nobody knows it, and `site` tells it from other sites.
    """

    view: View
    texts: Texts
    root: str
    site: str

    def due(self, due: Due) -> Event:
        """Return something that is due as an event."""
        what, card = due.what, due.card
        return Event(
            identifier=self._identifier(card, what.sort, what.name),
            day=what.day,
            stamp=what.since,
            title=due_title(due, self.texts),
            description=card.title if what.words else worded(self.view, card.summary),
            category=self.texts[f"due.{what.sort}"],
            url=self._url(card, what.item),
        )

    def again(self, found: Iterable[tuple[Repetition, Card]]) -> Iterator[Event]:
        """Yield what happens again and again as events."""
        texts = self.texts
        for held, card in found:
            weekday = weekday_of(held.weekday, texts)
            day, rule = recurrence(held.start, held.months, held.days, weekday)
            summary = worded(self.view, card.summary)
            where = texts("word.in", channel=held.channel) if held.channel else ""
            yield Event(
                identifier=self._identifier(card, "cadence", ""),
                day=day,
                stamp=held.start,
                title=held.words,
                description="\n".join(filter(None, (card.title, where, summary))),
                category=texts["due.cadence"],
                url=self._url(card, ""),
                rule=rule,
            )

    def _identifier(self, card: Card, sort: str, name: str) -> str:
        """Return what tells an event from all others for good: it does not hold its day."""
        return f"{digest(f'{self.site} {card.address} {sort} {name}')}@playbook"

    def _url(self, card: Card, item: str) -> str:
        return f"{self.root}/{relative('', card.url, item)}" if self.root else ""


def weekday_of(words: str, texts: Texts) -> int | None:
    """Return which day of the week an author wrote, in English or in the site's language."""
    written = words.strip().casefold()
    for number in range(_DAYS_OF_WEEK):
        for name in (_ENGLISH[number], texts[f"weekday.{number + 1}"].casefold()):
            if written in {name, name[:_SHORT], f"{name}s"}:
                return number
    return None
