"""Tables in CSV, whatever parts their columns."""

import csv
from collections.abc import Iterator

from playbook.model.text import Source
from playbook.queries.importing.foreign import CannotImport, Note

_PARTS = (";", "\t")


def parted_by(text: str) -> str:
    """Return what parts the columns of a table: a comma, or what spreadsheets take instead."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    return next((sign for sign in _PARTS if sign in first and "," not in first), ",")


def rows(given: Source) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not empty, each with the number of its line, cells stripped.

    Raises `CannotImport` at a line that cannot be read.
    """
    lines = given.text.splitlines(keepends=True)
    reader = csv.reader(lines, delimiter=parted_by(given.text), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            hint = "is a quotation mark never closed, or a field very long?"
            note = Note(given.path, line, "the line cannot be read", hint)
            raise CannotImport(note) from error
        if any(cell.strip() for cell in cells):
            yield line, [" ".join(cell.split()) for cell in cells]
