"""`playbook schema`: what may be written where, for editors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from playbook.apps import options

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playbook.model.kind import Kind


@click.command("schema", short_help="Print the JSON Schema of a kind or of site.yml.")
@click.argument("kind", required=False)
@options.config_file
@click.option(
    "--all",
    "folder",
    type=options.Place(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write a file for each kind and one for site.yml into DIR.",
)
@click.pass_context
def command(
    context: click.Context, kind: str | None, config: Path | None, folder: Path | None
) -> None:
    """Print the JSON Schema of the front matter of KIND; without KIND, that of site.yml.

    Inside a playbook its own kinds and fields are part of it. `playbook init` writes all schemas
    to .vscode/playbook; `playbook schema --all .vscode/playbook` renews them.
    """
    from playbook.apps.choosing import kind_named
    from playbook.engine.settings.registry import RULES
    from playbook.engine.settings.site import Settings
    from playbook.queries.editor_files import schema_files, schema_text
    from playbook.queries.schema import kind_schema, settings_schema

    if kind is not None and folder is not None:
        raise click.UsageError("name a kind, or write them --all: not both")
    kinds = _kinds(config)
    if kind is not None:
        click.echo(schema_text(kind_schema(kind_named(kind, kinds))), nl=False)
    elif folder is None:
        click.echo(schema_text(settings_schema(Settings, RULES)), nl=False)
    else:
        _write(folder, dict(schema_files(kinds, Settings, RULES)), context)


def _kinds(config: Path | None) -> Mapping[str, Kind[Any]]:
    """Return the kinds of the playbook here; outside of one, those that are built in."""
    from playbook.apps.opening import open_project
    from playbook.apps.reporting import say
    from playbook.engine.files.survey import NoProject, find_root
    from playbook.engine.settings.registry import KINDS

    if config is None:
        try:
            find_root(Path.cwd())
        except NoProject:
            return KINDS
    project = open_project(config)
    if project.misconfigured:
        say(f"{project.config.name} has mistakes: `playbook check` names them")
    return project.kinds


def _write(folder: Path, texts: Mapping[str, str], context: click.Context) -> None:
    from playbook.engine.files.writing import replace_file

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            replace_file(folder / name, text.encode())
    except OSError as error:
        click.echo(f"{error.filename}: {error.strerror}", err=True)
        context.exit(1)
    click.echo(f"wrote {len(texts)} schemas to {folder}")
