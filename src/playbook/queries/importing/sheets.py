"""Tables in CSV, whatever parts their columns."""

from collections.abc import Iterator

from playbook.model.csv_text import csv_rows
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
    for line, cells in csv_rows(given.text, parted_by(given.text)):
        if cells is None:
            hint = "is a quotation mark never closed, or a field very long?"
            raise CannotImport(Note(given.path, line, "the line cannot be read", hint))
        yield line, [" ".join(cell.split()) for cell in cells]
