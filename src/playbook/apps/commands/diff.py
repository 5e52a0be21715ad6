"""`playbook diff`: what a change means, in the words of the field."""

from __future__ import annotations

import sys
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook.apps import options
from playbook.apps.refusal import Refusal

if TYPE_CHECKING:
    from playbook.engine.runs.comparing import Comparison

_NONE, _UNCOVERED, _MATERIAL_UNCOVERED, _MATERIAL = (
    "none",
    "uncovered",
    "material-uncovered",
    "material",
)


@click.command("diff", short_help="Tell what a change means, for whom, and who must agree.")
@click.argument("base", default="")
@click.argument("head", default="")
@options.config_file
@options.clock
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "markdown", "github", "json", "sarif"]),
    default="text",
    show_default=True,
    help="How changes are printed; markdown is for a comment on a merge request, github for "
    "annotations beside its lines.",
)
@click.option(
    "--fail-on",
    type=click.Choice([_NONE, _MATERIAL_UNCOVERED, _UNCOVERED, _MATERIAL]),
    default=_NONE,
    show_default=True,
    help="End with 1 where there is such a change: one that no approved amendment covers "
    "(material-uncovered: changes of wording do not count), or any material one.",
)
@click.pass_context
def command(  # noqa: PLR0913 - one parameter an option
    context: click.Context,
    base: str,
    head: str,
    config: Path | None,
    as_of: datetime | None,
    format_: str,
    fail_on: str,
    *,
    no_time: bool,
) -> None:
    """Tell what changed in meaning: who decides, who owes what, where a route leads.

    Without BASE, the files on disk are compared with the last commit. With BASE, they are compared
    with the commit at which this branch parted from BASE; with BASE and HEAD, HEAD is compared
    with the commit at which it parted from BASE, as a merge request is. Each change says whom it
    touches, and whether an approved amendment covers it. The exit code is 0 unless --fail-on asks
    for another one, and 2 if the two cannot be compared.
    """
    from playbook.apps.opening import open_project
    from playbook.apps.report.visible import visible
    from playbook.apps.reporting import colours
    from playbook.engine.runs.comparing import Incomparable, compare

    project = open_project(config)
    try:
        found = compare(project, base, head, options.day(as_of, no_time=no_time))
    except Incomparable as problem:
        raise Refusal(visible(str(problem))) from problem
    module = import_module(f"playbook.apps.changes.{format_}")
    for line in getattr(module, f"{format_}_report")(found):
        click.echo(line, color=colours(sys.stdout.isatty()))
    context.exit(1 if _fails(found, fail_on) else 0)


def _fails(comparison: Comparison, fail_on: str) -> bool:
    from playbook.apps.changes.telling import is_uncovered
    from playbook.queries.changes.change import Band

    for held in comparison.changed:
        verdict = comparison.verdicts.get(held.subject.address)
        for placed in held.changes:
            is_material = placed.change.band is Band.MATERIAL
            if fail_on == _MATERIAL and is_material:
                return True
            wanted = fail_on == _UNCOVERED or (fail_on == _MATERIAL_UNCOVERED and is_material)
            if wanted and is_uncovered(placed, verdict):
                return True
    return False
