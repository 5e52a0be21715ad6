"""Text of authors, made safe to print on a terminal or in a log."""

import re
import unicodedata

_LAST_OF_TWO_DIGITS = 0xFF
_COMMAND = re.compile(r"\A\s*:(?=:)|##(?=\w*\[)", re.ASCII)
_BIDIRECTIONAL = frozenset(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
)


def visible(text: str) -> str:
    r"""Return one line without control characters: none can move the cursor, colour or hide text.

    Tabs become a space, line breaks ` ⏎ `, other control and bidirectional characters `\x1b`-like
    escapes. What CI systems read as a command, `::name` at the start and `##name[` anywhere, is
    pulled apart.
    """
    if not (text.isascii() and text.isprintable()):
        text = "".join(_shown(character) for character in text)
    return _COMMAND.sub(lambda found: "# #" if found[0] == "##" else f"{found[0]} ", text)


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
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
