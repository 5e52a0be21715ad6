"""Writing mended files, or showing what would be written."""

from collections.abc import Mapping
from pathlib import Path

import click

from playbook.apps.reporting import say
from playbook.engine.authoring.fixing import difference
from playbook.engine.files.writing import replace_file
from playbook.model.english import counted


def write_mended(
    root: Path, changed: Mapping[str, tuple[bytes, bytes]], *, show: bool, write: bool, done: str
) -> None:
    """Write files beside their place and rename them into it; with `show`, print a diff first.

    `done` says what that is to a file, as in “2 files mended”; without a diff the files are named.
    """
    done = done if write else f"would be {done}"
    for path, (before, after) in sorted(changed.items()):
        if show:
            click.echo(difference(path, before, after), nl=False)
        if write:
            try:
                replace_file(root / path, after)
            except OSError as error:
                raise click.ClickException(f"{error.filename}: {error.strerror}") from error
        if not show:
            say(f"{path}: {done}")
    say(f"{counted(len(changed), 'file')} {done}")
