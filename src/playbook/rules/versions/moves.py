"""How a document's status may change: forward, out of the way, and never back from its end."""

from types import MappingProxyType
from typing import Any

from playbook.kinds.common.statuses import NOT_YET
from playbook.model.kind import Kind

_EARLY = NOT_YET | {"in-review"}
"""Statuses between which a document may go back and forth: nobody acts by it yet."""

_FINAL = MappingProxyType(
    {"amendment": "approved", "pilot": "concluded", "plan": "concluded", "debrief": "closed"}
)
"""The status in which a document is a record of what was: it leads nowhere."""


def may_move(kind: Kind[Any], before: str, after: str) -> bool:
    """Tell whether a document of a kind may go from one status to another.

    A status that the kind does not know is none of this rule's business.
    """
    if before == after or before not in kind.statuses or after not in kind.statuses:
        return True
    if before in kind.closed or _FINAL.get(kind.name) == before:
        return before in kind.closed and after in kind.closed
    return after in kind.closed or kind.free or _may_move_open(kind, before, after)


def _may_move_open(kind: Kind[Any], before: str, after: str) -> bool:
    if after in kind.beside:
        return before == kind.beside[after]
    if {before, after} <= _EARLY:
        return True
    rank = kind.lifecycle.index
    return rank(after) >= rank(kind.beside.get(before, before))
