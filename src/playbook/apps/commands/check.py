"""`playbook check`: every finding of the playbook, in one run."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook.apps import options
from playbook.apps.refusal import Refusal

if TYPE_CHECKING:
    from playbook.apps.report import Report
    from playbook.engine.runs.project import Project
    from playbook.engine.runs.session import Session
    from playbook.engine.workspace.workspace import Workspace


@click.command("check", short_help="Check every reference, and the sense of the whole.")
@click.argument("paths", nargs=-1, type=options.Place(path_type=Path))
@options.config_file
@options.strict
@options.quiet
@options.verbose
@options.clock
@options.history
@options.running
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="How findings are printed.",
)
@click.option("--select", default="", metavar="RULES", help="Only these rules or families, a,b/c.")
@click.option(
    "--baseline",
    type=options.Place(path_type=Path, dir_okay=False),
    help="Leave out what is known: a file that `check --format json` wrote.",
)
@click.option("--fix", is_flag=True, help="Mend what can be mended without a question.")
@click.option("--diff", is_flag=True, help="Show what --fix changes; alone, change nothing.")
@click.pass_context
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    context: click.Context,
    paths: tuple[Path, ...],
    config: Path | None,
    as_of: datetime | None,
    format_: str,
    select: str,
    baseline: Path | None,
    jobs: int | None,
    *,
    strict: bool,
    quiet: bool,
    verbose: bool,
    no_time: bool,
    no_history: bool,
    no_cache: bool,
    profile: bool,
    fix: bool,
    diff: bool,
) -> None:
    """Check the playbook: every reference, and the sense of the whole.

    With PATHS, only findings in these files and folders are printed; the whole playbook is read
    all the same, since a finding in one file can come from another.
    """
    from playbook.apps.reporting import Printing, print_report, report_again
    from playbook.engine.runs.repeating import Command

    day = options.day(as_of, no_time=no_time)
    given = Command.given("check", config, (f"{day}", f"{no_history=}"))
    if given and not (paths or select or baseline or fix or diff or no_cache or profile or verbose):
        result = given.repeated(history=not no_history)
        if result is not None:
            report = report_again(result, given)
            print_report(report, Printing(format_, quiet, root=given.config.parent))
            context.exit(1 if report.fails(strict=strict) else 0)
    from playbook.apps.choosing import in_paths, of_rules
    from playbook.apps.opening import open_project
    from playbook.apps.reporting import exit_code, report_of, say_work
    from playbook.apps.sessions import Running, run
    from playbook.engine.runs.sharing import check
    from playbook.engine.workspace.workspace import Options

    project = open_project(config, given)
    past = None if no_history else project.past()
    code = 0

    def work(session: Session) -> bool:
        nonlocal code
        check(session)

        def chosen() -> Report:
            report = report_of(session.workspace, session.problems)
            if given:
                session.leave_result(given, report.findings)
            report = in_paths(report, paths, project) if paths else report
            return of_rules(report, select, project) if select else report

        report = chosen()
        if fix or diff:
            _mend(project, session.workspace, report, show=diff, write=fix)
            report = chosen()
        if baseline:
            report = _without_known(report, baseline)
        if not (diff and not fix):
            print_report(report, Printing(format_, quiet, root=project.root))
        if verbose:
            say_work(project, session.workspace)
        code = exit_code(report, project, strict=strict)
        return not fix  # what was mended is read anew by the next run

    choice = Options(day, past=past)
    run(project, choice, Running(not no_cache, jobs, profile, quiet), work)
    context.exit(code)


def _mend(
    project: Project, workspace: Workspace, report: Report, *, show: bool, write: bool
) -> None:
    from playbook.apps.mending import write_mended
    from playbook.engine.authoring.fixing import mend

    paths = {finding.span.path for finding in report.findings if finding.edit}
    changed = mend({path: project.read(path) for path in paths}, report.findings)
    write_mended(project.root, changed, show=show, write=write, done="mended")
    if write:
        workspace.sync({path: after for path, (_, after) in changed.items()})


def _without_known(report: Report, baseline: Path) -> Report:
    from playbook.apps.report.baseline import BadBaseline, without_known
    from playbook.apps.report.visible import visible
    from playbook.apps.reporting import say
    from playbook.model.english import counted

    try:
        compared = without_known(report, baseline)
    except BadBaseline as problem:
        raise Refusal(visible(str(problem))) from problem
    if compared.hidden:
        say(f"{counted(compared.hidden, 'known finding')} left out")
    if compared.gone:
        gone, are = counted(compared.gone, "finding"), "is" if compared.gone == 1 else "are"
        say(f"{gone} of the baseline {are} mended: write it anew to keep it short")
    return compared.report
