"""What the parser's rules note beside the tokens that they make."""

from dataclasses import dataclass, field
from typing import Final

from markdown_it.ruler import StateBase

MAX_NESTING: Final = 40
"""How deep quotes (one level each) and lists (two levels each) may stand in each other."""

MAX_BRACKETS: Final = 10
"""How deep brackets may stand in each other; the time for `[[[[…` grows with it."""

MAX_LINKS: Final = 2_000
"""How many links and images a document may have; what follows the next one is plain text."""

MAX_TOKENS: Final = 60_000
"""How many tokens the blocks of a document may make: three a paragraph, heading or table cell, two
more an item or a row. What follows the block that goes beyond is left out."""

MAX_MARKS: Final = 80_000
"""How many characters of a document's running text may be marks; what follows is plain text."""

MARKS: Final = (*"*_~`[]<&\\!", "  \n")
"""What can begin or end something in running text, and take time to be tried."""

Silent = bool
"""Whether a rule of the parser is only asked if it applies; the parser says so by position."""


@dataclass(slots=True)
class Notes:
    """The notes of one body; all places are offsets in the text that the parser was given.

    `dropped` are the lines that the parser left out because they are nested too deep, `tangled`
    tells that brackets were. `links` counts the links and images, and `surplus` is where in
    `content`, the one being read, the first one stands that is too many (-1 where none is).
    `destinations` has the place of each link definition's address by label, `footnotes` are the
    labels of the footnotes that the body defines, and `empty_cells` counts those of its tables.
    `spared` are the tokens that the parser would have made of the tables' cells, which count too.
    `unread` is the line of the first block that is too many (-1 where none is), and `marks` counts
    the marks of running text. The last two are what a search for the end of a comment has found
    out: see `block_rules`.
    """

    dropped: list[int] = field(default_factory=list)
    tangled: bool = False
    links: int = 0
    surplus: int = -1
    content: str = ""
    destinations: dict[str, tuple[int, int]] = field(default_factory=dict)
    footnotes: frozenset[str] = frozenset()
    empty_cells: int = 0
    spared: int = 0
    unread: int = -1
    marks: int = 0
    comment_end: tuple[int, int] = (0, 0)
    comment_outside: tuple[int, int] = (0, 0)


def notes_of(state: StateBase) -> Notes:
    """Return the notes of the body that is being read."""
    notes: Notes = state.env["notes"]
    return notes
