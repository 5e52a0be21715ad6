"""A folder that a commit moved as a whole: where it lay before, and what became of its files.

git tells of files that were renamed and knows no folders. A folder was moved if most of what came
to its new place came from one other.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from playbook.engine.history.commits import Change, Commit


class Origin(NamedTuple):
    """Where a file of the folder lay in it before, and whether its bytes are the same."""

    path: str
    is_same: bool


@dataclass(frozen=True)
class Move:
    """A move of a folder: its old `place` in the repository, and its files by their new paths.

    Paths are relative to the folder.
    """

    place: str
    origins: Mapping[str, Origin]

    def carried_out(self, commit: Commit, older: Iterable[Commit], folder: str) -> Commit:
        """Return a commit as what it did besides moving the folder; `older` are those before it.

        What stayed at the old place is gone from the folder.
        """
        kept: list[Change] = []
        for change in commit.changes:
            origin = self.origins.get(change.path[len(folder) + 1 :])
            was = f"{folder}/{origin.path}" if origin else ""
            if origin is None or was != change.path:
                kept.append(change._replace(was=was))
            elif not origin.is_same:
                kept.append(change)
        brought = {f"{folder}/{origin.path}" for origin in self.origins.values()}
        left = _there(older) - brought - {change.path for change in commit.changes}
        kept += (Change(path, "") for path in sorted(left))
        return commit._replace(changes=tuple(kept))


def find_move(fields: list[bytes], place: str, files: int) -> Move | None:
    """Return the move by which a folder came to its place; None where it was not moved there.

    `fields` is what `diff-tree --raw -z` printed of the renames of the commit in which the folder
    has so many files.
    """
    renamed: list[tuple[str, str, bool]] = []
    bases: Counter[str] = Counter()
    for facts, old, new in zip(fields[::3], fields[1::3], fields[2::3], strict=False):
        was, path = (name.decode("utf-8", "surrogateescape") for name in (old, new))
        if path.startswith(f"{place}/"):
            inside = path[len(place) + 1 :]
            _, _, before, after, _ = facts.split(b" ")
            renamed.append((inside, was, before == after))
            if was.endswith(f"/{inside}"):
                bases[was.removesuffix(f"/{inside}")] += 1
    base, count = next(iter(bases.most_common(1)), ("", 0))
    if 2 * count <= files:
        return None
    origins = {
        inside: Origin(was.removeprefix(f"{base}/"), is_same)
        for inside, was, is_same in renamed
        if was.startswith(f"{base}/")
    }
    return Move(base, origins)


def _there(commits: Iterable[Commit]) -> set[str]:
    """Return the files that are there after commits."""
    there: set[str] = set()
    for commit in commits:
        for path, blob, was in commit.changes:
            there.discard(was)
            (there.add if blob else there.discard)(path)
    return there
