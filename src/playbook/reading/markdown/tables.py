"""Tables: their HTML, and their cells for the rules that ask about them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from playbook.model.body import Cell
from playbook.model.diagnostic import Diagnostic
from playbook.model.text import Source
from playbook.reading.markdown.losses import surplus_cells
from playbook.reading.markdown.passage import Passage
from playbook.reading.markdown.places import Lines, Places
from playbook.reading.markdown.sheet import Part
from playbook.reading.markdown.words import TABLE


@dataclass(slots=True)
class Table:
    """A table, read: `parts` without the region around it, its rows, and what is wrong with it."""

    parts: list[Part] = field(default_factory=list)
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What its header row says, which names the table's region; "" where it is empty."""
        return ", ".join(cell.text for cell in self.rows[0] if cell.text)

    def opening(self, count: int) -> tuple[Part, ...]:
        """Return how the region around it begins; it is the `count`th of its name."""
        name = escapeHtml(self.name) if self.name else TABLE
        end = '">\n' if count == 1 else f' ({count})">\n'
        return ('<div class="table" role="region" tabindex="0" aria-label="', name, end)


def read_table(
    token: Token, source: Source, lines: Lines, read: Callable[[str, Places], Passage]
) -> Table:
    """Return the table of a token (`table_rule.table`), read cell by cell with `read`."""
    table = Table(parts=["<table>\n<thead>\n"])
    alignments: list[str] = token.meta["alignments"]
    columns = len(alignments)
    tags = [_opening("td", alignment) for alignment in alignments]
    for number, (line, start) in enumerate(token.meta["rows"]):
        cells = lines.cells(line, start)
        if len(cells) < columns:
            cells += [("", Places((0,), (lines.end(line),)))] * (columns - len(cells))
        if number == 1:
            table.parts.append("<tbody>\n")
        table.parts.append("<tr>")
        row: list[Cell] = []
        for (content, places), tag, alignment in zip(cells, tags, alignments, strict=False):
            passage = read(content, places)
            if not number and content:  # an empty cell of the head heads nothing
                opening = _opening('th scope="col"', alignment)
                table.parts += (opening, *passage.parts, "</th>")
            else:
                table.parts += (tag, *passage.parts, "</td>")
            span = source.span(*places.span(0, len(content)))
            row.append(Cell(passage.text.strip(), span))
        table.parts.append("</tr>\n" if number else "</tr>\n</thead>\n")
        table.rows.append(tuple(row))
        table.problems += surplus_cells(source, cells[columns:], columns)
    table.parts.append("</tbody>\n</table>" if len(table.rows) > 1 else "</table>")
    return table


def _opening(tag: str, alignment: str) -> str:
    return f'<{tag} class="{alignment}">' if alignment else f"<{tag}>"
