"""The beginning of a document: as much of it as lists and cards show of it.

Front matter, title and first paragraph are soon read, in a third of the time that all of a text
takes. What they say does not depend on the rest, where they are written as nearly all are; where
something in the rest might change what they mean, the document has no beginning.
"""

import re
from typing import Final

from playbook.model.text import Source
from playbook.reading.front_matter.front_matter import split

_LINE: Final = r"(?:[^\W\d_]|[“„«‘\"(\[]|\*{1,2}[^\W_])[^\n]*\n"
"""A line that is running text: it begins with a letter, a bracket, a quote or emphasis."""

_BEGINNING: Final = re.compile(
    rf"""
    \n* \#[ ][^\n]*\n             # the title
    (?:
      \n* (?=\#\#)                # a heading below it, so that there is no first paragraph
    | \n* (?:{_LINE})+ (?=\n+ [^\n:~] | \n*\Z)  # else it would be a term and its definition
    )
    """,
    re.VERBOSE,
)
_TELLING: Final = re.compile(r"\]:|\\|&\#?\w+;|%[0-9A-Fa-f]{2}|\[\^")
"""What defines something for all of the text, or writes a name in another way than it is spelt."""


def beginning(source: Source) -> Source | None:
    """Return a document up to the end of its first paragraph; None where it has to be read whole.

    In the text of a document that has one, each link to a file holds the file's name and each
    `[[id]]` the id as they are: there are no escapes, entities, encoded or defined addresses.
    """
    _, _, start, problems = split(source)
    text = source.text
    if problems or _TELLING.search(text, start):
        return None
    found = _BEGINNING.match(text, start)
    if found is None:
        return None
    return Source(source.path, text[: found.end()], source.digest)
