"""The words around a link, so that a list of references can show where each of them stands."""

from typing import Final

from playbook.model.body import BARE

MAX_LENGTH: Final = 240
"""How many characters a context has at most."""

_ELLIPSIS: Final = "…"


def context(text: str, start: int, end: int) -> str:
    """Return the text around a link that stands from `start` to `end`, white space collapsed.

    A text that is too long loses its ends, at a word, for a `…`; the link's beginning stays in it.
    Where it has no space to be cut at, it is without the marks of references (`BARE`): half a mark
    would say something else.
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
    at_words = True
    if first > 0 or left > 0:
        head = _ELLIPSIS
        space = whole.find(" ", first, link)
        at_words = space >= 0
        first = space + 1 if at_words else first + 1
    if last < len(whole) or right < len(text):
        tail = _ELLIPSIS
        space = whole.rfind(" ", link, last)
        at_words = at_words and space > link
        last = space if space > link else last - 1
    shown = head + whole[first:last] + tail
    return shown if at_words else shown.replace(BARE, "")
