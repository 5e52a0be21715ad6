"""The command line as a whole: help, versions, suggestions, and how fast it starts."""

import subprocess
import sys
from pathlib import Path

import pytest

from disk import PROGRAM, lay, play, run
from playbook import __version__
from playbook.apps.cli import COMMANDS


def test_help_names_every_command(tmp_path: Path) -> None:
    for said in (run(tmp_path, "--help").stdout, play(tmp_path, "-h").stdout):
        assert [name for name in COMMANDS if f"\n  {name} " not in said] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_needs_no_playbook_for_it(command: str, tmp_path: Path) -> None:
    said = play(tmp_path, command, "--help").stdout
    assert said.startswith(f"Usage: playbook {command} ")
    assert play(tmp_path, command, "-h").stdout == said


@pytest.mark.parametrize("group", [[], ["import"], ["cache"]])
def test_no_list_of_commands_is_cut_off(group: list[str], tmp_path: Path) -> None:
    assert "..." not in play(tmp_path, *group, "--help").stdout.partition("Commands:")[2]


def test_the_version_is_told(tmp_path: Path) -> None:
    assert run(tmp_path, "--version").stdout == f"playbook, version {__version__}\n"


@pytest.mark.parametrize(
    ("written", "meant"), [("chek", "check"), ("biuld", "build"), ("server", "serve")]
)
def test_an_unknown_command_has_a_suggestion(written: str, meant: str, tmp_path: Path) -> None:
    told = play(tmp_path, written, code=2).stderr
    assert f"No such command '{written}': did you mean “{meant}”?\n" in told


def test_a_command_unlike_any_other_is_told_without_a_guess(tmp_path: Path) -> None:
    assert play(tmp_path, "zzz", code=2).stderr.endswith("Error: No such command 'zzz'.\n")


def test_an_unknown_option_has_a_suggestion(tmp_path: Path) -> None:
    told = play(tmp_path, "check", "--strct", code=2).stderr
    assert "No such option '--strct'" in told
    assert "--strict" in told


def test_without_a_command_the_help_is_shown_as_wrong_usage(tmp_path: Path) -> None:
    assert "Usage: playbook" in play(tmp_path, code=2).output


def test_as_a_module_it_is_the_same_program(tmp_path: Path) -> None:
    lay(tmp_path, {"site.yml": "", "content/index.md": "# Home\n\nWelcome.\n"})
    command = [sys.executable, "-P", "-m", "playbook", "check"]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "no findings in 1 document\n")


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--help"], "pydantic yaml jinja2 markdown_it starlette uvicorn watchdog asyncio"),
        (["check"], "jinja2 starlette uvicorn watchdog asyncio ctypes"),
        (["build"], "starlette uvicorn watchdog asyncio"),
    ],
)
def test_a_command_loads_only_what_it_needs(
    arguments: list[str], unwanted: str, tmp_path: Path
) -> None:
    lay(tmp_path, {"site.yml": "", "content/index.md": "# Home\n\nWelcome.\n"})
    code = (
        "import sys\n"
        "from playbook.apps.cli import main\n"
        "main(sys.argv[1:], prog_name='playbook', standalone_mode=False)\n"
        "print(*sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    loaded = set(done.stderr.split())
    assert "click" in loaded
    assert sorted(set(unwanted.split()) & loaded) == []


def test_a_current_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    shell = f"mkdir gone && cd gone && rmdir ../gone && exec '{PROGRAM}' check"
    done = subprocess.run(
        ["/bin/sh", "-c", shell], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
