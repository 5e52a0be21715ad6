"""Findings as a compiler prints them: place, line, caret, hint."""

from collections.abc import Iterator, Sequence

import click

from playbook.apps.report import Report
from playbook.apps.report.excerpt import excerpt
from playbook.apps.report.visible import visible, width
from playbook.model.diagnostic import Diagnostic, Related, Severity
from playbook.model.text import Source, Span

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}
_Said = tuple[str, str, str, tuple[Related, ...]]
_MARGIN, _WINDOW = 40, 100
_MOST_ALIKE = 3
"""So many findings that say the same of one file are printed one by one."""
_MOST_LINES = 12
"""So many lines are named in which more of them stand."""


def text_report(report: Report, *, notices: bool) -> Iterator[str]:
    """Yield the lines of a report for people."""
    shown = [f for f in report.findings if notices or f.severity is not Severity.NOTICE]
    alike: dict[_Said, list[Diagnostic]] = {}
    for finding in shown:
        alike.setdefault(_said(finding), []).append(finding)
    for finding in shown:
        group = alike[_said(finding)]
        is_folded = len(group) > _MOST_ALIKE
        if is_folded and finding is not group[0]:
            continue
        yield from _finding(finding, report)
        if is_folded:
            yield f"      = {_more(group[1:], report.source(finding.span.path))}"
        yield ""


def _said(finding: Diagnostic) -> _Said:
    """Return what a finding says of its file, wherever in it; of many, the first have hints."""
    return (finding.span.path, finding.code, finding.message, finding.related)


def _more(findings: Sequence[Diagnostic], source: Source | None) -> str:
    """Return where else the same is found."""
    lines = {source.position(f.span.start).line: True for f in findings} if source else {}
    named = ", ".join(map(str, list(lines)[:_MOST_LINES]))
    rest = ", …" if len(lines) > _MOST_LINES else ""
    word = "line" if len(lines) == 1 else "lines"
    return f"the same {len(findings)} more times" + (f": {word} {named}{rest}" if lines else "")


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
