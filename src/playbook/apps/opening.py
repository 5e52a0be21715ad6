"""Opening a project for a command, with errors told as the command line tells them."""

from pathlib import Path

from playbook.apps.refusal import Refusal
from playbook.apps.report.visible import visible
from playbook.engine.project import Project
from playbook.engine.survey import NoProject


def open_project(config: Path | None) -> Project:
    """Return the project that a command is about; stops the command where there is none."""
    try:
        return Project.open(Path.cwd(), config)
    except NoProject as problem:
        hint = "make one with `playbook init`, or name the file with --config-file"
        raise Refusal(visible(f"{problem}; {hint}")) from problem
    except OSError as error:
        place = error.filename or "the current folder"
        raise Refusal(visible(f"{place}: {error.strerror}")) from error
