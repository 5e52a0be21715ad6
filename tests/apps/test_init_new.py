"""`playbook init` and `playbook new`: what they write passes, or says what is missing."""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from disk import lay, play, run
from playbook.engine.authoring.starting import starter
from playbook.engine.runs.project import Project
from playbook.engine.settings.registry import KINDS
from playbook.engine.workspace.workspace import Options
from playbook.model.diagnostic import Diagnostic
from playbook.model.location import plain_name

NOT_FOR_AUTHORS = {
    *"text/yaml-error text/unknown-field text/bad-value text/duplicate-key text/title".split(),
    *"text/yaml-trap text/unknown-kind text/table-row text/control-character".split(),
    *"ref/unknown ref/filler ref/kind ref/link-file ref/link-heading id/invalid id/clash".split(),
}
"""Rules that find mistakes, not gaps: a new file has none."""


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new playbook, to be copied."""
    folder = tmp_path_factory.mktemp("new")
    play(folder, "init", "ours")
    return folder / "ours"


@pytest.fixture
def started(new: Path, tmp_path: Path) -> Path:
    return shutil.copytree(new, tmp_path / "ours")


def test_a_new_playbook_passes_its_own_strict_check_and_builds(tmp_path: Path) -> None:
    done = run(tmp_path, "init")
    assert done.stdout.endswith("next: playbook serve --open\n")
    checked = run(tmp_path, "check", "--strict")
    assert checked.stdout == ""
    built = run(tmp_path, "build", "--strict")
    assert "left out" not in built.stderr
    documents = [
        path.relative_to(tmp_path / "content") for path in tmp_path.rglob("content/**/*.md")
    ]
    assert len(documents) > 10
    for path in documents:
        assert (tmp_path / "site" / path.with_suffix(".html")).is_file()


def test_the_first_page_of_a_new_playbook_leads_to_its_glossary(started: Path) -> None:
    play(started, "build")
    text = (started / "site/index.html").read_text(encoding="utf-8")
    assert '<a href="terms/index.html">glossary</a>' in text


@pytest.mark.parametrize("day", ["2024-02-29", "2026-12-31", "2031-08-01"])
def test_a_new_playbook_passes_on_the_day_it_is_made(day: str, tmp_path: Path) -> None:
    lay(tmp_path, dict(starter(date.fromisoformat(day))))
    assert play(tmp_path, "check", "--strict", "--as-of", day).stdout == ""


def test_init_makes_the_folder_and_says_how_to_go_on(tmp_path: Path) -> None:
    done = play(tmp_path, "init", "a b/ours")
    made = 1 + len(list((tmp_path / "a b/ours/content").rglob("*.md")))
    assert done.stdout == (
        f"made a playbook of {made} files in {tmp_path.resolve()}/a b/ours\n"
        "next: cd 'a b/ours' && playbook serve --open\n"
    )
    assert (tmp_path / "a b/ours/.gitignore").read_text() == "/site/\n/.site.*\n/.playbook/\n"


def test_init_keeps_the_files_that_are_there(tmp_path: Path) -> None:
    lay(tmp_path, {"content/index.md": "# Mine\n", ".gitignore": "mine\n", "README.md": "# Hi\n"})
    done = play(tmp_path, "init")
    assert "kept content/index.md\n" in done.stdout
    assert (tmp_path / "content/index.md").read_text() == "# Mine\n"
    assert (tmp_path / ".gitignore").read_text() == "mine\n"
    assert (tmp_path / "site.yml").exists()


def test_init_does_not_write_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours/.gitignore").symlink_to(tmp_path / "outside")
    play(tmp_path, "init", "ours")
    assert not (tmp_path / "outside").exists()


def test_init_refuses_a_playbook(started: Path) -> None:
    done = play(started, "init", code=2)
    assert "site.yml exists already: this is a playbook" in done.stderr


def test_init_refuses_what_a_playbook_reads(started: Path) -> None:
    for folder in ("content/more", "templates"):
        done = play(started, "init", folder, code=2)
        part = folder.partition("/")[0]
        assert f"is read by the playbook in {started.resolve()}, as part of {part}/" in done.stderr
        assert not (started / folder).exists()


def test_an_empty_path_is_no_folder(started: Path) -> None:
    for arguments in (["check", ""], ["check", "-f", ""], ["build", "-d", ""], ["init", ""]):
        assert "no name is given; “.” is the folder you are in" in (
            play(started, *arguments, code=2).stderr
        )


def test_init_says_that_a_playbook_lies_inside_another(started: Path) -> None:
    done = play(started, "init", "examples/ours")
    assert f"it lies inside the playbook in {started.resolve()}, and is no part" in done.stderr
    assert play(started / "examples/ours", "check").stdout == ""
    assert play(started, "check").stdout == ""


def test_init_tells_where_it_cannot_write(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"")
    done = play(tmp_path, "init", "taken", code=1)
    assert done.stderr.startswith("taken")


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_new_document_lacks_only_what_its_author_must_say(kind: str, started: Path) -> None:
    path = play(started, "new", kind, "A new title").stdout.strip()
    assert path == f"content/{KINDS[kind].plural}/a-new-title.md"
    text = (started / path).read_text()
    assert "\n# A new title\n" in f"\n{text}"
    found = findings(started)
    assert {finding.span.path for finding in found} <= {path}
    assert {finding.code for finding in found} & NOT_FOR_AUTHORS == set()


def test_fresh_drafts_of_every_kind_stop_nobody(started: Path) -> None:
    for kind in KINDS:
        play(started, "new", kind, f"Fresh {kind}")
    assert {finding.severity for finding in findings(started)} == {"notice"}
    play(started, "check", "--strict")
    assert "drafts left out" in play(started, "build").stderr
    assert (started / "site/index.html").is_file()
    assert not (started / "site/agreements/fresh-agreement.html").exists()
    play(started, "build", "--drafts")
    assert (started / "site/agreements/fresh-agreement.html").is_file()


def findings(folder: Path) -> list[Diagnostic]:
    """Return all findings of a playbook, notices too."""
    today = date.today()  # noqa: DTZ011 - as the command takes it
    workspace, problems = Project.open(folder).workspace(Options(today))
    return [*problems, *workspace.diagnostics()]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Weekend cover", "weekend-cover"),
        ("  Über   Änderungen\n", "uber-anderungen"),
        ("Wie groß?", "wie-gross"),
        ("../../etc/passwd", "etc-passwd"),
        ("/etc/passwd", "etc-passwd"),
        ("a" * 300, "a" * 63),
        ("x " * 150, "x-" * 31 + "x"),
        ("“Quoted”: yes & no?", "quoted-yes-no"),
        ("Final. ", "final"),
    ],
)
def test_a_title_makes_a_safe_name(title: str, name: str, started: Path) -> None:
    before = set(started.parent.rglob("*"))
    path = play(started, "new", "term", title).stdout.strip()
    assert path == f"content/terms/{name}.md"
    assert set(started.parent.rglob("*")) - before == {started / path}
    shown = " ".join(title.split())
    assert f"# {shown}\n" in (started / path).read_text()
    assert plain_name(title) == name


@pytest.mark.parametrize(
    "title", ["", "  ", "\n", "🎉🎉", "方針", "...", "Index", "README", "index!"]
)
def test_a_title_that_makes_no_name_needs_one(title: str, started: Path) -> None:
    done = play(started, "new", "term", title, code=2)
    assert "Error: " in done.stderr
    if title.strip():
        assert "makes no file name; give one with --id" in done.stderr
        path = play(started, "new", "term", title, "--id", "a-name").stdout.strip()
        assert f"# {title}\n" in (started / path).read_text()


def test_a_title_that_makes_the_name_of_a_device_needs_another_one(started: Path) -> None:
    done = play(started, "new", "page", "Con", code=2)
    assert "Windows keeps the name “con” for a device; give another one with --id" in done.stderr


@pytest.mark.parametrize("name", ["../x", "a/b", "A", "-a", "a" * 64, "index", ".", "a.md", "a b"])
def test_a_name_that_is_no_id_is_refused(name: str, started: Path) -> None:
    before = sorted(started.parent.rglob("*"))
    told = play(started, "new", "term", "A title", "--id", name, code=2).stderr
    assert "in small letters, digits and hyphens" in told
    assert sorted(started.parent.rglob("*")) == before


@pytest.mark.parametrize("title", ["a\x1b[31mred", "\u202eabc", "a\x00b", "::error::x"])
def test_a_title_with_signs_that_nobody_sees_is_refused(title: str, started: Path) -> None:
    play(started, "new", "term", title, code=2)


def test_a_file_that_exists_is_left_alone(started: Path) -> None:
    lay(started, {"content/terms/first-reply.md": "# Mine\n"})
    done = play(started, "new", "term", "First reply", code=2)
    assert "first-reply.md exists already; choose another title or --id" in done.stderr
    assert (started / "content/terms/first-reply.md").read_text() == "# Mine\n"


def test_an_unknown_kind_has_a_suggestion(started: Path) -> None:
    near = play(started, "new", "agreemnt", "A title", code=2).stderr
    assert "there is no kind “agreemnt”: did you mean “agreement”?" in near
    far = play(started, "new", "zzz", "A title", code=2).stderr
    assert "there is no kind “zzz”; kinds are: agreement, amendment," in far


def test_new_works_from_a_folder_inside_and_for_a_chosen_file(started: Path) -> None:
    assert play(started / "content/terms", "new", "term", "One").stdout == "one.md\n"
    lay(started, {"other.yml": "content_dir: docs\n"})
    path = play(started, "new", "term", "Two", "-f", "other.yml").stdout
    assert path == f"docs{os.sep}terms{os.sep}two.md\n"


def test_new_tells_where_it_cannot_write(started: Path) -> None:
    lay(started, {"content/plans": "a file"})
    done = play(started, "new", "plan", "A title", code=1)
    assert "content/plans" in done.stderr


def test_a_draft_in_a_german_playbook_has_german_headings(started: Path) -> None:
    settings = started / "site.yml"
    settings.write_text(f"{settings.read_text('utf-8')}\nlanguage: de\n", encoding="utf-8")
    play(started, "new", "agreement", "Tausch")
    text = (started / "content/agreements/tausch.md").read_text(encoding="utf-8")
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == ["# Tausch", "## Bestimmungen", "## Wenn es schwierig wird"]
