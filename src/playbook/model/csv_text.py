"""Tables as CSV: read row by row, and written so that no cell is a formula in a spreadsheet."""

import csv
from collections.abc import Iterable, Iterator, Sequence

Row = Sequence[str | float | None]
"""The cells of a row; None is an empty one."""

MARK = "\ufeff"
"""Tells a spreadsheet that the text is UTF-8; without it `£` becomes two strange letters."""

_RISKY = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""What a cell begins with that a spreadsheet would calculate; the wide forms count too."""


class _Lines(list[str]):
    def write(self, line: str) -> None:
        """Take what the writer writes."""
        self.append(line)


def csv_text(header: Sequence[str], rows: Iterable[Row]) -> str:
    """Return a table as CSV (RFC 4180).

    Numbers stay numbers; a text that would be a formula gets an apostrophe before it, as
    spreadsheets themselves write it.
    """
    lines = _Lines()
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return MARK + "".join(lines)


def csv_lines(rows: Iterable[Sequence[str]], line_end: str) -> str:
    """Return rows of texts as CSV, as they are: for a file that only programs of ours read."""
    lines = _Lines()
    csv.writer(lines, lineterminator=line_end).writerows(rows)
    return "".join(lines)


def csv_rows(text: str, parted_by: str = ",") -> Iterator[tuple[int, list[str] | None]]:
    """Yield the rows that are not empty, each with the number of its first line.

    There is None in place of a row that cannot be read.
    """
    reader = csv.reader(text.splitlines(keepends=True), delimiter=parted_by, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield line, None
            continue
        if any(cell.strip() for cell in cells):
            yield line, cells


def _cell(value: str | float | None) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        risky = value.lstrip(" \u00a0")[:1] in _RISKY if value.strip(" \u00a0") else False
        return f"'{value}" if risky else value
    return f"{value:.15g}"
