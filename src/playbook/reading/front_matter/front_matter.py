"""Where the front matter of a document ends and its body begins.

Front matter opens with a first line `---` and closes with a line `---` or `...`. The same line is
a horizontal rule in Markdown, and a text may begin with one. What stands below it decides:

* Closed, and nothing or no blank line between: front matter, whatever it says. A mistake in it is
  reported as a mistake in YAML.
* Closed, with blank lines between: front matter if a line looks like a field; else the first line
  is a rule, and so is the one that seemed to close it.
* Never closed: front matter that somebody forgot to close if its first paragraph has a line like a
  field, which is an error; else a rule. It is read up to what looks like its end, so that a
  document that is being typed stays what it is.
* Closed at once, with fields and a line `---` below: the second line is one too many, an error.

A line directly below the `---` looks like a field if it is `a few words:`. Behind a blank line,
where prose is as likely as YAML, only a single lower-case word will do, as in `audience: staff`.
In doubt it is front matter: an error that names the line is mended at once, but a field
`audience` that is taken for text would publish a page that was meant for few. So it is an error,
too, to write fields below an empty line, between lines `----` or `—`, or as TOML between `+++`.
So it is where a text begins with a field of its kind, or with a block of code that does: the first
line `---` was forgotten, or an editor made it the fence of the code.
"""

import re
from collections.abc import Collection
from typing import Final

from playbook.model.diagnostic import Diagnostic, Edit, Severity
from playbook.model.text import Source

_OPENING: Final = re.compile(r"---[ \t]*(?:\n|\Z)")
_CLOSING: Final = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_BLANK: Final = re.compile(r"^[ \t]*$", re.MULTILINE)
_BLANKS_AND_COMMENTS: Final = re.compile(r"(?:[ \t]*(?:#.*)?\n)*")
_FEW_WORDS: Final = re.compile(
    r"^ {0,3}(?:\{|[\"']?\w[\w.-]*(?: [\w.-]+){0,2}[\"']?[ \t]*:(?=\s|\Z))", re.MULTILINE
)
_ONE_WORD: Final = re.compile(r"^[a-z][a-z0-9_-]*:(?=\s|\Z)", re.MULTILINE)
_ELSEWHERE: Final = re.compile(
    r"(?P<blank>(?:[ \t]*\n)*)(?P<line>[-–—]+|\+\+\+)[ \t]*\n"
    r"(?:[a-z][\w-]*[ \t]*[:=].*\n(?:.*\n)*?)(?:(?P=line)|---)[ \t]*$",
    re.MULTILINE,
)
_HEADING: Final = re.compile(r"^#{1,6} \S", re.MULTILINE)
_BELOW: Final = re.compile(r"[a-z][\w-]*[ \t]*:(?:.*\n)+?---[ \t]*$", re.MULTILINE)
_BARE: Final = re.compile(
    r"(?:[ \t]*\n)*"
    r"(?P<line>(?:(?:`{3,}|~{3,})[ \t]*ya?ml[ \t]*\n)?(?P<name>[a-z]\w*)[ \t]*:(?=\s).*)"
)
_ALMOST_CLOSING: Final = re.compile(r"^[ \t]*[-–—]+[ \t]*$", re.MULTILINE)


_Parts = tuple[int, int, int, tuple[Diagnostic, ...]]


def split(source: Source) -> _Parts:
    """Return where the YAML of a document starts and ends, where its body starts, and findings.

    A document without front matter is all body: (0, 0, 0). Where there are findings and a YAML,
    one of its ends is a guess.
    """
    text = source.text
    opening = _OPENING.match(text)
    if opening is None:
        return 0, 0, 0, _elsewhere(source)
    start = opening.end()
    closing = _CLOSING.search(text, start)
    if closing is None:
        return _unclosed(source, start)
    end = closing.start()
    blank = _first_blank(text, start, end)
    empty = not text[start:end].strip()
    if empty and _BELOW.match(text, closing.end() + 1):
        return _closed_at_once(source, closing)
    if empty or blank == end or _has_field(text, start, blank, end):
        return start, end, min(closing.end() + 1, len(text)), ()
    return 0, 0, 0, ()


def unopened(source: Source, fields: Collection[str]) -> tuple[Diagnostic, ...]:
    """Find that a text without front matter begins with one of the fields that it may have."""
    found = _BARE.match(source.text)
    if found is None or found["name"] not in fields:
        return ()
    start, edit = found.start("line"), None
    message = f"no line `---` stands above the field “{found['name']}”, so that it is read as text"
    hint = "write a line `---` above the first field"
    if start != found.start("name"):
        message = "front matter stands between two lines `---`, not in a block of code"
        hint = "write `---` for the lines above and below the fields"
    elif _CLOSING.search(source.text, found.end()):
        edit = Edit(source.span(0, start), "---\n")
    else:
        hint += ", and one below the last"
    end = source.text.find("\n", start)
    span = source.span(start, end if end >= 0 else len(source.text))
    return (Diagnostic("text/yaml-error", Severity.ERROR, span, message, hint, edit=edit),)


def _elsewhere(source: Source) -> tuple[Diagnostic, ...]:
    """Find fields that were meant as front matter, and would be published as text."""
    found = _ELSEWHERE.match(source.text)
    if found is None:
        return ()
    line, blank, edit = found["line"], found["blank"], None
    message = f"front matter stands between two lines `---`, not `{line}`"
    hint = "write `---` above and below the fields"
    if line == "+++":
        message = "this is TOML, and front matter is read as YAML"
        hint = "write `key: value` for `key = value`, between two lines `---`"
    elif blank and line == "---":
        message = "an empty line stands above the front matter, so that it would be read as text"
        hint = "begin the file with the line `---`"
        edit = Edit(source.span(0, len(blank)), "")
    span = source.span(found.start("line"), found.end("line"))
    return (Diagnostic("text/yaml-error", Severity.ERROR, span, message, hint, edit=edit),)


def _closed_at_once(source: Source, line: re.Match[str]) -> _Parts:
    """Return the parts of a document whose fields stand below a line that closes nothing."""
    start = line.end() + 1
    closing = _CLOSING.search(source.text, start)
    end = closing.start() if closing else len(source.text)
    message = "this line closes the front matter above its fields, which would be read as text"
    problem = Diagnostic(
        "text/yaml-error",
        Severity.ERROR,
        source.span(*line.span()),
        message,
        "take it out: one line `---` stands above the fields, and one below",
        edit=Edit(source.span(line.start(), start), ""),
    )
    return start, end, min(closing.end() + 1 if closing else end, len(source.text)), (problem,)


def _unclosed(source: Source, start: int) -> _Parts:
    """Return the parts of a document that begins with a line `---` and has no other."""
    text = source.text
    lead = _BLANKS_AND_COMMENTS.match(text, start)
    fields = lead.end() if lead else start
    end = _first_blank(text, fields, len(text))
    if not _has_field(text, start, _first_blank(text, start, end), end):
        return 0, 0, 0, ()
    if almost := _ALMOST_CLOSING.search(text, start, end):
        span = source.span(almost.start(), almost.end())
        message = "this line does not close the front matter, which has no end now"
        hint = "write `---`: three hyphens at the beginning of the line, and nothing else"
        problem = Diagnostic("text/yaml-error", Severity.ERROR, span, message, hint)
        return start, almost.start(), min(almost.end() + 1, len(text)), (problem,)
    message = "the front matter that begins here is never closed"
    hint = "add a line `---` below its last field; for a horizontal rule, write `***`"
    problem = Diagnostic("text/yaml-error", Severity.ERROR, source.span(0, 3), message, hint)
    heading = _HEADING.search(text, fields)
    end = heading.start() if heading else end
    return start, end, end, (problem,)


def _first_blank(text: str, start: int, end: int) -> int:
    """Return where the first blank line starts, or `end` where there is none."""
    blank = _BLANK.search(text, start, end)
    return blank.start() if blank else end


def _has_field(text: str, start: int, blank: int, end: int) -> bool:
    return bool(_FEW_WORDS.search(text, start, blank) or _ONE_WORD.search(text, blank, end))
