"""`playbook export`: a playbook as data, for other programs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook.apps import options

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from playbook.engine.runs.project import Project
    from playbook.engine.runs.session import Session


@click.command("export", short_help="Print the playbook as data for other programs.")
@click.argument("what", required=False, default="", metavar="WHAT")
@click.option(
    "-o",
    "--output",
    type=options.Place(path_type=Path, dir_okay=False, allow_dash=True),
    metavar="FILE",
    help="The file to write, instead of standard output.",
)
@options.config_file
@options.clock
@options.history
@options.readers
@click.pass_context
def command(  # noqa: PLR0913 - one parameter an option
    context: click.Context,
    what: str,
    output: Path | None,
    config: Path | None,
    as_of: datetime | None,
    audience: str,
    *,
    no_time: bool,
    no_history: bool,
    drafts: bool,
) -> None:
    """Print the playbook as data for other programs.

    WHAT is one of:

    \b
    * json: all documents, with their fields, texts and references both ways
    * json-schema: the JSON Schema of that
    * ledger: who gave and gained what, as CSV
    * rights: decisions and roles as a grid of letters, as CSV
    * improvements: the lessons of debriefs and what is done about them, as CSV
    * readings: the readings of all metrics, as CSV
    * glossary: the terms, as CSV
    * skos: the terms as a vocabulary, in Turtle
    * json-ld: the same as a DefinedTermSet of schema.org
    * dot: decision trees as graphs for Graphviz
    * mermaid: decision trees as drawings in Mermaid, in Markdown

    Drafts and what is for other audiences are left out, as from a site. Where there are errors,
    what could be read is exported all the same; the errors are printed on standard error, and the
    exit code is that of a build with the same options. Equal playbooks give equal files every day.
    """  # noqa: D301 - click reads the sign, not the two letters
    from playbook.apps.choosing import audience_named
    from playbook.apps.opening import open_project
    from playbook.apps.sessions import Running, run
    from playbook.engine.workspace.workspace import Options
    from playbook.queries.export.catalogue import EXPORTS
    from playbook.reading.front_matter.free_fields import free_fields

    _check_name(what, EXPORTS)
    project = open_project(config)
    day = options.day(as_of, no_time=no_time)
    past = None if no_history else project.past()
    choice = Options(day, drafts, audience_named(audience, project), past)
    code, data = 0, b""

    def work(session: Session) -> bool:
        nonlocal code, data
        data = EXPORTS[what](session.workspace.view(), free_fields).encode()
        code = _tell_errors(session, project)
        return True

    run(project, choice, Running(), work)
    _write(output, data, context)
    context.exit(code)


def _check_name(what: str, known: Collection[str]) -> None:
    from playbook.apps.report.visible import visible
    from playbook.model.meant.nearest import did_you_mean

    if not what:
        raise click.UsageError(f"say what is to be exported: {', '.join(known)}")
    if what not in known:
        hint = did_you_mean(what, known)
        rest = f": {hint}" if hint else f"; what can be exported: {', '.join(known)}"
        raise click.UsageError(f"there is no export “{visible(what)}”{rest}")


def _tell_errors(session: Session, project: Project) -> int:
    """Print the errors for which a build would fail on standard error; return the exit code."""
    import sys

    from playbook.apps.report.text import text_report
    from playbook.apps.reporting import colours, exit_code, report_of, say
    from playbook.engine.runs.sharing import check
    from playbook.engine.workspace.draft_findings import in_what_is_published
    from playbook.model.diagnostic import Severity
    from playbook.model.value import replace

    check(session)
    report = report_of(session.workspace, session.problems)
    weighed = in_what_is_published(report.findings, session.workspace)
    errors = [finding for finding in weighed if finding.severity is Severity.ERROR]
    report = replace(report, findings=errors)
    for line in text_report(report, notices=False):
        click.echo(line, err=True, color=colours(sys.stderr.isatty()))
    if errors:
        say(f"{report.summary()}; what could be read is exported")
    return exit_code(report, project, strict=False)


def _write(output: Path | None, data: bytes, context: click.Context) -> None:
    """Write to a file as a whole, or to what is no file on a disk as it comes."""
    from playbook.apps.reporting import say
    from playbook.engine.files.writing import replace_file

    if output is None or output == Path("-"):
        click.echo(data, nl=False)
        return
    target = Path(os.path.realpath(output))
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)
        else:
            replace_file(target, data)
    except OSError as error:
        say(f"{output}: {error.strerror}")
        context.exit(1)
    say(f"wrote {output}")
