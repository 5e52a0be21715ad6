"""Names of documents that are made: each once, and ids that work on every system."""

import re
from collections.abc import Iterable, Iterator

from playbook.model.label import label_key
from playbook.model.location import is_index, plain_name
from playbook.model.text import digest
from playbook.queries.importing.foreign import CannotImport, Note

_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")
_LONGEST = 56
"""So much is kept of an id to which a number is added."""


def safe_name(words: str, kind: str) -> str:
    """Return the name that words make, one that every system can store.

    Words of which no letter is left get a name from their fingerprint: the same on every run.
    """
    plain = plain_name(words) or f"{kind}-{digest(words)[:8]}"
    return f"{plain}-{kind}" if is_index(plain) or _DEVICE.fullmatch(plain) else plain


def refuse_twins(path: str, named: Iterable[tuple[str, int]], hint: str) -> None:
    """Raise `CannotImport` at each line, from 1, whose name stood in a file before; "" is none."""
    lines: dict[str, int] = {}
    twins: list[Note] = []
    for name, line in named:
        key = label_key(name)
        if key in lines:
            message = f"“{name}” stands here for the second time, after line {lines[key]}"
            twins.append(Note(path, line, message, hint))
        elif key:
            lines[key] = line
    if twins:
        raise CannotImport(*twins)


def got_id(path: str, line: int, title: str, words: str, identifier: str) -> Iterator[Note]:
    """Yield a note if an id is another than its words make, for then it cannot be guessed."""
    if identifier != plain_name(words):
        yield Note(path, line, f"“{title}” got the id {identifier}")


class Ids:
    """Gives each document of a kind an id of its own."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._taken: set[str] = set()

    def take(self, words: str) -> str:
        """Return the id that words make, or one made from it where it is taken or cannot be."""
        plain = safe_name(words, self._kind)
        name, number = plain, 2
        while name in self._taken:
            name, number = f"{plain[:_LONGEST].rstrip('-')}-{number}", number + 1
        self._taken.add(name)
        return name
