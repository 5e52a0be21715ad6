"""Writing mended files, or showing what would be written."""

from collections.abc import Mapping
from pathlib import Path

import click

from playbook.engine.fixing import difference
from playbook.engine.writing import replace_file


def write_mended(
    root: Path, changed: Mapping[str, tuple[bytes, bytes]], *, show: bool, write: bool
) -> None:
    """Write files beside their place and rename them into it; with `show`, print a diff first."""
    for path, (before, after) in sorted(changed.items()):
        if show:
            click.echo(difference(path, before, after), nl=False)
        if write:
            try:
                replace_file(root / path, after)
            except OSError as error:
                raise click.ClickException(f"{error.filename}: {error.strerror}") from error
