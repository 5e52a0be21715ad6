"""Findings for programs."""

import json
from collections.abc import Iterator
from typing import Any

from playbook.apps.report import Report
from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.text import Span


def json_report(report: Report) -> Iterator[str]:
    """Yield one JSON object: `findings`, each with its place from 1, and `counts`."""
    counts = {s.value: report.count(s) for s in Severity if s is not Severity.OFF}
    data = {
        "documents": report.documents,
        "counts": counts,
        "findings": [_finding(finding, report) for finding in report.findings],
    }
    yield json.dumps(data, ensure_ascii=True, indent=2)


def _finding(finding: Diagnostic, report: Report) -> dict[str, Any]:
    return {
        "rule": finding.code,
        "severity": finding.severity.value,
        **_place(finding.span, report),
        "message": finding.message,
        "hint": finding.hint,
        "related": [
            {**_place(related.span, report), "message": related.message}
            for related in finding.related
        ],
        "fix": finding.edit.replacement if finding.edit else None,
    }


def _place(span: Span, report: Report) -> dict[str, Any]:
    source = report.source(span.path)
    if source is None:
        return {"path": span.path, "line": 1, "column": 1, "end_line": 1, "end_column": 1}
    start, end = source.position(span.start), source.position(max(span.start, span.end))
    return {
        "path": span.path,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
    }
