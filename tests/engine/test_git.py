"""Git is found outside the project, run with nothing of the caller's, and never lets others run."""

import os
import time
from datetime import date
from pathlib import Path

import pytest

from playbook.engine.history import git as running
from playbook.engine.history.git import Git, GitProblem
from playbook.engine.history.past import Past
from playbook.engine.history.repository import Repository
from playbook.engine.settings.registry import KINDS
from playbook.reading.parse import Library
from repositories import Repo

DAY = date(2026, 3, 1)
NOTE = {"content/pages/note.md": "# A note\n\nOne.\n"}


def program(folder: Path, code: str) -> Path:
    """Write a `git` of our own."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "git"
    path.write_text(f"#!/bin/sh\n{code}\n")
    path.chmod(0o755)
    return path


def found(folder: Path, *search: Path | str, monkeypatch: pytest.MonkeyPatch) -> Path | None:
    monkeypatch.setenv("PATH", os.pathsep.join(str(place) for place in search))
    git = Git.find(folder)
    return git.program if git else None


def test_git_is_the_first_of_the_search_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = program(tmp_path / "tools", "exit 0")
    project = tmp_path / "project"
    assert found(project, tmp_path / "tools", "/usr/bin", monkeypatch=monkeypatch) == mine


@pytest.mark.parametrize("place", ["project", "project/bin", "project/docs/bin"])
def test_a_git_inside_the_repository_is_never_run(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "project" / ".git").mkdir(parents=True)
    fake = program(tmp_path / place, "touch ran")
    (tmp_path / "project/docs").mkdir(exist_ok=True)
    monkeypatch.chdir(tmp_path / "project")
    git = found(tmp_path / "project/docs", fake.parent, ".", "", "bin", monkeypatch=monkeypatch)
    assert git is None or not git.is_relative_to(tmp_path)


def test_a_git_in_the_present_folder_is_never_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "elsewhere", "touch ran")
    monkeypatch.chdir(tmp_path / "elsewhere")
    git = found(tmp_path / "project", ".", monkeypatch=monkeypatch)
    assert git is None or git.is_absolute()


def test_a_link_to_a_git_inside_the_project_is_never_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = program(tmp_path / "project/bin", "touch ran")
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools/git").symlink_to(fake)
    git = found(tmp_path / "project", tmp_path / "tools", monkeypatch=monkeypatch)
    assert git is None or not git.is_relative_to(tmp_path)


def test_without_git_there_is_no_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Repo(tmp_path).commit(DAY, NOTE)
    monkeypatch.setattr(running, "_USUAL_PLACES", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    assert Repository.around(tmp_path) is None
    assert Past.around(tmp_path) is None


def test_git_gets_nothing_of_the_callers_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Repo(tmp_path / "project").commit(DAY, NOTE)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "false")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.bare")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "true")
    repository = Repository.around(tmp_path / "project")
    assert repository
    assert [commit.day for commit in repository.commits("content")] == [DAY]


def test_a_git_that_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "_SECONDS", 0.2)
    slow = program(tmp_path / "tools", "exec /bin/sleep 30")
    with pytest.raises(GitProblem, match="did not answer"):
        Git(slow, tmp_path).run("rev-parse")


def test_what_git_starts_cannot_hold_it_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "_SECONDS", 0.2)
    monkeypatch.setattr(running, "_LAST_WORDS", 0.2)
    began = time.monotonic()
    for code in ("/bin/sleep 200 & wait", "/bin/sleep 200 &", "exec >&-; exec /bin/sleep 200"):
        with pytest.raises(GitProblem, match="did not"):
            Git(program(tmp_path / "tools", code), tmp_path).run("rev-parse")
    assert time.monotonic() - began < 100


def test_a_git_that_says_too_much_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "_MAX_OUTPUT", 1000)
    talkative = program(tmp_path / "tools", "while :; do echo y; done")
    with pytest.raises(GitProblem, match="larger than can be read"):
        Git(talkative, tmp_path).run("rev-parse")


def test_what_git_complains_of_is_told(tmp_path: Path) -> None:
    angry = program(tmp_path / "tools", "echo 'fatal: no \033[31mway' >&2; echo more >&2; exit 128")
    with pytest.raises(GitProblem, match=r"^no \x1b\[31mway$"):
        Git(angry, tmp_path).run("rev-parse")
    (tmp_path / "tools/git").chmod(0o644)
    with pytest.raises(GitProblem, match="Permission denied"):
        Git(angry, tmp_path).run("rev-parse")


def test_nothing_that_a_repository_names_is_run(tmp_path: Path) -> None:
    """Hooks, monitors, pagers, filters, signature checks, remote helpers: all leave a mark."""
    marker = tmp_path / "ran"
    script = program(tmp_path / "evil", f"touch {marker}; cat")
    repo = Repo(tmp_path / "project")
    repo.commit(DAY, {**NOTE, ".gitattributes": "*.md diff=evil filter=evil\n"})
    blob = repo.git("rev-parse", "HEAD:content/pages/note.md")
    repo.commit(date(2026, 4, 1), {"content/pages/note.md": "# A note\n\nTwo.\n"})
    for setting in (
        "core.fsmonitor core.pager core.sshCommand core.askPass core.editor core.gitProxy "
        "diff.external diff.evil.textconv diff.evil.command filter.evil.smudge filter.evil.process "
        "gpg.program credential.helper core.alternateRefsCommand pager.rev-list pager.diff-tree "
        "uploadpack.packObjectsHook remote.origin.uploadpack trace2.eventTarget"
    ).split():
        repo.git("config", setting, str(script))
    repo.git("config", "log.showSignature", "true")
    repo.git("config", "core.hooksPath", str(script.parent))
    repo.git("config", "alias.rev-list", f"!{script}")
    # A partial clone fetches what it lacks, by whatever program its remote names.
    repo.git("config", "core.repositoryFormatVersion", "1")
    repo.git("config", "extensions.partialClone", "origin")
    repo.git("config", "remote.origin.promisor", "true")
    repo.git("config", "remote.origin.url", f"ext::{script}")
    repo.git("config", "protocol.ext.allow", "always")
    (repo.folder / ".git/objects" / blob[:2] / blob[2:]).unlink()
    marker.unlink(missing_ok=True)
    past = Past.around(repo.folder)
    assert past
    (history,) = past.ask(("history", "content/pages/note.md"), Library(KINDS))
    assert [version.day.month for version in history.versions] == [4]
    assert not marker.exists()


def test_a_repository_of_somebody_else_is_read_only_if_the_user_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Repo(tmp_path / "project").commit(DAY, NOTE)
    usual = running._environment
    monkeypatch.setattr(
        running,
        "_environment",
        lambda program: {**usual(program), "GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"},
    )
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("GIT_CONFIG_GLOBAL", raising=False)
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    past = Past.around(tmp_path / "project")
    assert past
    assert past.ask(("history", "content/pages/note.md"), Library(KINDS)) == ()
    assert "belongs to somebody else" in past.notice
    (home / ".gitconfig").write_text(f"[safe]\n\tdirectory = {tmp_path / 'project'}\n")
    past = Past.around(tmp_path / "project")
    assert past
    assert len(past.ask(("history", "content/pages/note.md"), Library(KINDS))) == 1
    assert past.notice == ""
