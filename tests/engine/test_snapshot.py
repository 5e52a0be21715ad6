"""A snapshot answers every question as a workspace of the same files does."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from playbook.engine.premises import Options
from playbook.engine.project import Project
from playbook.engine.snapshot import Snapshot
from playbook.engine.workspace import Workspace
from playbook.model.playbook import Question
from playbook.model.text import blob_id

CONTENT = Path(__file__).parents[2] / "content"
DAY = date(2026, 6, 20)


class Held:
    """Files in memory, and which of them were read."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files

    def blobs(self) -> dict[str, str]:
        return {path: blob_id(self.files[path]) for path in sorted(self.files)}

    def read(self, path: str) -> bytes | None:
        return self.files.get(path)

    def fetch(self, paths: Iterable[str]) -> None:
        pass


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    project = Project.open(CONTENT.parent)
    return {path: data for path, data in project.files() if not path.startswith("theme:")}


@pytest.fixture(scope="module")
def workspace(files: dict[str, bytes]) -> Workspace:
    found = Workspace(Options(DAY))
    found.sync(files)
    return found


def test_every_question_of_a_workspace_has_the_same_answer(
    files: dict[str, bytes], workspace: Workspace
) -> None:
    snapshot = Snapshot(Held(files), "site.yml", Options(DAY))
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
        assert snapshot.view.ask(index, key) == there, (index, key)


def test_what_nothing_asks_for_is_not_parsed(files: dict[str, bytes]) -> None:
    snapshot = Snapshot(Held(files), "site.yml", Options(DAY))
    card = snapshot.view.card("team:support")
    assert card
    read = {path for path, _ in snapshot.contributed if path.endswith(".md")}
    assert read == {"content/teams/support.md"}


def test_premises_are_those_of_a_workspace(files: dict[str, bytes], workspace: Workspace) -> None:
    snapshot = Snapshot(Held(files), "site.yml", Options(DAY))
    assert snapshot.view.as_of == DAY
    assert snapshot.view.setting("changes_by") == workspace.view().setting("changes_by")
    assert snapshot.view.ask("kinds") == workspace.view().ask("kinds")
    assert not snapshot.view.has_history


def test_a_miss_is_a_miss(files: dict[str, bytes]) -> None:
    snapshot = Snapshot(Held(files), "site.yml", Options(DAY))
    assert snapshot.view.card("team:nobody") is None
    assert snapshot.view.first("entry", "content/nothing.md") is None
    assert snapshot.entry("content/nothing.md") is None
    assert snapshot.source("content/nothing.md") is None
