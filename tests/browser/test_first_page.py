"""The home page of a playbook that has nothing but that page yet."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from disk import lay
from playbook.engine.publishing.publish import publish
from playbook.engine.runs.project import Project
from playbook.engine.workspace.outputs import outputs
from playbook.engine.workspace.workspace import Options

pytestmark = pytest.mark.browser


def test_how_to_begin_stands_apart_from_the_text(browser: Browser, tmp_path: Path) -> None:
    lay(tmp_path, {"site.yml": "", "content/index.md": "# Ours\n\nThis is where we begin.\n"})
    project = Project.open(tmp_path)
    workspace, _ = project.workspace(Options())
    publish(tmp_path / "site", outputs(workspace, project.read))
    page = browser.new_page()
    page.goto((tmp_path / "site" / "index.html").as_uri())
    text = page.get_by_text("This is where we begin.").bounding_box()
    box = page.locator(".empty").bounding_box()
    page.close()
    assert text
    assert box
    assert box["y"] - (text["y"] + text["height"]) >= 16
