"""Printing findings: the choice of format, colours, and the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook.apps.report import Report
from playbook.apps.report.visible import visible
from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.value import Value, replace

if TYPE_CHECKING:
    from playbook.engine.runs.project import Project
    from playbook.engine.runs.repeating import Command, Result
    from playbook.engine.workspace.workspace import Workspace

USAGE = 2
"""The exit code that says that a command, or the settings, cannot be used."""


class Printing(Value, frozen=True):
    """How findings are printed: `quiet` without notices and count, `notices` with or without.

    `root` is the folder of the playbook, which a format for a forge must know.
    """

    format: str = "text"
    quiet: bool = False
    notices: bool = True
    root: Path | None = None


def report_of(workspace: Workspace, extra: Iterable[Diagnostic] = ()) -> Report:
    """Return the report of everything a workspace has found, and of what was found beside it."""
    findings = sorted((*workspace.diagnostics(), *extra), key=_order)
    past = workspace.options.past
    remark = past.notice if past else ""
    # Findings come file by file: a text is read, and its lines found, once for all that are in it.
    source = lru_cache(maxsize=2)(workspace.source)
    return Report(findings, source, len(workspace.documents()), remark)


def _order(finding: Diagnostic) -> tuple[bool, object]:
    """Order findings by place, the settings first: what they say wrongly shows in the documents."""
    return "/" in finding.span.path, finding.order


def report_again(result: Result, given: Command) -> Report:
    """Return the report of a command's last run, which this one would come to again."""
    from playbook.engine.runs.repeating import source_of

    return Report(result.findings, source_of(given.config.parent), result.documents)


def print_report(report: Report, printing: Printing) -> None:
    """Print findings on standard output, and the count on standard error."""
    if printing.format == "text":
        from playbook.apps.report.text import text_report

        lines = text_report(report, notices=printing.notices and not printing.quiet)
    else:
        from playbook.engine.history.git import place_in_repository

        within = place_in_repository(printing.root) if printing.root else ""
        shown = _without_notices(report) if printing.quiet else report
        lines = _for_programs(printing.format)(replace(shown, within=within))
    for line in lines:
        click.echo(line, color=colours(sys.stdout.isatty()))
    if not printing.quiet:
        say(report.summary())
        if report.remark:
            say(report.remark)
        if not report.documents and not report.findings:
            say('write content/index.md first, or begin with `playbook new agreement "A title"`')


def _without_notices(report: Report) -> Report:
    found = (finding for finding in report.findings if finding.severity is not Severity.NOTICE)
    return replace(report, findings=tuple(found))


def _for_programs(name: str) -> Callable[[Report], Iterator[str]]:
    module = import_module(f"playbook.apps.report.{name}")
    printer: Callable[[Report], Iterator[str]] = getattr(module, f"{name}_report")
    return printer


def exit_code(report: Report, project: Project, *, strict: bool) -> int:
    """Return what a command's exit code tells: 0 clean, 1 findings, 2 wrong settings."""
    if project.misconfigured:
        return USAGE
    return 1 if report.fails(strict=strict) else 0


def say(message: str) -> None:
    """Print a line of the log, on standard error; text of authors in it is made safe to print."""
    click.echo(visible(message), err=True, color=colours(sys.stderr.isatty()))


def say_work(project: Project, workspace: Workspace) -> None:
    """Tell which playbook it was, and what had to be computed."""
    say(f"settings: {project.config}")
    for kind, count in sorted(workspace.memo.work.items(), key=str):
        say(f"computed {kind}: {count}")


def colours(terminal: bool) -> bool:  # noqa: FBT001 - asked with one fact
    """Tell whether to print colours: on a terminal, unless `NO_COLOR` is set (https://no-color.org)."""
    return terminal and not os.environ.get("NO_COLOR")
