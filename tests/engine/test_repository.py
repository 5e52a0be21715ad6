"""What is read from repositories of every shape."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from playbook.engine.history.commits import Change, Commit
from playbook.engine.history.git import GitProblem
from playbook.engine.history.repository import Repository
from repositories import Repo

PATH = "content/pages/note.md"
FIRST, SECOND, THIRD = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)


def opened(folder: Path) -> Repository:
    repository = Repository.around(folder)
    assert repository
    return repository


def shown(commits: list[Commit]) -> list[tuple[date, list[str]]]:
    """Return the days of commits, and what each did: `+path`, `-path`, `old>new`."""
    return [(commit.day, [_shown(change) for change in commit.changes]) for commit in commits]


def _shown(change: Change) -> str:
    if not change.blob:
        return f"-{change.path}"
    return f"{change.was}>{change.path}" if change.was else f"+{change.path}"


@pytest.mark.parametrize("seconds", ["99999999999999", "300000000000"])
def test_a_commit_after_the_last_of_all_years_was_made_on_its_last_day(
    tmp_path: Path, seconds: str
) -> None:
    repo = Repo(tmp_path)
    repo.commit(FIRST, {PATH: "# Note\n"})
    who = f"Ana <ana@example.org> {seconds} +0000"
    said = f"tree {repo.git('write-tree')}\nauthor {who}\ncommitter {who}\n\nLater\n"
    later = repo.git("hash-object", "-t", "commit", "-w", "--stdin", given=said.encode())
    repo.git("update-ref", "HEAD", later)
    repository = opened(tmp_path)
    assert repository.day(later) == date.max
    assert shown(repository.commits("content")) == [(date.max, [f"+{PATH}"])]


def test_a_folder_without_repository_has_none(tmp_path: Path) -> None:
    assert Repository.around(tmp_path) is None


def test_a_repository_without_commits_counts_as_none(tmp_path: Path) -> None:
    Repo(tmp_path)
    assert Repository.around(tmp_path) is None


def _head(folder: Path) -> None:
    (folder / ".git/HEAD").unlink()


def _no_objects(folder: Path) -> None:
    (folder / ".git/objects").rename(folder / "elsewhere")


def _pointer(folder: Path) -> None:
    (folder / ".git").rename(folder / "elsewhere")
    (folder / ".git").write_text("gitdir: nowhere\n", encoding="utf-8")


def _lost_commit(folder: Path) -> None:
    for found in (folder / ".git/objects").glob("??/*"):
        found.unlink()


def _empty_branch(folder: Path) -> None:
    for found in (folder / ".git/refs/heads").iterdir():
        found.write_bytes(b"")


@pytest.mark.parametrize("damage", [_head, _no_objects, _pointer, _lost_commit, _empty_branch])
@pytest.mark.parametrize("inside", ["", "docs/ours"])
def test_a_repository_that_is_damaged_does_not_count_as_none(
    damage: Callable[[Path], None], inside: str, tmp_path: Path
) -> None:
    Repo(tmp_path).commit(FIRST, {PATH: "# One\n", "docs/ours/site.yml": ""})
    damage(tmp_path)
    with pytest.raises(GitProblem, match="damaged"):
        Repository.around(tmp_path / inside)


def test_a_branch_that_was_begun_anew_has_no_commit_yet(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    repo.commit(FIRST, {PATH: "# One\n"})
    repo.git("checkout", "-q", "--orphan", "anew")
    assert Repository.around(tmp_path) is None


def test_a_damaged_repository_is_a_problem(tmp_path: Path) -> None:
    commit = Repo(tmp_path).commit(FIRST, {PATH: "# One\n"})
    (tmp_path / ".git/objects" / commit[:2] / commit[2:]).chmod(0o600)
    (tmp_path / ".git/objects" / commit[:2] / commit[2:]).write_bytes(b"no object")
    with pytest.raises(GitProblem):
        Repository.around(tmp_path)


def test_commits_come_oldest_first_with_what_they_changed(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    repo.commit(FIRST, {PATH: "# One\n\nA long text that stays as it is.\n", "README.md": "x"})
    repo.commit(SECOND, {"README.md": "y"})
    repo.commit(
        SECOND, {PATH: None, "content/ü b.md": "# One\n\nA long text that stays as it is.\n"}
    )
    repo.commit(THIRD, {"content/ü b.md": None})
    commits = opened(tmp_path).commits("content")
    assert shown(commits) == [
        (FIRST, [f"+{PATH}"]),
        (SECOND, [f"{PATH}>content/ü b.md"]),
        (THIRD, ["-content/ü b.md"]),
    ]


LONG = "\n\nA long text that stays as it is, whatever else becomes of the file.\n"
MOVED: dict[str, str | None] = {f"old/{PATH}": None, "old/content/b.md": None}


def of_a_move(tmp_path: Path, new: str) -> Path:
    """Make a repository in which a playbook with two documents lay in `old/`, and was moved."""
    repo = Repo(tmp_path)
    repo.commit(FIRST, {"README.md": "x"})
    repo.commit(FIRST, {f"old/{PATH}": f"# One{LONG}", "old/content/b.md": f"# Two{LONG}"})
    repo.commit(SECOND, {f"old/{PATH}": f"# Uno{LONG}"})
    there = {f"{new}/{PATH}": f"# Uno{LONG}", f"{new}/content/b.md": f"# Two{LONG}"}
    repo.commit(SECOND, {**MOVED, **there})
    repo.commit(THIRD, {f"{new}/{PATH}": f"# Eins{LONG}"})
    return tmp_path / new


BEFORE: list[tuple[date, list[str]]] = [
    (FIRST, ["+content/b.md", f"+{PATH}"]),
    (SECOND, [f"+{PATH}"]),
]


@pytest.mark.parametrize("new", ["new", "books/our new", "old/er"])
def test_a_playbook_that_was_moved_keeps_its_commits(new: str, tmp_path: Path) -> None:
    commits = opened(of_a_move(tmp_path, new)).commits("content")
    assert shown(commits) == [*BEFORE, (SECOND, []), (THIRD, [f"+{PATH}"])]


def test_what_a_move_changed_besides_is_told(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    repo.commit(FIRST, {"README.md": "x"})
    files = {f"old/content/{name}.md": f"# {name}{LONG * 2}" for name in "efgh"}
    repo.commit(
        FIRST, {**files, "old/content/gone.md": "# Gone\n", "old/content/b.md": f"# B{LONG}"}
    )
    moved = {path.replace("old/", "new/"): text for path, text in files.items()}
    gone = dict.fromkeys([*files, "old/content/gone.md", "old/content/b.md"])
    more = {"new/content/c.md": f"# B{LONG}", "new/content/e.md": f"# e{LONG * 2}More.\n"}
    repo.commit(SECOND, {**gone, **moved, **more, "new/content/d.md": "# Three\n"})
    (_, (_, changes)) = shown(opened(tmp_path / "new").commits("content"))
    assert changes == [
        "content/b.md>content/c.md",
        "+content/d.md",
        "+content/e.md",
        "-content/gone.md",
    ]


def test_a_content_folder_that_was_moved_keeps_its_commits(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    repo.commit(FIRST, {"README.md": "x", "site.yml": ""})
    repo.commit(SECOND, {PATH: f"# One{LONG}"})
    repo.commit(THIRD, {PATH: None, PATH.replace("content/", "docs/"): f"# One{LONG}"})
    inside = PATH.replace("content/", "docs/")
    assert shown(opened(tmp_path).commits("docs")) == [(SECOND, [f"+{inside}"]), (THIRD, [])]


def test_a_playbook_that_was_copied_begins_with_its_first_commit(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    repo.commit(FIRST, {"README.md": "x", f"old/{PATH}": f"# One{LONG}"})
    repo.commit(SECOND, {f"new/{PATH}": f"# One{LONG}"})
    assert shown(opened(tmp_path / "new").commits("content")) == [(SECOND, [f"+{PATH}"])]


def test_the_day_is_that_of_whoever_committed(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    tree = repo.git("write-tree")
    raw = (
        f"tree {tree}\nauthor A <a@b.c> 1767225600 +0000\n"
        "committer A <a@b.c> 1772321400 +0900\n\nA change\n"  # 23:30 UTC on 28 February
    )
    commit = repo.git("hash-object", "-t", "commit", "-w", "--stdin", given=raw.encode())
    repo.git("reset", "-q", "--hard", commit)
    repo.commit(SECOND, {PATH: "# One\n"})
    repo.git("config", "log.date", "relative")
    listed = opened(tmp_path).git.run("rev-list", "--format=%cs", "-1", commit).decode()
    assert listed.endswith("2026-03-01\n")


def test_a_merge_is_one_change_on_the_day_of_the_merge(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    repo.commit(FIRST, {PATH: "# One\n"})
    repo.git("checkout", "-q", "-b", "branch")
    repo.commit(date(2026, 3, 2), {PATH: "# Two\n"})
    repo.commit(date(2026, 3, 3), {PATH: "# Three\n"})
    repo.git("checkout", "-q", "main")
    repo.commit(SECOND, {"content/pages/other.md": "# Other\n"})
    repo.git("merge", "-q", "--no-ff", "-m", "Merge", "branch", day=THIRD)
    assert shown(opened(tmp_path).commits("content")) == [
        (FIRST, [f"+{PATH}"]),
        (SECOND, ["+content/pages/other.md"]),
        (THIRD, [f"+{PATH}"]),
    ]


def test_a_detached_head_is_what_is_looked_at(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    first = repo.commit(FIRST, {PATH: "# One\n"})
    repo.commit(SECOND, {PATH: "# Two\n"})
    repo.git("checkout", "-q", first)
    assert shown(opened(tmp_path).commits("content")) == [(FIRST, [f"+{PATH}"])]


def test_a_shallow_clone_says_that_it_is_one(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "whole")
    repo.commit(FIRST, {PATH: "# One\n"})
    repo.commit(SECOND, {PATH: "# Two\n"})
    shallow = Repo(tmp_path / "shallow")
    shallow.git("fetch", "-q", "--depth=1", f"file://{repo.folder}", "main")
    shallow.git("reset", "-q", "--hard", "FETCH_HEAD")
    found = opened(shallow.folder)
    assert found.is_shallow
    assert shown(found.commits("content")) == [(SECOND, [f"+{PATH}"])]
    assert not opened(repo.folder).is_shallow


def test_a_project_may_lie_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    repo.commit(FIRST, {f"docs/play [*]/{PATH}": "# One\n", PATH: "# Not ours\n"})
    found = opened(tmp_path / "docs/play [*]")
    assert found.prefix == "docs/play [*]/"
    assert shown(found.commits("content")) == [(FIRST, [f"+{PATH}"])]
    assert [item.path for item in found.files(found.head)] == [PATH]


def test_a_project_may_be_a_submodule_or_hold_one(tmp_path: Path) -> None:
    inner = Repo(tmp_path / "inner")
    inner.commit(FIRST, {PATH: "# One\n"})
    outer = Repo(tmp_path / "outer")
    outer.commit(FIRST, {"content/pages/own.md": "# Own\n"})
    outer.git("submodule", "--quiet", "add", f"file://{inner.folder}", "content/part")
    outer.commit(SECOND)
    assert shown(opened(outer.folder / "content/part").commits("content")) == [
        (FIRST, [f"+{PATH}"])
    ]
    assert [
        change.path for c in opened(outer.folder).commits("content") for change in c.changes
    ] == [
        "content/pages/own.md",
        "content/part",
    ]
    assert {item.mode for item in opened(outer.folder).files("HEAD")} == {"100644", "160000"}


def test_a_linked_work_tree_is_a_repository_too(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "main")
    repo.commit(FIRST, {PATH: "# One\n"})
    repo.git("worktree", "add", "-q", str(tmp_path / "linked"))
    assert shown(opened(tmp_path / "linked").commits("content")) == [(FIRST, [f"+{PATH}"])]


def test_bytes_are_read_by_id_and_what_is_missing_is_left_out(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    texts = [b"", b"\n", b"no end", b"a\0b\n\n", "é".encode()]
    repo.commit(FIRST, {f"content/{n}.md": text for n, text in enumerate(texts)})
    found = opened(tmp_path)
    blobs = [change.blob for commit in found.commits("content") for change in commit.changes]
    assert [found.read(blobs)[blob] for blob in blobs] == texts
    assert found.read(["0" * 40, found.head]) == {}
    assert found.read([]) == {}


@pytest.mark.parametrize("name", ["main", "HEAD~1", "v1"])
def test_a_revision_is_resolved(name: str, tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    first = repo.commit(FIRST, {PATH: "# One\n"})
    repo.git("tag", "-a", "-m", "One", "v1")
    second = repo.commit(SECOND, {PATH: "# Two\n"})
    assert opened(tmp_path).resolve(name) == (second if name == "main" else first)


@pytest.mark.parametrize(
    "name", ["nothing", "--all", "-h", "", "a b", "main:content", "x\0y", "@{-1}"]
)
def test_what_is_no_revision_is_told(name: str, tmp_path: Path) -> None:
    Repo(tmp_path).commit(FIRST, {PATH: "# One\n"})
    with pytest.raises(GitProblem, match="no revision"):
        opened(tmp_path).resolve(name)
