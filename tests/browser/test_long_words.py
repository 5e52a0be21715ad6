"""A title with a word that is wider than a phone breaks, and never makes a page wider."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from disk import lay
from playbook.engine.publishing.publish import publish
from playbook.engine.runs.project import Project
from playbook.engine.workspace.outputs import outputs
from playbook.engine.workspace.workspace import Options
from rules.spec_pages import USUAL_DAY, background

pytestmark = pytest.mark.browser

WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def lengthy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site of which each title has a long word at its end."""
    files = {"site.yml": ""}
    for path, data in background().items():
        files[path] = re.sub(r"(?m)^# .*", rf"\g<0> {WORD}", data.decode(), count=1)
    root = lay(tmp_path_factory.mktemp("lengthy"), files)
    project = Project.open(root)
    workspace, _ = project.workspace(Options(as_of=USUAL_DAY))
    publish(root / "site", outputs(workspace, project.read))
    return root / "site"


def test_no_page_scrolls_sideways_on_a_phone(browser: Browser, lengthy: Path) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    wide = []
    for path in sorted(lengthy.rglob("*.html")):
        page.goto(path.as_uri())
        if page.evaluate(SIDEWAYS) > 0:
            wide.append(path.relative_to(lengthy).as_posix())
    context.close()
    assert wide == []
