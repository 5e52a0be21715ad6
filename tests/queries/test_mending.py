"""What an editor offers to mend: the page of every rule is tried, and each offer holds."""

from pathlib import Path

import pytest

from playbook.engine.authoring.fixing import mended
from playbook.engine.workspace.workspace import Workspace
from playbook.model.diagnostic import Diagnostic, Severity
from playbook.queries.editor.mending import Mending, mendings
from rules.checking import among
from rules.spec_pages import Case, code_of, pages, read_page


def offers(workspace: Workspace, case: Case) -> list[Mending]:
    found: list[Mending] = []
    for path in sorted(case.files):
        source = workspace.source(path)
        if source:
            found += mendings(workspace.check(path), source.text)
    return found


def same(finding: Diagnostic, workspace: Workspace) -> bool:
    """Tell whether a finding is still there, wherever it stands now."""
    found = workspace.check(finding.span.path)
    return any((d.code, d.message) == (finding.code, finding.message) for d in found)


def errors_at(workspace: Workspace, offer: Mending) -> list[Diagnostic]:
    """Return what is wrong at the words that were put in."""
    place = offer.edit.span
    end = place.start + len(offer.edit.replacement)
    found = workspace.check(place.path)
    inside = [d for d in found if d.span.start < end and place.start < d.span.end <= end]
    return [d for d in inside if d.severity is Severity.ERROR]


@pytest.mark.parametrize("path", [pytest.param(p, id=code_of(p)) for p in pages()])
def test_what_is_offered_mends_the_finding_and_makes_no_other(path: Path) -> None:
    for case in read_page(path).wrong:
        with among(case.files, case.as_of) as workspace:
            for offer in offers(workspace, case):
                held = offer.edit.span.path
                data = case.files[held]
                workspace.sync({held: mended(held, data, [offer.edit])})
                assert not same(offer.finding, workspace), offer.title
                assert errors_at(workspace, offer) == [], offer.title
                workspace.sync({held: data})
