"""Findings as annotations of GitHub Actions (workflow commands)."""

from collections.abc import Iterator

from playbook.apps.report import Report
from playbook.apps.report.visible import visible
from playbook.model.diagnostic import Diagnostic, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}


def github_report(report: Report) -> Iterator[str]:
    """Yield one workflow command a finding; text is escaped and starts none."""
    for finding in report.findings:
        yield _command(finding, report)


def _command(finding: Diagnostic, report: Report) -> str:
    properties = {"file": visible(report.within + finding.span.path), "title": finding.code}
    source = report.source(finding.span.path)
    if source:
        start = source.position(finding.span.start)
        end = source.position(max(finding.span.start, finding.span.end))
        properties |= {"line": str(start.line), "col": str(start.column)}
        properties |= {"endLine": str(end.line), "endColumn": str(end.column)}
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    words = visible(finding.message) + (f"\n{visible(finding.hint)}" if finding.hint else "")
    return f"::{_COMMANDS[finding.severity]} {written}::{_data(words)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
