"""`playbook new`: a draft of one kind, in its folder, with what it needs."""

from pathlib import Path

import click

from playbook.apps import options


@click.command("new")
@click.argument("kind")
@click.argument("title")
@options.config_file
@click.option(
    "--id", "identifier_", default="", help="The file's name, where the title makes none."
)
@click.pass_context
def command(
    context: click.Context, kind: str, title: str, config: Path | None, identifier_: str
) -> None:
    """Make a draft of KIND called TITLE: playbook new agreement "Weekend cover"."""
    from playbook.apps.opening import open_project
    from playbook.apps.report.visible import visible
    from playbook.engine.registry import KINDS
    from playbook.engine.starting import identifier, new_document
    from playbook.model.location import ID_PATTERN, is_index
    from playbook.model.suggest import did_you_mean

    project = open_project(config)
    chosen = KINDS.get(kind)
    if chosen is None:
        hint = did_you_mean(kind, KINDS) or f"kinds are: {', '.join(sorted(KINDS))}"
        raise click.UsageError(f"there is no kind “{visible(kind)}”: {hint}")
    title = " ".join(title.split())
    if not title or visible(title) != title:
        raise click.UsageError("a title needs letters, and none that nobody can see")
    name = identifier_ or identifier(title)
    if not ID_PATTERN.fullmatch(name) or is_index(name):
        raise click.UsageError(
            f"“{visible(identifier_ or title)}” makes no file name; give one with --id, "
            "in small letters, digits and hyphens"
        )
    path = project.root / project.settings.content_dir / chosen.plural / f"{name}.md"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(new_document(chosen, title))
    except FileExistsError:
        raise click.UsageError(f"{path} exists already; choose another title or --id") from None
    except OSError as error:
        click.echo(f"{error.filename}: {error.strerror}", err=True)
        context.exit(1)
    click.echo(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)
