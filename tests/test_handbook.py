"""The handbook: the project's own documentation, as a playbook that passes its own check."""

import subprocess
import sys
from pathlib import Path

import pytest

from playbook.engine.settings.registry import RULES
from test_house import ROOT


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the handbook's documents."""
    folder = tmp_path_factory.mktemp("handbook")
    subprocess.run([sys.executable, ROOT / "docs" / "handbook.py", folder], check=True)
    return folder


def test_it_is_built_without_a_finding(handbook: Path) -> None:
    settings = str(handbook / "site.yml")
    command = [sys.executable, "-m", "playbook", "build", "-f", settings]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "no findings" in done.stderr
    assert (handbook / "site" / "guides" / "writing.html").is_file()
    rules = (handbook / "site" / "reference" / "rules.html").read_text(encoding="utf-8")
    assert '<a href="../rules/ref-unknown.html">' in rules


def test_every_rule_has_a_document_that_says_what_the_program_knows(handbook: Path) -> None:
    for rule in RULES:
        name = rule.code.replace("/", "-")
        text = (handbook / "content" / "rules" / f"{name}.md").read_text(encoding="utf-8")
        assert f'severity: "{rule.severity.value}"\n' in text
        assert f"\n# {rule.code}\n" in text


def test_links_lead_to_documents_or_say_where_they_would(handbook: Path) -> None:
    first = (handbook / "content" / "index.md").read_text(encoding="utf-8")
    assert "[Writing](guides/writing.md)" in first
    assert "[Decisions](decisions/index.md)" in first
    assert "![A question of a decision tree with its answers" in first, "HTML is no Markdown here"
    kinds = (handbook / "content" / "reference" / "kinds.md").read_text(encoding="utf-8")
    assert "(`content/norms`)" in kinds, "the sample is another playbook"
    assert "](../../content" not in kinds


def test_examples_of_links_are_left_as_they_are(handbook: Path) -> None:
    guide = (handbook / "content" / "guides" / "writing.md").read_text(encoding="utf-8")
    assert "`[the list](../norms/monday-list.md)`" in guide
