"""`playbook build`: check, render, publish."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from playbook.apps import options
from playbook.apps.refusal import Refusal

if TYPE_CHECKING:
    from playbook.apps.report import Report
    from playbook.engine.publishing.publish import Published
    from playbook.engine.runs.project import Project
    from playbook.engine.runs.repeating import Command, Result
    from playbook.engine.runs.session import Session


@click.command("build", short_help="Check the playbook and build its site.")
@options.config_file
@options.site_dir
@options.strict
@options.quiet
@options.verbose
@options.clock
@options.history
@options.running
@options.readers
@click.option("--clean", is_flag=True, help="Write every file afresh.")
@click.option(
    "--verify", is_flag=True, help="Build without the cache as well, and compare the two."
)
@click.option("-o", "--open", "open_", is_flag=True, help="Open the site in a browser.")
@click.pass_context
def command(  # noqa: PLR0913 - one parameter an option
    context: click.Context,
    config: Path | None,
    site_dir: Path | None,
    as_of: datetime | None,
    audience: str,
    jobs: int | None,
    *,
    strict: bool,
    quiet: bool,
    verbose: bool,
    no_time: bool,
    no_history: bool,
    no_cache: bool,
    profile: bool,
    drafts: bool,
    clean: bool,
    verify: bool,
    open_: bool,
) -> None:
    """Build the site.

    The playbook is checked first; notices are printed with --verbose. Where there are errors
    nothing is published, and the site that was there stays as it is. Errors in drafts stop a build
    only with --drafts.
    """
    from playbook.engine.runs.repeating import Command

    telling = _Telling(time.perf_counter(), quiet=quiet, verbose=verbose, drafts=drafts)
    day = options.day(as_of, no_time=no_time)
    choices = (f"{day}", audience, f"{drafts=} {strict=} {no_history=}")
    given = Command.given("build", config, choices, site_dir)
    if given and not (no_cache or clean or verify or verbose or profile):
        result = given.repeated(history=not no_history)
        if result is not None and result.site is not None:
            telling.again(result, given)
            if open_:
                _open(Path(result.site.target))
            return
    from playbook.apps.choosing import audience_named
    from playbook.apps.opening import open_project
    from playbook.apps.report.visible import visible
    from playbook.apps.sessions import Running, run
    from playbook.engine.runs.project import BadTarget
    from playbook.engine.workspace.workspace import Options

    project = open_project(config, given)
    past = None if no_history else project.past()
    choice = Options(day, drafts, audience_named(audience, project), past)
    try:
        target = project.target(site_dir)
    except BadTarget as problem:
        raise Refusal(visible(str(problem))) from problem
    job = _Job(project, target, given, telling, clean=clean, strict=strict)
    run(project, choice, Running(not no_cache, jobs, profile, quiet), job.work)
    if job.code or job.done is None:
        context.exit(job.code or 1)
    telling.done(target, job.done.written, job.done.unchanged, job.done.removed)
    if verify:
        _verify(project, choice, target, context)
    if open_:
        _open(target)


def _open(target: Path) -> None:
    click.launch(str((target / "index.html").resolve()))


@dataclass
class _Telling:
    """What is said about a build, and how much of it; `started` is when the build began."""

    started: float
    quiet: bool
    verbose: bool
    drafts: bool

    def findings(self, report: Report) -> None:
        """Print the findings; notices with --verbose."""
        from playbook.apps.reporting import Printing, print_report, say
        from playbook.model.diagnostic import Severity

        print_report(report, Printing(quiet=self.quiet, notices=self.verbose))
        if report.count(Severity.NOTICE) and not (self.quiet or self.verbose):
            say("notices stop nothing and are not printed; `playbook check` shows them")

    def waits(self) -> None:
        """Tell that another build is at work, which may take a while."""
        from playbook.apps.reporting import say

        if not self.quiet:
            say("another build of this site is at work; this one goes on when it is done")

    def let_pass(self, report: Report) -> None:
        """Tell of errors that stopped nothing: they stand in drafts that are left out."""
        from playbook.apps.reporting import say
        from playbook.model.diagnostic import Severity

        if report.count(Severity.ERROR) and not self.quiet:
            say("the errors stand in drafts that are left out: they stop nothing")

    def left_out(self, drafts: int) -> None:
        """Tell how many drafts are not published."""
        from playbook.apps.reporting import say

        if drafts and not (self.drafts or self.quiet):
            noun = "draft" if drafts == 1 else "drafts"
            say(f"{drafts} {noun} left out; `--drafts` publishes them, `serve` shows them")

    def done(self, target: object, written: int, unchanged: int, removed: int) -> None:
        """Tell what was published, in files, and how long it took."""
        from playbook.apps.reporting import say

        if not self.quiet:
            took = time.perf_counter() - self.started
            say(
                f"{target}: {written} files written, {unchanged} unchanged, {removed} removed, "
                f"in {took:.2f} s"
            )

    def again(self, result: Result, given: Command) -> None:
        """Tell what the last run told, since this one comes to the same."""
        from playbook.apps.reporting import report_again

        report = report_again(result, given)
        self.findings(report)
        self.let_pass(report)
        self.left_out(result.drafts)
        if result.site is not None:
            self.done(result.site.named, 0, result.site.files, 0)


@dataclass
class _Job:
    """What is to be published, and how that went: the exit code, and what was written."""

    project: Project
    target: Path
    given: Command | None
    telling: _Telling
    clean: bool
    strict: bool
    code: int = 0
    done: Published | None = None
    report: Report | None = None

    def work(self, session: Session) -> bool:
        """Build the site of a session, and tell what there is to tell."""
        from playbook.apps.report import Report
        from playbook.apps.reporting import Printing, print_report, say, say_work
        from playbook.engine.publishing.publish import PublishError
        from playbook.engine.runs.building import build
        from playbook.engine.workspace.template_finding import template_finding
        from playbook.rendering.templates.problem import TemplateProblem

        workspace = session.workspace
        try:
            self.done = build(
                session,
                self.target,
                clean=self.clean,
                approve=lambda: self._approve(session),
                waits=self.telling.waits,
            )
        except TemplateProblem as problem:
            failure = Report([template_finding(problem, workspace)], workspace.source, 0)
            print_report(failure, Printing(quiet=True))
            say("nothing was published: a template could not be used")
        except PublishError as problem:
            say(f"not published: {problem}")
        if self.done is not None:
            self.telling.left_out(len(workspace.drafts()))
            if (given := self.given) and (report := self.report):
                session.at_last.append(lambda: session.leave_result(given, report.findings))
        if self.telling.verbose:
            say_work(self.project, workspace)
        return True

    def _approve(self, session: Session) -> bool:
        """Print the findings, once; tell whether the site may be published."""
        from playbook.apps.reporting import exit_code, report_of, say
        from playbook.engine.workspace.draft_findings import in_what_is_published
        from playbook.model.value import replace

        report = report_of(session.workspace, session.problems)
        weighed = in_what_is_published(report.findings, session.workspace)
        counted = replace(report, findings=weighed)
        self.code = exit_code(counted, self.project, strict=self.strict)
        if self.report is None:
            self.telling.findings(report)
            if self.code:
                say("nothing was published: mend the findings above first")
            else:
                self.telling.let_pass(report)
        self.report = report
        return not self.code


def _verify(project: Project, choice: Any, target: Path, context: click.Context) -> None:  # noqa: ANN401 - the engine's options, which are not imported here
    """Compare what is published with a build from nothing; exit 1 where they differ."""
    from playbook.apps.reporting import say
    from playbook.engine.runs.verifying import differences

    found = list(differences(project, choice, target))
    for line in found:
        say(line)
    if found:
        say("the site differs from a build without the cache: please report this")
        context.exit(1)
    say("verified: a build without the cache gives the same files and findings")
