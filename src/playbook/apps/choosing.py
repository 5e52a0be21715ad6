"""Which findings a report shows: those of some files, or of some rules."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from playbook.apps.report import Report
from playbook.engine.registry import RULES
from playbook.model.suggest import did_you_mean


def in_paths(report: Report, paths: Iterable[Path], root: Path) -> Report:
    """Return the findings in these files and folders; raises `click.UsageError` for a wrong one."""
    wanted: list[str] = []
    for path in paths:
        full = path.resolve()
        if not full.exists():
            raise click.UsageError(f"there is no file or folder {path}")
        if not full.is_relative_to(root):
            raise click.UsageError(f"{path} is not part of the playbook in {root}")
        wanted.append(full.relative_to(root).as_posix())
    findings = [
        finding
        for finding in report.findings
        if any(
            w in {".", finding.span.path} or finding.span.path.startswith(f"{w}/") for w in wanted
        )
    ]
    return replace(report, findings=findings)


def of_rules(report: Report, select: str) -> Report:
    """Return the findings of rules or families named in a comma-separated list."""
    names = {name.strip() for name in select.split(",") if name.strip()}
    codes = {rule.code for rule in RULES}
    families = {rule.family for rule in RULES}
    for name in sorted(names - codes - families):
        hint = did_you_mean(name, codes | families)
        raise click.UsageError(f"there is no rule or family “{name}”{': ' + hint if hint else ''}")
    findings = [
        finding
        for finding in report.findings
        if finding.code in names or finding.code.partition("/")[0] in names
    ]
    return replace(report, findings=findings)
