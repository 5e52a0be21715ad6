"""A place in front matter at which something is typed, as a value."""

from dataclasses import dataclass

from playbook.model.record import Path


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in front matter: what is typed stands between the offsets `start` and `end`.

    With `is_key` a key of the mapping at `path` stands here, else the value at `path`. `keys` are
    the keys that the mapping has besides. `flow`: inside brackets; `own_line`: alone on a line;
    `has_colon`: a key with its colon; `gap`: a blank is missing before a value.
    """

    path: Path
    start: int
    end: int
    is_key: bool = False
    keys: frozenset[str] = frozenset()
    flow: bool = False
    own_line: bool = False
    has_colon: bool = False
    gap: bool = False
