"""What a merge leaves in a file where two people changed the same lines."""

import re
from collections.abc import Iterator
from typing import Final

from playbook.model.body import Body
from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.text import Source

MESSAGE: Final = "a merge that was not finished: two versions stand one below the other"
HINT: Final = (
    "keep what is right of both, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"
)

_MARK: Final = re.compile(r"^(?:<{7}|>{7})(?: .*)?$", re.MULTILINE)


def first_mark(text: str, end: int) -> tuple[int, int] | None:
    """Return where the first line that git leaves at a conflict begins and ends, up to `end`."""
    mark = _MARK.search(text)
    return mark.span() if mark and mark.start() <= end else None


def conflicts(source: Source, start: int, body: Body) -> Iterator[Diagnostic]:
    """Yield a finding for each conflict in a body that begins at `start`, at its first mark.

    A line in a block of code is an example. `=======` alone is no mark: it underlines a heading.
    """
    if "<<<<<<<" not in source.text and ">>>>>>>" not in source.text:
        return
    code = [block.span for block in body.blocks if block.name == "code"]
    is_open = False
    for mark in _MARK.finditer(source.text, start):
        if any(span.start <= mark.start() < span.end for span in code):
            continue
        opens = mark[0].startswith("<")
        if opens or not is_open:
            span = source.span(*mark.span())
            yield Diagnostic("text/merge-conflict", Severity.ERROR, span, MESSAGE, HINT)
        is_open = opens
