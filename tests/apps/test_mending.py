"""`check --fix` and `fmt`: files are replaced whole, in their place and nowhere else."""

import stat
from pathlib import Path

import pytest

from disk import lay, play
from playbook.apps.mending import write_mended
from playbook.engine.authoring.fixing import difference, mended
from playbook.model.diagnostic import Edit
from playbook.reading.source.decode import decode

PLAIN = {"site.yml": "", "content/index.md": "# Home\n\nWelcome.\n"}
CHANGED = {"content/index.md": (b"# Home\n\nWelcome.\n", b"# Home\n\nCome in.\n")}


def test_a_mended_file_keeps_its_permissions_and_leaves_nothing_beside(tmp_path: Path) -> None:
    lay(tmp_path, PLAIN)
    (tmp_path / "content/index.md").chmod(0o640)
    write_mended(tmp_path, CHANGED, show=False, write=True, done="mended")
    assert (tmp_path / "content/index.md").read_text() == "# Home\n\nCome in.\n"
    assert stat.S_IMODE((tmp_path / "content/index.md").stat().st_mode) == 0o640
    assert [path.name for path in (tmp_path / "content").iterdir()] == ["index.md"]


def test_a_link_planted_beside_a_file_is_not_written_through(tmp_path: Path) -> None:
    root = lay(tmp_path / "project", PLAIN)
    lay(tmp_path, {"outside": "theirs"})
    (root / "content/.index.md.new").symlink_to(tmp_path / "outside")
    write_mended(root, CHANGED, show=False, write=True, done="mended")
    assert (tmp_path / "outside").read_text() == "theirs"
    assert (root / "content/index.md").read_text() == "# Home\n\nCome in.\n"


def test_without_writing_a_file_is_shown_and_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lay(tmp_path, PLAIN)
    write_mended(tmp_path, CHANGED, show=True, write=False, done="mended")
    assert "-Welcome.\n+Come in.\n" in capsys.readouterr().out
    assert (tmp_path / "content/index.md").read_text() == PLAIN["content/index.md"]


@pytest.mark.parametrize("arguments", [["fmt"], ["fmt", "--check"], ["check", "--fix"]])
def test_a_playbook_with_nothing_to_mend_stays_as_it_is(
    arguments: list[str], tmp_path: Path
) -> None:
    lay(tmp_path, PLAIN)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert play(tmp_path, *arguments).stderr.startswith("0 files ")
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


TRAPS = {
    "site.yml": "",
    "content/terms/ship.md": "---\naliases: [yes, go]\n---\n# Ship\n\nTo publish.\n",
}


def test_files_that_are_mended_are_named(tmp_path: Path) -> None:
    lay(tmp_path, TRAPS)
    told = play(tmp_path, "check", "--fix").stderr
    assert told.startswith("content/terms/ship.md: mended\n1 file mended\n")


def test_files_that_only_would_be_refreshed_are_told_so(tmp_path: Path) -> None:
    tree = "# Way\n\n## One?\n\n- Yes → [Old words](#two)\n- No → [Two](#two)\n\n## Two\n\nDone.\n"
    lay(tmp_path, {"site.yml": "", "content/trees/way.md": tree})
    told = play(tmp_path, "fmt", "--check", code=1).stderr
    assert told == "content/trees/way.md: would be refreshed\n1 file would be refreshed\n"
    shown = play(tmp_path, "fmt", "--diff")
    assert "+- Yes → [Two](#two)\n" in shown.stdout
    assert shown.stderr == "1 file refreshed\n"


@pytest.mark.parametrize("marks", [0, 1, 2])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_an_edit_stands_where_it_belongs_behind_any_number_of_marks(
    marks: int, line_end: bytes
) -> None:
    data = b"\xef\xbb\xbf" * marks + b"---\nstatus: old\n---\n".replace(b"\n", line_end)
    source, _ = decode("a.md", data)
    start = source.text.index("old")
    edit = Edit(source.span(start, start + 3), "new")
    assert mended("a.md", data, [edit]) == data.replace(b"old", b"new")


def test_a_last_line_without_an_end_does_not_run_into_the_next_one_of_a_difference() -> None:
    assert difference("a.md", b"One\nTwo", b"One\nTwo\n").splitlines()[3:] == [
        " One",
        "-Two",
        "\\ No newline at end of file",
        "+Two",
    ]
