"""A commit is read like a folder, and makes the same playbook."""

from datetime import date
from pathlib import Path

from playbook.engine.files.tree import DiskTree
from playbook.engine.history.git_tree import GitTree
from playbook.engine.history.repository import Repository
from playbook.engine.workspace.workspace import Options, Workspace
from repositories import Repo
from story import STORY

PARTS = ("site.yml", "content", "templates")


def tree_of(folder: Path) -> GitTree:
    repository = Repository.around(folder)
    assert repository
    return GitTree(repository, repository.head, PARTS)


def test_a_commit_has_the_files_of_the_folder_that_was_committed(tmp_path: Path) -> None:
    more = {
        "content/extra.css": "p {}\n",
        "content/.hidden/x.md": "# X\n",
        "content/draft.md~": "# X\n",
        "content/node_modules/x.md": "# X\n",
        "contents/x.md": "# X\n",
        "other.md": "# X\n",
    }
    Repo(tmp_path).commit(date(2026, 3, 1), {**STORY, **more})
    tree, disk = tree_of(tmp_path), DiskTree(tmp_path, PARTS)
    assert list(tree.paths()) == list(disk.paths()) == sorted([*STORY, "content/extra.css"])
    assert {path: tree.read(path) for path in tree.paths()} == {
        path: disk.read(path) for path in disk.paths()
    }
    assert tree.read("other.md") is None
    assert tree.problems == []


def test_a_workspace_can_be_made_of_an_earlier_commit(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    repo.commit(date(2026, 3, 1), STORY)
    now = STORY | {"content/pages/plain.md": "# Changed\n"}
    tree = tree_of(tmp_path)
    repo.commit(date(2026, 4, 1), now)
    workspace = Workspace(Options(as_of=date(2026, 6, 20)))
    workspace.sync({path: tree.read(path) for path in tree.paths()})
    titles = {entry.path: entry.title for entry in workspace.entries()}
    assert titles["content/pages/plain.md"] == "Plain"


def test_links_and_submodules_are_refused(tmp_path: Path) -> None:
    inner = Repo(tmp_path / "inner")
    inner.commit(date(2026, 3, 1), {"x.md": "# X\n"})
    repo = Repo(tmp_path / "project")
    repo.commit(date(2026, 3, 1), {"content/good.md": "# Good\n"})
    (repo.folder / "content/link.md").symlink_to("/etc/passwd")
    repo.git("submodule", "--quiet", "add", f"file://{inner.folder}", "content/part")
    (repo.folder / "content/two\nlines.md").write_text("# X\n")
    repo.commit(date(2026, 3, 2))
    tree = tree_of(repo.folder)
    assert list(tree.paths()) == ["content/good.md"]
    assert [(problem.code, problem.span.path) for problem in tree.problems] == [
        ("file/not-regular", "content/link.md"),
        ("file/not-regular", "content/part"),
        ("file/bad-name", "content/two\nlines.md"),
    ]
