"""What was learnt, and whether anybody acted on it: one board of all debriefs."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from playbook.kinds.common.publication import published_cards
from playbook.kinds.common.statuses import STILL_OPEN
from playbook.kinds.debrief import Debrief
from playbook.model.address import team_of
from playbook.model.entry import Card
from playbook.model.page import Page
from playbook.model.view import View
from playbook.rendering.parts import Parts
from playbook.rendering.place import Place
from playbook.rendering.shapes import (
    Choice,
    Day,
    ImprovementGroup,
    ImprovementView,
    LessonsPage,
    LessonView,
    Link,
)
from playbook.rendering.slugs import slugs_of
from playbook.rendering.views.document import breadcrumbs
from playbook.rendering.views.sheet import Sheet

_GROUPS = (("open", ("open", "doing")), ("done", ("done",)), ("dropped", ("dropped",)))
_FAR_OFF = date.max

_Topics = Mapping[str, str]
"""The slug of each tag, as `_folded` has it."""


class LearntItem(NamedTuple):
    """An improvement as the board shows it."""

    words: str
    sort: str
    owner: str
    due: date | None
    status: str
    evidence: str


class Learnt(NamedTuple):
    """A lesson as the board shows it."""

    slug: str
    words: str
    keep: bool
    items: tuple[LearntItem, ...]


class DebriefPart(NamedTuple):
    """What the board shows of one debrief; an edit that changes none of it renders no board."""

    held: date | None
    about: tuple[str, ...]
    heard: tuple[str, ...]
    lessons: tuple[Learnt, ...]


def lessons(page: Page, view: View) -> Sheet:
    """Return the board."""
    parts = Parts(Place(view, page.url))
    texts = parts.texts
    cards = published_cards(view, "debrief")
    pairs = [(card, part) for card in cards if (part := view.call(debrief_part, card.id))]
    pairs.sort(key=lambda pair: pair[1].held or date.min, reverse=True)
    tags = {_folded(tag): tag for card, _ in pairs for tag in card.tags}
    topics = dict(zip(sorted(tags), slugs_of(sorted(tags), "topic"), strict=True))
    teams = sorted({team for _, part in pairs for team in _teams(part)})
    shape = LessonsPage(
        title=texts["view.lessons.title"],
        purpose=texts["view.lessons.purpose"],
        topics=tuple(Choice(slug, tags[tag]) for tag, slug in topics.items()),
        parties=tuple(Choice(team, parts.party(team).text) for team in teams),
        groups=tuple(_groups(pairs, topics, parts)),
        lessons=tuple(_lessons(pairs, topics, parts)),
        as_of=texts.date(view.as_of) if view.as_of else "",
        breadcrumbs=breadcrumbs(parts),
    )
    return Sheet(shape, shape.title, ("lessons.html",), shape.purpose)


def debrief_part(view: View, identifier: str) -> DebriefPart | None:
    """Return what the board shows of a debrief."""
    record = view.record(Debrief, identifier)
    if record is None:
        return None
    return DebriefPart(
        record.held,
        record.about,
        tuple(dict.fromkeys(team_of(party) for party in record.input)),
        tuple(
            Learnt(
                slug,
                lesson.lesson,
                lesson.keep,
                tuple(
                    LearntItem(
                        item.do,
                        item.type or "",
                        item.owner or "",
                        item.due,
                        item.status,
                        item.evidence or "",
                    )
                    for item in lesson.improvements
                ),
            )
            for slug, lesson in record.lessons.items()
        ),
    )


def _teams(part: DebriefPart) -> Iterator[str]:
    yield from part.heard
    for lesson in part.lessons:
        yield from _owners(lesson.items)


def _owners(items: Iterable[LearntItem]) -> Iterator[str]:
    return (team_of(item.owner) for item in items if item.owner)


def _folded(tag: str) -> str:
    """Return a tag as it is however its letters and spaces are written."""
    return "-".join(tag.casefold().split())


def _topics(card: Card, topics: _Topics) -> str:
    return " ".join(topics[_folded(tag)] for tag in card.tags)


def _groups(
    pairs: list[tuple[Card, DebriefPart]], topics: _Topics, parts: Parts
) -> Iterator[ImprovementGroup]:
    for slug, statuses in _GROUPS:
        found = [
            (item, lesson, card)
            for card, part in pairs
            for lesson in part.lessons
            for item in lesson.items
            if item.status in statuses
        ]
        if slug == "open":
            found.sort(key=lambda held: held[0].due or _FAR_OFF)
        items = tuple(
            _improvement(item, lesson, card, _topics(card, topics), parts)
            for item, lesson, card in found
        )
        if items or slug != "dropped":
            yield ImprovementGroup(slug, parts.texts[f"lessons.{slug}"], items)


def _improvement(
    item: LearntItem, lesson: Learnt, card: Card, topics: str, parts: Parts
) -> ImprovementView:
    texts, is_open = parts.texts, item.status in STILL_OPEN
    due = Day(texts.date(item.due), item.due.isoformat(), due=is_open) if item.due else None
    evidence = ((parts.document(item.evidence),),) if item.evidence else ()
    return ImprovementView(
        words=item.words,
        status=parts.badge(item.status),
        owner=parts.party(item.owner) if item.owner else None,
        due=due,
        lesson=Link(lesson.words, parts.place.to_card(card, lesson.slug)),
        evidence=evidence,
        sort=texts[f"word.type.{item.sort}"] if item.sort else "",
        topics=topics,
        parties=team_of(item.owner),
    )


def _lessons(
    pairs: list[tuple[Card, DebriefPart]], topics: _Topics, parts: Parts
) -> Iterator[LessonView]:
    texts = parts.texts
    for card, part in pairs:
        held = Day(texts.date(part.held), part.held.isoformat()) if part.held else None
        for lesson in part.lessons:
            teams = dict.fromkeys((*part.heard, *_owners(lesson.items)))
            yield LessonView(
                link=Link(lesson.words, parts.place.to_card(card, lesson.slug)),
                debrief=card.title,
                held=held,
                so=_so(lesson, parts),
                about=tuple(parts.document(address) for address in part.about),
                teams=tuple(parts.party(team) for team in teams),
                tags=card.tags,
                topics=_topics(card, topics),
                parties=" ".join(teams),
            )


def _so(lesson: Learnt, parts: Parts) -> str:
    if not lesson.items:
        return parts.texts["status.keep"] if lesson.keep else parts.texts["lessons.no-action"]
    kept = [item for item in lesson.items if item.status != "dropped"]
    if not kept:
        return parts.texts["lessons.dropped"]
    done = sum(item.status == "done" for item in kept)
    return parts.texts("lessons.done-of", done=done, all=len(kept))
