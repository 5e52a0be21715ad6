"""Documents that are compressed later, when nobody waits for a page any more."""

from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from disk import lay
from playbook.engine.runs import session
from playbook.engine.runs.project import Project
from playbook.engine.runs.session import Session
from playbook.engine.workspace.finding_out import find_out
from playbook.engine.workspace.workspace import Options
from story import STORY

DAY = date(2026, 6, 20)


def opened(root: Path, *, is_pressed: bool) -> Session:
    return Session.open(Project.open(root), Options(DAY), workers=1, is_whole=is_pressed)


def room(session: Session) -> int:
    """Return how many bytes the documents of a session take."""
    shelf = session.workspace.shelf
    assert shelf is not None
    return sum(len(packed.document) for packed in shelf.fresh.values())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    lay(tmp_path, STORY)
    return tmp_path


def test_they_are_the_same_documents_before_and_after(root: Path) -> None:
    early, late = opened(root, is_pressed=True), opened(root, is_pressed=False)
    assert room(late) > room(early)
    assert list(late.workspace.entries()) == list(early.workspace.entries())
    find_out(late.workspace)
    assert room(late) == room(early)
    assert list(late.workspace.entries()) == list(early.workspace.entries())
    assert late.workspace.diagnostics() == early.workspace.diagnostics()


def test_whoever_is_interrupted_goes_on_where_he_was(root: Path) -> None:
    late = opened(root, is_pressed=False)
    shelf = late.workspace.shelf
    assert shelf is not None
    done = set(islice(shelf.press(), 3))
    rest = list(shelf.press())
    assert not done.intersection(rest)
    assert room(late) == room(opened(root, is_pressed=True))


def test_a_document_that_was_saved_meanwhile_stays_as_it_was_saved(root: Path) -> None:
    late = opened(root, is_pressed=False)
    shelf = late.workspace.shelf
    assert shelf is not None
    path = next(path for path in sorted(STORY) if path.endswith(".md"))
    late.workspace.sync({path: b"# Something else\n"})
    find_out(late.workspace)
    assert next(e for e in late.workspace.entries() if e.path == path).title == "Something else"


def test_what_is_left_to_no_later_run_is_compressed_only_where_it_is_much(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = Session.open(Project.open(root), Options(DAY), workers=1, cache=False)
    monkeypatch.setattr(session, "_FEW", 2)
    many = Session.open(Project.open(root), Options(DAY), workers=1, cache=False)
    assert room(few) > room(many) == room(opened(root, is_pressed=True))
    assert few.workspace.diagnostics() == many.workspace.diagnostics()
