"""What a user named: findings of some files or of some rules, a kind."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from playbook.apps.report import Report
from playbook.apps.report.visible import visible
from playbook.engine.runs.project import Project
from playbook.engine.settings.registry import RULES
from playbook.model.kind import Kind
from playbook.model.meant.nearest import did_you_mean
from playbook.model.value import replace


def in_paths(report: Report, paths: Iterable[Path], project: Project) -> Report:
    """Return the findings in these files and folders, and those of the settings.

    Raises `click.UsageError` for a path that is not there, or not part of the playbook.
    """
    root = project.root
    wanted = [project.config.name]
    for path in paths:
        whole = Path(os.path.abspath(path))  # noqa: PTH100 - a link's own place, not where it leads
        full = whole.parent.resolve() / whole.name
        if not os.path.lexists(full):
            raise click.UsageError(f"there is no file or folder {visible(str(path))}")
        if not full.is_relative_to(root):
            raise click.UsageError(f"{visible(str(path))} is not part of the playbook in {root}")
        wanted.append(full.relative_to(root).as_posix())
    findings = [
        finding
        for finding in report.findings
        if any(
            w in {".", finding.span.path} or finding.span.path.startswith(f"{w}/") for w in wanted
        )
    ]
    return replace(report, findings=findings)


def of_rules(report: Report, select: str, project: Project) -> Report:
    """Return the findings of rules or families in a comma-separated list, and of the settings."""
    names = {name.strip() for name in select.split(",") if name.strip()}
    codes = {rule.code for rule in RULES}
    families = {rule.family for rule in RULES}
    for name in sorted(names - codes - families):
        hint = did_you_mean(name, codes | families)
        rest = f": {hint}" if hint else "; `playbook explain` lists them"
        raise click.UsageError(f"there is no rule or family “{visible(name)}”{rest}")
    findings = [
        finding
        for finding in report.findings
        if finding.code in names
        or finding.code.partition("/")[0] in names
        or finding.span.path == project.config.name
    ]
    return replace(report, findings=findings)


def kind_named(name: str, kinds: Mapping[str, Kind[Any]]) -> Kind[Any]:
    """Return a kind by its name; raises `click.UsageError` for one that does not exist."""
    chosen = kinds.get(name)
    if chosen is None:
        hint = did_you_mean(name, kinds)
        rest = f": {hint}" if hint else f"; kinds are: {', '.join(sorted(kinds))}"
        raise click.UsageError(f"there is no kind “{visible(name)}”{rest}")
    return chosen


def audience_named(name: str, project: Project) -> str:
    """Return an audience by its name; raises `click.UsageError` for one that the settings lack."""
    if name and name not in project.settings.audience:
        known = ", ".join(project.settings.audience) or "none"
        message = f"{project.config.name} names no audience “{name}” (it names: {known})"
        raise click.UsageError(visible(message))
    return name
