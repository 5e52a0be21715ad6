"""`playbook init`: a small playbook to begin with."""

import shlex
from pathlib import Path

import click


@click.command("init")
@click.argument(
    "folder", required=False, default=".", type=click.Path(path_type=Path), metavar="[DIR]"
)
@click.pass_context
def command(context: click.Context, folder: Path) -> None:
    """Make a small playbook in DIR (by default here) that passes its own check.

    It comes with settings for Visual Studio Code. Files that are already there are left as they
    are.
    """
    from datetime import date

    from playbook.engine.registry import KINDS, RULES
    from playbook.engine.site import Settings
    from playbook.engine.starting import starter
    from playbook.queries.editor_files import editor_files

    if (folder / "site.yml").exists():
        raise click.UsageError(f"{folder / 'site.yml'} exists already: this is a playbook")
    made = 0
    try:
        for path, text in starter(date.today()):  # noqa: DTZ011 - the author's own calendar day
            target = folder / path
            made += _write(target, text)
        _write(folder / ".gitignore", "/site/\n/.playbook/\n")
        for path, text in editor_files(KINDS, Settings, RULES):
            _write(folder / path, text)
    except OSError as error:
        click.echo(f"{error.filename}: {error.strerror}", err=True)
        context.exit(1)
    where = "" if folder == Path() else f"cd {shlex.quote(str(folder))} && "
    click.echo(f"made a playbook of {made} files in {folder.resolve()}")
    click.echo(f"next: {where}playbook serve --open")


def _write(path: Path, text: str) -> bool:
    """Write a file unless something stands there; tell whether it was written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        click.echo(f"kept {path}")
        return False
    return True
