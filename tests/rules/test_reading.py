"""What is found while reading: in files on disk, and that each such finding is described."""

import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from playbook.engine.files.tree import DiskTree
from playbook.engine.settings.registry import RULES
from playbook.engine.workspace.workspace import Options, Workspace
from playbook.model.diagnostic import Diagnostic, Severity
from rules.spec_pages import ROOT

REPORTED = re.compile(
    r'"((?:text|ref|file|theme|waiver)/[a-z-]+)",?\s*(?:severity=)?(?:Severity\.[A-Z]+)?'
)
NO_CODES = {"text/html", "text/javascript", "text/event-stream", "text/plain", "text/css"}


def test_every_code_that_reading_reports_is_described() -> None:
    codes = {
        code
        for room in ("reading", "engine")
        for path in (ROOT / "src" / "playbook" / room).rglob("*.py")
        for code in REPORTED.findall(path.read_text(encoding="utf-8"))
    }
    assert codes - NO_CODES - {rule.code for rule in RULES} == set()


def test_every_description_is_of_something_that_is_reported() -> None:
    text = "".join(
        path.read_text(encoding="utf-8")
        for room in ("reading", "engine")
        for path in (ROOT / "src" / "playbook" / room).rglob("*.py")
    )
    described = [rule.code for rule in RULES if rule.check is None and rule.whole is None]
    assert [code for code in described if f'"{code}"' not in text] == []


def findings(root: Path) -> list[Diagnostic]:
    tree = DiskTree(root, ("content",))
    list(tree.paths())
    return tree.problems


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "good.md").write_text("# Good\n", encoding="utf-8")
    return tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets only some users make links")
def test_a_symbolic_link_is_reported_and_not_followed(root: Path) -> None:
    secret = root / "secret.md"
    secret.write_text("# Secret\n", encoding="utf-8")
    (root / "content" / "link.md").symlink_to(secret)
    tree = DiskTree(root, ("content",))
    assert list(tree.paths()) == ["content/good.md"]
    assert tree.read("content/link.md") is None
    (found,) = tree.problems
    assert (found.code, found.span.path) == ("file/not-regular", "content/link.md")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_reported_and_not_opened(root: Path) -> None:
    os.mkfifo(root / "content" / "pipe.md")
    (found,) = findings(root)
    assert (found.code, found.span.path) == ("file/not-regular", "content/pipe.md")


def test_a_folder_that_may_not_be_read_is_reported(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "content" / "closed").mkdir()
    listing = os.scandir

    def refuse(folder: Path) -> Any:  # noqa: ANN401 - what the system gives
        if folder.name == "closed":
            raise PermissionError(13, "Permission denied")
        return listing(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    (found,) = findings(root)
    assert (found.code, found.span.path) == ("file/unreadable", "content/closed")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_name_that_is_not_utf8_is_reported(root: Path) -> None:
    name = Path(os.fsdecode(os.fsencode(root / "content") + b"/caf\xe9.md"))
    try:
        name.touch()
    except OSError:
        pytest.skip("this file system refuses such names")
    (found,) = findings(root)
    assert found.code == "file/bad-name"
    assert found.severity is Severity.ERROR
    found.span.path.encode()


def test_fifty_bad_files_are_reported_in_one_run() -> None:
    workspace = Workspace(Options())
    workspace.sync({f"content/pages/{n}.md": b"# \xff\n" for n in range(50)})
    assert [d.code for d in workspace.diagnostics()] == ["text/unreadable"] * 50
