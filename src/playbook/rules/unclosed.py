"""Comments that their author takes for hidden and readers see, or that hide more than was meant."""

import re
from collections.abc import Iterator
from typing import Any

from playbook.model.body import Prose
from playbook.model.diagnostic import Severity
from playbook.model.entry import Entry
from playbook.model.rule import Finding, rule
from playbook.model.view import View

_OPENING = "<!--"
_CLOSING = "-->"
_WRITE = f"write {_CLOSING} where it ends"


@rule("text/unclosed", Severity.WARNING)
def unclosed(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """Code or a comment is never closed, so that it goes on farther than was meant."""
    text = entry.source.text
    if text.find(_OPENING, entry.body_start) < 0:
        return
    for block in entry.body.blocks:
        start, end = block.span.start, block.span.end
        if block.name == "comment" and (inner := text.find(_OPENING, start + 1, end)) >= 0:
            line = entry.source.position(inner).line
            message = (
                f"this comment goes on to the end of the one in line {line}, and hides all between"
            )
            yield _finding(entry, start, message, _WRITE)
        for prose in block.plain:
            if _OPENING not in prose.text or (start := _seen(prose, text)) < 0:
                continue
            if not _has_end(text, start):
                message = "this comment is never closed, so that readers see it"
                yield _finding(entry, start, message, _WRITE)
                return  # what else may be wrong with comments follows from it
            message = "this is not taken for a comment, so that readers see it"
            hint = "write it on lines of its own, with nothing else beside its marks"
            yield _finding(entry, start, message, hint)


def _seen(prose: Prose, text: str) -> int:
    """Return where the first mark of a comment stands in running text, or -1.

    One that was written with a backslash or an entity is meant to be seen.
    """
    for found in re.finditer(_OPENING, prose.text):
        start = prose.place(found.start())
        if start >= 0 and text.startswith(_OPENING, start) and text[start - 1] != "\\":
            return start
    return -1


def _has_end(text: str, start: int) -> bool:
    """Tell whether a comment has an end before the next one begins."""
    closing = text.find(_CLOSING, start)
    return closing >= 0 and text.find(_OPENING, start + 1, closing) < 0


def _finding(entry: Entry[Any], start: int, message: str, hint: str) -> Finding:
    return Finding(entry.source.span(start, start + len(_OPENING)), message, hint)
