"""What a status says, whatever the kind: whether a document is in effect, was, or may be."""

from typing import Any

from playbook.model.entry import Card
from playbook.model.kind import Kind
from playbook.model.view import View

NOT_YET = frozenset({"draft", "planned", "proposed"})
"""Statuses before a document counts."""

_NEVER = frozenset({"rejected", "withdrawn"})
_UNFIT = frozenset(
    {"abandoned", "deprecated", "draft", "ended", "expired", "stopped", "superseded"} | _NEVER
)


def is_unfit(card: Card) -> bool:
    """Tell whether nothing in effect should rely on a document, going by its status."""
    return card.status in _UNFIT


def took_effect(card: Card) -> bool:
    """Tell whether a document is in effect or was; one without a status is."""
    return card.status not in NOT_YET and card.status not in _NEVER


def kind_of(name: str, view: View) -> Kind[Any]:
    """Return the kind of a document, by its name."""
    found: Kind[Any] = view.first("kind-named", name)
    return found


def kind_names(view: View) -> tuple[str, ...]:
    """Return the names of all kinds, built in and the playbook's own, sorted."""
    return tuple(sorted(kind.name for kind in view.ask("kinds")))


def status_in_words(status: str) -> str:
    """Return a status as it stands in a sentence: “in force”, “a draft”."""
    return "a draft" if status == "draft" else status.replace("-", " ")
