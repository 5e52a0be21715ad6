"""Opening a project for a command, with errors told as the command line tells them."""

from pathlib import Path

from playbook.apps.refusal import Refusal
from playbook.apps.report.visible import visible
from playbook.engine.files.survey import NoProject
from playbook.engine.runs.project import Project
from playbook.engine.runs.repeating import Command


def open_project(config: Path | None, given: Command | None = None) -> Project:
    """Return the project that a command is about; stops the command where there is none.

    `given` has what was looked at already, to find out whether there is anything to do.
    """
    try:
        project = Project.open(Path.cwd(), config)
    except NoProject as problem:
        hint = f"{problem.hint}, or name the file with --config-file"
        raise Refusal(visible(f"{problem}; {hint}")) from problem
    except OSError as error:
        place = error.filename or "the current folder"
        raise Refusal(visible(f"{place}: {error.strerror}")) from error
    if given is not None:
        project.surveyed, project.repository = given.survey, given.repository
        project.lookout = given.lookout
    return project
