"""Playbooks on disk, and the program run on them."""

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import chdir
from pathlib import Path

from click.testing import CliRunner, Result

from playbook.apps.cli import main
from playbook.apps.reporting import report_of
from playbook.engine.runs.project import Project
from playbook.engine.workspace.workspace import Options
from story import STORY

PROGRAM = Path(sys.executable).with_name("playbook")
"""The console script, as a user runs it."""


LISTENING = "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
"""Python that makes Ctrl-C heard, which a shell switches off for what it runs beside itself."""


def lay(folder: Path, files: Mapping[str, str | bytes] = STORY) -> Path:
    """Write files below a folder, and return the folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


def put(path: Path, text: str) -> None:
    """Save a file at one stroke: nobody ever sees it half-written."""
    beside = path.with_name(f".{path.name}.swp")
    beside.write_text(text)
    beside.replace(path)


def site(folder: Path) -> dict[str, bytes]:
    """Return every file below a published folder, by its address."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def found(folder: Path) -> list[tuple[str, str, str]]:
    """Return path, rule and words of all that a check of a playbook finds, notices left out."""
    project = Project.open(folder)
    workspace, problems = project.workspace(Options())
    return [
        (finding.span.path, finding.code, finding.message)
        for finding in report_of(workspace, problems).findings
        if finding.severity != "notice"
    ]


def play(folder: Path, *arguments: str, code: int = 0) -> Result:
    """Run a command in this process, as if in a folder, and assert its exit code."""
    with chdir(folder):
        done = CliRunner().invoke(main, arguments, prog_name="playbook")
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == code, (done.exit_code, done.stdout, done.stderr)
    return done


def run(
    folder: Path, *arguments: str, code: int = 0, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the console script in a folder, in a process of its own; assert its exit code."""
    done = subprocess.run(
        [str(PROGRAM), *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="strict",
        check=False,
        timeout=120,
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == code, (done.returncode, done.stdout, done.stderr)
    return done
