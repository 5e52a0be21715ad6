"""A history without git: commits as tests write them down."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from playbook.engine.history.commits import Change, Commit
from playbook.engine.history.past import Past
from playbook.model.text import blob_id

Step = tuple[date, Mapping[str, bytes | None]]
"""A commit: its day, and what it wrote; None for a file that it deleted."""


@dataclass
class Committed:
    """Commits in order, as a repository keeps them; a file that is moved unchanged is renamed."""

    steps: tuple[Step, ...]
    asked: int = 0
    texts: list[str] = field(default_factory=list)
    """The names of the files of which old texts were read."""

    def commits(self, folder: str) -> Iterable[Commit]:
        """Yield what each commit changed."""
        self.asked += 1
        files: dict[str, bytes] = {}
        for number, (day, written) in enumerate(self.steps):
            inside = {p: data for p, data in written.items() if p.startswith(f"{folder}/")}
            yield Commit(f"commit-{number}", day, tuple(_changes(files, inside)))

    def readable(self, blobs: Iterable[str]) -> frozenset[str]:
        """Return all of them: everything can be read."""
        return frozenset(blobs)

    def read(self, blobs: Iterable[str]) -> Mapping[str, bytes]:
        """Return bytes by their ids."""
        kept = [held for _, files in self.steps for held in files.items()]
        found = {blob_id(data): (path, data) for path, data in kept if data}
        read = {blob: found[blob] for blob in blobs}
        self.texts += [path for path, _ in read.values()]
        return {blob: data for blob, (_, data) in read.items()}


def _changes(files: dict[str, bytes], written: Mapping[str, bytes | None]) -> Iterable[Change]:
    gone = {files.pop(path): path for path, data in written.items() if data is None}
    for path, data in written.items():
        if data is not None and files.get(path) != data:
            yield Change(path, blob_id(data), "" if path in files else gone.pop(data, ""))
            files[path] = data
    yield from (Change(path, "") for path in gone.values())


def past(*steps: Step) -> Past:
    """Return the past that these commits are."""
    return Past(Committed(steps), f"after {len(steps)} commits")
