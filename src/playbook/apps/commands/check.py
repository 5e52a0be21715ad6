"""`playbook check`: every finding of the playbook, in one run."""

from datetime import datetime
from pathlib import Path

import click

from playbook.apps import options
from playbook.apps.report import Report


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@options.config_file
@options.strict
@options.quiet
@options.clock
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How findings are printed.",
)
@click.pass_context
def command(  # noqa: PLR0913 - one parameter an option
    context: click.Context,
    paths: tuple[Path, ...],
    config: Path | None,
    as_of: datetime | None,
    format_: str,
    *,
    strict: bool,
    quiet: bool,
    no_time: bool,
) -> None:
    """Check the playbook: every reference, and the sense of the whole.

    With PATHS, only findings in these files and folders are printed; the whole playbook is read
    all the same, since a finding in one file can come from another.
    """
    from playbook.apps.opening import USAGE, open_project
    from playbook.apps.reporting import Printing, print_report, report_of
    from playbook.engine.workspace import Options

    project = open_project(config)
    workspace, problems = project.workspace(Options(options.day(as_of, no_time=no_time)))
    report = report_of(workspace, problems)
    if paths:
        report = _only(report, paths, project.root)
    print_report(report, Printing(format_, quiet))
    if workspace.settings_problems:
        context.exit(USAGE)
    context.exit(1 if report.fails(strict=strict) else 0)


def _only(report: Report, paths: tuple[Path, ...], root: Path) -> Report:
    from dataclasses import replace

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
