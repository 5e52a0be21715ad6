"""Two states of a playbook, compared: in memory, or in a real repository."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from disk import lay
from playbook.apps.changes.telling import sentence
from playbook.apps.changes.text import Plain
from playbook.engine.runs.comparing import Comparison, compare
from playbook.engine.runs.project import Project
from playbook.engine.settings.premises import Options
from playbook.engine.workspace.snapshot import Snapshot
from playbook.model.diagnostic import Diagnostic
from playbook.model.text import blob_id
from playbook.queries.changes.both import Both
from playbook.queries.changes.change import Change, Changed
from playbook.queries.changes.compare import compared
from playbook.queries.changes.matching import matched
from playbook.queries.changes.renamed import in_new_names
from repositories import Repo
from story import STORY

AGREED = date(2026, 6, 1)
TODAY = date(2026, 6, 20)

Files = Mapping[str, str | bytes | None]


class Held:
    """Files in memory."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.problems: list[Diagnostic] = []

    def blobs(self) -> dict[str, str]:
        """Return the id of each file's bytes."""
        return {path: blob_id(self.files[path]) for path in sorted(self.files)}

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes."""
        return self.files.get(path)

    def fetch(self, paths: Iterable[str]) -> None:
        """Do nothing: all is there."""


def snapshot(files: Mapping[str, bytes]) -> Snapshot:
    """Return files as a state of a playbook."""
    return Snapshot(Held(files), "site.yml", Options(TODAY))


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> list[Changed]:
    """Return what two playbooks in memory mean differently."""
    old, new = (
        snapshot({path: text.encode() for path, text in files.items()}) for files in (before, after)
    )
    entries = [
        [entry for path in sorted(side.documents) if (entry := side.entry(path))]
        for side in (old, new)
    ]
    pairs = in_new_names(matched(*entries))
    return [held for held in compared(pairs, Both(old.view, new.view)) if held.changes]


def told(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Return each change as `code: sentence`, with what follows from it."""
    return [
        f"{change.code}: {sentence(change, Plain())}"
        + "".join(f"; {effect.words}" for effect in change.effects)
        for change in (placed.change for held in changed(before, after) for placed in held.changes)
    ]


def edited(path: str, *turns: tuple[str, str], files: Mapping[str, str] = STORY) -> dict[str, str]:
    """Return a file with some of its words exchanged."""
    text = files[path]
    for old, new in turns:
        assert old in text, (path, old)
        text = text.replace(old, new, 1)
    return {path: text}


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


def changes(comparison: Comparison) -> list[Change]:
    """Return all changes, in order."""
    return [placed.change for held in comparison.changed for placed in held.changes]
