"""`playbook build`: check, render, publish."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook.apps import options

if TYPE_CHECKING:
    from playbook.engine.project import Project
    from playbook.engine.publish import Published
    from playbook.engine.workspace import Workspace


@click.command("build")
@options.config_file
@options.site_dir
@options.strict
@options.quiet
@options.verbose
@options.clock
@options.history
@click.option("--drafts", is_flag=True, help="Publish drafts too.")
@click.option(
    "--audience", default="", help="Publish what is for this audience besides what is for all."
)
@click.option("--clean", is_flag=True, help="Write every file afresh.")
@click.option("-o", "--open", "open_", is_flag=True, help="Open the site in a browser.")
@click.pass_context
def command(  # noqa: PLR0913 - one parameter an option
    context: click.Context,
    config: Path | None,
    site_dir: Path | None,
    as_of: datetime | None,
    audience: str,
    *,
    strict: bool,
    quiet: bool,
    verbose: bool,
    no_time: bool,
    no_history: bool,
    drafts: bool,
    clean: bool,
    open_: bool,
) -> None:
    """Build the site.

    The playbook is checked first; notices are printed with --verbose. Where there are errors
    nothing is published, and the site that was there stays as it is.
    """
    from playbook.apps.opening import open_project
    from playbook.apps.report.visible import visible
    from playbook.apps.reporting import (
        Printing,
        exit_code,
        print_report,
        report_of,
        say,
        say_work,
    )
    from playbook.engine.project import BadTarget
    from playbook.engine.workspace import Options

    started = time.perf_counter()
    project = open_project(config)
    past = None if no_history else project.past()
    choice = Options(options.day(as_of, no_time=no_time), drafts, audience, past)
    if audience and audience not in project.settings.audience:
        known = ", ".join(project.settings.audience) or "none"
        message = f"{project.config.name} names no audience “{audience}” (it names: {known})"
        raise click.UsageError(visible(message))
    try:
        target = project.target(site_dir)
    except BadTarget as problem:
        raise click.UsageError(visible(str(problem))) from problem
    workspace, problems = project.workspace(choice)
    report = report_of(workspace, problems)
    print_report(report, Printing(quiet=quiet, notices=verbose))
    code = exit_code(report, project, strict=strict)
    if code:
        say("nothing was published: mend the findings above first")
        context.exit(code)
    done = _publish(workspace, project, target, clean=clean)
    if done is None:
        context.exit(1)
    if not quiet:
        _tell(workspace, drafts=drafts)
        took = time.perf_counter() - started
        say(
            f"{target}: {done.written} written, {done.unchanged} unchanged, "
            f"{done.removed} removed, in {took:.2f} s"
        )
    if verbose:
        say_work(project, workspace)
    if open_:
        click.launch(str((target / "index.html").resolve()))


def _publish(
    workspace: Workspace, project: Project, target: Path, *, clean: bool
) -> Published | None:
    """Render and publish; None, and the reason told, where that cannot be done."""
    from playbook.apps.report import Report
    from playbook.apps.reporting import Printing, print_report, say
    from playbook.engine.outputs import outputs
    from playbook.engine.publish import PublishError, publish
    from playbook.engine.workspace import template_finding
    from playbook.rendering.template_problem import TemplateProblem

    try:
        return publish(target, outputs(workspace, project.read), clean=clean)
    except TemplateProblem as problem:
        failure = Report([template_finding(problem, workspace)], workspace.source, 0)
        print_report(failure, Printing(quiet=True))
        say("nothing was published: a template could not be used")
    except PublishError as problem:
        say(f"not published: {problem}")
    return None


def _tell(workspace: Workspace, *, drafts: bool) -> None:
    from playbook.apps.reporting import say

    hidden = sum(entry.card.draft for entry in workspace.entries())
    if hidden and not drafts:
        noun = "draft" if hidden == 1 else "drafts"
        say(f"{hidden} {noun} left out; `--drafts` publishes them, `serve` shows them")
