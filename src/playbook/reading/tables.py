"""Tables: their HTML, and their cells for the rules that ask about them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from playbook.model.body import Cell
from playbook.model.diagnostic import Diagnostic
from playbook.model.text import Source
from playbook.reading.losses import surplus_cells
from playbook.reading.passage import Passage
from playbook.reading.places import Lines, Places
from playbook.reading.sheet import Part
from playbook.reading.words import TABLE


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
    tokens: Sequence[Token],
    source: Source,
    lines: Lines,
    read: Callable[[Token, Places], Passage],
) -> Table:
    """Return the table of these tokens, its rows read cell by cell with `read`."""
    table = Table()
    cells: list[tuple[str, Places]] = []
    row: list[Cell] = []
    index = end = 0
    while index < len(tokens):
        token = tokens[index]
        if token.tag in {"th", "td"}:
            content = tokens[index + 1]
            places = cells[len(row)][1] if len(row) < len(cells) else Places((0,), (end,))
            passage = read(content, places)
            tag = _tag(token, content)
            table.parts += (f"<{tag}>", *passage.parts, f"</{tag[:2]}>")
            span = source.span(*places.span(0, len(content.content)))
            row.append(Cell(passage.text.strip(), span))
            index += 3
            continue
        if token.type == "tr_open" and token.map:
            line = token.map[0]
            cells, row, end = lines.cells(line, token.meta["start"]), [], lines.end(line)
        elif token.type == "tr_close":
            table.rows.append(tuple(row))
            table.problems += surplus_cells(source, cells[len(row) :], len(row))
        table.parts.append(_TAGS[token.type])
        index += 1
    return table


_TAGS = {
    "table_open": "<table>\n",
    "table_close": "</table>",
    "thead_open": "<thead>\n",
    "thead_close": "</thead>\n",
    "tbody_open": "<tbody>\n",
    "tbody_close": "</tbody>\n",
    "tr_open": "<tr>",
    "tr_close": "</tr>\n",
}


def _tag(token: Token, content: Token) -> str:
    """Return a cell's opening tag. An empty header cell is none; a style attribute is a class."""
    tag = 'th scope="col"' if token.tag == "th" and content.content else "td"
    if not token.attrs:
        return tag
    alignment = str(token.attrs["style"]).removeprefix("text-align:")
    return f'{tag} class="{alignment}"'
