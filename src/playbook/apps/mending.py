"""Writing mended files, or showing what would be written."""

from collections.abc import Mapping
from pathlib import Path

import click

from playbook.engine.fixing import difference


def write_mended(
    root: Path, changed: Mapping[str, tuple[bytes, bytes]], *, show: bool, write: bool
) -> None:
    """Write files beside their place and rename them into it; with `show`, print a diff first."""
    for path, (before, after) in sorted(changed.items()):
        if show:
            click.echo(difference(path, before, after), nl=False)
        if write:
            _replace(root / path, after)


def _replace(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{path.name}.new")
    try:
        temporary.unlink(missing_ok=True)
        with temporary.open("xb") as file:
            file.write(data)
        temporary.chmod(path.stat().st_mode)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise click.ClickException(f"{error.filename}: {error.strerror}") from error
