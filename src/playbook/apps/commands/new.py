"""`playbook new`: a draft of one kind, in its folder, with what it needs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from playbook.apps import options
from playbook.apps.refusal import Refusal

if TYPE_CHECKING:
    from playbook.engine.runs.project import Project
    from playbook.model.kind import Kind
    from playbook.model.view import View
    from playbook.queries.drafting import Values


@click.command("new", short_help='Make a draft: playbook new agreement "A title".')
@click.argument("kind")
@click.argument("title")
@options.config_file
@click.option(
    "--id", "identifier_", default="", help="The file's name, where the title makes none."
)
@click.option(
    "--of", default="", metavar="ID", help="What it belongs to: what an amendment changes."
)
@click.option(
    "--about", default="", metavar="ID[,ID]", help="What a debrief looks back on, as id or kind:id."
)
@click.option(
    "--from-diff",
    is_flag=False,
    flag_value="HEAD",
    default="",
    metavar="[BASE]",
    help="For an amendment: list under `changes` what changed since BASE, by default since the "
    "last commit.",
)
@click.pass_context
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    context: click.Context,
    kind: str,
    title: str,
    config: Path | None,
    identifier_: str,
    of: str,
    about: str,
    from_diff: str,
) -> None:
    """Make a draft of KIND called TITLE: playbook new agreement "Weekend cover".

    What follows from other documents is filled in: the right and the parties of what --of names,
    a line for each party that was part of what --about names. With --from-diff, an amendment lists
    what changed in what it amends, as `playbook diff` tells it. A file templates/KIND.md of the
    playbook takes the place of the built-in one; {title} and {today} stand for the title and day.
    """
    from playbook.apps.choosing import kind_named
    from playbook.apps.opening import open_project
    from playbook.engine.authoring.starting import new_document
    from playbook.engine.files.writing import write_new

    project = open_project(config)
    chosen = kind_named(kind, project.kinds)
    path = _path(project, chosen, title, identifier_)
    today = date.today()  # noqa: DTZ011 - the author's own calendar day
    listed = _listed(project, chosen, of, from_diff, today) if from_diff else {}
    of = of or listed.pop("amends", "")
    values = {**(_values(project, chosen, of, about, today) if of or about else {}), **listed}
    text = new_document(_template(project, chosen), " ".join(title.split()), today, values)
    shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    try:
        write_new(path, text.encode())
    except OSError as error:
        if isinstance(error, FileExistsError) and error.filename == str(path):
            message = f"{shown} exists already; choose another title or --id"
            raise Refusal(message) from error
        click.echo(f"{error.filename}: {error.strerror}", err=True)
        context.exit(1)
    click.echo(shown)


def _path(project: Project, kind: Kind[Any], title: str, chosen: str) -> Path:
    """Return the file that the document goes to."""
    from playbook.apps.report.visible import visible
    from playbook.model.location import ID_PATTERN, is_device, is_index, plain_name

    title = " ".join(title.split())
    if not title or visible(title) != title:
        raise click.UsageError("a title needs letters, and none that nobody can see")
    name = chosen or plain_name(title)
    if not ID_PATTERN.fullmatch(name) or is_index(name):
        raise click.UsageError(
            f"“{visible(chosen or title)}” makes no file name; give one with --id, "
            "in small letters, digits and hyphens"
        )
    if is_device(name):
        raise click.UsageError(
            f"Windows keeps the name “{name}” for a device; give another one with --id"
        )
    return project.root / project.settings.content_dir / kind.plural / f"{name}.md"


def _values(project: Project, kind: Kind[Any], of: str, about: str, today: date) -> Values:
    """Return what other documents say about the new one."""
    from playbook.apps.report.visible import visible
    from playbook.apps.sessions import asked
    from playbook.engine.workspace.workspace import Options
    from playbook.queries.drafting import NotFoundError, belonging, looking_back

    if about and (of or kind.name != "debrief"):
        raise click.UsageError("--about is for a debrief; what others belong to is named with --of")
    if of and kind.name == "debrief":
        raise click.UsageError("a debrief names what it looks back on with --about")

    def ask(view: View) -> Values:
        if of:
            return belonging(kind, of, view)
        names = [name.strip() for name in about.split(",") if name.strip()]
        return looking_back(names, today, view)

    try:
        return asked(project, Options(), lambda workspace: workspace.memo.get(("new",), ask))
    except NotFoundError as problem:
        raise Refusal(visible(str(problem))) from problem


def _listed(project: Project, kind: Kind[Any], of: str, base: str, today: date) -> dict[str, str]:
    """Return what changed in what an amendment is about, and what that is if only one can be."""
    from playbook.apps.report.visible import visible
    from playbook.engine.runs.comparing import Incomparable, compare
    from playbook.model.address import Address
    from playbook.queries.drafting import carrying_out

    if kind.name != "amendment":
        raise click.UsageError("--from-diff is for an amendment")
    try:
        found = compare(project, base, "", today)
    except Incomparable as problem:
        raise Refusal(visible(str(problem))) from problem
    changed = {held.subject.address: held for held in found.changed}
    wanted = [
        address
        for address, verdict in found.verdicts.items()
        if (of in {address, Address.parse(address).id} if of else verdict.uncovered)
    ]
    if len(wanted) != 1:
        choice = " or ".join(wanted)
        message = (
            f"several documents changed: name one with --of, {choice}"
            if choice
            else (
                f"nothing that may be amended changed in “{of}”"
                if of
                else "nothing changed that wants an amendment"
            )
        )
        raise Refusal(visible(message))
    return {"amends": wanted[0], **carrying_out(changed[wanted[0]])}


def _template(project: Project, kind: Kind[Any]) -> str:
    """Return the playbook's own template for a kind, or the built-in one."""
    from playbook.apps.report.visible import visible
    from playbook.engine.authoring.starting import skeleton
    from playbook.reading.source.decode import decode

    path = f"templates/{kind.name}.md"
    data = project.read(path)
    if data is None:
        return skeleton(kind, project.settings.language)
    source, problems = decode(path, data)
    if problems:
        raise Refusal(visible(f"{path}: {problems[0].message}"))
    return source.text
