"""What every import has in common: options, what is said, writing all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import click

from playbook.apps import options
from playbook.model.english import counted

if TYPE_CHECKING:
    from playbook.engine.files.writing import Writing
    from playbook.engine.runs.project import Project
    from playbook.engine.workspace.workspace import Workspace
    from playbook.queries.importing.foreign import Note

Plan: TypeAlias = "tuple[Writing, tuple[Note, ...]]"
"""What is to be written, and what is to be said about it."""

_FEW = 2
"""In so many other files the same is told one by one."""

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class Wish:
    """How an import is to be done: `dry` writes nothing, `show` prints what is written."""

    dry: bool
    show: bool


def making(command: F) -> F:
    """`--skip-existing` for what becomes new documents, and the options of every import."""
    command = click.option(
        "--skip-existing",
        "skip",
        is_flag=True,
        help="Leave out what there is a file for, instead of writing nothing.",
    )(command)
    return importing(command)


def importing(command: F) -> F:
    """`--dry-run` and `--diff`, and the settings file."""
    command = click.option("--diff", "show", is_flag=True, help="Show what is written.")(command)
    command = click.option(
        "--dry-run", "dry", is_flag=True, help="Write nothing; print what would be written."
    )(command)
    return options.config_file(command)


def take_over(project: Project, wish: Wish, take: Callable[[Workspace], Plan]) -> None:
    """Do an import: print what is written on standard output, what is to be known beside it.

    `take` is given the playbook as it is, and returns what is to be written.
    Ends the command with 1 where it cannot be done; then nothing was written.
    """
    from playbook.apps.reporting import say
    from playbook.apps.sessions import asked
    from playbook.engine.authoring.importing import refuse_faults
    from playbook.engine.files.writing import write
    from playbook.engine.workspace.workspace import Options
    from playbook.queries.importing.foreign import CannotImport

    def planned(workspace: Workspace) -> Plan:
        writing, notes = take(workspace)
        refuse_faults(workspace, writing)
        return writing, tuple(notes)

    today = date.today()  # noqa: DTZ011 - the author's own calendar day
    try:
        writing, notes = asked(project, Options(as_of=today), planned)
        if not wish.dry:
            write(project.root, writing)
    except CannotImport as problem:
        _tell(problem.notes)
        say("nothing was written")
        raise click.exceptions.Exit(1) from problem
    except OSError as error:
        say(f"{error.filename or project.root}: {error.strerror}")
        say("nothing was written")
        raise click.exceptions.Exit(1) from error
    _print(project, wish, writing)
    _tell(_together(notes))
    files = f"{counted(len(writing.paths), 'file')} {'would be ' if wish.dry else ''}written"
    say(files + (f"; {counted(len(notes), 'remark')} above" if notes else ""))


def _together(notes: Iterable[Note]) -> Iterator[Note]:
    """Yield notes, those that say the same of many files as one, in the place of the first."""
    from playbook.model.value import replace

    alike: dict[tuple[str, str], list[Note]] = {}
    for note in notes:
        alike.setdefault((note.message, note.hint), []).append(note)
    for held in alike.values():
        others = len({note.path for note in held}) - 1
        if others > _FEW:
            yield replace(held[0], message=f"{held[0].message}; so in {others} other files")
        else:
            yield from held


def _print(project: Project, wish: Wish, writing: Writing) -> None:
    from playbook.apps.report.visible import visible
    from playbook.engine.authoring.fixing import difference
    from playbook.engine.files.tree import TEXT_SUFFIXES

    for path in writing.paths:
        before, after = writing.changed.get(path) or (b"", writing.made.get(path, b""))
        full = project.root / path
        shown = full.relative_to(Path.cwd()) if full.is_relative_to(Path.cwd()) else full
        click.echo(visible(str(shown)))
        if wish.show and path.endswith(TEXT_SUFFIXES):
            click.echo(difference(path, before, after), nl=False)


def _tell(notes: Iterable[Note]) -> None:
    from playbook.apps.reporting import say

    for note in notes:
        hint = f"; {note.hint}" if note.hint else ""
        say(f"{note.path}:{note.line}: {note.message}{hint}")
