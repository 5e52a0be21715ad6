"""A full disk: what writes a file tells which one, and leaves no half of it behind."""

import errno
import io
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from disk import PROGRAM, lay, play, site

FILES = {
    "site.yml": "site_name: Ours\n",
    "content/teams/product.md": "# Product\n\nWe care about dates that hold.\n",
    "content/terms/release.md": "---\nstatus: agreed\naliases: [yes, ship]\n---\n# Release\n",
    "content/metrics/speed.md": "---\nunit: days\nbetter: lower\n---\n# Speed\n",
    "words.md": "# Words\n\n## Rota\n\nWho works when.\n",
    "readings.csv": "date,value\n2026-01-05,4\n",
    "schemas/team.json": "what was there",
    "out.json": "what was there",
}


class Full(io.FileIO):
    """A file that takes nothing."""

    def write(self, _: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("command", ["check", "export json", "explain"])
def test_output_that_cannot_be_written_is_told(command: str, tmp_path: Path) -> None:
    lay(tmp_path, {**FILES, "content/pages/a.md": "# A\n\n[[nobody]]\n"})
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [str(PROGRAM), *command.split()],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=60,
        )
    told = "Error: the output cannot be written: No space left on device\n"
    assert done.returncode == 1
    assert done.stderr.endswith(told)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("command", "named"),
    [
        ("init new", "new/content/agreements/release-days.md"),
        ("init --editor helix", ".helix/languages.toml"),
        ("new term Rota", "content/terms/rota.md"),
        ("schema --all schemas", "schemas/team.json"),
        ("check --fix", "content/terms/release.md"),
        ("export json -o out.json", "out.json"),
        ("import glossary words.md", "content/terms/rota.md"),
        ("import readings speed readings.csv", "content/metrics/speed"),
    ],
)
def test_a_full_disk_is_told_with_the_file_and_nothing_is_left_of_it(
    command: str, named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path, FILES)
    before = site(tmp_path)
    real = Path.open

    def opened(path: Path, mode: str = "r", **how: Any) -> object:
        return Full(path, mode) if "x" in mode or "w" in mode else real(path, mode, **how)

    monkeypatch.setattr(Path, "open", opened)
    done = play(tmp_path, *command.split(), code=1)
    monkeypatch.undo()
    assert named in done.stderr
    assert ": No space left on device\n" in done.stderr
    assert "None" not in done.stderr
    assert ".new" not in done.stderr
    left = {
        path: data for path, data in site(tmp_path).items() if not path.startswith(".playbook/")
    }
    assert left == before
