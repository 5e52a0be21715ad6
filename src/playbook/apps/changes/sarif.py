"""A comparison in SARIF: each change as a result at its place, for forges and editors."""

from collections.abc import Iterator

from playbook.apps.changes.findings import report_of_changes
from playbook.apps.report.sarif import sarif_report as sarif_of_findings
from playbook.engine.runs.comparing import Comparison
from playbook.engine.settings.registry import RULES
from playbook.model.diagnostic import Severity
from playbook.model.rule import found_while_reading
from playbook.queries.changes.codes import CODES


def sarif_report(comparison: Comparison) -> Iterator[str]:
    """Yield the log: each change at its place, as `report_of_changes` says how grave it is."""
    report = report_of_changes(comparison)
    unread = {finding.code for finding in report.findings} - CODES.keys()
    rules = [found_while_reading(code, Severity.WARNING, words) for code, words in CODES.items()]
    rules += [rule for rule in RULES if rule.code in unread]
    yield from sarif_of_findings(report, rules)
