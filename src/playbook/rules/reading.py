"""What reading finds in a text, described so that it can be listed, explained and set; titles."""

import re
from collections.abc import Iterator
from typing import Any

from playbook.kinds.common.resolving import name_of
from playbook.model.body import Body, Heading, Link, LinkSyntax
from playbook.model.diagnostic import Severity
from playbook.model.entry import Entry
from playbook.model.rule import Finding, found_while_reading, rule
from playbook.model.view import View
from playbook.rules.common.lost_headings import lacks_title

_TITLE_INSIDE = re.compile(r"^(?P<line># .*)\n+---[ \t]*$", re.MULTILINE)
"""A heading right above the line that closes the front matter."""

_ERROR, _WARNING, _NOTICE = Severity.ERROR, Severity.WARNING, Severity.NOTICE

UNREADABLE = found_while_reading("text/unreadable", _ERROR, "A file is not UTF-8 text.")
TOO_LARGE = found_while_reading("text/too-large", _ERROR, "A file is larger than 1 MiB.")
CONTROL_CHARACTER = found_while_reading(
    "text/control-character", _ERROR, "A text holds a character that nobody can see."
)
NESTING = found_while_reading(
    "text/nesting", _ERROR, "Lists, quotes or brackets stand too deep in each other."
)
TOO_MANY_LINKS = found_while_reading(
    "text/too-many-links", _ERROR, "A document has more than 2,000 links."
)
TOO_MANY_PARTS = found_while_reading(
    "text/too-many-parts", _ERROR, "A document has more paragraphs or marks than are read."
)
MERGE_CONFLICT = found_while_reading(
    "text/merge-conflict", _ERROR, "A merge left its marks, and two versions of the text."
)
TABLE_ROW = found_while_reading(
    "text/table-row", _ERROR, "A row of a table has more cells than the table has columns."
)
EMPTY = found_while_reading("text/empty", _WARNING, "A document has nothing in it.")
YAML_ERROR = found_while_reading("text/yaml-error", _ERROR, "Front matter cannot be read as YAML.")
DUPLICATE_KEY = found_while_reading(
    "text/duplicate-key", _ERROR, "A key stands twice in one mapping."
)
UNKNOWN_KIND = found_while_reading("text/unknown-kind", _ERROR, "There is no such kind.")
UNKNOWN_FIELD = found_while_reading(
    "text/unknown-field", _ERROR, "A kind has no field of this name."
)
BAD_VALUE = found_while_reading("text/bad-value", _ERROR, "A field cannot have this value.")
MISSING_FIELD = found_while_reading(
    "text/missing-field", _ERROR, "A field that its kind cannot do without is left out.", lacks=True
)
YAML_TRAP = found_while_reading(
    "text/yaml-trap", _NOTICE, "Other programs read an unquoted value as something else."
)
LOST_COMMENT = found_while_reading(
    "text/lost-comment", _WARNING, "A value without quotes ends before a “#”."
)
FILLER = found_while_reading(
    "ref/filler", _ERROR, "A reference says “none” or “TBD” instead of naming something."
)
NOT_REGULAR = found_while_reading(
    "file/not-regular", _ERROR, "A symbolic link or special file stands among the documents."
)
UNREADABLE_FOLDER = found_while_reading(
    "file/unreadable", _ERROR, "A folder or file cannot be read, or is too large to be copied."
)
BAD_NAME = found_while_reading(
    "file/bad-name", _ERROR, "A file or folder has a name that does not work everywhere."
)
TEMPLATE_ERROR = found_while_reading("theme/template-error", _ERROR, "A template cannot be used.")
WAIVED = found_while_reading(
    "waiver/waived", _NOTICE, "A finding is excused, for the reason that is given."
)
WAIVER_EXPIRED = found_while_reading("waiver/expired", _WARNING, "A waiver has ended.", clock=True)
WAIVER_IDLE = found_while_reading("waiver/idle", _NOTICE, "A waiver excuses nothing.")


@rule("text/title", Severity.WARNING)
def title(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """A document has no title, or two, or one that leaves its words to another document."""
    headings = [heading for heading in entry.body.headings if heading.level == 1 and heading.text]
    written = entry.record.title
    if not headings and not written and not lacks_title(entry):
        message = f"this {entry.kind} has no title; readers see “{entry.title}”, from its file name"
        span, hint = entry.heading, "begin the text with a heading: # Your title"
        if inside := _TITLE_INSIDE.search(entry.source.text, 0, entry.body_start):
            span = entry.source.span(inside.start("line"), inside.end("line"))
            hint = f"move “{inside['line']}” below the “---”: above it, it is a remark"
        yield Finding(span, message, hint)
    if not headings and "[[" in written:
        message = "a title in the front matter is plain words: “[[” is shown as it stands"
        yield Finding(entry.at("title"), message, "write the words that are meant")
    for link in _wordless(entry.body, headings[0]) if headings else ():
        # Else a title would change with another's, and with it names, order and search.
        message = f"the title shows the id “{link.target}”: a title needs words of its own"
        words = name_of(view, link.target)
        instead = f"write “{words}”" if words != link.target else "write the words that are meant"
        hint = f"{instead} instead of “[[{link.target}]]”, and refer to it in the text"
        yield Finding(link.whole, message, hint)
    for second in headings[1:]:
        message = f"a second title: “{second.text}”; the first is “{headings[0].text}”"
        yield Finding(second.span, message, "make it a heading of the second level: ## …")
    if headings and written and written != headings[0].text:
        message = f"`title` is not shown: the heading “{headings[0].text}” is the title"
        yield Finding(entry.at("title"), message, "take out one of the two")


def _wordless(body: Body, heading: Heading) -> Iterator[Link]:
    """Yield the references in a heading that have no words: `[[id]]`."""
    for link in body.links:
        if link.whole.start >= heading.span.end:
            return
        is_bare = link.syntax is LinkSyntax.REFERENCE and not link.text
        if is_bare and link.whole.start >= heading.span.start:
            yield link
