"""Acronyms in running text."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from playbook.model.body import Block, Prose

_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{1,5}(?=s?(?!\w))")
"""Two to six capitals and digits; a plural -s may follow. What stands before is looked at apart:
a pattern that begins with the letters themselves is found ten times as fast."""

_CAPITALS = re.compile(r"[A-Z].*[A-Z]")


class Acronym(NamedTuple):
    """An acronym, and where it stands in a run of text."""

    text: str
    run: Prose
    start: int


def find_acronyms(blocks: Iterable[Block]) -> Iterator[Acronym]:
    """Yield the acronyms of blocks in order: two capitals at least; code is left out."""
    for block in blocks:
        for run in block.plain:
            text = run.text
            for match in _ACRONYM.finditer(text):
                start = match.start()
                stands_alone = not start or not text[start - 1].isalnum()
                if stands_alone and _CAPITALS.match(match[0]):
                    yield Acronym(match[0], run, start)
