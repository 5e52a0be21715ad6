"""How wide text is, and where it breaks: one table for all faces, rather too wide than too narrow.

A drawing is made before anybody knows with which face it will be shown. The widths are those of a
wide sans serif, in thousandths of the type's size.
"""

from collections.abc import Iterator
from unicodedata import combining, east_asian_width

_BY_WIDTH = {
    300: "ijl.,:;'|!`’‘·",
    380: 'ftr()[]{}/\\- \u00a0"“”*',
    620: "abdeghnopquvxykz0123456789ß?_^~+=<>–£€$#",
    560: "cs",
    700: "ABEFKLPRSTVXYZÄÀÁÉÈ&",
    790: "CDGHNOQUwÖÜØ",
    330: "IJ",
    920: "MWm%@—…→",
}
_WIDTHS = {character: width for width, held in _BY_WIDTH.items() for character in held}
_CAPITAL, _SMALL, _WIDE = 740, 620, 1050
_ELLIPSIS = "…"


def width_of(text: str, size: float) -> float:
    """Return how wide a line is when set in type of a size; both in the same unit."""
    return sum(map(_width, text)) * size / 1000


def wrapped(text: str, size: float, widest: float, most: int) -> tuple[str, ...]:
    """Break a text into lines not wider than `widest`; what does not fit `most` lines ends in `…`.

    A word that is too wide by itself is broken where it must be.
    """
    lines = list(_lines(text, size, widest))
    if len(lines) > most:
        last = lines[most - 1]
        while last and width_of(last + _ELLIPSIS, size) > widest:
            last = last[:-1]
        lines[most - 1 :] = [last.rstrip() + _ELLIPSIS]
    return tuple(lines)


def _lines(text: str, size: float, widest: float) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if width_of(longer, size) <= widest:
            line = longer
            continue
        if line:
            yield line
        line = word
        while width_of(line, size) > widest:
            fitting = _fitting(line, size, widest)
            yield line[:fitting]
            line = line[fitting:]
    if line:
        yield line


def _fitting(word: str, size: float, widest: float) -> int:
    """Return how many characters of a word fit a line: one at least."""
    width = 0.0
    for count, character in enumerate(word):
        width += _width(character) * size / 1000
        if width > widest:
            return max(count, 1)
    return len(word)


def _width(character: str) -> int:
    known = _WIDTHS.get(character)
    if known is not None:
        return known
    if combining(character):
        return 0
    if east_asian_width(character) in "WF":
        return _WIDE
    return _CAPITAL if character.isupper() else _SMALL
