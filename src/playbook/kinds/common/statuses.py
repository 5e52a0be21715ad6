"""What a status says, whatever the kind: whether a document binds, is open, was, or may be."""

from typing import Any, Final

from playbook.model.entry import Card
from playbook.model.kind import Kind
from playbook.model.view import View

BINDING: Final = frozenset({"in-force", "agreed", "accepted", "active", "running"})
"""Statuses in which people act by what a document says."""

STILL_OPEN: Final = frozenset({"open", "doing"})
"""Statuses of a commitment or an improvement that somebody still has to see to."""

NOT_YET: Final = frozenset({"draft", "planned", "proposed"})
"""Statuses before a document counts."""

_NEVER: Final = frozenset({"rejected", "withdrawn"})
_UNFIT: Final = frozenset(
    {"abandoned", "deprecated", "draft", "ended", "expired", "stopped", "superseded"} | _NEVER
)


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


def is_unfit(card: Card) -> bool:
    """Tell whether nothing in effect should rely on a document, going by its status."""
    return card.status in _UNFIT


def took_effect(card: Card) -> bool:
    """Tell whether a document is in effect or was; one without a status is."""
    return card.status not in NOT_YET and card.status not in _NEVER


def status_in_words(status: str) -> str:
    """Return a status as it stands in a sentence: “in force”, “a draft”."""
    return "a draft" if status == "draft" else status.replace("-", " ")
