"""Where the address of a link stands that is written in brackets or in a definition."""

import re
from typing import Final

from markdown_it.helpers import parseLinkDestination

_SIMPLE_ADDRESS: Final = re.compile(r"[^\x00-\x20\x7f<>()\\]+(?=[\x20)\n])")


def address(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the address that begins at `start` stands, `<` and `>` not included."""
    simple = _SIMPLE_ADDRESS.match(text, start, end)
    if simple:
        return simple.span()
    found = parseLinkDestination(text, start, end)
    if not found.ok:
        return start, start
    if text[start] == "<":
        return start + 1, found.pos - 1
    return start, found.pos
