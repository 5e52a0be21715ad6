"""The examples of docs/themes.md, put into files as they stand: each does what the page says."""

import re
from pathlib import Path

import pytest

from disk import lay, play
from playbook.engine.runs.project import Project
from playbook.engine.workspace.outputs import outputs
from playbook.engine.workspace.workspace import Options
from rendering.site_of import text_of
from story import STORY

PAGE = Path(__file__).parents[1] / "docs" / "themes.md"
FENCE = re.compile(
    r"^```(\w+)\n(?:# |/\* |\{# )([\w./-]+)(?: \*/| #\})?\n(.*?)^```$", re.MULTILINE | re.DOTALL
)


def examples() -> dict[str, str]:
    """Return the files of the page; settings that stand in several blocks are joined."""
    files: dict[str, str] = {}
    for _, path, text in FENCE.findall(PAGE.read_text(encoding="utf-8")):
        files[path] = files.get(path, "") + text
    return files


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The texts of the story's site with all examples."""
    files = {**STORY, **examples()}
    files |= {"content/brand/icon.svg": "<svg/>", "content/brand/logo.svg": "<svg/>"}
    root = lay(tmp_path_factory.mktemp("themed"), files)
    project = Project.open(root)
    workspace, problems = project.workspace(Options())
    assert [problem for problem in problems if problem.code == "theme/template-error"] == []
    assert not project.misconfigured
    return {url: data.decode(errors="replace") for url, data in outputs(workspace, project.read)}


def test_the_page_shows_an_example_of_everything() -> None:
    assert sorted(examples()) == [
        "content/brand/brand.css",
        "site.yml",
        "templates/base.html",
        "templates/kinds/right.html",
        "themes/harbour/assets/kinds.css",
        "themes/harbour/templates/home.html",
    ]


def test_a_mistake_in_a_template_is_found_by_a_build_alone(tmp_path: Path) -> None:
    root = lay(tmp_path, {**STORY, "templates/base.html": "{{ nothing.at.all }}\n"})
    assert "[theme/template-error]" in play(root, "build", code=1).stdout
    assert not (root / "site").exists()
    assert "template" not in play(root, "check").stdout


def test_a_block_that_the_theme_does_not_have_is_never_shown(tmp_path: Path) -> None:
    template = '{% extends "parent:base.html" %}\n{% block footr %}Zanzibar{% endblock %}\n'
    root = lay(tmp_path, {**STORY, "templates/base.html": template})
    play(root, "build")
    assert "Zanzibar" not in (root / "site/index.html").read_text(encoding="utf-8")


def test_one_block_is_replaced_and_the_rest_is_the_themes(site: dict[str, str]) -> None:
    for url in ("agreements/cover.html", "search.html"):
        assert "Questions go to <a href=" in site[url]
        assert 'class="footer-links"' in site[url]
    assert 'href="../teams/support.html">Support</a>.' in site["agreements/cover.html"]


def test_one_kind_has_a_template_of_its_own(site: dict[str, str]) -> None:
    assert "Ask before you promise anything." in site["rights/change.html"]
    assert "Ask before you promise anything." not in site["agreements/cover.html"]
    assert 'class="strip' in site["rights/change.html"]


def test_a_theme_extends_the_built_in_one(site: dict[str, str]) -> None:
    assert '<header class="hero harbour">' in site["index.html"]
    assert "Questions go to" in site["index.html"]
    assert 'class="group-title"' in site["index.html"]


def test_a_themes_style_sheet_stands_in_the_place_of_the_built_in_one(site: dict[str, str]) -> None:
    sheet = site["assets/theme.css"]
    assert ".hero.harbour" in sheet
    assert ".decision-approver" not in sheet
    assert "@import" not in sheet
    assert sheet.index("@layer reset, tokens") < sheet.index("@media print")


def test_settings_give_an_icon_a_logo_a_colour_and_a_style_sheet(site: dict[str, str]) -> None:
    html = site["agreements/cover.html"]
    for part in ("../brand/icon.svg", "../brand/logo.svg", "../accent.css", "../brand/brand.css"):
        assert f'"{part}"' in html, part


def test_an_edit_of_a_style_sheet_makes_one_file_again(tmp_path: Path) -> None:
    root = lay(tmp_path, {**STORY, **examples(), "content/brand/logo.svg": "<svg/>"})
    workspace, _ = Project.open(root).workspace(Options())
    for url in workspace.urls():
        workspace.page(url)
    workspace.memo.work.clear()
    workspace.sync({"themes/harbour/assets/kinds.css": b".mine { color: red }"})
    for url in workspace.urls():
        workspace.page(url)
    assert workspace.memo.work == {"page": 1}
    assert ".mine" in text_of(workspace, "assets/theme.css")
