"""Headings that lack the space behind the “#”."""

from collections.abc import Iterator
from typing import Any

from playbook.model.diagnostic import Edit, Severity
from playbook.model.entry import Entry
from playbook.model.rule import Finding, rule
from playbook.model.view import View
from playbook.rules.common.lost_headings import lost


@rule("text/no-heading", Severity.WARNING)
def no_heading(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """What looks like a heading is shown as text: there is no space behind the “#”."""
    for heading in lost(entry):
        behind = heading.start + len(heading.marks)
        yield Finding(
            entry.source.span(heading.start, heading.end),
            f"this is no heading: a space is missing behind the “{heading.marks}”",
            f"write “{heading.meant}”",
            edit=Edit(entry.source.span(behind, behind), " "),
        )
