"""Lines that their author takes for headings, and Markdown for ordinary text."""

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from playbook.model.entry import Entry
from playbook.model.slug import slug_of

_LINE: Final = re.compile(
    r"^ {0,3}(?P<marks>#{1,6})(?P<words>(?:[^\W_]|[“„«\"(]).*?)[ \t#]*$", re.MULTILINE
)


class LostHeading(NamedTuple):
    """A heading without the space behind its marks: these, its words, where they start and end."""

    marks: str
    words: str
    start: int
    end: int

    @property
    def meant(self) -> str:
        """The line as it is to be written."""
        return f"{self.marks} {self.words}"


def lost(entry: Entry[Any]) -> Iterator[LostHeading]:
    """Yield the lines that were meant as headings, and lack the space.

    `#word` may be a hashtag or a number: it was meant as a heading where a document without title
    begins with it.
    """
    text = entry.source.text
    if not _LINE.search(text, entry.body_start):
        return
    has_title = any(heading.level == 1 for heading in entry.body.headings)
    for number, block in enumerate(entry.body.blocks):
        if block.name != "paragraph":
            continue
        for found in _LINE.finditer(text, block.span.start, block.span.end):
            is_first = not number and found.start() == block.span.start
            if len(found["marks"]) > 1 or (is_first and not has_title):
                start, end = found.start("marks"), found.end("words")
                yield LostHeading(found["marks"], found["words"], start, end)


def lost_headings(entry: Entry[Any]) -> dict[str, str]:
    """Return by their slugs the lines that were meant as headings, as they are to be written."""
    return {slug_of(heading.words): heading.meant for heading in lost(entry)}


def lacks_title(entry: Entry[Any]) -> bool:
    """Tell whether a line that was meant as the title is none."""
    return any(len(heading.marks) == 1 for heading in lost(entry))
