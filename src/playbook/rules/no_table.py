"""Rows that their author takes for a table, and Markdown for ordinary text."""

import re
from collections.abc import Iterator
from typing import Any

from playbook.model.body import Block
from playbook.model.diagnostic import Severity
from playbook.model.entry import Entry
from playbook.model.rule import Finding, rule
from playbook.model.text import Span
from playbook.model.view import View

_BAR = re.compile(r"(?<!\\)\|")
_DASHES = frozenset("-–—=_")
_RULER = _DASHES | frozenset(" \t|:+")
"""What somebody writes below the first row; Markdown reads `-` with `:` and `|` alone as such."""
_PLAIN_DASHES = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_FEWEST_BARS = 3
"""Of a row that begins and ends with one, where nothing else tells that a table is meant."""


@rule("text/no-table", Severity.WARNING)
def no_table(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """What looks like a table is shown as text: the line of dashes is missing, or does not fit."""
    if "|" not in entry.source.text:
        return
    is_told = entry.kind == "matrix" and all(b.name != "table" for b in entry.body.blocks)
    for block in () if is_told else entry.body.blocks:
        if block.name == "paragraph" and "|" in block.text:
            yield from _lost_table(block, entry)


def _lost_table(block: Block, entry: Entry[Any]) -> Iterator[Finding]:
    """Yield what is wrong with the first two lines of a paragraph that are meant as a table."""
    start = block.span.start
    head = Span(entry.path, start, start)
    for line in entry.source.text[start : block.span.end].splitlines(keepends=True):
        below = Span(entry.path, start, start + len(line.rstrip()))
        above = entry.source.text[head.start : head.end]
        if _BAR.search(above) and (found := _wrong(above, line.rstrip())):
            message, hint = found
            span = below if _is_dashes(line) else head
            yield Finding(span, f"this is no table: {message}", hint)
            return
        head, start = below, start + len(line)


def _wrong(head: str, below: str) -> tuple[str, str] | None:
    """Return what is wrong with two lines that are meant as the head of a table, and a hint."""
    columns = _cells(head)
    dashes = f"“{'| --- ' * columns}|”"
    if not _is_dashes(below):
        is_meant = _is_row(head) and _is_row(below)
        message = "the line of dashes below its first row is missing"
        return (message, f"write {dashes} below it") if is_meant else None
    if not _PLAIN_DASHES.fullmatch(below):
        message = "the line below its first row has other signs than “-”, “:” and “|”"
        return message, f"write it as {dashes}"
    count, found = f"{columns} cell{'s' * (columns > 1)}", _cells(below)
    if found == columns:
        return None  # it is too wide for a table
    return f"its first row has {count}, the line below it {found}", f"write it as {dashes}"


def _is_dashes(line: str) -> bool:
    signs = set(line.strip())
    return "|" in signs and signs <= _RULER and not signs.isdisjoint(_DASHES)


def _is_row(line: str) -> bool:
    line = line.strip()
    bars = len(_BAR.findall(line))
    return line.startswith("|") and line.endswith("|") and bars >= _FEWEST_BARS


def _cells(line: str) -> int:
    """Return how many cells a line has; a bar at its beginning or end makes none."""
    inside = line.strip().removeprefix("|")
    bars = [found.end() for found in _BAR.finditer(inside)]
    return len(bars) + (not bars or bars[-1] < len(inside))
