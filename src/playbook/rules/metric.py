"""Rules about metrics: a fair comparison, a neutral collector, readings that are fresh."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from playbook.kinds.agreement import Agreement
from playbook.kinds.common.statuses import is_closed
from playbook.kinds.common.units import number, unit_key
from playbook.kinds.common.written import lacks, sound
from playbook.kinds.computed.naming import title_of
from playbook.kinds.incentive import Incentive
from playbook.kinds.metric import Metric
from playbook.kinds.pilot import Pilot
from playbook.model.address import Address, team_of
from playbook.model.diagnostic import Related, Severity
from playbook.model.entry import Entry
from playbook.model.meant.alike import likeness_key
from playbook.model.record import Path
from playbook.model.rule import Finding, rule
from playbook.model.text import Span
from playbook.model.view import View
from playbook.rules.common.metric_readings import readings_of
from playbook.rules.common.uses import is_used

_LATE = 1.5
"""A reading is stale when it is older than this many times the period between two."""


@rule("metric/no-baseline", Severity.WARNING, on=Metric, lacks=True)
def no_baseline(entry: Entry[Metric], view: View) -> Iterator[Finding]:
    """A metric has nothing to compare its readings with."""
    if entry.record.better == "within" and lacks(entry, "band"):
        message = f"“{entry.title}” should stay within a band, and nobody has said which"
        hint = "add `band: {low: …, high: …}`, or say in `better` that lower or higher is better"
        yield Finding(entry.at("better"), message, hint)
    elif not entry.record.band and lacks(entry, "baseline"):
        message = f"“{entry.title}” has no baseline, so nobody can tell whether it got better"
        yield Finding(entry.heading, message, "add `baseline` with the value before the change")


@rule("metric/backward-target", Severity.ERROR, on=Metric)
def backward_target(entry: Entry[Metric], view: View) -> Iterator[Finding]:
    """The target is worse than the baseline, or the band is upside down."""
    record = entry.record
    target, baseline, band = record.target, record.baseline, record.band
    if target and baseline and record.better in {"lower", "higher"}:
        gain = target.value - baseline.value
        if (gain > 0 and record.better == "lower") or (gain < 0 and record.better == "higher"):
            reached = f"the target {number(target.value)} is worse than the baseline"
            yield Finding(
                entry.at("target", "value"),
                f"{reached} {number(baseline.value)}, if {record.better} is better",
                "mend the target, the baseline or `better`",
                (Related(entry.at("baseline", "value"), "the baseline"),),
            )
    if band and band.low > band.high:
        message = f"the band ends at {number(band.high)}, below its start {number(band.low)}"
        yield Finding(entry.at("band", "low"), message, "swap `low` and `high`")


@rule("metric/bad-reading", Severity.ERROR, on=Metric)
def bad_reading(entry: Entry[Metric], view: View) -> Iterator[Finding]:
    """A reading is no number, lies in the future, or stands beside another of the same day."""
    taken = readings_of(entry, view)
    yield from taken.problems
    for index, reading in enumerate(taken.readings):
        if view.as_of and reading.date > view.as_of:
            message = f"the reading of {reading.date} is of a day that is yet to come"
            place = taken.span(index) or entry.at("readings", index, "date")
            yield Finding(place, message, "mend its date")
    seen: dict[date, int] = {}
    for index, reading in enumerate(entry.record.own_readings):
        first = seen.setdefault(reading.date, index)
        if first != index:
            message = f"there is an earlier reading for {reading.date}"
            related = (Related(entry.at("readings", first), "the other one"),)
            yield Finding(entry.at("readings", index, "date"), message, "keep one", related)


@rule("metric/verdict-due", Severity.WARNING, on=Metric, clock=True)
def verdict_due(entry: Entry[Metric], view: View) -> Iterator[Finding]:
    """The day of the target has passed, and nobody has looked whether it was reached."""
    by = entry.record.target.by if entry.record.target else None
    taken = readings_of(entry, view)
    if by is None or view.as_of is None or by >= view.as_of or not taken.complete:
        return
    if not any(reading.date >= by for reading in taken.readings):
        message = f"the target was due on {by}, and there is no reading from that day on"
        yield Finding(entry.at("target", "by"), message, "add the reading that tells")


@rule("metric/unused", Severity.NOTICE, on=Metric)
def unused(entry: Entry[Metric], view: View) -> Iterator[Finding]:
    """Nothing refers to the metric."""
    if not view.call(is_used, entry.address):
        message = f"nothing is measured by “{entry.title}”"
        hint = "name it in an outcome's `indicators` or an agreement's `acceptance`"
        yield Finding(entry.heading, message, hint)


@rule("metric/own-umpire", Severity.WARNING, on=Metric)
def own_umpire(entry: Entry[Metric], view: View) -> Iterator[Finding]:
    """The metric is collected by the one party whose success it decides."""
    collector = entry.record.collected_by
    if not collector or not view.card(Address.party(collector)):
        return
    team = team_of(collector)
    judged = view.call(_judged_alone, entry.address, team)
    if judged:
        message = f"{title_of(view, team)} alone collects this, and is alone judged by it"
        yield Finding(
            entry.at("collected_by"),
            f"{message} in “{judged}”",
            "let another party collect it, or bind more parties by it",
        )


def _judged_alone(view: View, metric: str, team: str) -> str:
    """Return the title of a document in which a metric decides about this team alone, or ""."""
    measured = Address.parse(metric)
    for card in view.sources("agreement", "acceptance.metric", metric):
        agreement = view.record(Agreement, card.id)
        for criterion in agreement.acceptance if agreement and not is_closed(view, card) else ():
            bound = criterion.applies_to
            teams = {team_of(party) for party in bound} if isinstance(bound, tuple) else set()
            named = Address.parse(criterion.metric or "", "metric")
            if named == measured and teams == {team}:
                return card.title
    for card in view.sources("incentive", "pays_when.metric", metric):
        incentive = view.record(Incentive, card.id)
        gain = incentive.gain if incentive and not is_closed(view, card) else {}
        if {team_of(party) for party, share in gain.items() if share > 0} == {team}:
            return card.title
    return ""


@rule("metric/stale", Severity.WARNING, on=Metric, clock=True)
def stale(entry: Entry[Metric], view: View) -> Iterator[Finding]:
    """The last reading is older than one and a half periods."""
    every, last = entry.record.every, readings_of(entry, view).latest
    if every is None or last is None or view.as_of is None:
        return
    if (view.as_of - last.date).days > _LATE * every.approximate_days:
        message = f"the last reading is of {last.date}, and it is read every {every.rhythm}"
        yield Finding(entry.at("every"), message, "add the readings since, or change `every`")


@rule("metric/no-reading", Severity.WARNING, on=Metric, clock=True, lacks=True)
def no_reading(entry: Entry[Metric], view: View) -> Iterator[Finding]:
    """There is no reading, one period after the metric began to count."""
    every, taken = entry.record.every, readings_of(entry, view)
    if every is None or view.as_of is None or taken.readings or not taken.complete:
        return
    since = _counts_since(entry, view)
    if since and every.after(since) < view.as_of:
        message = f"“{entry.title}” has counted since {since} and has no reading yet"
        yield Finding(entry.heading, message, "add the first reading to `readings`")


def _counts_since(entry: Entry[Metric], view: View) -> date | None:
    """Return the day of the baseline, else the first day of an agreement that it decides."""
    baseline = entry.record.baseline
    if baseline and baseline.date:
        return baseline.date
    cards = view.sources("agreement", "acceptance.metric", entry.address)
    starts = [card.starts for card in cards if card.starts and card.status == "in-force"]
    return min(starts, default=None)


@rule("metric/twin", Severity.NOTICE, on=Metric)
def twin(entry: Entry[Metric], view: View) -> Iterator[Finding]:
    """Another metric has nearly the same title."""
    addresses: tuple[str, ...] = view.ask("metric-title", likeness_key(entry.title))
    for address in addresses:
        card = view.card(address)
        if card and address != entry.address:
            message = f"“{entry.title}” and “{card.title}” seem to be one metric"
            related = (Related(Span(card.path, 0, 0), "the other one"),)
            hint = "keep one of them, or say in the titles how they differ"
            yield Finding(entry.heading, message, hint, related)


@rule("metric/unit-clash", Severity.ERROR)
def unit_clash(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """A target is written in another unit than the metric that it is about."""
    for metric, unit, path in _units_of_targets(entry):
        address = Address.parse(metric or "", "metric")
        known = view.record(Metric, address.id) if unit and metric else None
        if known is None or not known.unit or not sound(entry, *path):
            continue
        if unit_key(view, unit) != unit_key(view, known.unit):
            card = view.card(address)
            title = card.title if card else address.id
            message = f"“{title}” counts in “{known.unit}”, and this target is in “{unit}”"
            hint = "give the target in the metric's unit; spellings of one unit go into `units`"
            yield Finding(entry.at(*path), message, f"{hint} of site.yml")


def _units_of_targets(entry: Entry[Any]) -> Iterator[tuple[str | None, str, Path]]:
    """Yield metric, unit and place of each target that a document sets."""
    record = entry.record
    if isinstance(record, Agreement):
        for index, criterion in enumerate(record.acceptance):
            yield criterion.metric, criterion.unit, ("acceptance", index, "unit")
    elif isinstance(record, Incentive):
        for index, trigger in enumerate(record.pays_when):
            yield trigger.metric, trigger.unit, ("pays_when", index, "unit")
    elif isinstance(record, Pilot):
        for index, success in enumerate(record.success):
            yield success.metric, success.unit, ("success", index, "unit")
        for index, guardrail in enumerate(record.guardrails):
            yield guardrail.metric, guardrail.unit, ("guardrails", index, "unit")
