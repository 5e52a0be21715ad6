"""More readings for a metric: where it keeps them, else in a new file beside it."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from playbook.engine.authoring.fixing import mended
from playbook.engine.authoring.importing import read_text
from playbook.engine.files.writing import Writing
from playbook.engine.runs.project import Project
from playbook.kinds.common.readings import Reading, read_csv
from playbook.kinds.common.written import setting
from playbook.kinds.metric import Metric
from playbook.model.diagnostic import Diagnostic, Edit, Severity
from playbook.model.entry import Entry
from playbook.queries.importing.foreign import CannotImport, Note
from playbook.queries.importing.readings import (
    in_front_matter,
    new_readings,
    with_lines,
)
from playbook.reading.source.decode import decode

_BESIDE = re.compile(r"[\w-][\w. -]*\.csv")


def add_readings(
    project: Project, entry: Entry[Metric], file: Path, today: date
) -> tuple[Writing, tuple[Note, ...]]:
    """Return what is to be written for a metric to have the readings of a table too, and notes.

    Raises `CannotImport` where something in the table, or in what the metric has, is wrong.
    """
    given = read_text(file)
    position = entry.source.position
    _refuse(entry.path, [(position(p.span.start).line, p) for p in entry.problems])
    name = entry.record.readings_file
    path = f"{entry.path.rpartition('/')[0]}/{name or f'{entry.id}.csv'}"
    data = project.read(path)
    if name and not _BESIDE.fullmatch(name):
        message = f"its readings are to be in “{name}”, which is no file beside it"
        raise CannotImport(Note(entry.path, 1, message, f"write `readings: {entry.id}.csv`"))
    if data is not None and not name and not entry.record.own_readings:
        message = f"{path} exists already, and the metric does not name it"
        hint = f"write `readings: {entry.id}.csv` in it, or rename that file"
        raise CannotImport(Note(entry.path, 1, message, hint))
    held = _held(path, data) if name else entry.record.own_readings
    new, notes = new_readings(given, held, today)
    writing = Writing(origins={entry.path: (given.path, 1)})
    if not new:
        return writing, notes
    if entry.record.own_readings:
        _mend(project, entry, in_front_matter(entry, new), writing)
        return writing, notes
    after = _with_readings(path, data or b"", new)
    if data is None:
        writing.made[path] = after
    else:
        writing.changed[path] = (data, after)
    if not name:
        _mend(project, entry, setting(entry, "readings", f"{entry.id}.csv"), writing)
    return writing, notes


def _held(path: str, data: bytes | None) -> tuple[Reading, ...]:
    """Return the readings of the file that a metric names."""
    source, problems = decode(path, data or b"")
    readings, more = read_csv(source)
    lines = [(source.position(p.span.start).line, p) for p in (*problems, *more)]
    _refuse(path, lines if source.text.strip() else [])
    return readings


def _with_readings(path: str, data: bytes, new: Sequence[Reading]) -> bytes:
    raw = data.decode()
    line_end = "\r\n" if "\r\n" in raw else "\n"
    mark, text = raw[: raw.startswith("\ufeff")], raw.removeprefix("\ufeff")
    try:
        return (mark + with_lines(text, new, line_end)).encode()
    except ValueError as error:
        message = "the file has no column for notes"
        hint = "add `,note` to its first line, or leave the notes out"
        raise CannotImport(Note(path, 1, message, hint)) from error


def _mend(project: Project, entry: Entry[Metric], edit: Edit, writing: Writing) -> None:
    before = project.read(entry.path) or b""
    writing.changed[entry.path] = (before, mended(entry.path, before, [edit]))


def _refuse(path: str, problems: Sequence[tuple[int, Diagnostic]]) -> None:
    notes = [
        Note(path, line, f"{p.message}; mend that first", p.hint)
        for line, p in problems
        if p.severity is Severity.ERROR
    ]
    if notes:
        raise CannotImport(*notes)
