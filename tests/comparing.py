"""Two states of a playbook in a real repository, compared."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from disk import lay
from playbook.engine.comparing import Comparison, compare
from playbook.engine.project import Project
from playbook.queries.changes.change import Change
from repositories import Repo
from story import STORY

AGREED = date(2026, 6, 1)
TODAY = date(2026, 6, 20)

Files = Mapping[str, str | bytes | None]


def differing(
    folder: Path, after: Files, before: Files | None = None, as_of: date = TODAY
) -> Comparison:
    """Compare the story, as it was committed, with the same after some files were written."""
    repo = Repo(folder)
    repo.commit(AGREED, {**STORY, **(before or {})})
    for path, data in after.items():
        if data is None:
            (folder / path).unlink()
    lay(folder, {path: data for path, data in after.items() if data is not None})
    return compare(Project.open(folder), "", "", as_of)


def edited(path: str, *turns: tuple[str, str], files: Mapping[str, str] = STORY) -> dict[str, str]:
    """Return a file of the story with some of its words exchanged."""
    text = files[path]
    for old, new in turns:
        assert old in text, (path, old)
        text = text.replace(old, new, 1)
    return {path: text}


def changes(comparison: Comparison) -> list[Change]:
    """Return all changes, in order."""
    return [placed.change for held in comparison.changed for placed in held.changes]


def codes(comparison: Comparison) -> list[str]:
    """Return the codes of all changes and of their effects."""
    return [
        code
        for change in changes(comparison)
        for code in (change.code, *(effect.code for effect in change.effects))
        if code
    ]
