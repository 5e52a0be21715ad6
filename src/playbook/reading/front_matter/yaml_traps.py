"""What YAML makes of words without quotes: other programs something else, all of them a comment."""

import re
from collections.abc import Callable
from typing import Final

from playbook.model.diagnostic import Diagnostic, Edit, Severity
from playbook.model.text import Span

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


def misread(word: str, span: Span) -> Diagnostic | None:
    """Tell of an unquoted word that other programs read as something else; None of all others."""
    if not (meaning := misreading(word)):
        return None
    quoted = f'"{word}"'
    message = f"many other programs would read {word} as {meaning}"
    hint = f"here it is a text; write {quoted} to make it one everywhere"
    edit = Edit(span, quoted)
    return Diagnostic("text/yaml-trap", Severity.NOTICE, span, message, hint, edit=edit)


_COMMENT: Final = re.compile(r"[ \t]+(?P<comment>#(?P<word>[^\W_][\w-]*)[^\n]*)")
"""A comment that looks like a number or a name: people put a space behind the sign of a comment."""


def lost_comment(text: str, end: int, spanned: Callable[[int, int], Span]) -> Diagnostic | None:
    """Tell of something behind an unquoted value that is a comment, and does not look like one.

    `end` is where the value ends in the YAML: before ` #4400`, which its author took for a part of
    it. `spanned` returns the place between two offsets in the YAML.
    """
    if not text.startswith((" ", "\t"), end) or not (found := _COMMENT.match(text, end)):
        return None
    start = found.start("comment")
    span = spanned(start, start + len(found["comment"].rstrip()))
    message = f"“#{found['word']}” begins a comment: YAML leaves out what stands behind this “#”"
    hint = "put the whole value in quotes; or, if it is a remark, write a space behind the “#”"
    return Diagnostic("text/lost-comment", Severity.WARNING, span, message, hint)
