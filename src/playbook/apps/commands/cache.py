"""`playbook cache`: what earlier runs left below the project."""

from pathlib import Path

import click

from playbook.apps import options


@click.group("cache")
def command() -> None:
    """Look after what earlier runs found out.

    It lies in .playbook/cache, saves work and nothing else, and is safe to delete at any time.
    """


@command.command("clear")
@options.config_file
def clear(config: Path | None) -> None:
    """Remove the cache; the next run finds everything out anew."""
    from playbook.apps.opening import open_project
    from playbook.apps.reporting import say
    from playbook.engine.cache.store import FOLDER
    from playbook.engine.cache.store import clear as clear_cache

    project = open_project(config)
    try:
        there = clear_cache(project.root)
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from error
    say(f"{FOLDER} is cleared" if there else f"there was nothing in {FOLDER}")
