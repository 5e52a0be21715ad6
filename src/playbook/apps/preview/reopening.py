"""The settings of a project that is being previewed, read once more."""

import time

from playbook.engine.files.survey import NoProject
from playbook.engine.runs.project import Project
from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.text import Span

_MOMENT = 0.3  # seconds in which who saves a file in place has written it


def reopened(known: Project) -> Project | Diagnostic:
    """Return a project as its settings are now, or a finding that says why they cannot be read."""
    config = known.config
    try:
        now = Project.open(config.parent, config)
        if known.text and not now.text:
            # Emptied, perhaps to be written in the next moment: the good ones stay for it.
            time.sleep(_MOMENT)
            now = Project.open(config.parent, config)
    except NoProject as problem:
        return _unreadable(known, str(problem))
    except OSError as error:
        return _unreadable(known, error.strerror or str(error))
    return now if now.config == config else _unreadable(known, "it is a symbolic link now")


def _unreadable(project: Project, message: str) -> Diagnostic:
    span = Span(project.config.name, 0, 0)
    return Diagnostic("file/unreadable", Severity.ERROR, span, message)
