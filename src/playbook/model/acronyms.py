"""Acronyms in running text."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from playbook.model.body import Block, Prose

_ACRONYM = re.compile(r"(?<![^\W_])(?=[A-Z0-9]*[A-Z][A-Z0-9]*[A-Z])[A-Z][A-Z0-9]{1,5}(?=s?(?!\w))")
"""Two to six capitals and digits, at least two of them capitals; a plural -s may follow."""


class Acronym(NamedTuple):
    """An acronym, and where it stands in a run of text."""

    text: str
    run: Prose
    start: int


def find_acronyms(blocks: Iterable[Block]) -> Iterator[Acronym]:
    """Yield the acronyms of blocks in order; code and quotes are left out."""
    for block in blocks:
        for run in block.plain:
            for match in _ACRONYM.finditer(run.text):
                yield Acronym(match[0], run, match.start())
