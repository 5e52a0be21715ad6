"""The words around a link, so that a list of references can show where each of them stands."""

from typing import Final

MAX_LENGTH: Final = 240
"""How many characters a context has at most."""

_ELLIPSIS: Final = "…"


def context(text: str, start: int, end: int) -> str:
    """Return the text around a link that stands from `start` to `end`, white space collapsed.

    A text that is too long loses its ends, at a word, for a `…`; the link's beginning stays in it.
    """
    reach = 4 * MAX_LENGTH  # a link must not cost more because its paragraph is longer
    left, right = max(start - reach, 0), min(start + reach, len(text))
    whole = " ".join(text[left:right].split())
    is_all = left == 0 and right == len(text)
    if is_all and len(whole) <= MAX_LENGTH:
        return whole
    link = len(" ".join([*text[left:start].split(), ""]))
    margin = max(MAX_LENGTH - (end - start), 0) // 2
    first = max(min(link - margin, len(whole) - MAX_LENGTH), 0)
    last = min(first + MAX_LENGTH, len(whole))
    head = tail = ""
    if first > 0 or left > 0:
        head = _ELLIPSIS
        first = whole.find(" ", first, link) + 1 or first + 1
    if last < len(whole) or right < len(text):
        tail = _ELLIPSIS
        space = whole.rfind(" ", link, last)
        last = space if space > link else last - 1
    return head + whole[first:last] + tail
