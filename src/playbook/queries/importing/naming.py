"""Ids of documents that are made: each once, and one that works on every system."""

import re
from collections.abc import Iterator
from itertools import count

from playbook.model.location import ID_PATTERN, is_index, plain_name

_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")
_LONGEST = 56
"""So much is kept of an id to which something is added."""


class Ids:
    """Gives each document of a kind an id of its own."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._taken: set[str] = set()

    def take(self, words: str) -> str:
        """Return the id that words make, or one made from it where it is taken or cannot be."""
        plain = plain_name(words)
        for name in self._candidates(plain):
            if name not in self._taken and ID_PATTERN.fullmatch(name):
                self._taken.add(name)
                return name
        raise AssertionError(words)

    def _candidates(self, plain: str) -> Iterator[str]:
        if plain and not is_index(plain) and not _DEVICE.fullmatch(plain):
            yield plain
        stem = f"{plain[:_LONGEST].strip('-')}-{self._kind}" if plain else self._kind
        if plain and (is_index(plain) or _DEVICE.fullmatch(plain)):
            yield stem
        base = stem if not plain else plain[:_LONGEST].strip("-")
        yield from (f"{base}-{number}" for number in count(2 if plain else 1))
