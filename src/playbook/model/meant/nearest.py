"""The nearest of what exists to what was written."""

import re
from collections.abc import Iterable

_NEAR = 0.65
_DIGITS = re.compile(r"\d+")


def nearest(word: str, known: Iterable[str], near: float = _NEAR) -> str:
    """Return the known word most like `word`, or "" when none is near.

    `near` says how much alike they must be, from 0 (not at all) to 1 (the same). Of names in two
    parts, such as `ref/orphan`, the second is enough.
    """
    names = {name.casefold(): name for name in sorted(known, reverse=True)}
    folded = word.casefold().replace("_", "-").strip()
    if folded in names:
        return names[folded]
    if by_second_part := [name for name in names if name.endswith(f"/{folded}")]:
        return names[by_second_part[0]]
    from difflib import get_close_matches  # noqa: PLC0415 - most runs find everything

    close = get_close_matches(folded, names, n=1, cutoff=near)
    return names[close[0]] if close else ""


def is_next_in_number(word: str, known: str) -> bool:
    """Tell whether two names differ only in numbers: `team-1-4` and `team-1-5`.

    Whoever numbers things means another one then: it is gone, and no slip of the one there is.
    """
    return word != known and _DIGITS.sub("0", word) == _DIGITS.sub("0", known)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return “did you mean “x”?”, or "" when nothing is near."""
    found = nearest(word, known)
    return f"did you mean “{found}”?" if found else ""
