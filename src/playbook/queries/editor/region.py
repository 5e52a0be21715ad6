"""Where the front matter of a document stands while it is typed, and whether a place is code."""

import re

_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_BODY = re.compile(r"^#{1,6} \S", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})", re.MULTILINE)


def yaml_region(text: str) -> tuple[int, int] | None:
    """Return where the YAML of a document starts and ends; None where there is none.

    It need not be closed yet: then it ends before the first heading, or with the text.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return None
    start = opening.end()
    closing = _CLOSING.search(text, start)
    if closing is None:
        body = _BODY.search(text, start)
        return start, max(body.start() - 1, start) if body else len(text)
    return start, max(closing.start() - 1, start)


def in_code(text: str, offset: int) -> bool:
    """Tell whether an offset lies between the fences of a block of code."""
    fence = ""
    for found in _FENCE.finditer(text, 0, offset):
        if not fence:
            fence = found[1]
        elif found[1].startswith(fence):
            fence = ""
    return bool(fence)
