"""Cases of the rules' pages, checked among the files of the background."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from committed import past
from playbook.engine.workspace.template_finding import template_finding
from playbook.engine.workspace.workspace import Options, Workspace
from playbook.model.diagnostic import Diagnostic, Severity
from playbook.rendering.templates.theme import TemplateProblem
from rules.spec_pages import USUAL_DAY, Case, Expected, background
from story import theme_files


@contextmanager
def among(files: Mapping[str, bytes | None], as_of: date = USUAL_DAY) -> Iterator[Workspace]:
    """Give the background with these files written (None: deleted), until the block ends.

    Inside the block these files may be written again, and no others. All cases of a day share one
    workspace, so that the background is read once. That an edited playbook is the same as one that
    was read from nothing is proved elsewhere (`test_incremental.py`).
    """
    workspace = _background_on(as_of)
    workspace.sync(files)
    try:
        yield workspace
    finally:
        workspace.sync({path: background().get(path) for path in files})


@cache
def _background_on(as_of: date) -> Workspace:
    workspace = Workspace(Options(as_of=as_of))
    workspace.sync(background())
    return workspace


@dataclass
class Outcome:
    """What checking a case gave: findings that count, with their words."""

    found: Counter[Expected] = field(default_factory=Counter)
    words: dict[Expected, list[str]] = field(default_factory=dict)


def check(case: Case, code: str) -> Outcome:
    """Check the files of a case in their background."""
    themed = any(path.startswith("templates/") for path in case.files)
    if not themed and not case.steps:
        with among(case.files, case.as_of) as workspace:
            return _outcome(case, code, workspace, workspace.diagnostics())
    history = past(*case.steps) if case.steps else None
    workspace = Workspace(Options(as_of=case.as_of, past=history))
    workspace.sync({**background(), **case.files, **(theme_files() if themed else {})})
    found = [*workspace.diagnostics(), *(_template_findings(workspace) if themed else ())]
    return _outcome(case, code, workspace, found)


def _outcome(case: Case, code: str, workspace: Workspace, found: Iterable[Diagnostic]) -> Outcome:
    outcome = Outcome()
    for diagnostic in found:
        path = diagnostic.span.path
        if path not in case.paths:
            continue
        if diagnostic.severity is Severity.ERROR or diagnostic.code == code:
            source = workspace.source(path)
            line = source.position(diagnostic.span.start).line if source else 1
            place = Expected(path, line, diagnostic.severity.value, diagnostic.code)
            outcome.found[place] += 1
            outcome.words.setdefault(place, []).append(diagnostic.message)
    return outcome


def difference(case: Case, code: str) -> list[str]:
    """Say how a case's findings differ from those marked; nothing if they do not."""
    outcome = check(case, code)
    wanted = Counter(case.expected)
    lines = [f"missing     {place}" for place in sorted((wanted - outcome.found).elements())]
    surplus = sorted((outcome.found - wanted).elements())
    return lines + [f"unexpected  {p}: {' / '.join(outcome.words[p])}" for p in surplus]


def _template_findings(workspace: Workspace) -> Iterator[Diagnostic]:
    for url in workspace.urls():
        try:
            workspace.page(url)
        except TemplateProblem as problem:
            yield template_finding(problem)
            return
