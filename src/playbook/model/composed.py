"""Letters with marks as one character each, however somebody's system has written them.

Some systems write “ü” as “u” and “¨”, above all in names of files that are copied from there. It
looks the same and must mean the same: a link leads to the file, and a term is found in the text.
"""

import re
from collections.abc import Iterator
from typing import Final
from unicodedata import normalize

_MARK: Final = (
    "\u0300-\u036f\u3099\u309a"  # of Latin, Greek, Cyrillic; of kana
    "\u0653-\u0655\u093c\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0c56\u0cc2\u0cd5\u0cd6"
    "\u0d3e\u0d57\u0dca\u0dcf\u0ddf\u102e\u1b35"  # of Arabic and of Indic scripts
    "\U000110ba\U00011127\U0001133e\U00011357\U000114b0\U000114ba\U000114bd\U000115af\U00011930"
)
"""Each mark that is one character with some letter, by the tables of Unicode 14."""
_IN_PARTS: Final = re.compile(
    rf"[^{_MARK}][{_MARK}]+|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?"
)
"""A letter and its marks, or the letters of a Korean syllable. All else stays as it is: to make
other characters alike would change how some names are written."""


def composed(text: str) -> str:
    """Return a text in which each letter with its marks is one character, where there is one."""
    if text.isascii():
        return text
    return _IN_PARTS.sub(lambda found: normalize("NFC", found[0]), text)


def is_composed(text: str) -> bool:
    """Tell whether a text is written so already."""
    return text.isascii() or composed(text) == text


def end_of_letter(text: str, end: int) -> int:
    """Return where the letter ends of which the character before `end` is the first part."""
    if end < 1 or text[end : end + 1].isascii():
        return end
    found = _IN_PARTS.match(text, end - 1)
    return found.end() if found else end


def composed_parts(text: str) -> Iterator[tuple[str, int]]:
    """Yield the same in pieces, each with how many characters of the text it stands for.

    Only in a piece that is shorter than what it stands for do places differ.
    """
    at = 0
    for found in () if text.isascii() else _IN_PARTS.finditer(text):
        one = normalize("NFC", found[0])
        if one == found[0]:
            continue
        if at < found.start():
            yield text[at : found.start()], found.start() - at
        yield one, len(found[0])
        at = found.end()
    if at < len(text):
        yield text[at:], len(text) - at
