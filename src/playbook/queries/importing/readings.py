"""Readings from a table → readings of a metric, wherever it keeps them."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from playbook.kinds.common.readings import COLUMNS, Reading, read_lines
from playbook.kinds.metric import Metric
from playbook.model.csv_text import csv_lines, csv_rows
from playbook.model.diagnostic import Diagnostic, Edit
from playbook.model.entry import Entry
from playbook.model.text import Source
from playbook.queries.importing.foreign import CannotImport, Note
from playbook.queries.importing.spreadsheet import as_read
from playbook.queries.importing.wording import flow, number

_BLOCK_ITEM = re.compile(r"[ \t]*- +")


def new_readings(
    given: Source, held: Iterable[Reading], today: date
) -> tuple[tuple[Reading, ...], tuple[Note, ...]]:
    """Return the readings of a table that are not among those that a metric has, and notes.

    A reading that is there already is left out and told. Raises `CannotImport` with every line that
    is wrong: no date, no number, a day that is yet to come, another value for a day that has one.
    """
    table, read_so = as_read(given)
    found, problems = read_lines(table)
    notes = [_of_finding(given, problem) for problem in problems]
    there = {reading.date: reading for reading in held}
    new: list[Reading] = []
    same: list[Note] = []
    for line, reading in found:
        known = there.get(reading.date)
        if reading.date > today:
            message = f"the reading of {reading.date} is of a day that is yet to come"
            notes.append(Note(given.path, line, message, "mend its date"))
        elif known is None:
            new.append(reading)
        elif (known.value, known.note) == (reading.value, reading.note):
            message = f"the reading of {reading.date} is there already, and was left out"
            same.append(Note(given.path, line, message))
        else:
            values = f"{number(known.value)} there, {number(reading.value)} here"
            if known.value == reading.value:
                values = "its note is another one"
            message = f"the metric has another reading of {reading.date}: {values}"
            notes.append(Note(given.path, line, message, "keep one of the two"))
    if notes:
        raise CannotImport(*sorted(notes, key=lambda note: note.line))
    if not found:
        raise CannotImport(Note(given.path, 1, "no reading stands here", f"write {_HEADER}"))
    return tuple(new), (*read_so, *same)


_HEADER = f"a first line {','.join(COLUMNS)} and one line a reading"


def with_lines(text: str, readings: Iterable[Reading], line_end: str) -> str:
    """Return the text of a file of readings with more of them, in its own columns.

    Raises `ValueError` where one has a note, and the file no column for it.
    """
    readings = tuple(readings)
    rows: list[Sequence[str]] = []
    if text.strip():
        names = _columns(text)
        text = text if text.endswith("\n") else f"{text}{line_end}"
    else:
        text = ""
        names = COLUMNS if any(reading.note for reading in readings) else COLUMNS[:2]
        rows.append(names)
    if "note" not in names and any(reading.note for reading in readings):
        raise ValueError("note")
    for reading in readings:
        cells = (reading.date.isoformat(), number(reading.value), reading.note)
        held = dict(zip(COLUMNS, cells, strict=True))
        rows.append([held.get(name, "") for name in names])
    return text + csv_lines(rows, line_end)


def in_front_matter(entry: Entry[Metric], readings: Iterable[Reading]) -> Edit:
    """Return the edit that adds readings behind the last one that stands in a metric."""
    last = len(entry.record.own_readings) - 1
    text = entry.source.text
    span = entry.at("readings", last)
    items = [flow(_fields(reading)) for reading in readings]
    start = text.rfind("\n", 0, span.start) + 1
    block = _BLOCK_ITEM.match(text, start, span.start)
    if not block or block.end() != span.start:
        at = entry.source.span(span.end, span.end)
        return Edit(at, "".join(f", {item}" for item in items))
    end = text.find("\n", span.end)
    return Edit(entry.source.span(end, end), "".join(f"\n{block[0]}{item}" for item in items))


def _fields(reading: Reading) -> dict[str, str | float]:
    note = {"note": reading.note} if reading.note else {}
    return {"date": reading.date.isoformat(), "value": reading.value, **note}


def _columns(text: str) -> Sequence[str]:
    head = next((cells for _, cells in csv_rows(text) if cells), list(COLUMNS))
    return [cell.strip().casefold() for cell in head]


def _of_finding(given: Source, problem: Diagnostic) -> Note:
    line = given.position(problem.span.start).line
    return Note(given.path, line, problem.message, problem.hint)
