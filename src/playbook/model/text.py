"""Text and places in it."""

import hashlib
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Self

from playbook.model.value import Value

_LONG_ID: Final = 64
"""How many characters the ids of a git repository have that was made with SHA-256."""


def digest(data: str | bytes) -> str:
    """Return a short fingerprint (BLAKE2b, 128 bits, hexadecimal) of text or bytes."""
    if isinstance(data, str):
        data = data.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def number_of_path(path: str) -> int:
    """Return the number of a document by its path: 64 bits, by whose first ones it is sorted in."""
    data = path.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big")


def blob_id(data: bytes, length: int = 40) -> str:
    """Return the id that git gives to bytes, in a repository whose ids have this length."""
    made = hashlib.sha256 if length == _LONG_ID else hashlib.sha1
    return made(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


class Position(Value, frozen=True, order=True):
    """A place as people count it: line and column, both from 1, columns in code points."""

    line: int
    column: int


class Span(Value, frozen=True, order=True):
    """A stretch of one file: `start` and `end` are offsets in code points of its `Source.text`."""

    path: str
    start: int
    end: int

    def at(self, start: int, end: int) -> Self:
        """Return the part of this span between two offsets relative to its start."""
        return type(self)(self.path, self.start + start, self.start + end)


@dataclass(frozen=True)
class Source:
    r"""One file's text: `path` is relative to the project root, with `/` on every system.

    Line ends in `text` are always `\n` and a byte-order mark is gone (`reading.source.decode` does
    both), so offsets mean the same on every system. `digest` is that of the normalised text.
    """

    path: str
    text: str
    digest: str = field(default="", compare=False)

    @classmethod
    def of(cls, path: str, text: str) -> Self:
        """Make a source from a path and its normalised text."""
        return cls(path, text, digest(text))

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        find = self.text.find
        at = find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = find("\n", at + 1)
        return starts

    def position(self, offset: int) -> Position:
        """Return the line and column of an offset; an offset past the end is the end."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._line_starts, offset)
        return Position(line, offset - self._line_starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """Return the text of a line, counted from 1, without its end; "" where there is none."""
        if not 1 <= number <= len(self._line_starts):
            return ""
        start = self._line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end]

    def line_start(self, number: int) -> int:
        """Return the offset at which a line, from 1, starts; past the last line: the end."""
        if number > len(self._line_starts):
            return len(self.text)
        return self._line_starts[max(number, 1) - 1]

    def line_span(self, number: int) -> Span:
        """Return where a line, from 1, stands, without its end."""
        start = self.line_start(number)
        return self.span(start, start + len(self.line(number)))

    def span(self, start: int, end: int) -> Span:
        """Return the span between two offsets of this file."""
        return Span(self.path, start, end)
