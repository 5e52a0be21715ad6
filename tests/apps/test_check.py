"""`playbook check`: exit codes, streams, options, and which findings are shown."""

import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from disk import LISTENING, PROGRAM, lay, play, run

INDEX = "# Home\n\nWelcome. [All](pages/all.md)\n"
CLEAN = {"site.yml": "", "content/index.md": INDEX, "content/pages/all.md": "# All\n\nWords.\n"}
BROKEN = "# All\n\nSee [[term:nobody]] and [[term:nowhere]].\n"
OLD = "---\nowner: team\nreview_every: 1 month\nreviewed: 2026-01-01\n---\n# Old\n\n[All](all.md)\n"


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return lay(tmp_path / "project", CLEAN)


@pytest.fixture
def broken(clean: Path) -> Path:
    return lay(clean, {"content/pages/all.md": BROKEN})


@pytest.fixture
def overdue(clean: Path) -> Path:
    team = "# Team\n\nWe care about [old things](../pages/old.md).\n"
    return lay(clean, {"content/pages/old.md": OLD, "content/teams/team.md": team})


def as_json(folder: Path, *arguments: str, code: int = 0) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(play(folder, *arguments, "--format=json", code=code).stdout)
    return data


def test_a_clean_playbook_prints_nothing_and_exits_with_0(clean: Path) -> None:
    done = run(clean, "check")
    assert (done.stdout, done.stderr) == ("", "no findings in 2 documents\n")


def test_findings_are_on_standard_output_and_the_count_on_standard_error(broken: Path) -> None:
    done = run(broken, "check", code=1)
    assert done.stderr == "2 errors in 2 documents\n"
    first = done.stdout.splitlines()[:3]
    assert first[0].startswith("content/pages/all.md:3:7: error: ")
    assert first[0].endswith(" [ref/unknown]")
    assert first[1:] == [
        "    3 | See [[term:nobody]] and [[term:nowhere]].",
        "      |       ^^^^^^^^^^^",
    ]


def test_strict_fails_on_warnings_and_changes_nothing_else(overdue: Path) -> None:
    day = ["--as-of", "2026-06-20"]
    mild, hard = play(overdue, "check", *day), play(overdue, "check", "-s", *day, code=1)
    assert "warning: " in mild.stdout
    assert (mild.stdout, mild.stderr) == (hard.stdout, hard.stderr)
    assert play(overdue, "check", "--strict", *day, code=1).stdout == mild.stdout


@pytest.mark.parametrize("verbosity", [["-q"], ["-v"], ["-q", "-v"], ["--quiet"], ["--verbose"]])
@pytest.mark.parametrize("strict", [[], ["-s"]])
def test_how_much_is_said_never_changes_the_exit_code(
    verbosity: list[str], strict: list[str], clean: Path
) -> None:
    play(clean, "check", *strict, *verbosity)
    play(lay(clean, {"content/pages/all.md": BROKEN}), "check", *strict, *verbosity, code=1)
    lay(clean, {"site.yml": "nonsense: 1"})
    play(clean, "check", *strict, *verbosity, code=2)


def test_quiet_leaves_out_notices_and_the_count(clean: Path) -> None:
    lay(clean, {"site.yml": "rules: {ref/unknown: notice}\n", "content/pages/all.md": BROKEN})
    loud, quiet = play(clean, "check"), play(clean, "check", "-q")
    assert (loud.stdout.count(": notice: "), loud.stderr) == (2, "2 notices in 2 documents\n")
    assert (quiet.stdout, quiet.stderr) == ("", "")


@pytest.mark.parametrize("form", ["json", "github", "sarif"])
def test_quiet_leaves_notices_out_of_every_format(form: str, clean: Path) -> None:
    lay(clean, {"site.yml": "rules: {ref/unknown: notice}\n", "content/pages/all.md": BROKEN})
    loud, quiet = (play(clean, "check", "--format", form, *more) for more in ([], ["-q"]))
    assert loud.stdout.count("nowhere") == quiet.stdout.count("nowhere") + 1


def test_a_mistake_in_the_settings_is_told_before_what_follows_from_it(clean: Path) -> None:
    lay(
        clean,
        {
            "site.yml": "audiences: [board]\n",
            "content/pages/a.md": "---\naudience: board\n---\n# A\n",
        },
    )
    lines = play(clean, "check", code=2).stdout.splitlines()
    assert lines[0].startswith("site.yml:1:1: error: site.yml has no field `audiences`")
    assert any(line.startswith("content/pages/a.md:2:11: warning: ") for line in lines)


def test_a_check_whose_output_goes_nowhere_ends_as_any_other(clean: Path) -> None:
    program = [sys.executable, "-m", "playbook", "check"]
    shell = ["/bin/sh", "-c", '"$@" >&-', "sh", *program]
    closed = subprocess.run(shell, cwd=clean, capture_output=True, check=False)
    assert (closed.returncode, closed.stderr) == (0, b"no findings in 2 documents\n")


def test_verbose_tells_which_playbook_it_was(clean: Path) -> None:
    done = play(clean, "check", "-v")
    assert f"settings: {clean.resolve()}/site.yml\n" in done.stderr
    assert "computed check: 2\n" in done.stderr


def test_the_day_can_be_chosen_or_left_out_of_account(overdue: Path) -> None:
    def rules(*options: str) -> set[str]:
        return {finding["rule"] for finding in as_json(overdue, "check", *options)["findings"]}

    assert "review/overdue" in rules("--as-of", "2026-06-20")
    assert "review/overdue" not in rules("--as-of", "2026-01-02")
    assert "review/overdue" not in rules("--no-time")


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "20260101", ""])
def test_a_day_that_is_none_is_wrong_usage(day: str, clean: Path) -> None:
    said = play(clean, "check", "--as-of", day, code=2).stderr
    assert f"'--as-of': “{day}” is no day; write it as in 2026-06-20" in said


def test_json_has_places_that_count_from_1(broken: Path) -> None:
    data = as_json(broken, "check", code=1)
    assert (data["documents"], data["counts"]["error"]) == (2, 2)
    first, second = data["findings"]
    assert (first["rule"], first["severity"]) == ("ref/unknown", "error")
    places = [
        [f[name] for name in ("path", "line", "column", "end_line", "end_column")]
        for f in (first, second)
    ]
    assert places == [["content/pages/all.md", 3, 7, 3, 18], ["content/pages/all.md", 3, 27, 3, 39]]


def test_json_is_whole_and_alone_on_standard_output(clean: Path) -> None:
    assert as_json(clean, "check", "-v")["findings"] == []
    lay(clean, {"content/pages/\U0001f9ea.md": "# \u202e“Zitat” \\ 方\n\n[[x\u0007]]\n"})
    done = play(clean, "check", "--format", "json", code=1)
    assert done.stdout.isascii()
    assert all(f["line"] >= 1 and f["column"] >= 1 for f in json.loads(done.stdout)["findings"])


@pytest.mark.parametrize("name", ["json", "sarif"])
def test_json_of_every_kind_is_valid_where_no_text_is_known(name: str, clean: Path) -> None:
    (clean / "content/link.md").symlink_to("nowhere")
    json.loads(play(clean, "check", "--format", name, code=1).stdout)


@pytest.mark.parametrize(
    ("start", "paths", "shown"),
    [
        (".", ["content/pages/one.md"], ["one"]),
        (".", ["content/pages"], ["one", "two"]),
        (".", ["content/terms", "content/pages/two.md"], ["three", "two"]),
        ("content/pages", ["one.md"], ["one"]),
        ("content/pages", ["."], ["one", "two"]),
        ("content/pages", ["../terms"], ["three"]),
        ("content", [], ["one", "three", "two"]),
        (".", ["content/page"], None),
        (".", ["."], ["one", "three", "two"]),
        (".", ["content/pages/one.md", "/etc"], None),
        (".", [".."], None),
    ],
)
def test_paths_choose_what_is_shown_from_any_folder(
    start: str, paths: list[str], shown: list[str] | None, clean: Path
) -> None:
    for name in ("pages/one", "pages/two", "terms/three"):
        lay(clean, {f"content/{name}.md": "# A title\n\n[[nobody]]\n"})
    if shown is None:
        assert "Error: " in play(clean / start, "check", *paths, code=2).stderr
    else:
        data = as_json(clean / start, "check", *paths, code=1)
        errors = [f["path"] for f in data["findings"] if f["severity"] == "error"]
        assert sorted(Path(path).stem for path in errors) == shown


def test_a_path_with_no_error_is_clean_though_others_are_not(broken: Path) -> None:
    play(broken, "check", "content/index.md")


def test_a_link_can_be_asked_about(clean: Path) -> None:
    (clean / "content/link.md").symlink_to("/etc/passwd")
    data = as_json(clean, "check", "content/link.md", code=1)
    assert [finding["rule"] for finding in data["findings"]] == ["file/not-regular"]


def test_the_settings_file_can_be_chosen(broken: Path, tmp_path: Path) -> None:
    lay(broken, {"mild.yml": "rules: {ref/unknown: notice}\n"})
    play(broken, "check", code=1)
    play(broken, "check", "-f", "mild.yml")
    play(tmp_path, "check", "--config-file", str(broken / "mild.yml"))
    missing = play(broken, "check", "-f", "nowhere.yml", code=2)
    assert "there is no file nowhere.yml" in missing.stderr


def test_words_in_the_place_of_fields_are_told_which_fields_there_are(clean: Path) -> None:
    text = "---\nparties: [x, y]\ncommitments: [we answer]\n---\n# A\n"
    lay(clean, {"content/agreements/a.md": text})
    told = play(clean, "check", code=1).stdout
    assert "`commitments` expects a mapping, such as {party: …, does: …}" in told


def test_without_a_playbook_the_error_says_how_to_make_one(tmp_path: Path) -> None:
    for command in ("check", "build", "serve"):
        told = play(tmp_path, command, code=2).stderr
        assert f"there is no site.yml in {tmp_path.resolve()} or in a folder above it" in told
        assert "make one with `playbook init`, or name the file with --config-file" in told


def test_settings_under_another_name_are_told(tmp_path: Path) -> None:
    lay(tmp_path, {"site.yaml": "site_name: Ours\n"})
    told = play(tmp_path, "check", code=2).stderr
    assert f"{tmp_path.resolve() / 'site.yaml'} is not read; rename it to site.yml" in told


def test_documents_without_settings_are_told_which_file_they_lack(tmp_path: Path) -> None:
    lay(tmp_path, {"content/terms/freeze.md": "# Freeze\n", "content/pictures/a.png": "x"})
    root = tmp_path.resolve()
    for folder in ("", "content/terms"):
        told = play(tmp_path / folder, "check", code=2).stderr
        assert f"though there is {root / 'content'}; write {root / 'site.yml'}, which may" in told
    lay(tmp_path, {"site.yml": ""})
    assert "in 1 document" in play(tmp_path, "check").stderr


def test_colours_are_for_terminals_without_no_color(broken: Path) -> None:
    def on_a_terminal(**environment: str) -> str:
        ours, theirs = pty.openpty()
        variables = {**os.environ, **environment}
        if not environment:
            variables.pop("NO_COLOR", None)
        process = subprocess.Popen(
            [str(PROGRAM), "check"], cwd=broken, env=variables, stdout=theirs, stderr=theirs
        )
        os.close(theirs)
        said = b""
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:  # Linux says so when the other end is closed
                break
            if not part:
                break
            said += part
        os.close(ours)
        assert process.wait(timeout=120) == 1
        return said.decode()

    assert "\x1b[31m" in on_a_terminal()
    assert "\x1b" not in on_a_terminal(NO_COLOR="1")
    assert "\x1b" not in run(broken, "check", code=1).stdout


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "cp1252"])
def test_a_sign_that_a_terminal_lacks_is_no_failure(encoding: str, clean: Path) -> None:
    lay(clean, {"content/pages/all.md": "# 方針 “→” \u202e\n\n[[nobody|方]]\n"})
    done = subprocess.run(
        [str(PROGRAM), "check"],
        cwd=clean,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b"content/pages/all.md:3:3: error" in done.stdout


def test_a_reader_that_stops_reading_is_no_failure(clean: Path) -> None:
    bad = "# A\n\n" + "[[nobody]]\n" * 400
    lay(clean, {f"content/pages/{number}.md": bad for number in range(10)})
    shell = f"'{PROGRAM}' check | head -1"
    done = subprocess.run(
        ["/bin/sh", "-c", shell],
        cwd=clean,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.stdout.startswith("content/pages/0.md:3:3: error: ")
    assert done.stderr == ""


def test_ctrl_c_ends_a_check_without_a_traceback(clean: Path) -> None:
    """The pipe is full and nobody reads it, so that the check is surely still at work."""
    bad = "# A\n\n" + "[[nobody]]\n" * 400
    lay(clean, {f"content/pages/{number}.md": bad for number in range(10)})
    code = f"{LISTENING}from playbook.apps.cli import main\nmain(['check'])"
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=clean, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout
    process.stdout.read(1)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 1
    assert said == b"\nAborted!\n"
