"""The readings of a metric, and the table beside it that may hold them."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from pydantic import Field, ValidationError

from playbook.model.csv_text import csv_rows
from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.fields import Date, Number, Text, optional
from playbook.model.meant.field_synonyms import field_meant
from playbook.model.record import Part
from playbook.model.text import Source, Span

COLUMNS: Final = ("date", "value", "note")
"""The columns of a file of readings; the note may be left out."""

_HEAD: Final = ",".join(COLUMNS)
_OTHER_MARKS: Final = (";", "\t", "|")
_SUMS: Final = frozenset("average mean median total sum minimum maximum min max".split())
_NOTHING: Final = re.compile(r"n/?a|none|null|unknown|tb[cd]|[-–—?.]+", re.IGNORECASE)
_DIGITS: Final = re.compile(r"\d{1,2}")
_WHOLE: Final = re.compile(r"[-+]?\d+")
_TAKE_OUT: Final = "write it, or take the line out"


class Reading(Part):
    """One measurement."""

    date: Date = Field(description="The day of the reading.")
    value: Number = Field(description="The value, in the metric's unit.", examples=[44])
    note: Text = optional("", "What one should know about it.")


class _Row(NamedTuple):
    """A row of a file: the number of its line, and its cells."""

    line: int
    cells: list[str]


def read_csv(source: Source) -> tuple[tuple[Reading, ...], tuple[Diagnostic, ...]]:
    """Read a file of readings: a line with the names of the columns, then one line a reading.

    What is wrong is reported where it stands, as `metric/bad-reading`, and left out; so is the
    second of two readings on one date. Empty lines do not count.
    """
    found, problems = read_lines(source)
    return tuple(reading for _, reading in found), problems


def read_lines(
    source: Source,
) -> tuple[tuple[tuple[int, Reading], ...], tuple[Diagnostic, ...]]:
    """Read a file as `read_csv` does, each reading with the number of its line."""
    readings: dict[object, tuple[int, Reading]] = {}
    problems: list[Diagnostic] = []
    rows = csv_rows(source.text)
    first, header = next(rows, (1, list(COLUMNS)))
    columns = _filled(header or ())
    names = [column.casefold() for column in columns]
    if wrong := _wrong_columns(columns):
        problems.append(_problem(source.line_span(first), *wrong))
        return (), tuple(problems)
    for line, cells in rows:
        if cells is None:
            hint = "is a quotation mark never closed, or a field very long?"
            problems.append(_problem(source.line_span(line), "the line cannot be read", hint))
            continue
        row = _Row(line, cells)
        held = {name: cell for name, cell in zip(names, cells, strict=False) if cell.strip()}
        if wrong := _wrong_cells(row, names, held):
            problems.append(_problem(source.line_span(line), *wrong))
            continue
        try:
            reading = Reading.model_validate(held)
        except ValidationError as error:
            problems += _wrong_values(error, row, names, source)
            continue
        if reading.date in readings:
            message = f"there is an earlier reading for {reading.date}"
            span = _cell(source, row, names.index("date"))
            problems.append(_problem(span, message, "keep one of the two"))
            continue
        readings[reading.date] = (line, reading)
    return tuple(readings.values()), tuple(problems)


def _filled(cells: Sequence[str]) -> list[str]:
    """Return cells without the empty ones at the end, which spreadsheets write."""
    filled = [cell.strip() for cell in cells]
    while filled and not filled[-1]:
        filled.pop()
    return filled


def _wrong_columns(columns: Sequence[str]) -> tuple[str, str] | None:
    """Return what is wrong with the names of the columns, and how to mend it; None if nothing."""
    names = [column.casefold() for column in columns]
    hint = f"the first line is {_HEAD}"
    for mark in _OTHER_MARKS if len(columns) == 1 else ():
        if mark in columns[0]:
            shown = "tabs" if mark == "\t" else f"“{mark}”"
            return (
                f"the columns are parted by {shown}",
                "save the table as CSV with commas between the columns",
            )
    for number, (column, name) in enumerate(zip(columns, names, strict=True), 1):
        if not name:
            return f"column {number} has no name", hint
        if name not in COLUMNS:
            from playbook.model.meant.days import day_meant  # noqa: PLC0415 - most documents need none

            if day_meant(column):
                hint = f"write a line {_HEAD} above this one"
            elif meant := field_meant(name, COLUMNS, names):
                hint = f"call it “{meant}”: {hint}"
            return f"readings have no column “{column}”", hint
        if names.count(name) > 1:
            return f"two columns are called “{name}”", hint
    missing = [name for name in COLUMNS[:2] if name not in names]
    return (f"there is no column “{missing[0]}”", hint) if missing else None


def _wrong_cells(row: _Row, names: list[str], held: dict[str, str]) -> tuple[str, str] | None:
    """Return what is wrong with the cells of a row, and how to mend it; None if nothing is.

    A comma in a number makes two cells of it, of which the second is taken for the note.
    """
    behind = names.index("value") + 1
    number, rest = row.cells[behind - 1 : behind], row.cells[behind : behind + 1]
    parted = number and rest and _WHOLE.fullmatch(number[0]) and _DIGITS.fullmatch(rest[0])
    meant = f"write {number[0]}.{rest[0]} if the comma is that of a number" if parted else ""
    if len(_filled(row.cells)) > len(names):
        hint = meant or "put a note that has a comma between quotation marks"
        return "the line has too many columns", hint
    if meant and names[behind : behind + 1] == ["note"]:
        return f"the note is the number {held['note']}", f"{meant}; else say in words what it is"
    return None


def _wrong_values(
    error: ValidationError, row: _Row, names: list[str], source: Source
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the values of a row, each at its cell."""
    from playbook.model.meant.amounts import number_meant  # noqa: PLC0415 - most documents need none
    from playbook.model.meant.days import day_meant  # noqa: PLC0415 - most documents need none

    for detail in error.errors(include_url=False):
        column = str(detail["loc"][0])
        written = str(detail["input"]).strip()
        if detail["type"] == "missing":
            message = f"the reading has no {column}"
            yield _problem(source.line_span(row.line), message, _TAKE_OUT)
            continue
        message, hint = (
            f"`{column}` {detail['msg']}",
            _TAKE_OUT if _NOTHING.fullmatch(written) else "",
        )
        if detail["type"].startswith("date_from"):
            message = f"`{column}` expects a date that exists, such as 2026-03-09"
        if written.casefold() in _SUMS:
            hint = "take the line out: it is no reading"
        find = {"date": day_meant, "value": number_meant}.get(column)
        if not hint and find and (meant := find(written)):
            hint = f"write {meant}"
        yield _problem(_cell(source, row, names.index(column)), message, hint)


def _cell(source: Source, row: _Row, number: int) -> Span:
    """Return where a cell stands; the whole line where quotation marks hide where cells end."""
    text = source.line(row.line)
    cells = text.split(",")
    if '"' in text or number >= len(cells) or not cells[number].strip():
        return source.line_span(row.line)
    before = sum(len(cell) + 1 for cell in cells[:number])
    start = source.line_start(row.line) + before + len(cells[number]) - len(cells[number].lstrip())
    return source.span(start, start + len(cells[number].strip()))


def _problem(span: Span, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic("metric/bad-reading", Severity.ERROR, span, message, hint)
