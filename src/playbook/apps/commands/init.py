"""`playbook init`: a small playbook to begin with, and settings for editors."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook.apps.options import Place
from playbook.apps.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

EDITORS = ("vscode", "helix", "neovim", "emacs")
"""The editors for which there are settings that a project can bring along."""

USUAL = ("vscode",)
NONE = "none"

_IGNORED = "/site/\n/.site.*\n/.playbook/\n"
"""What builds write, and what one that was killed leaves behind."""


@click.command("init", short_help="Make a small playbook that passes its own check.")
@click.argument("folder", required=False, default=".", type=Place(path_type=Path), metavar="[DIR]")
@click.option(
    "--editor",
    "editors",
    multiple=True,
    type=click.Choice([*EDITORS, NONE]),
    help="Write settings for this editor; may be given several times. Usually vscode.",
)
@click.pass_context
def command(context: click.Context, folder: Path, editors: tuple[str, ...]) -> None:
    """Make a small playbook in DIR (by default here) that passes its own check.

    It comes with settings for Visual Studio Code, or for the editors that --editor names, by which
    they complete and check documents as one types. In a playbook that is there already, --editor
    adds the settings alone. Files that are already there are left as they are.

    Documents of a playbook cannot hold another one; beside them it may lie, and is one of its own.
    """
    from datetime import date

    from playbook.engine.authoring.starting import starter
    from playbook.model.english import counted

    is_new = not (folder / "site.yml").exists()
    if not is_new and not editors:
        message = f"{folder / 'site.yml'} exists already: this is a playbook"
        raise Refusal(f"{message}; --editor adds settings for an editor to it")
    outer = _surrounding(folder) if is_new else None
    chosen = [editor for editor in editors or USUAL if editor != NONE]
    made = 0
    try:
        if is_new:
            for path, text in starter(date.today()):  # noqa: DTZ011 - the author's own calendar day
                made += _write(folder / path, text)
            _write(folder / ".gitignore", _IGNORED)
        written = sum(_write(folder / path, text) for path, text in _settings(folder, chosen))
    except OSError as error:
        click.echo(f"{error.filename}: {error.strerror}", err=True)
        context.exit(1)
    where = "" if folder == Path() else f"cd {shlex.quote(str(folder))} && "
    if is_new:
        click.echo(f"made a playbook of {made} files in {folder.resolve()}")
        if outer:
            click.echo(f"it lies inside the playbook in {outer}, and is no part of it", err=True)
        click.echo(f"next: {where}playbook serve --open")
    else:
        files = counted(written, "file")
        click.echo(f"wrote {files} for {', '.join(chosen) or 'no editor'}")


def _surrounding(folder: Path) -> Path | None:
    """Return the playbook in which a folder lies, if any; refuses one whose files are read."""
    from playbook.engine.files.survey import NoProject
    from playbook.engine.runs.project import Project

    there = folder.resolve()
    try:
        project = Project.open(there)
    except (NoProject, OSError):
        return None
    part = next((p for p in project.parts if there.is_relative_to(project.root / p)), None)
    if part is not None:
        message = f"{there} is read by the playbook in {project.root}, as part of {part}/"
        raise Refusal(f"{message}; `playbook new` adds documents to it")
    return project.root


def _settings(folder: Path, editors: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the files for editors, made for the kinds of the playbook in a folder."""
    from playbook.engine.runs.project import Project
    from playbook.engine.settings.registry import RULES
    from playbook.engine.settings.site import Settings
    from playbook.queries.editor_files import editor_files

    kinds = Project.open(folder).kinds
    for editor in dict.fromkeys(editors):
        yield from editor_files(editor, kinds, Settings, RULES)


def _write(path: Path, text: str) -> bool:
    """Write a file unless something stands there; tell whether it was written."""
    from playbook.engine.files.writing import write_new

    try:
        write_new(path, text.encode())
    except FileExistsError as error:
        if error.filename != str(path):
            raise
        click.echo(f"kept {path}")
        return False
    return True
