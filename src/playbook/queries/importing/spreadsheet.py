"""A table of readings as a spreadsheet writes it → the same as it is read here.

Only what can mean one thing is written otherwise: `30.11.2026` is a day of November to everybody
who writes days so, `3/4/2026` may be in March or in April and stays, to be told as a mistake.
"""

import csv
import re
from collections.abc import Callable, Mapping
from typing import Final

from playbook.model.csv_text import csv_lines
from playbook.model.meant.days import day_meant
from playbook.model.text import Source
from playbook.queries.importing.foreign import Note
from playbook.queries.importing.sheets import parted_by

_NAMES: Final[Mapping[str, str]] = {
    "datum": "date",
    "wert": "value",
    "notiz": "note",
    "bemerkung": "note",
}
"""What the columns are called in German."""

_DAY: Final = re.compile(
    r"\d{1,2}\. ?\d{1,2}\. ?\d{4}|\d{1,2}[/-]\d{1,2}[/-]\d{4}|\d{4}[-./]\d{1,2}[-./]\d{1,2}"
    r"|\d{1,2}\.? [^\W\d]{3,12}\.? \d{4}"
)
_AS_READ: Final = re.compile(r"\d{4}-\d\d-\d\d")
_PER_CENT: Final = re.compile(r"([-+]?\d[\d.,]*)\s*%")
_COMMA: Final = re.compile(r"([-+]?\d+),(\d+)")
_SURE_COMMA: Final = re.compile(r"([-+]?\d+),(\d{1,2})")


def as_read(given: Source) -> tuple[Source, tuple[Note, ...]]:
    """Return a table with commas between its columns, and a note on how its days were read.

    A table whose columns are parted by semicolons or tabs has decimal commas; in any other only a
    comma with one or two digits behind it is one. The lines stay where they are.
    """
    part = parted_by(given.text)
    try:
        rows = list(csv.reader(given.text.splitlines(keepends=True), delimiter=part))
    except csv.Error:
        return given, ()
    head = next((row for row in rows if any(cell.strip() for cell in row)), [])
    names = [_NAMES.get(plain := cell.strip().casefold(), plain) for cell in head]
    ways = {"date": _day, "value": _value(_COMMA if part != "," else _SURE_COMMA)}
    plain_rows: list[list[str]] = []
    notes: list[Note] = []
    for line, row in enumerate(rows, 1):
        cells = [ways.get(name, str)(cell) for name, cell in zip(names, row, strict=False)]
        cells += row[len(cells) :]
        if row is head:
            cells = [_NAMES.get(cell.strip().casefold(), cell) for cell in row]
        elif not notes and (day := _changed(names, row, cells)):
            notes.append(Note(given.path, line, f"“{day[0]}” was read as {day[1]}"))
        plain_rows.append(cells)
    if part == "," and plain_rows == rows:
        return given, ()
    return Source.of(given.path, csv_lines(plain_rows, "\n")), tuple(notes)


def _changed(names: list[str], row: list[str], cells: list[str]) -> tuple[str, str] | None:
    """Return the day of a row as it was written and as it is read, if that is another way."""
    at = names.index("date") if "date" in names else len(row)
    pair = (row[at].strip(), cells[at]) if at < len(row) else ("", "")
    return pair if pair[0] != pair[1] else None


def _day(cell: str) -> str:
    written = cell.strip()
    if _AS_READ.fullmatch(written) or not _DAY.fullmatch(written):
        return cell
    meant = day_meant(written)
    return meant if _AS_READ.fullmatch(meant) else cell


def _value(comma: re.Pattern[str]) -> Callable[[str], str]:
    def read(cell: str) -> str:
        written = _PER_CENT.sub(r"\1", cell.strip().replace("\u00a0", " "))
        parted = comma.fullmatch(written)
        return f"{parted[1]}.{parted[2]}" if parted else written

    return read
