"""Kinds that `site.yml` means to define, and could not: what that does to documents is not theirs.

A slip in a definition would else be told again at each field of each document that needs it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from playbook.engine.settings.registry import KINDS
from playbook.engine.settings.site import Marks, Settings
from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.kind import EVERY_KIND
from playbook.model.meant.nearest import nearest
from playbook.model.record import Path

_KINDS = "kinds"
_UNREAD = frozenset({"text/yaml-error", "text/unreadable", "text/too-large"})
"""Findings behind which definitions may stand that were not read."""


def kinds_in_doubt(problems: Iterable[Diagnostic], marks: Marks) -> frozenset[str]:
    """Return the kinds whose definition has a fault among the findings about the settings.

    With a name that may be misspelt goes the built-in kind that may have been meant.
    `EVERY_KIND` is among them where nobody can tell which kinds were meant.
    """
    keys = sorted((mark.key.start, path) for path, mark in marks.items() if mark.key and _is(path))
    starts = [start for start, _ in keys]
    return frozenset(
        name
        for problem in problems
        if problem.severity is Severity.ERROR
        for name in _meant(problem, keys[bisect_right(starts, problem.span.start) - 1 :][:1])
    )


def _is(path: Path) -> bool:
    """Tell whether a path leads to a setting, or to the definition of a kind."""
    return len(path) == 1 or (len(path) == 2 and path[0] == _KINDS)  # noqa: PLR2004 - kinds, name


def _meant(problem: Diagnostic, at: list[tuple[int, Path]]) -> Iterator[str]:
    if problem.code in _UNREAD:
        yield EVERY_KIND
    elif at:
        (_, (setting, *name)) = at[0]
        if setting == _KINDS and name:
            written = str(name[0])
            yield from {written, nearest(written, KINDS) or written}
        elif setting == _KINDS or nearest(str(setting), Settings.model_fields) == _KINDS:
            yield EVERY_KIND
