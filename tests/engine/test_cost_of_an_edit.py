"""A run after an edit reads what the edit touched, however many documents there are."""

import time
from pathlib import Path
from typing import Any

import pytest

from disk import lay
from playbook.engine.cache.store import Store
from playbook.engine.files import survey
from playbook.engine.runs.building import build
from playbook.engine.runs.project import Project
from playbook.engine.runs.session import Session
from playbook.engine.runs.verifying import differences
from playbook.engine.workspace.workspace import Options
from playbook.rendering.search import shards as search_shards
from playbook.rendering.views import printed

_DOCUMENTS = 600
LATER = 10_000_000_000
"""Nanoseconds: a stamp taken so much later proves that nothing was written in the same tick."""


def run(root: Path, *, builds: bool) -> None:
    """Check a project, or build it, in one process."""
    session = Session.open(Project.open(root), Options(), workers=1)
    if builds:
        build(session, root / "site", clean=False, approve=lambda: True)
    else:
        session.workspace.diagnostics()
    session.save()
    session.close()


def read_after_an_edit(
    root: Path, monkeypatch: pytest.MonkeyPatch, *, builds: bool
) -> dict[str, int]:
    """Return how much a run after the edit of one text reads, by how its name begins."""
    text = "---\ntitle: Page {}\n---\n\nWhat it is about.\n\n{}\n"
    pages = {f"content/pages/{n:04}.md": text.format(n, "Words.") for n in range(_DOCUMENTS)}
    lay(root, {"site.yml": "site_name: Many\n", **pages})
    run(root, builds=builds)
    lay(root, {"content/pages/0077.md": text.format(77, "Other words.")})
    found: dict[str, int] = {}
    get = Store.get

    def counted(store: Store, name: str) -> Any:  # noqa: ANN401 - as the store gives it
        kind = name.partition(":")[0]
        found[kind] = found.get(kind, 0) + 1
        return get(store, name)

    with monkeypatch.context() as patched:
        patched.setattr(Store, "get", counted)
        run(root, builds=builds)
    return found


@pytest.mark.parametrize(
    ("builds", "most"),
    [
        (False, {"rows": 1, "document": 1, "files": 2}),
        (True, {"rows": 30, "document": 5, "files": 6}),
    ],
)
def test_a_run_after_an_edit_reads_a_few_of_many_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, builds: bool, most: dict[str, int]
) -> None:
    monkeypatch.setattr(survey, "now", lambda: time.time_ns() + LATER)
    monkeypatch.setattr(printed, "MOST_PRINTED", 100)  # or a page to print shows all of them
    read = read_after_an_edit(tmp_path, monkeypatch, builds=builds)
    assert {kind: read[kind] for kind in most} == {
        kind: min(read[kind], number) for kind, number in most.items()
    }


def test_an_edit_revises_the_words_of_many_documents_and_does_not_bring_them_together_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "---\ntitle: Page {}\n---\n\nWhat it is about.\n\n{}\n"
    pages = {f"content/pages/{n:04}.md": text.format(n, "Words.") for n in range(40)}
    lay(tmp_path, {"site.yml": "site_name: Many\n", **pages})
    run(tmp_path, builds=True)
    for number, words in ((7, "Other words."), (8, "Words that nobody used."), (7, "Words.")):
        lay(tmp_path, {f"content/pages/{number:04}.md": text.format(number, words)})
        with monkeypatch.context() as patched:
            patched.setattr(search_shards, "members", lambda *_: pytest.fail("made anew"))
            run(tmp_path, builds=True)
    project = Project.open(tmp_path)
    assert list(differences(project, Options(), tmp_path / "site")) == []
