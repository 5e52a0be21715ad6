"""A template's mistake as a finding."""

from playbook.engine.files.survey import THEME_PREFIX
from playbook.engine.workspace.workspace import Workspace
from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.text import Span
from playbook.rendering.templates.problem import TemplateProblem


def template_finding(problem: TemplateProblem, workspace: Workspace | None = None) -> Diagnostic:
    """Return a template's mistake as a finding: at its line, where the workspace has the text."""
    source = workspace.source(problem.path) if workspace else None
    if source is None:
        span = Span(problem.path.removeprefix(THEME_PREFIX), 0, 0)
        message = f"line {problem.line}: {problem.message}"
    else:
        start = source.line_start(problem.line)
        span, message = source.span(start, start), problem.message
    return Diagnostic("theme/template-error", Severity.ERROR, span, message, problem.hint)
