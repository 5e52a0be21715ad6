"""The nearest of what exists to what was written."""

from collections.abc import Iterable

_NEAR = 0.65


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


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return “did you mean “x”?”, or "" when nothing is near."""
    found = nearest(word, known)
    return f"did you mean “{found}”?" if found else ""
