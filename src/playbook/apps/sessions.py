"""Running a command over a project: the cache, the processes, progress, and where time went."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import TypeVar

import click

from playbook.apps.progress import Meter
from playbook.apps.reporting import say
from playbook.engine.cache.store import Lost, clear
from playbook.engine.processes.crew import WorkerDied
from playbook.engine.runs.project import Project
from playbook.engine.runs.session import Session
from playbook.engine.workspace.workspace import Options, Workspace
from playbook.model.value import Value

T = TypeVar("T")


class Running(Value, frozen=True):
    """How a command runs: with the cache or without, among how many processes (None: all cores)."""

    cache: bool = True
    jobs: int | None = None
    profile: bool = False
    quiet: bool = False


def asked(project: Project, options: Options, question: Callable[[Workspace], T]) -> T:
    """Return what a question about a project comes to, by what the last run left.

    Nothing is kept of it: the question may change the workspace.
    """
    found: list[T] = []

    def work(session: Session) -> bool:
        found.append(question(session.workspace))
        return False

    run(project, options, Running(quiet=True), work)
    return found[-1]


def run(
    project: Project, options: Options, running: Running, work: Callable[[Session], bool]
) -> None:
    """Open a session, do the work, and keep what was found out if the work says so.

    If the cache fails on the way, it is removed, and the work is done again without it.
    """
    meter = Meter(quiet=running.quiet, profile=running.profile)
    for cache in (True, False) if running.cache else (False,):
        try:
            session = Session.open(
                project, options, cache=cache, workers=running.jobs, progress=meter.tell
            )
            # The program, and what it has opened, stays: to look for rings of garbage among it
            # takes 30 ms, a twentieth of a run after one edit.
            gc.freeze()
            keep = work(session)
        except Lost:
            clear(project.root)  # or each later run would go on from it, and fail half-way
            continue
        except WorkerDied as problem:
            meter.end()
            raise click.ClickException(f"{problem}; nothing was published") from problem
        finally:
            meter.end()
        if keep:
            try:
                session.save(is_last=True)
            except Lost:
                clear(project.root)  # the work is done; the next run begins with nothing
        session.close()
        if running.profile:
            for line in (*meter.profile(), *meter.slowest(session.times)):
                say(line)
        break
