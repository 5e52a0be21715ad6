"""Acronyms in running text."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple

from playbook.model.body import Block, Prose

_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{1,5}(?=s?(?!\w))")
"""Two to six capitals and digits; a plural -s may follow. What stands before is looked at apart:
a pattern that begins with the letters themselves is found ten times as fast."""

_CAPITALS = re.compile(r"[A-Z].*[A-Z]")
_PHRASE = re.compile(r"[A-Z][A-Z0-9]*(?:[ \n][A-Z][A-Z0-9]*)*(?![a-z])")
_TOO_LONG = re.compile(r"[A-Z]{7}")
"""A word in capitals that is no acronym; then those beside it need be none either."""

_HEARD = (
    "ABC ALL ALSO ALWAYS AND ANY ARE ASK AT BE BEFORE BOTH BUT BY CAN DO DONE EACH EITHER EVERY "
    "EXCEPT FALSE FIRST FOR FROM GO HAS HAVE HERE HOW IF IN INTO IS LAST LESS MAY MORE MUST NAME "
    "NEVER NEW NEXT NO NONE NOT NOTE NOW OF OFF OK ON ONE ONLY OR OTHER OUR OUT SEE SHALL SHOULD "
    "SO STOP THAN THE THEN THERE THESE THIS TO TOO TRUE UNTIL UP USE VERY VS WAIT WHAT WHEN "
    "WHERE WHO WHY WILL WITH XYZ YES YET YOU YOUR YYYY"
)
_SHOUTED = frozenset([*_HEARD.split(), "TO" + "DO", "X" * 3])  # whole, they would mean work left
"""Words that are written in capitals to be heard, and names that stand for something else."""


class Acronym(NamedTuple):
    """An acronym, and where it stands in a run of text."""

    text: str
    run: Prose
    start: int


def find_acronyms(blocks: Iterable[Block]) -> Iterator[Acronym]:
    """Yield the acronyms of blocks in order: two capitals at least; code is left out.

    So are words in capitals that are no acronyms: the common ones, and those in a phrase in which
    a word is too long to be one.
    """
    for block in blocks:
        for run in block.plain:
            text = run.text
            found = tuple(_ACRONYM.finditer(text))
            loud = _loud_phrases(text) if found and _TOO_LONG.search(text) else []
            for match in found:
                start = match.start()
                stands_alone = not start or not text[start - 1].isalnum()
                if not stands_alone or not _CAPITALS.match(match[0]) or match[0] in _SHOUTED:
                    continue
                if not _is_within(loud, start):
                    yield Acronym(match[0], run, start)


def _loud_phrases(text: str) -> list[tuple[int, int]]:
    return [p.span() for p in _PHRASE.finditer(text) if _TOO_LONG.search(p[0])]


def _is_within(spans: list[tuple[int, int]], place: int) -> bool:
    """Tell whether a place is in one of the spans, which are in order."""
    following = bisect_right(spans, place, key=itemgetter(0))
    return following > 0 and place < spans[following - 1][1]
