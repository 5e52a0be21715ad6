"""Tables for spreadsheets. The names of columns are for programs: the same in every language."""

from collections.abc import Iterable, Iterator
from datetime import date

from playbook.kinds.common.faces import face, faces
from playbook.kinds.common.publication import published_cards
from playbook.kinds.common.resolving import find
from playbook.kinds.computed.ledger_table import COLUMNS as LEDGER
from playbook.kinds.computed.ledger_table import ledger_rows
from playbook.kinds.debrief import Debrief, Improvement
from playbook.kinds.metric import Metric, readings
from playbook.model.address import Address, team_of
from playbook.model.csv_text import Row, csv_text
from playbook.model.view import View
from playbook.queries.export.glossary import Concept, concepts

IMPROVEMENTS = (
    *("debrief", "debrief_title", "held", "lesson", "lesson_text", "improvement", "type"),
    *("owner", "owner_title", "due", "status", "evidence", "evidence_title"),
)
READINGS = ("metric", "metric_title", "date", "value", "unit", "note")
GLOSSARY = (
    *("term", "title", "status", "definition", "aliases", "avoid", "senses", "agreed"),
    *("broader", "related"),
)
_BETWEEN = "; "


def ledger(view: View) -> str:
    """Return what each party gave and gained, as the site has it in `ledger.csv`."""
    return csv_text(LEDGER, ledger_rows(view))


def improvements(view: View) -> str:
    """Return what is done because of each lesson; a lesson without an improvement has a row too."""
    return csv_text(IMPROVEMENTS, _improvements(view))


def _improvements(view: View) -> Iterator[Row]:
    for held in faces(view, "debrief"):
        record = view.record(Debrief, held.id)
        for slug, lesson in record.lessons.items() if record else ():
            about = (held.id, held.title, _day(record.held if record else None))
            for item in lesson.improvements or (None,):
                yield (*about, slug, lesson.lesson, *_improvement(item, view))


def _improvement(item: Improvement | None, view: View) -> Row:
    if item is None:
        return ("",) * 8
    team = face(view, f"team:{team_of(item.owner)}") if item.owner else None
    proof = find(view, Address.parse(item.evidence)) if item.evidence else None
    shown = face(view, proof.address) if proof else None
    return (
        item.do,
        item.type,
        item.owner,
        team.title if team else "",
        _day(item.due),
        item.status,
        item.evidence,
        shown.title if shown else "",
    )


def measured(view: View) -> str:
    """Return the readings of all metrics, by metric and date, those out of files too."""
    return csv_text(READINGS, _readings(view))


def _readings(view: View) -> Iterator[Row]:
    for card in published_cards(view, "metric"):
        record = view.record(Metric, card.id)
        for one in readings(view, record, card.path) if record else ():
            day = one.date.isoformat()
            yield card.id, card.title, day, one.value, record.unit if record else "", one.note


def glossary(view: View) -> str:
    """Return the terms, each with its labels and what it means."""
    return csv_text(GLOSSARY, map(_term, concepts(view)))


def _term(concept: Concept) -> Row:
    return (
        concept.id,
        concept.label,
        concept.status,
        concept.definition,
        _listed(concept.aliases),
        _listed(concept.avoid),
        _listed(f"{sense.title}: {sense.words}" for sense in concept.senses),
        _listed(sense.team for sense in concept.senses if sense.counts),
        _listed(concept.broader),
        _listed(concept.related),
    )


def _listed(words: Iterable[str]) -> str:
    return _BETWEEN.join(words)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
