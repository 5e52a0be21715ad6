"""Drafts that a build leaves out: what is wrong in them stops nobody's site."""

from collections.abc import Iterable
from typing import Any

from playbook.engine.workspace.workspace import Workspace
from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.entry import DRAFT, Entry
from playbook.model.view import View

_SEVERAL = frozenset(
    {
        *("text/unreadable", "text/too-large", "text/merge-conflict"),
        *("text/duplicate-key", "text/unknown-kind"),
    }
)
"""Mistakes after which even a status that was read may not be the one that is meant."""

_HIDING = _SEVERAL | {"text/yaml-error", "text/bad-value", "text/unknown-field"}
"""Mistakes behind which a status may stand that was not read."""


def in_what_is_published(
    findings: Iterable[Diagnostic], workspace: Workspace
) -> tuple[Diagnostic, ...]:
    """Return the findings but those in drafts that are left out of the site."""
    left_out = frozenset[str]() if workspace.options.drafts else workspace.drafts()
    sure: dict[str, bool] = {}
    kept: list[Diagnostic] = []
    for finding in findings:
        path = finding.span.path
        if path in left_out and finding.severity is not Severity.NOTICE:
            if path not in sure:
                sure[path] = _is_surely_draft(path, workspace.view())
            if sure[path]:
                continue
        kept.append(finding)
    return tuple(kept)


def _is_surely_draft(path: str, view: View) -> bool:
    """Tell whether a document is a draft, and not one whose status could not be read.

    Else a slip in an agreement in force would take it off the site without a word.
    """
    entry: Entry[Any] = view.first("entry", path)
    mistakes = {problem.code for problem in (*view.ask("decoding", path), *entry.problems)}
    written = entry.record.status == DRAFT
    return mistakes.isdisjoint(_SEVERAL if written else _HIDING)
