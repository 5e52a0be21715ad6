"""Places as the protocol counts them, and offsets in code points.

Editors count lines from 0 and columns in units of an encoding that is agreed on at the start. The
line ends they know are those of which `reading.source.decode` makes line feeds, so that lines and
columns are the same in both.
"""

from dataclasses import dataclass

from lsprotocol import types

from playbook.model.text import Source, Span

_WIDE = 0x10000  # from here on a character takes two units of UTF-16


@dataclass(frozen=True, slots=True)
class Places:
    """Turns offsets into positions and back; `encoding` is what columns are counted in."""

    encoding: str = types.PositionEncodingKind.Utf16

    def offset(self, source: Source, position: types.Position) -> int:
        """Return the offset of a position; past the end of a line, its end."""
        start = source.line_start(position.line + 1)
        line = source.line(position.line + 1)
        return start + self._points(line, position.character)

    def position(self, source: Source, offset: int) -> types.Position:
        """Return the position of an offset."""
        place = source.position(offset)
        before = source.line(place.line)[: place.column - 1]
        return types.Position(place.line - 1, self._units(before))

    def range(self, source: Source | None, span: Span) -> types.Range:
        """Return a span of a file; of one whose text is unknown, its beginning."""
        if source is None:
            return types.Range(types.Position(0, 0), types.Position(0, 0))
        return types.Range(
            self.position(source, span.start), self.position(source, max(span.start, span.end))
        )

    def _units(self, text: str) -> int:
        if text.isascii() or self.encoding == types.PositionEncodingKind.Utf32:
            return len(text)
        if self.encoding == types.PositionEncodingKind.Utf8:
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text) + sum(1 for character in text if ord(character) >= _WIDE)

    def _points(self, line: str, units: int) -> int:
        """Return how many characters of a line so many units are."""
        if line.isascii() or self.encoding == types.PositionEncodingKind.Utf32:
            return min(units, len(line))
        taken = 0
        for number, character in enumerate(line):
            if taken >= units:
                return number
            taken += self._units(character)
        return len(line)


def changed(
    source: Source, changes: list[types.TextDocumentContentChangeEvent], places: Places
) -> Source:
    """Return a text after changes, each of which is made to what came of the one before."""
    for change in changes:
        text = _plain(change.text)
        if isinstance(change, types.TextDocumentContentChangePartial):
            start = places.offset(source, change.range.start)
            end = places.offset(source, change.range.end)
            text = f"{source.text[:start]}{text}{source.text[end:]}"
        source = Source(source.path, text)
    return source


def opened(path: str, text: str) -> Source:
    """Return the text of a document as an editor opened it."""
    return Source(path, _plain(text))


def _plain(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
