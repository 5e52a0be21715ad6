"""What a YAML parser complains about, said to people who write playbooks and not parsers.

A parser says where it stopped and what it expected there; the mistake often stands elsewhere. From
its words and the text around, the functions here find the place to mend.
"""

import re
from collections.abc import Callable
from typing import Final

from playbook.model.value import Value
from playbook.reading.source import merging


class Failure(Value, frozen=True):
    """A parser's complaint; all offsets are relative to `text`.

    * `at`: where it stopped; `opened`: where what it was reading began.
    * `inside`: where the innermost list or mapping began that it was in.
    * `last`: where the last scalar that it read starts.
    """

    text: str
    problem: str
    context: str
    at: int
    opened: int
    inside: int
    last: int

    @property
    def character(self) -> str:
        """What stands where the parser stopped; "" at the end."""
        return self.text[self.at : self.at + 1]

    @property
    def line_start(self) -> int:
        """Where the line starts in which the parser stopped."""
        return self.text.rfind("\n", 0, self.at) + 1

    @property
    def before(self) -> str:
        """What stands before that place in its line."""
        return self.text[self.line_start : self.at]


class Mistake(Value, frozen=True):
    """A place, what is wrong there, and how to mend it."""

    start: int
    end: int
    message: str
    hint: str


_KEY: Final = re.compile(r"[ \t]*(?:- +)*(?P<key>[^\s:#][^:\n]*):")
_PAIR: Final = re.compile(_KEY.pattern + r"[ \t]+(?=\S)")
_NO_SPACE: Final = re.compile(r"[ \t]*(?:- +)*[\w-]+(?P<colon>:)[^\s:]")
_PAIR_IN_BRACES: Final = re.compile(r"[{,] *(?P<key>[\w-]+): +(?P<value>[^,{}\[\]\"']*)\Z")
_REST_IN_BRACES: Final = re.compile(r"[^,{}\[\]\"'\n]*")
_WORD: Final = re.compile(r"[^\n,\]}]+")
_REST_OF_LINE: Final = re.compile(r"(?:[^\n ]| (?!#))+")
_TYPOGRAPHIC: Final = frozenset("“„«‘")
_LONGEST_EXAMPLE: Final = 60
_LONGEST_BEFORE: Final = 200

_CLOSERS: Final = {"[": "]", "{": "}"}


def explain(failure: Failure) -> Mistake:
    """Turn a parser's complaint into the mistake behind it."""
    if conflict := _conflict(failure.text, failure.at):
        return conflict
    said = f"{failure.context}: {failure.problem}"
    for pattern, make in _COMPLAINTS:
        if pattern.search(said):
            return make(failure)
    message = f"this cannot be read as YAML: {failure.problem}"
    return _at(failure, message, "if it is part of a text, put the text in quotes")


def no_mapping(text: str, start: int, end: int, what: str) -> Mistake:
    """Say that something else stands where a mapping is read; `what` names it: “a list”."""
    message = f"this is {what} and not a mapping: it has no `key: value`"
    hint = "write one `key: value` a line, with a space behind the colon"
    return _conflict(text, end) or Mistake(start, end, message, hint)


def _conflict(text: str, end: int) -> Mistake | None:
    """Return the mistake of somebody who merged, where a mark of that stands before `end`."""
    mark = merging.first_mark(text, end)
    return Mistake(*mark, merging.MESSAGE, merging.HINT) if mark else None


def _at(failure: Failure, message: str, hint: str) -> Mistake:
    return Mistake(failure.at, failure.at + 1, message, hint)


def _tab(failure: Failure) -> Mistake:
    return _at(failure, "a tab stands where only spaces may stand", "indent with spaces")


def _bad_start(failure: Failure) -> Mistake:
    if failure.character == "\t":
        return _tab(failure)
    return _needs_quotes(failure, failure.at)


def _opens_badly(failure: Failure) -> Mistake:
    return _needs_quotes(failure, failure.opened)


def _needs_quotes(failure: Failure, start: int) -> Mistake:
    in_brackets = failure.text[failure.inside : failure.inside + 1] in _CLOSERS
    rest = (_WORD if in_brackets else _REST_OF_LINE).match(failure.text, start)
    message = f"a text that begins with “{failure.text[start : start + 1]}” needs quotes"
    return Mistake(start, start + 1, message, _quote_hint("", rest[0].rstrip() if rest else ""))


def _quote_hint(before: str, value: str) -> str:
    """Say that a text needs quotes; show it with them if that is easy to read and surely right."""
    if not value or len(value) > _LONGEST_EXAMPLE or '"' in value or "\\" in value:
        return "put the whole text in quotes"
    return f'put the whole text in quotes: {before}"{value}"'


def _directive(failure: Failure) -> Mistake:
    start = failure.text.find("%")
    return Mistake(start, start + 1, "a line cannot begin with “%”", "delete the line")


def _second_colon(failure: Failure) -> Mistake:
    """An unquoted `: ` in a text, or a key where none can be: the lines around tell which."""
    line = failure.line_start
    if not _PAIR.match(failure.text, line, failure.at) and line > 0:
        return _key_below(failure, line)
    return _colon_in_text(failure)


def _colon_in_text(failure: Failure) -> Mistake:
    pair = _PAIR.match(failure.text, failure.line_start, failure.at)
    rest = _REST_OF_LINE.match(failure.text, pair.end()) if pair else None
    value = rest[0].rstrip() if rest and not set(rest[0]) & set("{}[]'") else ""
    hint = _quote_hint(f"{pair['key'].rstrip()}: " if pair else "", value)
    in_braces = _PAIR_IN_BRACES.search(failure.before[-_LONGEST_BEFORE:])
    if in_braces and (rest := _REST_IN_BRACES.match(failure.text, failure.at)):
        value = f"{in_braces['value']}{rest[0]}".strip()
        hint = _quote_hint(f"{in_braces['key']}: ", value)
    if _TYPOGRAPHIC & set(failure.before):
        hint = 'put the whole text between straight quotes: "…"; round ones are part of a text'
    return _at(failure, "a colon and a space in a text look like the end of a key", hint)


def _key_below(failure: Failure, line: int) -> Mistake:
    """A key that cannot stand here because of the line above it."""
    text = failure.text
    above = text.rfind("\n", 0, line - 1) + 1
    words = text[above : line - 1].lstrip(" -")
    first, above_first = _first_character(text, line), _first_character(text, above)
    if no_space := _NO_SPACE.match(text, above, line):
        return _no_space(no_space.start("colon"))
    if first - line > above_first - above or not words:
        return _indentation(first)
    if ":" not in words:
        return _no_key(above_first, line - 1)
    return _colon_in_text(failure)


def _first_character(text: str, line: int) -> int:
    return line + len(text[line:]) - len(text[line:].lstrip(" "))


def _indentation(start: int) -> Mistake:
    return Mistake(
        start,
        start + 1,
        "this line is indented differently from the lines it belongs to",
        "begin it in the same column as its neighbours; what belongs to a key goes below it, "
        "two spaces further in",
    )


def _no_space(colon: int) -> Mistake:
    message = "a space is missing behind the colon"
    return Mistake(colon, colon + 1, message, "write `key: value`")


def _no_key(start: int, end: int) -> Mistake:
    hint = "write `key: value`; if this is the text of the page, a line `---` must stand above it"
    return Mistake(start, end, "this line has no `key:`", hint)


def _line_without_colon(failure: Failure) -> Mistake:
    start = failure.opened
    line = failure.text.rfind("\n", 0, start) + 1
    if no_space := _NO_SPACE.match(failure.text, line):
        return _no_space(no_space.start("colon"))
    end = failure.text.find("\n", start)
    return _no_key(start, end if end >= 0 else len(failure.text))


def _list_behind_key(failure: Failure) -> Mistake:
    hint = "put each item on a line of its own below the key, or the text in quotes"
    return _at(failure, "a list cannot begin in the same line as its key", hint)


def _unclosed_quote(failure: Failure) -> Mistake:
    quote = failure.text[failure.opened : failure.opened + 1]
    return Mistake(
        failure.opened,
        failure.opened + 1,
        "the quote that is opened here is never closed",
        f"write {quote} at the end of the text",
    )


def _in_brackets(failure: Failure) -> Mistake:
    """A list or mapping in brackets that goes on in an unexpected way."""
    opened = failure.opened if failure.opened != failure.at else failure.inside
    bracket = failure.text[opened : opened + 1]
    closer = _CLOSERS.get(bracket, "]")
    if "\n" in failure.text[opened : failure.at] or not failure.character:
        message = "the bracket that is opened here is never closed"
        return Mistake(opened, opened + 1, message, f"write {closer} at the end")
    if failure.character in "]}":
        message = f"a bracket that is opened by {bracket} is closed by {failure.character}"
        return _at(failure, message, f"write {closer}")
    if failure.character == ":":
        return _colon_in_text(failure)
    return _at(failure, "a comma is missing before this", "put a comma between any two items")


def _nothing_there(failure: Failure) -> Mistake:
    if "flow" not in failure.context:
        return _needs_quotes(failure, failure.at)
    if failure.character == ",":
        return _at(failure, "nothing stands before this comma", "delete the comma")
    return _in_brackets(failure)


def _goes_on(failure: Failure) -> Mistake:
    """Something goes on where a value has ended: in the same line, or in a new one."""
    before = failure.before.rstrip()
    if before.endswith(('"', "'")):
        return _behind_quote(failure, before[-1])
    if failure.character and failure.character in "]}":
        hint = f"delete it, or open it with a {'[' if failure.character == ']' else '{'}"
        return _at(failure, "this bracket closes nothing", hint)
    if before.endswith(("]", "}")):
        message = "a text goes on behind the bracket that closes it"
        return _at(failure, message, "if the brackets are part of the text, put it all in quotes")
    if failure.character == ":":
        return _at(failure, "a key is missing before this colon", "write `key: value`")
    return _new_line(failure)


def _new_line(failure: Failure) -> Mistake:
    if failure.character == "-":
        hint = "put it below a `key:` that has no value, in the same column as the other items"
        return _at(failure, "this list item belongs to no list", hint)
    above = failure.text[: failure.line_start].strip()
    if above.endswith("\n..."):
        return _at(failure, "nothing can follow a line `...`", "delete the line `...`")
    if above.startswith("%"):
        return _directive(failure)
    return _indentation(failure.at)


def _behind_quote(failure: Failure, quote: str) -> Mistake:
    if failure.text[failure.last : failure.last + 1] == quote and failure.last < failure.line_start:
        return _unclosed_quote(
            Failure(failure.text, "", "", failure.at, failure.last, failure.inside, failure.last)
        )
    inside = (
        "an apostrophe inside is written twice" if quote == "'" else 'write \\" for a quote inside'
    )
    message = "a text goes on behind the quote that closes it"
    return _at(failure, message, f"put all of it in quotes; {inside}")


def _not_an_item(failure: Failure) -> Mistake:
    hint = "begin it with `- `, or in the column of the key it belongs to"
    return _at(failure, "this line stands in a list and is no item of it", hint)


def _escape(failure: Failure) -> Mistake:
    start = max(failure.text.rfind("\\", failure.opened, failure.at + 1), failure.opened)
    message = "a backslash between double quotes begins a special character, but not this one"
    return Mistake(start, start + 2, message, "write \\\\ for a backslash, or use single quotes")


_COMPLAINTS: Final[tuple[tuple[re.Pattern[str], Callable[[Failure], Mistake]], ...]] = tuple(
    (re.compile(pattern), make)
    for pattern, make in (
        ("tab character", _tab),
        ("cannot start any token", _bad_start),
        ("scanning a directive|directive", _directive),
        ("mapping values are not allowed", _second_colon),
        ("sequence entries are not allowed", _list_behind_key),
        ("mapping keys are not allowed", _bad_start),
        ("could not find expected ':'", _line_without_colon),
        ("quoted scalar: found unexpected", _unclosed_quote),
        ("escape|hexa?decimal", _escape),
        ("scanning a block scalar|an alias|an anchor|a tag|tag handle", _opens_badly),
        (r"expected ',' or '[\]}]'", _in_brackets),
        ("expected (?:the )?node content", _nothing_there),
        (r"block collection: .*(?:'-' indicator|'\?')", _not_an_item),
        ("expected key|<block end>|<document start>", _goes_on),
    )
)
