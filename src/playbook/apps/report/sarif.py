"""Findings in SARIF 2.1.0, the format that code forges and editors read.

The standard: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from playbook import __version__
from playbook.apps.report import Report
from playbook.engine.settings.registry import RULES
from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.rule import Rule
from playbook.model.text import Span, digest

_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTICE: "note",
    Severity.OFF: "none",
}


def sarif_report(report: Report, rules: Sequence[Rule] = RULES) -> Iterator[str]:
    """Yield the log as one JSON text."""
    known = {rule.code: index for index, rule in enumerate(rules)}
    seen: Counter[str] = Counter()
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "playbook",
                        "semanticVersion": __version__,
                        "rules": [_rule(rule) for rule in rules],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, report, known, seen) for finding in report.findings],
            }
        ],
    }
    yield json.dumps(log, ensure_ascii=True, indent=2)


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.summary},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(
    finding: Diagnostic, report: Report, known: dict[str, int], seen: Counter[str]
) -> dict[str, Any]:
    text = f"{finding.message}\n{finding.hint}" if finding.hint else finding.message
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [_location(finding.span, report)],
        "partialFingerprints": {"playbook/v1": _fingerprint(finding, seen)},
    }
    if finding.code in known:
        result["ruleIndex"] = known[finding.code]
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, **_location(related.span, report), "message": {"text": related.message}}
            for number, related in enumerate(finding.related, start=1)
        ]
    return result


def _fingerprint(finding: Diagnostic, seen: Counter[str]) -> str:
    """Return what stays when lines move: file, rule, words, number among equals."""
    key = digest(f"{finding.span.path}\0{finding.code}\0{finding.message}")
    seen[key] += 1
    return f"{key}:{seen[key]}"


def _location(span: Span, report: Report) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(report.within + span.path)}}
    source = report.source(span.path)
    if source:
        start, end = source.position(span.start), source.position(max(span.start, span.end))
        place["region"] = {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        }
    return {"physicalLocation": place}
