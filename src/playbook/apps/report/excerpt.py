"""The line in which a finding stands, cut to what fits beside it."""

from typing import NamedTuple

from playbook.model.text import Source, Span


class Excerpt(NamedTuple):
    """A part of a line, as it is written: what stands before, in and behind a span.

    `is_cut` tells whether something of the line is left out on the left, and on the right.
    """

    number: int
    before: str
    marked: str
    after: str
    is_cut: tuple[bool, bool]


def excerpt(span: Span, source: Source, *, margin: int, window: int) -> Excerpt | None:
    """Return what a line of a span shows of it; nothing if there is nothing to be seen on it.

    Of a line longer than `window` so many characters are shown, `margin` of them before the span.
    """
    position = source.position(span.start)
    line = source.line(position.line)
    if not line.strip():
        return None
    start = position.column - 1
    begin = max(0, start - margin) if len(line) > window else 0
    stop = begin + window
    end = min(start + max(1, span.end - span.start), stop)
    return Excerpt(
        position.line,
        line[begin:start],
        line[start:end],
        line[end:stop],
        (begin > 0, stop < len(line)),
    )
