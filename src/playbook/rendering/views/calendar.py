"""`calendar.ics`, and one for each team: what is due, and what happens again and again."""

from collections.abc import Iterator

from playbook.kinds.finding import worded
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
    due = agenda_of(view, team.id) if team else agenda(view)
    again = repetitions(view, team.id if team else "")
    events = [*(_due(held, view) for held in due), *_again(again, view)]
    return calendar_file(name, events)


def due_title(due: Due, texts: Texts) -> str:
    """Return what is due in words: `Review: Weekend cover`."""
    words = due.what.words or due.card.title
    return texts("calendar.event", what=texts[f"due.{due.what.sort}"], words=words)


def _due(due: Due, view: View) -> Event:
    texts, what, card = strings(view), due.what, due.card
    return Event(
        identifier=_identifier(view, card, what.sort, what.name),
        day=what.day,
        stamp=what.since,
        title=due_title(due, texts),
        description=card.title if what.words else worded(view, card.summary),
        category=texts[f"due.{what.sort}"],
        url=_url(view, card, what.item),
    )


def _again(found: tuple[tuple[Repetition, Card], ...], view: View) -> Iterator[Event]:
    texts = strings(view)
    for held, card in found:
        weekday = weekday_of(held.weekday, texts)
        day, rule = recurrence(held.start, held.months, held.days, weekday)
        summary = worded(view, card.summary)
        where = texts("word.in", channel=held.channel) if held.channel else ""
        yield Event(
            identifier=_identifier(view, card, "cadence", ""),
            day=day,
            stamp=held.start,
            title=held.words,
            description="\n".join(filter(None, (card.title, where, summary))),
            category=texts["due.cadence"],
            url=_url(view, card, ""),
            rule=rule,
        )


def weekday_of(words: str, texts: Texts) -> int | None:
    """Return which day of the week an author wrote, in English or in the site's language."""
    written = words.strip().casefold()
    for number in range(_DAYS_OF_WEEK):
        for name in (_ENGLISH[number], texts[f"weekday.{number + 1}"].casefold()):
            if written in {name, name[:_SHORT], f"{name}s"}:
                return number
    return None


def _identifier(view: View, card: Card, sort: str, name: str) -> str:
    """Return what tells an event from all others for good: it does not hold its day."""
    site = str(view.setting("site_url") or view.setting("site_name") or "")
    return f"{digest(f'{site} {card.address} {sort} {name}')}@playbook"


def _url(view: View, card: Card, item: str) -> str:
    root = str(view.setting("site_url") or "").rstrip("/")
    return f"{root}/{relative('', card.url, item)}" if root else ""
