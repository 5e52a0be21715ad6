"""Suggestions, in measure: to compare a word with all names is the costly part of a rule."""

from collections.abc import Collection, Iterable
from itertools import islice

from playbook.model.meant.nearest import is_next_in_number, nearest

_MOST_SUGGESTIONS = 20
_FEW_NAMES = 8
_MANY_NAMES = 2_000
_MOST_NAMES = 5_000


class Hints:
    """Suggestions for the findings of one document; after the first few there are no more.

    A file with ten thousand broken references is damaged, not mistyped. Without a limit it would
    take as many comparisons as it has references times the documents of the playbook.
    """

    def __init__(self) -> None:
        self._left = _MOST_SUGGESTIONS

    @property
    def spent(self) -> bool:
        """Whether there are no more suggestions, so that none need be looked for."""
        return self._left <= 0

    def nearest(self, word: str, known: Collection[str]) -> str:
        """Return the known name most like a word, or ""."""
        if self.spent:
            return ""
        self._left -= 1
        return nearest(word, _likely(word, known))

    def nearest_id(self, word: str, known: Collection[str]) -> str:
        """Return the known id most like a word, or "" if they only differ in a number."""
        found = self.nearest(word, known)
        return "" if is_next_in_number(word, found) else found

    def did_you_mean(self, word: str, known: Collection[str]) -> str:
        """Return “did you mean “x”?”, or ""."""
        found = self.nearest(word, known)
        return f"did you mean “{found}”?" if found else ""


def choose_from(names: Collection[str]) -> str:
    """Return “choose from: x, y” where so few names exist that one reads them; else ""."""
    return f"choose from: {', '.join(sorted(names))}" if 0 < len(names) <= _FEW_NAMES else ""


def _likely(word: str, known: Collection[str]) -> Iterable[str]:
    """Leave out, where there are very many names, those that do not begin like the word."""
    if len(known) <= _MANY_NAMES:
        return known
    first = word[:1].casefold()
    return islice((name for name in known if name[:1].casefold() == first), _MOST_NAMES)
