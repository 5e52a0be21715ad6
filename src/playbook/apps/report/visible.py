"""Text of authors, made safe to print on a terminal or in a log."""

import unicodedata

_LAST_OF_TWO_DIGITS = 0xFF
_BIDIRECTIONAL = frozenset(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
)


def visible(text: str) -> str:
    r"""Return one line without control characters: none can move the cursor, colour or hide text.

    Tabs become a space, line breaks ` ⏎ `, other control and bidirectional characters `\x1b`-like
    escapes. A leading `::`, which some systems read as a command, is set apart.
    """
    if text.isascii() and text.isprintable():
        return f" {text}" if text.startswith("::") else text
    safe = "".join(_shown(character) for character in text)
    return f" {safe}" if safe.startswith("::") else safe


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(_columns(character) for character in text)


def _shown(character: str) -> str:
    if character == "\t":
        return " "
    if character == "\n":
        return " ⏎ "
    category = unicodedata.category(character)
    if category in {"Cc", "Cs", "Zl", "Zp"} or character in _BIDIRECTIONAL:
        code = ord(character)
        return f"\\x{code:02x}" if code <= _LAST_OF_TWO_DIGITS else f"\\u{code:04x}"
    return character


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
