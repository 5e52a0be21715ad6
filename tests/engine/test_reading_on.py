"""Documents of which only the beginning was read: nobody sees a difference but in time."""

import random
import shutil
import tempfile
from collections.abc import Generator
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from amounts import times
from disk import lay
from playbook.engine.cache.documents import shelf
from playbook.engine.cache.documents.packed import Packed
from playbook.engine.cache.documents.unread import Unread
from playbook.engine.runs import scanning, session
from playbook.engine.runs.project import Project
from playbook.engine.runs.session import Session
from playbook.engine.workspace.finding_out import find_out
from playbook.engine.workspace.workspace import Options, Workspace
from playbook.model.playbook import Question
from story import STORY

OPTIONS = Options(date(2026, 6, 20), drafts=True)
LINKS = {
    "content/pages/one.md": "# One\n\nFirst words.\n\nSee [two](two.md).\n",
    "content/pages/two.md": (
        "# Two\n\nFirst words.\n\nSee [[page:two-more]] and [one](./one.md#one).\n"
    ),
    "content/pages/two-more.md": "# Two more\n\nFirst words.\n\nNobody, and HR, is named.\n",
    "content/pages/coded.md": (
        "# Coded\n\nFirst words.\n\nSee [two](%74wo.md) and [it](tw&#111;.md).\n"
    ),
    "content/pages/no #1.md": "# Number one\n\nFirst words.\n\n## Last words\n\nThe rest.\n",
    "content/pages/defined.md": "# Defined\n\nFirst [words].\n\n[words]: two.md\n",
}
FILES = {**STORY, **LINKS}
PATHS = sorted(path for path in FILES if path.endswith(".md"))


@pytest.fixture(autouse=True)
def _beginnings_are_read_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "READ_ON_FROM", 1)
    monkeypatch.setattr(scanning, "SHARED_FROM", 2)


def begun(root: Path) -> Session:
    """Open a project of whose documents the beginning was read, and the rest is being read."""
    opened = Session.open(Project.open(root), OPTIONS, workers=2, is_whole=False)
    assert unread(opened.workspace) is not None
    return opened


def unread(workspace: Workspace) -> Unread | None:
    """Return the documents that were not read to their end, as far as that has been noticed."""
    assert workspace.shelf is not None
    found: Unread | None = workspace.shelf._unread
    return found


def clean(files: dict[str, bytes]) -> Workspace:
    workspace = Workspace(OPTIONS)
    workspace.sync(files)
    return workspace


def files_of(root: Path) -> dict[str, bytes]:
    """Return all files of a project, those of the theme too."""
    project = Project.open(root)
    found = {path: project.read(path) for path in project.survey().stamps}
    return {path: data for path, data in found.items() if data is not None} | {
        "site.yml": project.text
    }


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay(tmp_path, FILES)


def test_every_page_and_finding_is_as_if_all_had_been_read_at_once(root: Path) -> None:
    expected = clean(files_of(root))
    urls = expected.urls()
    for seed in range(4):
        workspace = begun(root).workspace
        random.Random(seed).shuffle(urls)  # noqa: S311 - an order, not a secret
        for url in urls:
            assert workspace.page(url) == expected.page(url), url
        find_out(workspace)
        assert workspace.diagnostics() == expected.diagnostics()
        assert unread(workspace) is None
        assert workspace.urls() == expected.urls()
        assert list(workspace.entries()) == list(expected.entries())


def nobody_reads(_texts: object, _place: object, _workers: int) -> Generator[tuple[str, Packed]]:
    yield from ()


def read_here(workspace: Workspace) -> set[str]:
    """Return the documents that were read to their end, because somebody asked."""
    assert workspace.shelf is not None
    return set(workspace.shelf._late)


def test_a_page_needs_the_rest_of_what_it_shows_and_of_what_names_it(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "read_on", nobody_reads)
    workspace = begun(root).workspace
    page = workspace.page("pages/two.html")
    assert page == clean(files_of(root)).page("pages/two.html")
    assert page is not None
    assert all(title in page.decode() for title in ("One", "Coded", "Defined"))
    held = unread(workspace)
    assert held is not None
    names_it = {"content/pages/one.md", "content/pages/two.md"}
    assert names_it <= read_here(workspace)
    assert "content/pages/two-more.md" not in read_here(workspace)
    assert "content/pages/listening.md" not in read_here(workspace)


def test_a_list_needs_the_rest_of_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "read_on", nobody_reads)
    workspace = begun(root).workspace
    assert workspace.page("index.html") == clean(files_of(root)).page("index.html")
    assert read_here(workspace) <= {"content/index.md"}


def test_what_no_other_process_reads_is_read_here(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "read_on", nobody_reads)
    workspace = begun(root).workspace
    find_out(workspace)
    assert workspace.diagnostics() == clean(files_of(root)).diagnostics()


def test_a_process_that_ends_in_the_middle_is_made_up_for(
    root: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    rest_of = scanning.rest_of

    def failing(path: str, *given: Any) -> Packed:
        if path.endswith("two.md"):
            message = "this process ends"
            raise RuntimeError(message)
        return rest_of(path, *given)

    monkeypatch.setattr(scanning, "rest_of", failing)
    workspace = begun(root).workspace
    find_out(workspace)
    assert workspace.diagnostics() == clean(files_of(root)).diagnostics()
    capfd.readouterr()  # what the worker said of its end


def test_after_so_many_of_them_all_are_waited_for(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "MOST", 1)
    workspace = begun(root).workspace
    assert workspace.page("pages/two.html") == clean(files_of(root)).page("pages/two.html")
    assert unread(workspace) is None


@pytest.mark.parametrize(
    "question", [("acronym", "HR"), ("backlinks", "path:content/pages"), ("words", PATHS[0])]
)
def test_questions_that_only_the_rest_answers_are_answered(root: Path, question: Question) -> None:
    expected = clean(files_of(root)).playbook.ask(question)
    assert begun(root).workspace.playbook.ask(question) == expected


def test_who_stops_ends_the_other_processes(root: Path) -> None:
    opened = begun(root)
    held = opened.workspace.shelf
    assert held is not None
    held.stop()
    still = unread(opened.workspace)
    assert still is not None
    assert still._thread is None or not still._thread.is_alive()


def test_it_leaves_nothing_half_read_to_the_next_run(root: Path) -> None:
    opened = begun(root)
    assert not opened.save()
    opened.close()
    again = Session.open(Project.open(root), OPTIONS, workers=1)
    assert again.workspace.diagnostics() == clean(files_of(root)).diagnostics()


class Meanwhile(RuleBasedStateMachine):
    """Edits and requests in any order, before all was read: each answer is that of a clean one."""

    @initialize(is_slow=st.booleans())
    def begin(self, is_slow: bool) -> None:  # noqa: FBT001 - drawn by the state machine
        self.root = lay(Path(tempfile.mkdtemp()), FILES)
        self.files = files_of(self.root)
        self.patches: list[Any] = [
            mock.patch.object(session, "READ_ON_FROM", 1),
            mock.patch.object(scanning, "SHARED_FROM", 2),
        ]
        if is_slow:
            self.patches.append(mock.patch.object(session, "read_on", nobody_reads))
        for patch in self.patches:
            patch.start()
        self.workspace = begun(self.root).workspace

    def teardown(self) -> None:
        if self.workspace.shelf:
            self.workspace.shelf.stop()
        for patch in self.patches:
            patch.stop()
        shutil.rmtree(self.root)

    def save(self, path: str, data: bytes | None) -> None:
        self.workspace.sync({path: data})
        if data is None:
            self.files.pop(path, None)
        else:
            self.files[path] = data

    @rule(
        path=st.sampled_from(PATHS), words=st.sampled_from(["More.", "[x](two.md)", "[[cover]] HR"])
    )
    def edit(self, path: str, words: str) -> None:
        self.save(path, self.files.get(path, b"# New\n") + f"\n{words}\n".encode())

    @rule(path=st.sampled_from(PATHS))
    def retitle(self, path: str) -> None:
        self.save(path, self.files.get(path, b"# New\n").replace(b"# ", b"# More of ", 1))

    @rule(path=st.sampled_from(PATHS))
    def delete(self, path: str) -> None:
        self.save(path, None)

    @rule(path=st.sampled_from(PATHS))
    def look(self, path: str) -> None:
        url = path.removeprefix("content/").replace(".md", ".html")
        assert self.workspace.page(url) == clean(self.files).page(url)

    @rule(url=st.sampled_from(["index.html", "ledger.html", "terms/index.html", "health.html"]))
    def look_at_a_list(self, url: str) -> None:
        assert self.workspace.page(url) == clean(self.files).page(url)

    @rule()
    def judge(self) -> None:
        find_out(self.workspace)
        assert self.workspace.diagnostics() == clean(self.files).diagnostics()


TestMeanwhile = Meanwhile.TestCase
TestMeanwhile.settings = settings(
    max_examples=times(8, 100), stateful_step_count=times(8, 30), deadline=None
)
