"""One file a kind: from its front matter to the panels of its page."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from playbook.model.entry import Entry
from playbook.rendering.parts import Parts
from playbook.rendering.shapes import Panel
from playbook.rendering.views.kinds import (
    agreement,
    amendment,
    assumption,
    debrief,
    generic,
    incentive,
    matrix,
    metric,
    norm,
    outcome,
    pilot,
    plan,
    proposing,
    right,
    team,
    term,
    tradeoff,
    tree,
)

Panels = Callable[[Entry[Any], Parts], Iterable[Panel]]

_PANELS: Mapping[str, Panels] = {
    "agreement": agreement.panels,
    "amendment": amendment.panels,
    "assumption": assumption.panels,
    "debrief": debrief.panels,
    "incentive": incentive.panels,
    "matrix": matrix.panels,
    "metric": metric.panels,
    "norm": norm.panels,
    "outcome": outcome.panels,
    "pilot": pilot.panels,
    "plan": plan.panels,
    "right": right.panels,
    "team": team.panels,
    "term": term.panels,
    "tradeoff": tradeoff.panels,
    "tree": tree.panels,
}


def panels_of(entry: Entry[Any], parts: Parts) -> tuple[Panel, ...]:
    """Return the panels of a document, by its kind; those of any other kind list its fields."""
    panels = _PANELS.get(entry.kind)
    if panels is None:
        return tuple(generic.panels(entry, parts))
    own = generic.with_own(panels(entry, parts), entry, parts)
    return (*own, *proposing.propose(entry, parts))
