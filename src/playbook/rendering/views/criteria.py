"""Acceptance criteria with the metric that decides them: one small answer for each."""

from datetime import date

from playbook.kinds.agreement import Acceptance, Agreement
from playbook.kinds.common.faces import Face, face, faces
from playbook.kinds.common.statuses import is_in_force
from playbook.kinds.metric import Metric
from playbook.model.address import Address
from playbook.model.value import Value
from playbook.model.view import View
from playbook.rendering.charts.series import Series
from playbook.rendering.views.kinds.measures import Measure, measure, series

MET, NOT_YET, NOT_MET, UNKNOWN = "met", "not-yet", "not-met", "unknown"
VERDICTS = (MET, NOT_YET, NOT_MET, UNKNOWN)


class Held(Value, frozen=True):
    """A criterion of an agreement, with the metric as the page needs it.

    `why` is the name of the reason for a verdict that is unknown.
    """

    agreement: str
    target: float | None
    by: date | None
    bound: tuple[str, ...]
    metric: Face | None
    measure: Measure | None
    series: Series | None
    collected_by: str
    every_days: int
    verdict: str
    why: str


def agreements_in_force(view: View) -> tuple[Face, ...]:
    """Return the agreements in force that this build shows, by title."""
    return tuple(found for found in view.call(faces, "agreement") if is_in_force(found.status))


def agreements_measured(view: View) -> tuple[Face, ...]:
    """Return those and the suspended ones, whose readings tell whether to take them up again."""
    return tuple(
        found
        for found in view.call(faces, "agreement")
        if is_in_force(found.status) or found.status == "suspended"
    )


def criteria(view: View, agreement: str) -> tuple[Held, ...]:
    """Return the criteria of an agreement, in the order of its author."""
    record = view.record(Agreement, agreement)
    return tuple(_held(view, agreement, one) for one in record.acceptance) if record else ()


def _held(view: View, agreement: str, written: Acceptance) -> Held:
    identifier = Address.parse(written.metric or "", "metric").id
    shown = view.call(face, f"metric:{identifier}") if identifier else None
    record = view.record(Metric, identifier) if shown else None
    found = view.call(measure, identifier) if shown else None
    verdict, why = _verdict(found, written.target, written.by)
    bound = written.applies_to if isinstance(written.applies_to, tuple) else ()
    return Held(
        agreement=agreement,
        target=written.target,
        by=written.by,
        bound=bound,
        metric=shown,
        measure=found,
        series=view.call(series, identifier) if shown else None,
        collected_by=record.collected_by or "" if record else "",
        every_days=record.every.approximate_days if record and record.every else 0,
        verdict=verdict,
        why=why,
    )


def _verdict(found: Measure | None, target: float | None, by: date | None) -> tuple[str, str]:
    if found is None:
        return UNKNOWN, "no-metric"
    verdict = found.verdict(target, by)
    if verdict in {MET, NOT_YET, NOT_MET}:
        return verdict, ""
    return UNKNOWN, "no-reading" if verdict else "no-target"
