"""`playbook init`: a small playbook to begin with."""

from pathlib import Path

import click


@click.command("init")
@click.argument(
    "folder", required=False, default=".", type=click.Path(path_type=Path), metavar="[DIR]"
)
@click.pass_context
def command(context: click.Context, folder: Path) -> None:
    """Make a small playbook in DIR (by default here) that passes its own check.

    Files that are already there are left as they are.
    """
    from datetime import date

    from playbook.engine.starting import starter

    if (folder / "site.yml").exists():
        raise click.UsageError(f"{folder / 'site.yml'} exists already: this is a playbook")
    made = 0
    try:
        for path, text in starter(date.today()):  # noqa: DTZ011 - the author's own calendar day
            target = folder / path
            if target.exists():
                click.echo(f"kept {target}")
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
            made += 1
        ignore = folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("/site/\n/.playbook/\n", encoding="utf-8", newline="\n")
    except OSError as error:
        click.echo(f"{error.filename}: {error.strerror}", err=True)
        context.exit(1)
    where = "" if folder == Path() else f"cd {folder} && "
    click.echo(f"made a playbook of {made} files in {folder.resolve()}")
    click.echo(f"next: {where}playbook serve --open")
