"""What a repository tells of commits, as values."""

from datetime import date
from typing import NamedTuple


class Change(NamedTuple):
    """What a commit did to a file: gave it new bytes, or took it away (`blob` "").

    `was` is the name it had before, if the commit renamed it. Paths are relative to the project.
    """

    path: str
    blob: str
    was: str = ""


class Commit(NamedTuple):
    """A commit, and what it changed against its first parent."""

    id: str
    day: date
    changes: tuple[Change, ...]
