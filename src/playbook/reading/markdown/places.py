r"""Where running text stands in the source.

The parser hands running text on without indentation, without the marks of quotes and lists around
it, and table cells without their borders and the backslash of `\|`. To name a place exactly, a
position in that content must lead back to an offset in the source.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from markdown_it.common.utils import MD_TRIM_CHARS

from playbook.model.text import Source


class Places:
    """Leads from positions in a content to offsets in the source, stretch by stretch.

    The stretch that starts at `contents[i]` stands literally in the source at `offsets[i]`.
    """

    __slots__ = ("_contents", "_offsets")

    def __init__(self, contents: Sequence[int], offsets: Sequence[int]) -> None:
        self._contents = contents
        self._offsets = offsets

    def at(self, position: int) -> int:
        """Return the offset of the character at a position."""
        contents = self._contents
        if len(contents) == 1:
            return self._offsets[0] + position - contents[0]
        stretch = max(bisect_right(contents, position) - 1, 0)
        return self._offsets[stretch] + position - contents[stretch]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets between which a part of the content stands."""
        first = self.at(start)
        return first, (self.at(end - 1) + 1 if end > start else first)

    def is_straight(self, start: int, end: int) -> bool:
        """Tell whether the source has a part of the content as one piece."""
        return len(self._contents) == 1 or self.at(end - 1) - self.at(start) == end - 1 - start

    def jumps(self, start: int, end: int) -> Sequence[tuple[int, int]]:
        """Return (position, offset) for every place inside a part where a new stretch starts."""
        if len(self._contents) == 1:
            return ()
        first, behind = bisect_right(self._contents, start), bisect_left(self._contents, end)
        return list(zip(self._contents[first:behind], self._offsets[first:behind], strict=True))


class Lines:
    """The lines of a body, numbered from 0, and the places of the contents cut out of them."""

    def __init__(self, source: Source, start: int) -> None:
        self._source = source
        self._text = source.text
        self._start = start
        self._first = source.position(start).line

    def start(self, line: int) -> int:
        """Return the offset at which a line starts."""
        return self._source.line_start(self._first + line) if line else self._start

    def end(self, line: int) -> int:
        """Return the offset of a line's end, the line break not included."""
        end = self._text.find("\n", self.start(line))
        return len(self._text) if end < 0 else end

    def trimmed(self, first: int, behind: int) -> tuple[int, int]:
        """Return where the lines from `first` to before `behind` stand, without white space."""
        start = self.start(first)
        text = self._text[start : self.start(behind)]
        return start + len(text) - len(text.lstrip()), start + len(text.rstrip())

    def paragraph(self, content: str, first: int) -> Places:
        """Return the places of a content of whole lines, which lost only what encloses them."""
        opening = content.partition("\n")[0]
        start = self._text.rfind(opening, self.start(first), self.end(first))
        if start >= 0 and self._text.startswith(content, start):
            return Places((0,), (start,))
        return self._folded(content.split("\n"), first)

    def _folded(self, rows: list[str], first: int) -> Places:
        contents, offsets, position = [], [], 0
        for line, row in enumerate(rows, first):
            bare = row.lstrip(" \t")
            contents.append(position + len(row) - len(bare))
            offsets.append(self._text.rfind(bare, self.start(line), self.end(line)))
            position += len(row) + 1
        return Places(contents, offsets)

    def heading(self, content: str, line: int) -> Places:
        """Return the places of the content of a heading written with `#`."""
        start = self.start(line)
        text = self._text[start : self.end(line)].rstrip(" \t")
        unclosed = text.rstrip("#")
        if unclosed.endswith((" ", "\t")):
            text = unclosed
        return Places((0,), (self._text.rfind(content, start, start + len(text)),))

    def cells(self, line: int, start: int) -> list[tuple[str, Places]]:
        """Return content and places of every cell of a table's row; it starts there in the body."""
        start += self._start
        row = self._text[start : self.end(line)].rstrip(MD_TRIM_CHARS)
        start, row = start + _indent(row), row.lstrip(MD_TRIM_CHARS)
        cells = []
        left, escapes = 0, list[int]()
        for border in _borders(row):
            if border and row[border - 1] == "\\":
                escapes.append(border - 1)
                continue
            cells.append(_cell(row, left, border, escapes, start))
            left, escapes = border + 1, []
        if row.startswith("|"):
            del cells[0]
        if left == len(row):
            return cells
        return [*cells, _cell(row, left, len(row), escapes, start)]


def _borders(row: str) -> Iterator[int]:
    border = row.find("|")
    while border >= 0:
        yield border
        border = row.find("|", border + 1)


def _cell(row: str, left: int, right: int, escapes: list[int], start: int) -> tuple[str, Places]:
    if not escapes:
        whole = row[left:right]
        return whole.strip(MD_TRIM_CHARS), Places((0,), (start + left + _indent(whole),))
    contents, offsets, kept = [0], [start + left], list[str]()
    length = 0
    for backslash in escapes:
        kept.append(row[left:backslash])
        length += backslash - left
        left = backslash + 1
        contents.append(length)
        offsets.append(start + left)
    whole = "".join([*kept, row[left:right]])
    indent = _indent(whole)
    return whole.strip(MD_TRIM_CHARS), Places([c - indent for c in contents], offsets)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(MD_TRIM_CHARS))
