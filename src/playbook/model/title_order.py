"""The order of titles in lists, as an index of a book has it."""

import re
import unicodedata
from functools import lru_cache

_NUMBER = re.compile(r"[0-9]+")
_DIGITS = 15
_MOST_KEPT = 32_768
"""So many keys are remembered: every list of a site sorts the same titles."""


@lru_cache(maxsize=_MOST_KEPT)
def title_key(title: str) -> str:
    """Return what titles are ordered by: capitals and accents apart, numbers by what they come to.

    So `Ärger` stands beside `Arbeit`, and `Round 9` before `Round 10`. Titles that differ in
    nothing else have the same key: who sorts names something to tell them apart.
    """
    key = title.casefold()
    if not key.isascii():
        parts = unicodedata.normalize("NFD", key)
        key = "".join(part for part in parts if not unicodedata.combining(part))
    return _NUMBER.sub(_padded, key)


def _padded(number: re.Match[str]) -> str:
    return number[0].zfill(_DIGITS)
