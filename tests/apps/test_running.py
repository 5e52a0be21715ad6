"""How the work is done: cache, processes, profile. None of it changes what comes out."""

import errno
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from disk import lay, play, site
from playbook.engine.cache.store import FOLDER
from playbook.engine.workspace.contribution import Contribution, File, Place, contribute


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay(tmp_path / "project")


def test_the_cache_is_kept_below_the_project_and_cleared_on_request(root: Path) -> None:
    play(root, "build", "--no-cache")
    assert not (root / FOLDER).exists()
    before = site(root / "site")
    play(root, "build")
    assert (root / FOLDER).exists()
    assert site(root / "site") == before
    assert "is cleared" in play(root, "cache", "clear").stderr
    assert not (root / FOLDER).exists()
    assert "there was nothing in" in play(root, "cache", "clear").stderr


@pytest.mark.parametrize("kept", ["rows", "document"])
def test_a_cache_of_which_a_part_is_gone_is_done_without_and_replaced(
    root: Path, kept: str
) -> None:
    play(root, "check")
    with closing(sqlite3.connect(root / FOLDER / "answers.sqlite")) as connection, connection:
        connection.execute("DELETE FROM kept WHERE name LIKE ?", (f"{kept}:%",))
    lay(root, {"content/pages/plain.md": "# Plain\n\n[[term:nothing-like-it]]\n"})
    assert "[ref/unknown]" in play(root, "check", code=1).stdout
    play(root, "check", code=1)
    lay(root, {"content/pages/plain.md": "# Plain\n\n[[term:nothing-at-all]]\n"})
    again = play(root, "check", "-v", code=1)
    assert "nothing-at-all" in again.stdout
    assert "computed check: 1\n" in again.stderr


def test_the_site_before_the_last_one_is_kept_beside_the_cache_and_cleared_with_it(
    root: Path,
) -> None:
    play(root, "build")
    (root / "content/pages/more.md").write_text("# More\n", encoding="utf-8")
    before = site(root / "site")
    play(root, "build")
    (spare,) = (root / ".playbook").glob("spare-*")
    assert site(spare) == before
    for _ in range(2):
        (root / "content/pages/more.md").unlink(missing_ok=True)
        assert "verified: " in play(root, "build", "--verify").stderr
    play(root, "cache", "clear")
    assert not spare.exists()


@pytest.mark.parametrize(
    "command",
    ["new tradeoff Slow --of cover", "fmt --check", "import glossary words.md", "export ledger"],
)
def test_a_document_that_a_check_has_read_is_not_read_again_to_answer_a_question(
    command: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(root, {"words.md": "## Dusk\n\nSix.\n"})
    time.sleep(0.15)  # or the next run would be the first that can go by stamps, and leave these
    play(root, "check")
    read: list[str] = []

    def noted(path: str, file: File, place: Place) -> Contribution:
        read.append(path)
        return contribute(path, file, place)

    monkeypatch.setattr("playbook.engine.runs.scanning.contribute", noted)
    before = site(root / ".playbook")
    play(root, *command.split())
    assert read == []
    assert site(root / ".playbook") == before


@pytest.mark.parametrize(
    ("refused", "left"),
    [("playbook.engine.cache.store.shutil.rmtree", "spare-*"), ("pathlib.Path.unlink", "cache/*")],
)
def test_what_cannot_be_cleared_is_told(
    refused: str, left: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, **_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    play(root, "build")
    (kept,) = (root / ".playbook").glob(left)
    monkeypatch.setattr(refused, refuse)
    done = play(root, "cache", "clear", code=1)
    assert done.stderr == f"Error: {kept}: Permission denied\n"


def test_a_second_build_says_that_it_wrote_nothing(root: Path) -> None:
    play(root, "build")
    assert ": 0 files written, " in play(root, "build").stderr
    assert "computed" not in play(root, "build", "-v").stderr


def test_a_build_is_verified_and_a_site_that_was_meddled_with_is_told(root: Path) -> None:
    assert "verified: " in play(root, "build", "--verify").stderr
    assert "verified: " in play(root, "build", "--verify", "--jobs", "3").stderr


def test_the_profile_names_stages_and_documents(root: Path) -> None:
    told = play(root, "check", "--profile", "--no-cache").stderr
    assert "reading" in told
    assert "ms  content/agreements/cover.md\n" in told
    assert "progress" not in told


@pytest.mark.parametrize("jobs", ["0", "-1", "many"])
def test_a_number_of_processes_that_is_none_is_wrong_usage(jobs: str, root: Path) -> None:
    assert "--jobs" in play(root, "build", "--jobs", jobs, code=2).stderr
