"""Findings as a compiler prints them: place, line, caret, hint."""

from collections.abc import Iterator

import click

from playbook.apps.report import Report
from playbook.apps.report.excerpt import excerpt
from playbook.apps.report.visible import visible, width
from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.text import Source, Span

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}
_MARGIN, _WINDOW = 40, 100


def text_report(report: Report, *, notices: bool) -> Iterator[str]:
    """Yield the lines of a report for people."""
    for finding in report.findings:
        if not notices and finding.severity is Severity.NOTICE:
            continue
        yield from _finding(finding, report)
        yield ""


def _finding(finding: Diagnostic, report: Report) -> Iterator[str]:
    source = report.source(finding.span.path)
    severity = click.style(finding.severity.value, fg=_COLOURS.get(finding.severity), bold=True)
    code = click.style(f"[{finding.code}]", dim=True)
    yield f"{_place(finding.span, source)}: {severity}: {visible(finding.message)} {code}"
    if source:
        yield from _excerpt(finding.span, source, _COLOURS.get(finding.severity))
    if finding.hint:
        yield f"      = {visible(finding.hint)}"
    for related in finding.related:
        there = _place(related.span, report.source(related.span.path))
        yield f"      = {visible(related.message)}: {there}"


def _place(span: Span, source: Source | None) -> str:
    if source is None:
        return f"{visible(span.path)}:1:1"
    position = source.position(span.start)
    return f"{visible(span.path)}:{position.line}:{position.column}"


def _excerpt(span: Span, source: Source, colour: str | None) -> Iterator[str]:
    found = excerpt(span, source, margin=_MARGIN, window=_WINDOW)
    if found is None:
        return
    left, right = ("…" if is_cut else "" for is_cut in found.is_cut)
    shown = visible(found.before + found.marked + found.after)
    yield f"{found.number:>5} | {left}{shown}{right}"
    caret = click.style("^" * max(1, width(visible(found.marked))), fg=colour, bold=True)
    yield f"      | {' ' * width(left + visible(found.before))}{caret}"
