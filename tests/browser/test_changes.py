"""What changed since the last visit, marked by the reader's own browser."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from browser.serving import served_below
from playbook.engine.history.past import Past
from playbook.engine.publishing.publish import publish
from playbook.engine.runs.project import Project
from playbook.engine.workspace.outputs import outputs
from playbook.engine.workspace.workspace import Options
from repositories import Repo

pytestmark = pytest.mark.browser

TEAM = "---\nroles:\n  lead: {{title: Lead}}\nrhythm: {}\n---\n# Team\n\nWe care.\n"
PATH = "content/teams/team.md"


def build(repo: Repo, target: Path) -> None:
    project = Project.open(repo.folder)
    past = Past.around(repo.folder)
    workspace, _ = project.workspace(Options(as_of=date(2026, 6, 20), past=past))
    publish(target, outputs(workspace, project.read))


def test_what_is_newer_than_the_last_visit_is_marked(
    context: BrowserContext, tmp_path: Path
) -> None:
    repo, target = Repo(tmp_path / "book"), tmp_path / "site"
    repo.commit(date(2026, 5, 1), {"site.yml": "site_name: T\n", PATH: TEAM.format("daily")})
    repo.commit(date(2026, 5, 2), {PATH: TEAM.format("weekly")})
    build(repo, target)
    page = context.new_page()
    with served_below(target, "/") as address:
        page.goto(f"{address}changes.html")
        status, marks = page.locator("#ui\\:changes"), page.locator(".change-unseen")
        expect(status).to_contain_text("From your next visit on")
        expect(marks).to_have_count(0)
        page.reload()
        expect(status).to_have_text("Nothing is new since your last visit.")
        repo.commit(date(2026, 5, 9), {PATH: TEAM.format("monthly")})
        build(repo, target)
        page.reload()
        expect(status).to_have_text("1 change is new since your last visit.")
        expect(marks).to_have_count(1)
        expect(page.locator(".change-fresh")).to_contain_text("weekly")
        page.reload()
        expect(marks).to_have_count(0)
