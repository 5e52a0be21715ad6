"""The rule for tables: it finds what the parser's finds, and makes one token of it.

The parser makes three tokens of each cell, which would be looked through again to read it.
"""

import re
from typing import Final

from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import MAX_AUTOCOMPLETED_CELLS, escapedSplit

from playbook.reading.grammar.notes import MAX_TOKENS, Silent, notes_of

_RULER: Final = re.compile(r"(?:[|:][-:| \t]|-[-:|])[-:| \t]*")
_ASKED: Final = True
"""Given to a rule that is only asked whether it applies."""

_COLUMN: Final = re.compile(r"(:?)-+(:?)")
_ALIGNMENTS: Final = {
    ("", ""): "",
    (":", ""): "left",
    ("", ":"): "right",
    (":", ":"): "center",
}


MAX_COLUMNS: Final = 100
"""How many columns a table may have; a wider one stays text."""

MAX_EMPTY_CELLS: Final = 20_000
"""After how many empty cells in a body further tables stay text: a row of one character can make as
many cells as its table has columns."""


def table(state: StateBlock, start: int, end: int, silent: Silent) -> bool:
    """Find a table. Its token tells how its columns are aligned, and where each row begins.

    That is `alignments` (`left`, `right`, `center` or "") and `rows`: the line, and where its cells
    begin in the text. The first row is the head.
    """
    if start + 1 >= end:
        return False
    second = first_of_line(state, start + 1)
    if state.src[second : second + 1] not in "|-:":
        return False  # as nearly always
    if state.sCount[start + 1] < state.blkIndent or state.is_code_block(start + 1):
        return False
    ruler = _line(state, start + 1)
    alignments = _alignments(ruler)
    head = _line(state, start).strip(MD_TRIM_CHARS)
    if not alignments or "|" not in head or state.is_code_block(start):
        return False
    titles = _cells(head)
    if len(titles) != len(alignments) or _is_too_wide(state, start):
        return False
    if not silent:
        notes, width = notes_of(state), len(alignments)
        # Its last row is the one that goes beyond the limit; the next block would be the rest.
        room = MAX_TOKENS - len(state.tokens) - notes.spared
        most = room // (2 + 3 * max(1, ruler.count("|") - 1)) + 3
        rows, empty = _rows(state, start, min(end, start + most), width)
        state.line = rows[-1][0] + 1 if rows else start + 2
        token = state.push("table", "table", 0)
        token.map = [start, state.line]
        token.meta = {
            "rows": [(start, first_of_line(state, start)), *rows],
            "alignments": alignments,
        }
        notes.empty_cells += _empty(titles, width) + empty
        notes.spared += 3 + 2 * bool(rows) + (2 + 3 * width) * (1 + len(rows))
    return True


def _is_too_wide(state: StateBlock, line: int) -> bool:
    if notes_of(state).empty_cells > MAX_EMPTY_CELLS:
        return True
    first, behind = state.bMarks[line], state.eMarks[line]
    return behind - first > MAX_COLUMNS and state.src.count("|", first, behind) > MAX_COLUMNS


def _rows(
    state: StateBlock, start: int, end: int, columns: int
) -> tuple[list[tuple[int, int]], int]:
    """Return the rows below a table's ruler, and how many cells of them are empty.

    Of each row its line, and where in the text its cells begin.
    """
    before, state.parentType = state.parentType, "table"
    (ends,) = state.md.block.ruler.getRules("blockquote")
    rows: list[tuple[int, int]] = []
    line, missing, empty = start + 2, 0, 0
    while line < end and state.sCount[line] >= state.blkIndent:
        if ends(state, line, end, _ASKED):
            break
        text = _line(state, line).strip(MD_TRIM_CHARS)
        if not text or state.is_code_block(line):
            break
        cells = _cells(text)
        missing += columns - len(cells)
        if missing > MAX_AUTOCOMPLETED_CELLS:
            break
        empty += _empty(cells, columns)
        rows.append((line, first_of_line(state, line)))
        line += 1
    state.parentType = before
    return rows, empty


def _empty(cells: list[str], columns: int) -> int:
    """Return how many columns have an empty cell."""
    return columns - sum(bool(cell.strip(MD_TRIM_CHARS)) for cell in cells[:columns])


def _line(state: StateBlock, line: int) -> str:
    return state.src[first_of_line(state, line) : state.eMarks[line]]


def first_of_line(state: StateBlock, line: int) -> int:
    """Return the offset of a line's first character that is no indentation or mark around it."""
    return state.bMarks[line] + state.tShift[line]


def _alignments(ruler: str) -> list[str]:
    """Return how the columns are aligned that a line below the head rules off, if it does so."""
    if not _RULER.fullmatch(ruler):
        return []
    columns = [column.strip(MD_TRIM_CHARS) for column in ruler.split("|")]
    if not columns[0]:
        del columns[0]
    if columns and not columns[-1]:
        del columns[-1]
    found = [_COLUMN.fullmatch(column) for column in columns]
    if not all(found):
        return []
    return [_ALIGNMENTS[column[1], column[2]] for column in found if column]


def _cells(row: str) -> list[str]:
    """Return the cells of a row, which is trimmed."""
    cells = escapedSplit(row) if "\\" in row else row.split("|")
    if cells and not cells[0]:
        del cells[0]
    if cells and not cells[-1]:
        del cells[-1]
    return cells
