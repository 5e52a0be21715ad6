"""A comparison in SARIF: each change as a result at its place, for forges and editors."""

from collections.abc import Iterator

from playbook.apps.changes.telling import Consequences, Told, sections, sentence
from playbook.apps.changes.text import Plain
from playbook.apps.report import Report
from playbook.apps.report.sarif import sarif_report as sarif_of_findings
from playbook.engine.comparing import Comparison
from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.rule import found_while_reading
from playbook.queries.changes.change import Band, Placed
from playbook.queries.changes.codes import CODES


def sarif_report(comparison: Comparison) -> Iterator[str]:
    """Yield the log: errors are what nobody agreed to, warnings what else is material."""
    found = [
        _finding(placed, told, comparison)
        for section in sections(comparison)
        for told in section.documents
        for placed in told.changes
    ]
    findings = sorted(found, key=lambda finding: finding.order)
    rules = [found_while_reading(code, Severity.WARNING, words) for code, words in CODES.items()]
    yield from sarif_of_findings(Report(findings, comparison.source, 0), rules)


def _finding(placed: Placed, told: Told, comparison: Comparison) -> Diagnostic:
    change = placed.change
    severity = Severity.WARNING if change.band is Band.MATERIAL else Severity.NOTICE
    if not told.is_covered:
        severity = Severity.ERROR
    effects = [f"{effect.words}." for effect in change.effects]
    hint = " ".join([*effects, *Consequences(comparison, Plain()).of(told)])
    words = sentence(change, Plain())
    message = f"{told.subject.title}: {words}"
    return Diagnostic(change.code, severity, placed.span, message, hint)
