"""Where a document stands in its life, whatever its kind."""

from typing import Any, Final

from playbook.model.entry import Card
from playbook.model.kind import Kind
from playbook.model.view import View

BINDING: Final = frozenset({"in-force", "agreed", "accepted", "active", "running"})
"""Statuses in which people act by what a document says."""

STILL_OPEN: Final = frozenset({"open", "doing"})
"""Statuses of a commitment or an improvement that somebody still has to see to."""


def is_in_force(status: str) -> bool:
    """Tell whether an agreement binds now by its status.

    While it is suspended it does not: it has to be as complete as one in force, for it may be taken
    up again, but nobody owes anything by it.
    """
    return status == "in-force"


def is_closed(view: View, card: Card) -> bool:
    """Tell whether a document is history by its status: nothing in it is due any more."""
    kind: Kind[Any] | None = view.first("kind-named", card.kind)
    return kind is not None and card.status in kind.closed
