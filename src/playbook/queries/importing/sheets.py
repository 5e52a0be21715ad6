"""Tables in CSV, whatever parts their columns."""

import re
from collections.abc import Iterator

from playbook.model.csv_text import csv_rows
from playbook.model.text import Source
from playbook.queries.importing.foreign import CannotImport, Note
from playbook.queries.importing.wording import one_line

_PARTS = (",", ";", "\t")
_QUOTED = re.compile(r'"[^"]*"')


def parted_by(text: str) -> str:
    """Return what parts the columns of a table: a comma, or what spreadsheets take instead.

    It is what stands most often in the first line, outside of quotation marks.
    """
    first = next((line for line in text.split("\n") if line.strip()), "")
    return max(_PARTS, key=_QUOTED.sub("", first).count)


def rows(given: Source) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not empty, each with the number of its line, cells stripped.

    All have as many cells as the first. Raises `CannotImport` at a row that has more, and at a line
    that cannot be read.
    """
    width = 0
    for line, cells in csv_rows(given.text, parted_by(given.text)):
        if cells is None:
            hint = "is a quotation mark never closed, or a field very long?"
            raise CannotImport(Note(given.path, line, "the line cannot be read", hint))
        width = width or len(cells)
        if any(cell.strip() for cell in cells[width:]):
            hint = "put cells with commas in quotation marks"
            raise CannotImport(Note(given.path, line, "this row has more cells than columns", hint))
        yield line, [one_line(cell) for cell in (*cells, *[""] * width)[:width]]
