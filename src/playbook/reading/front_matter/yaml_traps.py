"""Unquoted words of YAML that other programs read as something other than text."""

import re
from typing import Final

_TRUTH_WORDS: Final = {
    "y": "true", "yes": "true", "on": "true", "n": "false", "no": "false", "off": "false",
}  # fmt: skip
TRAP_STARTS: Final = frozenset("0123456789+-yYnNoO")
"""How every word that is misread begins: a cheap question to ask first."""

_MISREAD_NUMBER: Final = re.compile(
    r"[-+]?(?:(?P<time>[1-9]\d*(?::[0-5]?\d)+|\d+(?::[0-5]?\d)+\.\d*)"
    r"|(?P<octal>0[0-7]+)"
    r"|(?P<zero>\d+\.\d+0))",
    re.ASCII,
)
_MISREADINGS: Final = {
    "time": "a count of seconds or minutes",
    "octal": "a number to the base 8",
    "zero": "a number, without the zero at its end",
}


def misreading(word: str) -> str:
    """Return what a reader of YAML 1.1 takes an unquoted word for; "" if for text, or rightly."""
    if meaning := _TRUTH_WORDS.get(word.lower()):
        return f"the value {meaning}"
    number = _MISREAD_NUMBER.fullmatch(word)
    return _MISREADINGS[number.lastgroup] if number and number.lastgroup else ""
