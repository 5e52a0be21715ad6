"""Real repositories, made for one test."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from disk import lay

GIT = shutil.which("git") or "git"


class Repo:
    """A repository in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, day: date = date(2026, 1, 2), given: bytes = b"") -> str:
        """Run git as an author would, on a day at noon."""
        when = f"{day}T12:00:00+00:00"
        environment = {
            "PATH": os.environ["PATH"],
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            **{f"GIT_{who}_{what}": value for who, what, value in _people(when)},
        }
        done = subprocess.run(
            [GIT, "-c", "protocol.file.allow=always", *arguments],
            cwd=self.folder,
            env=environment,
            input=given,
            capture_output=True,
            check=True,
            timeout=120,
        )
        return done.stdout.decode().strip()

    def commit(self, day: date, files: Mapping[str, str | bytes | None] | None = None) -> str:
        """Write files (None deletes one) and commit everything; return the commit's id."""
        written = files or {}
        for path, data in written.items():
            if data is None:
                (self.folder / path).unlink()
        lay(self.folder, {path: data for path, data in written.items() if data is not None})
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "A change", day=day)
        return self.git("rev-parse", "HEAD")


def _people(when: str) -> list[tuple[str, str, str]]:
    facts = (("NAME", "Ana"), ("EMAIL", "ana@example.org"), ("DATE", when))
    return [(who, what, value) for who in ("AUTHOR", "COMMITTER") for what, value in facts]
