"""What people write who know lists, links and settings from elsewhere, and YAML reads otherwise."""

import re
from collections.abc import Callable
from posixpath import basename
from typing import Final

from playbook.reading.front_matter.yaml_mistakes import Failure, Mistake

_Told = tuple[str, str]
"""What is wrong, and how to mend it."""

_LONGEST: Final = 500
"""In longer lines, in characters, nothing is looked for: no person wrote them by hand."""

_ITEM: Final = r"[ \t]*+(?:- ++)*+"
_BULLET: Final = re.compile(r"[ \t]*+(?P<mark>[*•◦▪‣·–—−])(?=[ \t{\[])")
_GLUED_DASH: Final = re.compile(r"[ \t]*+(?P<mark>-)[{\[]")
_WIDE_COLON: Final = re.compile(_ITEM + r"[\w-]+(?P<mark>[\uff1a\ufe55]) *")
_EQUALS: Final = re.compile(_ITEM + r"(?P<key>[a-z][\w-]*) *(?P<mark>=) *(?P<value>[^\n]{1,60})$")
_MARKED_UP: Final = re.compile(
    rf"{_ITEM}(?P<before>[^`*\n]*)(?P<mark>`+|\*+)(?P<inner>[^`*\n]+)(?P=mark)(?P<rest>[^`*\n]*)$"
)
_LINK: Final = re.compile(
    _ITEM + r"(?P<key>[\w-]+): +(?P<mark>\[[^\[\]\n]*\]\((?P<address>[^()\n]*)\))"
)
_NO_BRACES: Final = re.compile(
    _ITEM + r"(?P<key>[\w-]+): +(?P<mark>[a-z_]+: [^\n{}\[\]]*, +[a-z_]+: [^\n{}\[\]]*)$"
)
_TWO_FIELDS: Final = re.compile(
    _ITEM + r"[\w-]+: +[^\n{}\[\]\"':]*, +(?P<mark>(?P<next>[a-z_]+):) [^\n]*$"
)


def habit(failure: Failure) -> Mistake | None:
    """Return the mistake behind a parser's complaint if it is one that people bring along."""
    text = failure.text
    for start in dict.fromkeys((failure.line_start, text.rfind("\n", 0, failure.opened) + 1)):
        end = text.find("\n", start)
        line = text[start : end if end >= 0 else len(text)]
        for pattern, tell in _HABITS if len(line) <= _LONGEST else ():
            if found := pattern.match(line):
                message, hint = tell(found)
                at, until = found.span("mark")
                return Mistake(start + at, start + until, message, hint)
    return None


def _bullet(found: re.Match[str]) -> _Told:
    message = f"“{found['mark']}” does not begin an item of a list here"
    return message, "begin each item with “- ”: a hyphen and a space"


def _glued_dash(_: re.Match[str]) -> _Told:
    return "a space is missing behind the dash", "write “- ” before each item, with the space"


def _wide_colon(found: re.Match[str]) -> _Told:
    return f"“{found['mark']}” is no colon", "write “: ”, a plain colon and a space"


def _equals(found: re.Match[str]) -> _Told:
    return "“=” stands for a colon here", f"write {found['key']}: {found['value'].strip()}"


def _marked_up(found: re.Match[str]) -> _Told:
    message = f"a field cannot begin with “{found['mark']}”: it has no mark-up"
    return message, f"write {found['before']}{found['inner']}{found['rest']}"


def _link(found: re.Match[str]) -> _Told:
    address = found["address"].partition("#")[0]
    message = "a field takes no link like those in a text"
    if not address.endswith(".md"):
        return message, "write the address alone, or put it all in quotes"
    return message, f"write the document’s id: {basename(address).removesuffix('.md')}"


def _no_braces(found: re.Match[str]) -> _Told:
    message = f"several fields stand behind `{found['key']}:`, without braces around them"
    return message, f"write {found['key']}: {{{found['mark']}}}"


def _two_fields(found: re.Match[str]) -> _Told:
    message = f"`{found['next']}:` stands in the line of another field"
    return message, "begin a new line for it; or put the text before it in quotes, up to the end"


_HABITS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], _Told]], ...]] = (
    (_BULLET, _bullet),
    (_GLUED_DASH, _glued_dash),
    (_WIDE_COLON, _wide_colon),
    (_EQUALS, _equals),
    (_MARKED_UP, _marked_up),
    (_LINK, _link),
    (_NO_BRACES, _no_braces),
    (_TWO_FIELDS, _two_fields),
)
