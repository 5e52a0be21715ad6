"""How documents are followed through commits, and when history is read at all."""

from datetime import date
from pathlib import Path

import pytest

from committed import Committed, Step, past
from disk import lay, play
from playbook.engine.history.past import Past
from playbook.engine.settings.registry import KINDS, RULES
from playbook.engine.workspace.workspace import Options, Workspace
from playbook.model.history import Former, History
from playbook.model.text import Source
from playbook.reading.parse import Library
from repositories import Repo
from story import STORY, story

LIBRARY = Library(KINDS)
DAYS = [date(2026, month, 1) for month in range(1, 9)]
AS_OF = date(2026, 8, 20)


def step(number: int, **files: str | None) -> Step:
    """Return a commit of pages by their names."""
    return DAYS[number], {
        f"content/pages/{name}.md": None if text is None else f"# {text}\n".encode()
        for name, text in files.items()
    }


def versions(kept: Past, name: str) -> list[tuple[int, str, str]]:
    """Return month, name and title of each version of a page."""
    path = f"content/pages/{name}.md"
    found: tuple[History, ...] = kept.ask(("history", path), LIBRARY)
    told: tuple[tuple[Source, ...], ...] = kept.ask(("said", path), LIBRARY)
    return [
        (v.day.month, v.path.rpartition("/")[2].removesuffix(".md"), said.text[2:-1])
        for history, sources in zip(found, told if found else (), strict=True)
        for v, said in zip(history.versions, sources, strict=True)
    ]


def former(kept: Past) -> dict[str, int | None]:
    """Return the names of files that are known, and the month in which each was deleted."""
    found: tuple[Former, ...] = kept.ask(("former", ""), LIBRARY)
    return {
        one.last.path.rpartition("/")[2].removesuffix(".md"): one.gone.month if one.gone else None
        for one in found
    }


def test_versions_come_oldest_first() -> None:
    kept = past(step(0, a="One"), step(1, b="Other"), step(2, a="Two"))
    assert versions(kept, "a") == [(1, "a", "One"), (3, "a", "Two")]
    assert versions(kept, "nothing") == []


def test_a_renamed_file_keeps_its_versions() -> None:
    kept = past(step(0, a="One"), step(1, a=None, b="One"), step(2, b="Two"), step(3, a="New"))
    assert versions(kept, "b") == [(1, "a", "One"), (2, "b", "One"), (3, "b", "Two")]
    assert versions(kept, "a") == [(4, "a", "New")]
    assert former(kept) == {"a": None, "b": None}


def test_a_file_that_comes_back_goes_on_where_it_ended() -> None:
    kept = past(step(0, a="One"), step(1, a=None), step(2, a="Two"))
    assert versions(kept, "a") == [(1, "a", "One"), (3, "a", "Two")]
    kept = past(step(0, a="One"), step(1, a=None))
    assert versions(kept, "a") == []
    assert former(kept) == {"a": 2}


def test_what_is_no_document_has_no_history(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    text = "# One\n\nThe same text, long enough to be known again.\n"
    repo.commit(
        DAYS[0], {"content/pages/a.md": text, "content/x.css": "p {}", "docs/a.md": "# A\n"}
    )
    repo.commit(DAYS[1], {"content/pages/a.md": None, "content/pages/.hidden.md": text})
    kept = Past.around(tmp_path)
    assert kept
    assert former(kept) == {"a": 2}


def test_one_front_matter_in_many_versions_is_read_once() -> None:
    kept = past(step(0, a="One"), step(1, a="Two"))
    ((one,), (two,)) = (
        kept.ask(("front-version", f"commit-{n}:content/pages/a.md"), LIBRARY) for n in (0, 1)
    )
    assert one is two
    (whole,) = kept.ask(("version", "commit-1:content/pages/a.md"), LIBRARY)
    assert whole.title == "Two"
    assert kept.ask(("version", "commit-9:content/pages/a.md"), LIBRARY) == ()


# --- when it is read ------------------------------------------------------------------------------


def counted(*steps: Step) -> tuple[Committed, Past]:
    records = Committed(steps)
    return records, Past(records, "now")


def test_history_is_read_once_and_only_when_a_rule_asks() -> None:
    records, kept = counted((DAYS[0], story()))
    workspace = Workspace(Options(AS_OF, past=kept))
    workspace.sync(story())
    for url in workspace.urls():
        assert url
    assert records.asked == 0
    workspace.diagnostics()
    assert records.asked == 1
    path = "content/pages/plain.md"
    workspace.sync({path: (STORY[path] + "\nMore.\n").encode()})
    workspace.diagnostics()
    assert (records.asked, records.texts) == (1, [path])


def test_without_rules_that_need_it_history_is_never_read() -> None:
    records, kept = counted((DAYS[0], story()))
    off = "".join(f"  {rule.code}: off\n" for rule in RULES if rule.history)
    workspace = Workspace(Options(AS_OF, past=kept))
    workspace.sync({**story(), "site.yml": f"rules:\n{off}".encode()})
    workspace.diagnostics()
    assert records.asked == 0


def test_history_follows_the_folder_of_the_documents() -> None:
    _, kept = counted(
        (DAYS[0], {"docs/pages/gone.md": b"# Gone\n"}), (DAYS[1], {"docs/x.md": b"# X\n"})
    )
    workspace = Workspace(Options(AS_OF, past=kept))
    workspace.sync({"site.yml": b"", "docs/x.md": b"# X\n"})
    assert codes(workspace) == set()
    workspace.sync({"site.yml": b"content_dir: docs\n"})
    assert codes(workspace) == {"id/vanished"}
    workspace.sync({"site.yml": b""})
    assert codes(workspace) == set()


def test_a_new_commit_is_a_change_like_any_other() -> None:
    gone = step(0, a="One")
    workspace = Workspace(Options(AS_OF, past=past()))
    workspace.sync({"site.yml": b"", "content/x.md": b"# X\n"})
    assert codes(workspace) == set()
    workspace.choose(Options(AS_OF, past=past(gone)))
    assert codes(workspace) == {"id/vanished"}
    workspace.choose(Options(AS_OF))
    assert codes(workspace) == set()


def test_old_texts_are_read_only_of_documents_that_differ_from_them() -> None:
    committed, kept = counted(step(0, same="One", other="One"), step(1, other="Two"))
    workspace = Workspace(Options(AS_OF, past=kept))
    same, other = "content/pages/same.md", "content/pages/other.md"
    workspace.sync({"site.yml": b"", same: b"# One\n", other: b"# Two\n"})
    workspace.diagnostics()
    assert not committed.texts
    workspace.sync({other: b"# Three\n"})
    workspace.diagnostics()
    assert {*committed.texts} == {other}


def test_other_line_ends_are_no_change() -> None:
    """A checkout may have made them, and the bytes then are not those that git keeps."""
    workspace = Workspace(Options(AS_OF, past=past(step(0, a="One"))))
    path = "content/pages/a.md"
    workspace.sync({"site.yml": b"", path: b"# One\r\n"})
    view = workspace.view()
    history = view.history(path)
    assert history
    assert view.is_as_committed(path, history)
    workspace.sync({path: b"# Two\r\n"})
    assert not view.is_as_committed(path, history)


def codes(workspace: Workspace) -> set[str]:
    return {found.code for found in workspace.diagnostics() if found.code != "ref/orphan"}


# --- the command line -----------------------------------------------------------------------------


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """The story, and a page that was deleted from it."""
    made = Repo(tmp_path / "whole")
    made.commit(DAYS[0], {**STORY, "content/pages/gone.md": "# Gone\n"})
    made.commit(DAYS[1], {"content/pages/gone.md": None})
    return made


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_command_reads_the_history_unless_told_otherwise(command: str, repo: Repo) -> None:
    assert "“Gone” has been gone since 2026-02-01" in play(repo.folder, command).stdout
    assert "gone" not in play(repo.folder, command, "--no-history").stdout


def test_without_a_repository_nothing_is_said(tmp_path: Path) -> None:
    done = play(lay(tmp_path), "check")
    assert "history" not in done.stderr


def test_a_damaged_repository_is_told_of_in_every_run_until_it_is_mended(repo: Repo) -> None:
    sound = play(repo.folder, "check")
    head, aside = repo.folder / ".git/HEAD", repo.folder / "aside"
    head.rename(aside)
    for command in ("check", "check", "build"):
        told = play(repo.folder, command).stderr
        assert told.count("the history could not be read: there is a `.git`") == 1
    assert "history" not in play(repo.folder, "check", "--no-history").stderr
    aside.rename(head)
    assert play(repo.folder, "check").stdout == sound.stdout


def test_a_history_that_breaks_off_is_told_of_and_read_anew_once_it_is_mended(repo: Repo) -> None:
    first = repo.git("rev-list", "--max-parents=0", "HEAD").strip()
    lost, aside = repo.folder / ".git/objects" / first[:2] / first[2:], repo.folder / "aside"
    lost.rename(aside)
    for _ in range(2):
        told = play(repo.folder, "check")
        assert told.stderr.count("the history could not be read") == 1
        assert "gone since" not in told.stdout
    aside.rename(lost)
    assert "“Gone” has been gone since 2026-02-01" in play(repo.folder, "check").stdout


def test_a_shallow_clone_is_told_of_once(repo: Repo, tmp_path: Path) -> None:
    shallow = Repo(tmp_path / "shallow")
    shallow.git("fetch", "-q", "--depth=1", f"file://{repo.folder}", "main")
    shallow.git("reset", "-q", "--hard", "FETCH_HEAD")
    for _ in range(2):
        done = play(shallow.folder, "check")
        assert done.stderr.count("shallow clone") == 1
    assert "gone" not in done.stdout
    assert "shallow" not in play(shallow.folder, "check", "--no-history").stderr
    assert "shallow" not in play(shallow.folder, "check", "--quiet").stderr
    assert "shallow" not in play(repo.folder, "check").stderr


def test_a_repository_that_cannot_be_read_stops_nothing(repo: Repo) -> None:
    commit = repo.git("rev-parse", "HEAD^")
    path = repo.folder / ".git/objects" / commit[:2] / commit[2:]
    path.chmod(0o600)
    path.write_bytes(b"no object")
    done = play(repo.folder, "check")
    assert done.stderr.count("the history could not be read") == 1


def test_a_file_that_is_not_committed_is_no_mistake(repo: Repo) -> None:
    lay(repo.folder, {"content/pages/new.md": "# New\n\n[[agreement:cover]]\n"})
    (repo.folder / "content/pages/plain.md").unlink()
    done = play(repo.folder, "check")
    assert "“Plain” is gone, and old links to it lead nowhere" in done.stdout
    assert "new.md" not in done.stdout.replace("ref/orphan", "")
