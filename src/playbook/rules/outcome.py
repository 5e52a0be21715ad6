"""Rules about outcomes: what is wanted together can be seen, and has an edge."""

from collections.abc import Iterator

from playbook.kinds.agreement import Agreement
from playbook.kinds.common.written import lacks, sound
from playbook.kinds.computed.naming import listing
from playbook.kinds.outcome import Outcome
from playbook.model.address import Address, team_of
from playbook.model.diagnostic import Severity
from playbook.model.entry import Entry
from playbook.model.rule import Finding, rule
from playbook.model.view import View

_SIDES = 2


@rule("outcome/no-indicator", Severity.ERROR, on=Outcome, since="agreed")
def no_indicator(entry: Entry[Outcome], view: View) -> Iterator[Finding]:
    """The outcome has no indicator: nobody can see whether it is reached."""
    if lacks(entry, "indicators"):
        yield Finding(
            entry.at("indicators"),
            "no metric shows whether this outcome is reached",
            "name at least one metric in `indicators`",
        )


@rule("outcome/one-party", Severity.ERROR, on=Outcome, lacks=True)
def one_party(entry: Entry[Outcome], view: View) -> Iterator[Finding]:
    """A shared outcome has fewer than two parties."""
    teams = {team_of(party) for party in entry.record.parties}
    if len(teams) < _SIDES and sound(entry, "parties"):
        yield Finding(
            entry.at("parties"),
            f"a shared outcome needs two parties, here {'is only one' if teams else 'are none'}",
            "name every team that wants it",
        )


@rule("outcome/no-beneficiary", Severity.WARNING, on=Outcome, since="agreed")
def no_beneficiary(entry: Entry[Outcome], view: View) -> Iterator[Finding]:
    """Nobody is said to benefit from the outcome."""
    if lacks(entry, "beneficiaries"):
        yield Finding(
            entry.at("beneficiaries"),
            "nobody is said to be better off for this outcome",
            "say in `beneficiaries` who notices when it is reached",
        )


@rule("outcome/no-boundary", Severity.NOTICE, on=Outcome, since="agreed")
def no_boundary(entry: Entry[Outcome], view: View) -> Iterator[Finding]:
    """Nothing is out of scope: the outcome can grow without anybody noticing."""
    if lacks(entry, "out_of_scope"):
        yield Finding(
            entry.at("out_of_scope"),
            "nothing is said to be out of scope",
            "list in `out_of_scope` what somebody might expect and you do not promise",
        )


@rule("outcome/unmeasured", Severity.NOTICE, on=Agreement, since="draft")
def unmeasured(entry: Entry[Agreement], view: View) -> Iterator[Finding]:
    """An agreement measures none of the indicators of the outcome that it serves."""
    record = entry.record
    outcome = Address.parse(record.outcome or "", "outcome")
    served = view.record(Outcome, outcome.id)
    measured = {_metric(item.metric) for item in record.acceptance if item.metric}
    if served is None or not measured or not sound(entry, "acceptance"):
        return
    wanted = [_metric(metric) for metric in served.indicators]
    cards = [view.card(f"metric:{metric}") for metric in wanted]
    if not wanted or measured & set(wanted) or not all(cards):
        return
    names = listing([f"“{card.title}”" for card in cards if card])
    card = view.card(outcome)
    yield Finding(
        entry.at("acceptance", key=True),
        f"the agreement serves “{card.title if card else outcome.id}” and measures none of its "
        f"indicators ({names})",
        "add a criterion for one of them, or make one of your metrics an indicator of the outcome",
    )


def _metric(written: str) -> str:
    return Address.parse(written, "metric").id


@rule("outcome/horizon-passed", Severity.WARNING, on=Outcome, since="agreed", clock=True)
def horizon_passed(entry: Entry[Outcome], view: View) -> Iterator[Finding]:
    """The day by which the outcome should be reached has passed, and it is still open."""
    today, horizon = view.as_of, entry.record.horizon
    if today and horizon and horizon < today:
        yield Finding(
            entry.at("horizon"),
            f"the outcome was to be reached by {horizon}, and its status is still “{entry.status}”",
            "set the status to `achieved` or `abandoned`, or agree on a new horizon",
        )
