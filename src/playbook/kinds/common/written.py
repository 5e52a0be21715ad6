"""What can be said of a field, given how it was read; and how one is written."""

from typing import Any

from playbook.model.diagnostic import Edit, Severity
from playbook.model.entry import Entry
from playbook.model.shorten import shorten

_MAX_QUOTED = 60


def sound(entry: Entry[Any], *path: str | int) -> bool:
    """Tell whether a field was read without a mistake.

    What could not be read is left out of the record, with a finding of its own. That something is
    missing, or does not add up, is then a consequence, and would only be noise beside it. So is a
    field that seems to be missing because its name is misspelt.
    """
    mark = entry.marks.get(path)
    for problem in entry.problems:
        if problem.severity is not Severity.ERROR:
            continue
        if mark and mark.value.start <= problem.span.start <= mark.value.end:
            return False
        if problem.field == path:
            return False
    return True


def lacks(entry: Entry[Any], field: str) -> bool:
    """Tell whether a field of the document is missing or empty, and this is not by mistake."""
    name = f"{field}_" if hasattr(entry.record, f"{field}_") else field
    return not getattr(entry.record, name) and sound(entry, field)


def quoted(words: str) -> str:
    """Return an author's words as they stand in a message: on one line, between “ and ”."""
    return f"“{shorten(words, _MAX_QUOTED)}”"


def setting(entry: Entry[Any], field: str, value: str) -> Edit:
    """Return the edit that writes a field of the document's front matter, or writes it anew.

    `value` is YAML that stands on one line.
    """
    mark = entry.marks.get((field,))
    if mark:
        is_blank = mark.value.end == mark.value.start
        return Edit(mark.value, f" {value}" if is_blank else value)
    start = entry.source.line_start(2)
    if entry.body_start > start:
        return Edit(entry.source.span(start, start), f"{field}: {value}\n")
    return Edit(entry.source.span(0, 0), f"---\n{field}: {value}\n---\n")
