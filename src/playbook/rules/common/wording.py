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


class Run(NamedTuple):
    """A run of words in which what is quoted is made blank, so that offsets stay."""

    text: str
    prose: Prose

    def span(self, path: str, start: int, end: int) -> Span:
        """Return where a part of the run stands in the file at `path`."""
        return Span(path, self.prose.place(start), self.prose.place(end - 1) + 1)


def runs(blocks: Iterable[Block]) -> Iterator[Run]:
    """Yield the runs of words of blocks; code and what is quoted are left out."""
    for block in blocks:
        for prose in block.plain:
            text = prose.text
            may_quote = '"' in text or not text.isascii()
            yield Run(_QUOTED.sub(_blank, text) if may_quote else text, prose)


def words(blocks: Iterable[Block], path: str) -> Iterator[Word]:
    """Yield the words of blocks of the file at `path`."""
    for run in runs(blocks):
        for match in _WORD.finditer(run.text):
            yield Word(match[0], run.span(path, *match.span()))


def occurrences(phrase: str, blocks: Iterable[Block], path: str) -> Iterator[Span]:
    """Yield where a word or phrase stands as a whole, whatever its case and spacing."""
    parts = r"\s+".join(re.escape(part) for part in phrase.split())
    if not parts:
        return
    pattern = re.compile(rf"(?<!\w){parts}(?!\w)", re.IGNORECASE)
    for run in runs(blocks):
        for match in pattern.finditer(run.text):
            yield run.span(path, *match.span())


def _blank(quoted: re.Match[str]) -> str:
    return " " * len(quoted[0])
