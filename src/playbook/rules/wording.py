"""What the rules about wording share: the words that an author wrote, each with its place."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from playbook.model.body import Block, Prose
from playbook.model.text import Span

_WORD = re.compile(r"[^\W_]+(?:['’.\-&/][^\W_]+)*")
_QUOTED = re.compile(
    r"“[^”]{0,500}”|„[^“”]{0,500}[“”]|«[^»]{0,500}»|»[^«]{0,500}«|‘[^’]{0,500}’(?!\w)|\"[^\"]{0,500}\""
)
"""A quotation; its length is limited so that marks which never close cost little."""


class Word(NamedTuple):
    """A word, and where it stands."""

    text: str
    span: Span


def words(blocks: Iterable[Block], path: str) -> Iterator[Word]:
    """Yield the words of blocks of the file at `path`; code and what is quoted are left out."""
    for run in _runs(blocks):
        for match in _WORD.finditer(_unquoted(run.text)):
            yield Word(match[0], _span(run, path, match.start(), match.end()))


def occurrences(phrase: str, blocks: Iterable[Block], path: str) -> Iterator[Span]:
    """Yield where a word or phrase stands as a whole, whatever its case and spacing."""
    parts = r"\s+".join(re.escape(part) for part in phrase.split())
    if not parts:
        return
    pattern = re.compile(rf"(?<!\w){parts}(?!\w)", re.IGNORECASE)
    for run in _runs(blocks):
        for match in pattern.finditer(_unquoted(run.text)):
            yield _span(run, path, match.start(), match.end())


def _runs(blocks: Iterable[Block]) -> Iterator[Prose]:
    for block in blocks:
        yield from block.plain


def _unquoted(text: str) -> str:
    """Return the text with what is quoted made blank, so that offsets stay."""
    return _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)


def _span(run: Prose, path: str, start: int, end: int) -> Span:
    first = run.place(start)
    return Span(path, first, run.place(end - 1) + 1)
