"""`playbook import`: documents from what people have elsewhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook.apps.refusal import Refusal
from playbook.apps.taking_over import Plan, Wish, importing, making, take_over

if TYPE_CHECKING:
    from playbook.engine.workspace.workspace import Workspace
    from playbook.kinds.metric import Metric
    from playbook.model.entry import Entry

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group("import", short_help="Begin with what there is: a glossary, decision records, tables.")
def command() -> None:
    """Make documents of what you have elsewhere.

    Nothing is overwritten, and nothing is written unless all can be. What cannot be taken over is
    told with its line.
    """


@command.command("glossary", short_help="Split a glossary, in Markdown or CSV, into terms.")
@click.argument("file", type=_FILE, metavar="FILE.md|FILE.csv")
@making
def glossary(file: Path, config: Path | None, *, dry: bool, show: bool, skip: bool) -> None:
    """Split a glossary in one file, Markdown or a table in CSV, into terms.

    A term is a heading with its text, a line with “: definition” below it, an item that begins with
    a bold word, or a row of a table with the columns Term and Definition. Other words in brackets
    become aliases where that is sure, as in “Service level agreement (SLA)”.
    """
    from playbook.apps.opening import open_project
    from playbook.engine.authoring.importing import laid_out, read_all, read_sheet, surroundings
    from playbook.queries.importing.glossary import take_glossary
    from playbook.queries.importing.glossary_entries import find_entries
    from playbook.queries.importing.glossary_sheets import sheet_entries

    project = open_project(config)
    today = date.today()  # noqa: DTZ011 - the author's own calendar day

    def take(workspace: Workspace) -> Plan:
        is_table = file.suffix.casefold() in {".csv", ".tsv"}
        foreign = read_sheet(file) if is_table else read_all([file])[0]
        find = sheet_entries if is_table else find_entries
        taken = take_glossary(foreign, surroundings(project, workspace), today, find)
        return laid_out(project, taken, skip_existing=skip)

    take_over(project, Wish(dry, show), take)


@command.command("adr", short_help="Make pages of decision records, or drafts of trade-offs.")
@click.argument(
    "paths",
    type=click.Path(path_type=Path, exists=True),
    nargs=-1,
    required=True,
    metavar="FOLDER_OR_FILES...",
)
@click.option(
    "--as",
    "kind",
    type=click.Choice(["page", "tradeoff"]),
    default="page",
    help="What they become: pages, or drafts of trade-offs from their Good and Bad, because.",
)
@click.option("--of", default="", metavar="ID", help="The agreement that the trade-offs belong to.")
@making
def adr(
    paths: tuple[Path, ...],
    kind: str,
    of: str,
    config: Path | None,
    *,
    dry: bool,
    show: bool,
    skip: bool,
) -> None:
    """Make pages of decision records, or drafts of trade-offs.

    They may be written with MADR, adr-tools or log4brains. The status stays, what one record says
    of being superseded is written in the newer one, numbers are taken out of names, and links lead
    to the new documents.
    """
    from playbook.apps.opening import open_project
    from playbook.engine.authoring.importing import laid_out, markdown_files, read_all, surroundings
    from playbook.queries.importing.decisions import Form, take_decisions
    from playbook.queries.importing.foreign import Taken

    if of and kind != "tradeoff":
        raise click.UsageError("--of is for --as tradeoff: a page belongs to no agreement")
    project = open_project(config)
    today = date.today()  # noqa: DTZ011 - the author's own calendar day
    form = Form(kind, f"{project.settings.content_dir}/{project.kinds[kind].plural}", of)

    def take(workspace: Workspace) -> Plan:
        files, notes = markdown_files(paths)
        taken = take_decisions(read_all(files), form, surroundings(project, workspace), today)
        both = Taken(taken.drafts, (*notes, *taken.notes))
        return laid_out(project, both, skip_existing=skip)

    take_over(project, Wish(dry, show), take)


@command.command("readings", short_help="Add the readings of a table to a metric.")
@click.argument("metric")
@click.argument("file", type=_FILE, metavar="FILE.csv")
@importing
def readings(metric: str, file: Path, config: Path | None, *, dry: bool, show: bool) -> None:
    """Add the readings of a table to METRIC, named by its id.

    The table has a first line date,value,note (the note may be left out) and one line a reading.
    They go where the metric keeps its readings; a metric that has none gets a file beside it. A day
    that has another reading already stops the import.
    """
    from playbook.apps.opening import open_project
    from playbook.engine.authoring.adding import add_readings

    project = open_project(config)
    today = date.today()  # noqa: DTZ011 - the author's own calendar day

    def take(workspace: Workspace) -> Plan:
        return add_readings(project, _metric(metric, workspace), file, today)

    take_over(project, Wish(dry, show), take)


@command.command("rights", short_help="Make drafts of rights from a table of who decides.")
@click.argument("file", type=_FILE, metavar="FILE.csv")
@making
def rights(file: Path, config: Path | None, *, dry: bool, show: bool, skip: bool) -> None:
    """Make drafts of rights from a matrix of decisions and roles.

    The first column has the decisions, the first line the teams and roles, by id or by title. The
    letters are those of RACI and DACI: A approves, R or D drives, C is consulted, I informed; V may
    veto. What has no field is listed in the text.
    """
    from playbook.apps.opening import open_project
    from playbook.engine.authoring.importing import laid_out, read_text
    from playbook.queries.importing.rights import Parties, take_rights

    project = open_project(config)

    def take(workspace: Workspace) -> Plan:
        taken = take_rights(read_text(file), Parties(workspace.view()))
        return laid_out(project, taken, skip_existing=skip)

    take_over(project, Wish(dry, show), take)


@command.command("teams", short_help="Make teams of the groups in a Backstage catalogue.")
@click.argument("files", type=_FILE, nargs=-1, required=True, metavar="FILE.yaml...")
@making
def teams(
    files: tuple[Path, ...], config: Path | None, *, dry: bool, show: bool, skip: bool
) -> None:
    """Make teams of the groups in a catalogue of Backstage, in one file or in several.

    Names, descriptions, parents and children, e-mail addresses, tags and links stay; members are
    listed in the text, as rights are bound to roles and not to people.
    """
    from playbook.apps.opening import open_project
    from playbook.engine.authoring.importing import items_of, laid_out, read_text
    from playbook.queries.importing.groups import take_groups

    project = open_project(config)

    def take(workspace: Workspace) -> Plan:
        items = [item for file in files for item in items_of(read_text(file))]
        known = [card.id for card in workspace.view().cards("team")]
        return laid_out(project, take_groups(items, known), skip_existing=skip)

    take_over(project, Wish(dry, show), take)


def _metric(name: str, workspace: Workspace) -> Entry[Metric]:
    """Return the metric of this id; stops the command where there is none."""
    from playbook.apps.report.visible import visible
    from playbook.model.meant.nearest import did_you_mean

    view = workspace.view()
    identifier = name.removeprefix("metric:")
    entry = view.entry(f"metric:{identifier}")
    if entry is None:
        hint = did_you_mean(identifier, [card.id for card in view.cards("metric")])
        message = f"there is no metric “{identifier}”"
        raise Refusal(visible(f"{message}: {hint}" if hint else message))
    return entry
