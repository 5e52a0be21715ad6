"""A debrief's facts: who was heard, what was learnt, and what is done about it."""

from collections.abc import Iterator

from playbook.kinds.common.statuses import STILL_OPEN
from playbook.kinds.debrief import Debrief, Improvement, Lesson
from playbook.model.entry import Entry
from playbook.rendering.parts import Parts, cell, given
from playbook.rendering.shapes import Grid, GridRow, Panel, Value


def panels(entry: Entry[Debrief], parts: Parts) -> Iterator[Panel]:
    """Yield the facts of a debrief."""
    record = entry.record
    facts = (
        *parts.fact("about", *parts.documents(record.about)),
        *parts.fact("held", parts.day(record.held)),
        *parts.fact("facilitator", *parts.parties(given(record.facilitator))),
    )
    yield from parts.facts(facts)
    if record.lessons:
        yield _lessons(record, parts)
        if record.improvements:
            yield _improvements(record, parts)
    if record.input or record.absent:
        yield _heard(record, parts)


def _lessons(record: Debrief, parts: Parts) -> Grid:
    rows = tuple(
        GridRow((cell(parts.words(lesson.lesson)), cell(parts.words(_so(lesson, parts)))), slug)
        for slug, lesson in record.lessons.items()
    )
    columns = (parts.column("lesson"), parts.column("consequence"))
    return Grid("lessons", parts.texts["panel.lessons"], columns, rows)


def _so(lesson: Lesson, parts: Parts) -> str:
    if lesson.improvements:
        return parts.texts.count("count.improvements", len(lesson.improvements))
    return parts.texts["status.keep"] if lesson.keep else ""


def _improvements(record: Debrief, parts: Parts) -> Grid:
    rows = tuple(
        GridRow(
            (
                cell(parts.words(item.do), _why(item, lesson, parts)),
                cell(*parts.parties(given(item.owner))),
                cell(parts.day(item.due, due=item.status in STILL_OPEN)),
                cell(parts.badges(item.status)),
                cell(*parts.documents(given(item.evidence))),
            ),
            mark=item.status,
        )
        for lesson in record.lessons.values()
        for item in lesson.improvements
    )
    names = ("improvement", "owner", "due", "status", "evidence")
    columns = tuple(parts.column(name) for name in names)
    return Grid("improvements", parts.texts["panel.improvements"], columns, rows)


def _why(item: Improvement, lesson: Lesson, parts: Parts) -> Value:
    """Return what sort of improvement it is, and the lesson that it follows from."""
    texts = parts.texts
    sort = f"{texts[f'word.type.{item.type}']} ·" if item.type else ""
    return (*parts.words(sort), *parts.words(f"{texts['lessons.because']} {lesson.lesson}"))


def _heard(record: Debrief, parts: Parts) -> Grid:
    absent = parts.texts["word.absent"]
    rows = (
        *(
            GridRow((cell((parts.party(party),)), cell(parts.words(how))))
            for party, how in record.input.items()
        ),
        *(
            GridRow(
                (cell((parts.party(party),)), cell(parts.words(f"{absent}: {why}"))), mark="absent"
            )
            for party, why in record.absent.items()
        ),
    )
    columns = (parts.column("party"), parts.column("input"))
    return Grid("input", parts.texts["panel.input"], columns, rows)
