"""A run that would come to the same as the last one says the same, without doing it again."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from disk import lay, play, site
from playbook.engine.cache.store import FOLDER
from playbook.engine.files.tree import DiskTree
from playbook.engine.publishing.layout import MANIFEST
from playbook.engine.runs.session import Session

FILES = {
    "site.yml": "site_name: Ours\n",
    "content/index.md": "# Home\n\nSee [all](pages/all.md).\n",
    "content/pages/all.md": "# All\n\nWords. ![a picture](dot.png)\n",
    "content/pages/half.md": "---\nstatus: draft\n---\n# Half\n\nA [page](all.md).\n",
    "content/pages/dot.png": "png",
    "templates/404.html": "{% extends 'parent:404.html' %}",
}
DANGLING = FILES | {"content/pages/bad.md": "# Bad\n\nA [page](nowhere.md), [all](all.md).\n"}
WARNED = DANGLING | {"site.yml": "site_name: Ours\nrules: {ref/link-file: warning}\n"}
DAY = ("--as-of", "2026-06-20")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay(tmp_path / "project", FILES)


def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows whenever a session is opened: when a run does its work."""
    found: list[str] = []
    real = Session.open

    def open_(*arguments: object, **named: object) -> Session:
        found.append("opened")
        return real(*arguments, **named)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(Session, "open", open_)
    return found


def without_time(told: str) -> str:
    return told.rpartition(", in ")[0] or told


@pytest.mark.parametrize("command", ["build", "check"])
def test_the_second_run_says_the_same_and_does_no_work(
    command: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(root, command, *DAY)
    work = opened(monkeypatch)
    second = play(root, command, *DAY)
    assert work == []
    third = play(root, command, *DAY, "--no-cache")
    assert work == ["opened"]
    assert second.stdout == third.stdout
    assert without_time(second.stderr) == without_time(third.stderr)


@pytest.mark.parametrize("format_", ["text", "json", "github", "sarif"])
def test_findings_are_told_again_with_their_excerpts(
    format_: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = lay(tmp_path / "project", DANGLING)
    play(root, "check", *DAY, code=1)
    work = opened(monkeypatch)
    again = play(root, "check", *DAY, "--format", format_, code=1)
    assert work == []
    assert "content/pages/bad.md" in again.stdout
    anew = play(root, "check", *DAY, "--format", format_, "--no-cache", code=1)
    assert (again.stdout, again.stderr) == (anew.stdout, anew.stderr)


def _swap_site(root: Path) -> None:
    shutil.copytree(root / "site", root / "other")
    shutil.rmtree(root / "site")
    (root / "site").symlink_to("other")


def _same_size_and_time(root: Path) -> None:
    path = root / "content/pages/all.md"
    before = path.stat()
    path.write_text(path.read_text("utf-8").replace("Words", "Wordy"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _damage(root: Path) -> None:
    path = root / FOLDER / "answers.sqlite"
    data = bytearray(path.read_bytes())
    for at in range(4096, len(data), 97):
        data[at] ^= 0xFF
    path.write_bytes(data)


CHANGES: dict[str, Callable[[Path], object]] = {
    "a text": lambda root: lay(root, {"content/pages/all.md": "# All\n\nOthers. ![a](dot.png)\n"}),
    "a text of the same size and time": _same_size_and_time,
    "a new file": lambda root: lay(root, {"content/pages/new.md": "# New\n\n[All](all.md)\n"}),
    "a file that is gone": lambda root: (root / "content/pages/half.md").unlink(),
    "a picture": lambda root: lay(root, {"content/pages/dot.png": "gif"}),
    "the settings": lambda root: lay(root, {"site.yml": "site_name: Theirs\n"}),
    "a template": lambda root: lay(
        root, {"templates/404.html": "{% extends 'parent:404.html' %}<p>"}
    ),
    "a link in place of a file": lambda root: (root / "content/pages/link.md").symlink_to("all.md"),
    "a published file": lambda root: lay(root, {"site/pages/all.html": "no"}),
    "a published file that is gone": lambda root: (root / "site/index.html").unlink(),
    "a site that is gone": lambda root: shutil.rmtree(root / "site"),
    "a site that is elsewhere": _swap_site,
    "the list of what is ours": lambda root: (root / "site" / MANIFEST).write_text("index.html\n"),
    "a file of somebody else": lambda root: lay(root, {"site/theirs.txt": "theirs"}),
    "a build that was killed": lambda root: (root / ".site.new").mkdir(),
    "the cache is gone": lambda root: shutil.rmtree(root / FOLDER),
    "the cache is damaged": _damage,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_whatever_changed_the_work_is_done_again(
    change: Callable[[Path], object], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(root, "build", *DAY)
    change(root)
    work = opened(monkeypatch)
    codes = {"a link in place of a file": 1}
    name = next(name for name, other in CHANGES.items() if other is change)
    play(root, "build", *DAY, code=codes.get(name, 0))
    assert work
    if name not in codes:
        after = site(root / "site")
        after.pop("theirs.txt", None)
        play(root, "build", *DAY, "--no-cache", "--clean", "--site-dir", str(root / "anew"))
        assert after == site(root / "anew")


@pytest.mark.parametrize(
    "options",
    [
        ("--as-of", "2026-06-21"),
        ("--no-time",),
        (*DAY, "--drafts"),
        (*DAY, "--strict"),
        (*DAY, "--no-history"),
        (*DAY, "--site-dir", "elsewhere"),
        (*DAY, "--clean"),
        (*DAY, "--verbose"),
    ],
    ids=" ".join,
)
def test_another_question_is_not_answered_with_the_last_answer(
    options: tuple[str, ...], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(root, "build", *DAY)
    work = opened(monkeypatch)
    play(root, "build", *options)
    assert work


def test_a_file_that_goes_away_while_all_are_read_is_not_missed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = DiskTree.read
    gone = "content/pages/half.md"
    monkeypatch.setattr(
        DiskTree, "read", lambda tree, path: None if path == gone else read(tree, path)
    )
    assert "2 documents" in play(root, "check", *DAY).stderr
    monkeypatch.undo()
    assert "3 documents" in play(root, "check", *DAY).stderr


def test_a_site_that_warnings_forbid_is_refused_again(tmp_path: Path) -> None:
    root = lay(tmp_path / "project", WARNED)
    play(root, "build", *DAY)
    for _ in range(2):
        assert "nothing was published" in play(root, "build", *DAY, "--strict", code=1).stderr


def test_drafts_that_are_left_out_are_told_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(root, "build", *DAY)
    work = opened(monkeypatch)
    assert "1 draft left out" in play(root, "build", *DAY).stderr
    assert work == []
