"""A comparison as annotations of GitHub Actions, beside the lines of a pull request."""

from collections.abc import Iterator

from playbook.apps.changes.findings import report_of_changes
from playbook.apps.report.github import github_report as github_of_findings
from playbook.engine.runs.comparing import Comparison


def github_report(comparison: Comparison) -> Iterator[str]:
    """Yield one workflow command a change: errors are what nobody agreed to."""
    yield from github_of_findings(report_of_changes(comparison))
