"""Rules about incentives: joint, measured, and no trap for one side."""

from collections.abc import Iterator, Mapping

from playbook.kinds.common.parties import roster
from playbook.kinds.common.written import lacks, sound
from playbook.kinds.computed.naming import title_of
from playbook.kinds.computed.shares import (
    SLACK,
    adds_up,
    bears_most,
    by_team,
    threshold,
)
from playbook.kinds.incentive import Incentive
from playbook.kinds.metric import Metric
from playbook.model.address import Address, team_of
from playbook.model.diagnostic import Severity
from playbook.model.entry import Entry
from playbook.model.rule import Finding, rule
from playbook.model.view import View
from playbook.rules.common.shares import wrong_shares

_ASYMMETRY = 20.0


def _divisions(record: Incentive) -> tuple[tuple[str, Mapping[str, float]], ...]:
    return ("gain", record.gain), ("pain", record.pain)


@rule("incentive/shares-sum", Severity.ERROR, on=Incentive)
def shares_sum(entry: Entry[Incentive], view: View) -> Iterator[Finding]:
    """The shares of the gain, or of the pain, do not add up to 100."""
    for field, shares in _divisions(entry.record):
        if shares and sound(entry, field):
            whole = f"the {field}"
            yield from wrong_shares(entry, (field,), shares, of=whole, whole=whole, has="has")


@rule("incentive/asymmetric", Severity.WARNING, on=Incentive, since="draft")
def asymmetric(entry: Entry[Incentive], view: View) -> Iterator[Finding]:
    """A party's share of the gain and its share of the pain are far apart."""
    record = entry.record
    if not adds_up(record.gain) or not adds_up(record.pain):
        return
    if not roster(view, [*record.gain, *record.pain]).complete:
        return
    gain, pain = by_team(record.gain), by_team(record.pain)
    most = threshold(view, "asymmetry", _ASYMMETRY)
    written = {team_of(party): ("gain", party) for party in record.gain}
    written |= {team_of(party): ("pain", party) for party in record.pain}
    for team, (field, party) in written.items():
        wins, loses = gain.get(team, 0.0), pain.get(team, 0.0)
        if abs(wins - loses) > most + SLACK:
            yield Finding(
                entry.at(field, party),
                f"{title_of(view, team)} has {wins:.3g} % of the gain and {loses:.3g} % of the "
                f"pain, more than {most:.3g} points apart",
                "bring the two closer together, so that nobody wins by what others lose",
            )


@rule("incentive/unmeasured", Severity.ERROR, on=Incentive, since="in-force")
def unmeasured(entry: Entry[Incentive], view: View) -> Iterator[Finding]:
    """The incentive pays for a result that no metric shows."""
    if lacks(entry, "pays_when"):
        yield Finding(
            entry.at("pays_when"),
            "the incentive is tied to no metric",
            "name in `pays_when` the metric, the target and the day on which it pays",
        )
    for index, trigger in enumerate(entry.record.pays_when):
        if not trigger.metric and sound(entry, "pays_when", index):
            yield Finding(
                entry.at("pays_when", index),
                "this result is tied to no metric, so nobody can tell whether it pays",
                "name the metric that shows it",
            )


@rule("incentive/own-umpire", Severity.WARNING, on=Incentive, since="draft")
def own_umpire(entry: Entry[Incentive], view: View) -> Iterator[Finding]:
    """A metric is collected by the party that gains most from it."""
    if not adds_up(entry.record.gain):
        return
    most = bears_most(by_team(entry.record.gain))
    for index, trigger in enumerate(entry.record.pays_when):
        address = Address.parse(trigger.metric or "", "metric")
        metric, card = view.record(Metric, address.id), view.card(address)
        if metric and card and metric.collected_by and team_of(metric.collected_by) == most:
            yield Finding(
                entry.at("pays_when", index, "metric"),
                f"{title_of(view, most)} gains most and collects “{card.title}”",
                "let another team take the readings, or share the gain more evenly",
            )


@rule("incentive/siloed", Severity.WARNING, on=Incentive, since="draft")
def siloed(entry: Entry[Incentive], view: View) -> Iterator[Finding]:
    """Every metric belongs to one party, so the incentive is not a joint one."""
    members = roster(view, entry.record.parties)
    owners: set[str] = set()
    for trigger in entry.record.pays_when:
        metric = view.record(Metric, Address.parse(trigger.metric or "", "metric").id)
        owner = (metric.owner or metric.collected_by) if metric else None
        if not owner:
            return
        owners.add(team_of(owner))
    if len(owners) != 1 or len(members.teams) == 1:
        return
    (owner,) = owners
    if owner in members.teams:
        yield Finding(
            entry.at("pays_when", key=True),
            f"every metric that decides belongs to {title_of(view, owner)}",
            "add a metric that another party answers for, so that all work for the same result",
        )


@rule("incentive/uncapped-pain", Severity.NOTICE, on=Incentive, since="draft")
def uncapped_pain(entry: Entry[Incentive], view: View) -> Iterator[Finding]:
    """The parties share a loss that has no limit."""
    if entry.record.pain and lacks(entry, "cap"):
        yield Finding(
            entry.at("pain", key=True),
            "the parties share a loss, and nothing limits it",
            "add `cap`, such as `cap: {amount: 15000, unit: GBP/year}`",
        )
