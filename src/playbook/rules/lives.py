"""What a status says, whatever the kind: whether a document is in effect, was, or may be."""

from types import MappingProxyType

from playbook.kinds import (
    agreement,
    amendment,
    assumption,
    debrief,
    incentive,
    matrix,
    metric,
    norm,
    outcome,
    page,
    pilot,
    plan,
    right,
    team,
    term,
    tradeoff,
    tree,
)
from playbook.model.entry import Card

KINDS = MappingProxyType(
    {
        module.KIND.name: module.KIND
        for module in (
            agreement,
            amendment,
            assumption,
            debrief,
            incentive,
            matrix,
            metric,
            norm,
            outcome,
            page,
            pilot,
            plan,
            right,
            team,
            term,
            tradeoff,
            tree,
        )
    }
)
"""Every kind by name."""

BINDING = frozenset({"in-force", "agreed", "accepted", "active", "running"})
"""Statuses in which people act by what a document says."""

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


def is_closed(card: Card) -> bool:
    """Tell whether a document is history."""
    return card.status in KINDS[card.kind].closed


def a_kind(name: str) -> str:
    """Return a kind with its article: “a right”, “an agreement”."""
    return f"{'an' if name[:1] in 'aeiou' else 'a'} {name}"


def status_in_words(status: str) -> str:
    """Return a status as it stands in a sentence: “in force”, “a draft”."""
    return "a draft" if status == "draft" else status.replace("-", " ")
