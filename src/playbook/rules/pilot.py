"""Rules about pilots: agreed in advance how success is seen, and what follows from it."""

from collections.abc import Iterator
from datetime import timedelta

from playbook.kinds.common.units import number
from playbook.kinds.common.written import lacks, sound
from playbook.kinds.metric import Metric
from playbook.kinds.pilot import Pilot
from playbook.model.address import Address
from playbook.model.diagnostic import Related, Severity
from playbook.model.entry import Entry
from playbook.model.rule import Finding, rule
from playbook.model.view import View

_LONGEST = timedelta(weeks=26)


@rule("pilot/no-criterion", Severity.ERROR, on=Pilot, since="running")
def no_criterion(entry: Entry[Pilot], view: View) -> Iterator[Finding]:
    """A pilot has no criterion of success."""
    if lacks(entry, "success"):
        message = "nothing says when the pilot has succeeded"
        yield Finding(entry.at("success"), message, "add `success` with a metric and its target")


@rule("pilot/no-decision-rule", Severity.ERROR, on=Pilot, since="running")
def no_decision_rule(entry: Entry[Pilot], view: View) -> Iterator[Finding]:
    """It is not agreed what follows from the result of a pilot."""
    decides = entry.record.decides
    if not sound(entry, "decides"):
        return
    if decides is None:
        message = "it is not agreed what follows from the result"
        hint = "add `decides` with what you do if the criteria are met, and if they are missed"
        yield Finding(entry.at("decides"), message, hint)
        return
    for name, words in (("met", decides.met), ("missed", decides.missed)):
        if not words and sound(entry, "decides", name):
            message = f"it is not agreed what follows if the criteria are {name}"
            yield Finding(entry.at("decides", key=True), message, f"add `{name}:` to `decides`")


@rule("pilot/no-result", Severity.WARNING, on=Pilot, since="running", clock=True)
def no_result(entry: Entry[Pilot], view: View) -> Iterator[Finding]:
    """A pilot has ended, and has no result."""
    start, end = entry.record.start, entry.record.end
    if start and end and end < start:
        return  # one of the two is mistyped, which is told
    if end and view.as_of and end < view.as_of and lacks(entry, "result"):
        message = f"the pilot ended on {end} and has no result"
        hint = "add `result`: “unclear” is a result too"
        yield Finding(entry.at("end"), message, hint)


@rule("pilot/no-consequence", Severity.NOTICE, on=Pilot, since="concluded")
def no_consequence(entry: Entry[Pilot], view: View) -> Iterator[Finding]:
    """Nothing came of the result of a pilot."""
    result = entry.record.result
    if result and not result.led_to and sound(entry, "result", "led_to"):
        message = "nothing says what came of the result"
        hint = "add `led_to` with what was agreed, changed or given up because of it"
        yield Finding(entry.at("result", key=True), message, hint)


@rule("pilot/verdict-vs-value", Severity.WARNING, on=Pilot, since="concluded")
def verdict_vs_value(entry: Entry[Pilot], view: View) -> Iterator[Finding]:
    """The verdict of a pilot contradicts the value that was reached."""
    record, result = entry.record, entry.record.result
    if result is None or result.value is None or not record.success:
        return
    first = record.success[0]
    metric = view.record(Metric, Address.parse(first.metric, "metric").id)
    is_met = _is_met(result.value, first.target, metric) if metric else None
    if is_met is None or metric is None:
        return
    # With more criteria, or guardrails, a good first value does not make a success.
    stands_alone = len(record.success) == 1 and not record.guardrails
    if (result.outcome == "met" and not is_met) or (
        result.outcome == "missed" and is_met and stands_alone
    ):
        value, target = number(result.value, metric.unit), number(first.target, metric.unit)
        message = f"the verdict is “{result.outcome}”, but {value} does not fit the target {target}"
        related = (Related(entry.at("success", 0, "target"), "the target"),)
        hint = f"going by the value it would be “{'met' if is_met else 'missed'}”"
        yield Finding(entry.at("result", "outcome"), message, hint, related)


def _is_met(value: float, target: float, metric: Metric) -> bool | None:
    """Tell whether a value reaches a target; None if the metric does not say which way is good."""
    if metric.better == "lower":
        return value <= target
    if metric.better == "higher":
        return value >= target
    if metric.better == "within" and metric.band:
        return metric.band.low <= value <= metric.band.high
    return None


@rule("pilot/endless", Severity.NOTICE, on=Pilot)
def endless(entry: Entry[Pilot], view: View) -> Iterator[Finding]:
    """A pilot lasts longer than 26 weeks."""
    start, end = entry.record.start, entry.record.end
    if start and end and end - start > _LONGEST:
        weeks = (end - start).days // 7
        message = f"the pilot lasts {weeks} weeks"
        hint = "decide earlier, or call it what it is and make an agreement of it"
        yield Finding(entry.at("end"), message, hint)
