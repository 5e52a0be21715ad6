"""Bytes → text: the one place where the content of a file becomes a `Source`."""

import re
import unicodedata
from itertools import islice
from typing import Final

from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.english import counted
from playbook.model.text import Source, Span, digest

MAX_BYTES: Final = 1024 * 1024
"""How large a file may be."""

MAX_PLACES: Final = 10
"""How many forbidden characters of one file are reported one by one."""

FORBIDDEN: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Characters that show nothing, end lines where editors do not, or reorder what a reader sees."""

_HARMLESS: Final = bytes([*b"\t\n\r", *range(0x20, 0x7F)])
"""The bytes of most texts, of which none is part of a character that is refused."""

REPLACEMENT: Final = "\ufffd"
"""What stands in a source for a character that could not be accepted."""

_UTF8_MARK: Final = b"\xef\xbb\xbf"
_OTHER_MARKS: Final = (
    (b"\xff\xfe\x00\x00", "utf-32-le", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32-be", "UTF-32"),
    (b"\xff\xfe", "utf-16-le", "UTF-16"),
    (b"\xfe\xff", "utf-16-be", "UTF-16"),
)
_LINE_SEPARATORS: Final = frozenset("\x0b\x0c\x85\u2028\u2029")
_CONTROL_NAMES: Final = {
    "\x00": "NUL",
    "\x08": "backspace",
    "\x0b": "line tabulation",
    "\x0c": "form feed",
    "\x1b": "escape",
    "\x7f": "delete",
    "\x85": "next line",
}


def decode(path: str, data: bytes, known: str = "") -> tuple[Source, tuple[Diagnostic, ...]]:
    """Make text of a file's bytes; never raises.

    The source has a line feed at every line end, no byte-order mark and, in place of each
    character that is refused, a U+FFFD, so that places in it can be shown. A file that is too
    large has no text. `known` is the digest of the bytes, where somebody has it already.
    """
    if len(data) > MAX_BYTES:
        problem = Diagnostic(
            "text/too-large",
            Severity.ERROR,
            Span(path, 0, 0),
            "this file is larger than 1 MiB",
            "split it into several documents, and keep data and pictures in files of their own",
        )
        return Source(path, "", digest(data)), (problem,)
    text, problem_of_bytes = _characters(path, data)
    problems = [problem_of_bytes] if problem_of_bytes else []
    if data.translate(None, _HARMLESS) and FORBIDDEN.search(text):
        problems += _forbidden(path, text)
        text = FORBIDDEN.sub(REPLACEMENT, text)
    if problems:
        # Two different bad bytes leave the same text and different findings: the fingerprint of
        # the bytes keeps such files apart.
        return Source(path, text, digest(data)), tuple(problems)
    if known and b"\r" not in data and not data.startswith(_UTF8_MARK):
        return Source(path, text, known), ()  # the text is these bytes
    return Source.of(path, text), ()


def character_name(character: str) -> str:
    """Name a character as findings do: `U+202E (right-to-left override)`."""
    unnamed = "control character" if unicodedata.category(character) == "Cc" else ""
    name = _CONTROL_NAMES.get(character) or unicodedata.name(character, unnamed).lower()
    number = f"U+{ord(character):04X}"
    return f"{number} ({name})" if name else number


def _characters(path: str, data: bytes) -> tuple[str, Diagnostic | None]:
    """Decode bytes with all line ends made line feeds; what cannot be decoded is one finding."""
    for mark, codec, name in _OTHER_MARKS:
        if data.startswith(mark):
            text = _with_plain_line_ends(data.decode(codec, "replace").lstrip("\ufeff"))
            message = f"this file is {name} text, not UTF-8"
            hint = f"save it as UTF-8; it begins with the byte-order mark of {name}"
            return text, _unreadable(Span(path, 0, min(1, len(text))), message, hint)
    content = data
    while content.startswith(_UTF8_MARK):  # joined files begin with two, and `---` must be found
        content = content.removeprefix(_UTF8_MARK)
    try:
        return _with_plain_line_ends(content.decode()), None
    except UnicodeDecodeError as error:
        offset = len(_with_plain_line_ends(content[: error.start].decode()))
        byte = content[error.start : error.start + 1]
        text = _with_plain_line_ends(content.decode(errors="replace"))
    in_old_encoding = byte.decode("cp1252", "ignore") or "\x00"
    meant = f"; in Windows-1252 it is “{in_old_encoding}”" if in_old_encoding.isprintable() else ""
    message = f"this file is not UTF-8 text: the byte 0x{byte.hex().upper()} cannot be read here"
    return text, _unreadable(Span(path, offset, offset + 1), message, f"save it as UTF-8{meant}")


def _with_plain_line_ends(text: str) -> str:
    if "\r" not in text:
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _forbidden(path: str, text: str) -> list[Diagnostic]:
    """Report the first forbidden characters one by one, and how many more there are."""
    places = FORBIDDEN.finditer(text)
    found = [
        _forbidden_character(Span(path, place.start(), place.end()), place[0])
        for place in islice(places, MAX_PLACES)
    ]
    following = next(places, None)
    if following:
        others = 1 + sum(1 for _ in places)
        message = f"{counted(others, 'more character')} that cannot be accepted, from here on"
        hint = "the ten before this one are listed one by one"
        span = Span(path, following.start(), following.end())
        found.append(Diagnostic(_code(following[0]), Severity.ERROR, span, message, hint))
    return found


def _forbidden_character(span: Span, character: str) -> Diagnostic:
    if character in _LINE_SEPARATORS:
        hint = "put an ordinary line break or a space in its place"
    elif character == "\x00":
        hint = "delete it; if the file is full of them, it is no UTF-8 text: save it as UTF-8"
    elif unicodedata.category(character) == "Cf":
        hint = "delete it: it makes text look different from what it says"
    else:
        hint = "delete it; most editors do not show it"
    message = f"the character {character_name(character)} is not allowed"
    return Diagnostic(_code(character), Severity.ERROR, span, message, hint)


def _code(character: str) -> str:
    return "text/unreadable" if character == "\x00" else "text/control-character"


def _unreadable(span: Span, message: str, hint: str) -> Diagnostic:
    return Diagnostic("text/unreadable", Severity.ERROR, span, message, hint)
