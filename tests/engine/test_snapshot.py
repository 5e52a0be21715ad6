"""A snapshot answers every question as a workspace of the same files does."""

from pathlib import Path

import pytest

from comparing import TODAY, snapshot
from playbook.engine.runs.project import Project
from playbook.engine.settings.premises import Options
from playbook.engine.workspace.workspace import Workspace
from playbook.model.playbook import Question

CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    project = Project.open(CONTENT.parent)
    return {path: data for path, data in project.files() if not path.startswith("theme:")}


@pytest.fixture(scope="module")
def workspace(files: dict[str, bytes]) -> Workspace:
    found = Workspace(Options(TODAY))
    found.sync(files)
    return found


def test_every_question_of_a_workspace_has_the_same_answer(
    files: dict[str, bytes], workspace: Workspace
) -> None:
    asked_of = snapshot(files)
    questions = {
        (row.index, row.key)
        for path in workspace.documents()
        for row in workspace.playbook.rows(path)
    }
    asked: set[Question] = {
        (index, key)
        for index, key in questions
        if index not in {"page", "assets"} and not index.startswith("search")
    }
    assert len(asked) > 1_500
    for index, key in sorted(asked):
        there = workspace.view().ask(index, key)
        if index == "backlinks":
            there = tuple(link for link in there if link.field != "body")
        here = asked_of.view.ask(index, key)
        if index == "backlinks":
            here = tuple(link for link in here if link.field != "body")
        assert here == there, (index, key)


def test_what_nothing_asks_for_is_not_parsed(files: dict[str, bytes]) -> None:
    asked_of = snapshot(files)
    card = asked_of.view.card("team:support")
    assert card
    read = {path for path, _ in asked_of.contributed if path.endswith(".md")}
    assert read == {"content/teams/support.md"}


def test_premises_are_those_of_a_workspace(files: dict[str, bytes], workspace: Workspace) -> None:
    asked_of = snapshot(files)
    assert asked_of.view.as_of == TODAY
    assert asked_of.view.setting("changes_by") == workspace.view().setting("changes_by")
    assert asked_of.view.ask("kinds") == workspace.view().ask("kinds")
    assert not asked_of.view.has_history


def test_a_miss_is_a_miss(files: dict[str, bytes]) -> None:
    asked_of = snapshot(files)
    assert asked_of.view.card("team:nobody") is None
    assert asked_of.view.first("entry", "content/nothing.md") is None
    assert asked_of.entry("content/nothing.md") is None
    assert asked_of.source("content/nothing.md") is None
