"""Rules about those who are no party: whoever gains, weighs, wants or signs is one."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from playbook.kinds.common.parties import roster
from playbook.kinds.common.written import sound
from playbook.kinds.computed.naming import title_of
from playbook.kinds.incentive import Incentive
from playbook.kinds.matrix import Matrix, SharedWeights
from playbook.kinds.outcome import Outcome
from playbook.kinds.plan import Plan
from playbook.model.address import team_of
from playbook.model.diagnostic import Severity
from playbook.model.entry import Entry
from playbook.model.rule import Finding, rule
from playbook.model.text import Span
from playbook.model.view import View
from playbook.rules.common.parties import is_outsider


class _Named(NamedTuple):
    """A party that a document names below `parties`: what it does there, and where."""

    party: str
    does: str
    place: Span


@rule("incentive/outsider", Severity.ERROR, on=Incentive)
def incentive_outsider(entry: Entry[Incentive], view: View) -> Iterator[Finding]:
    """A share of the gain or the pain goes to a team that is not a party."""
    named = [
        _Named(party, f"has a share of the {field}", entry.at(field, party, key=True))
        for field, shares in (("gain", entry.record.gain), ("pain", entry.record.pain))
        for party in shares
    ]
    yield from _outsiders(entry, entry.record.parties, named, view)


@rule("plan/outsider", Severity.ERROR, on=Plan)
def plan_outsider(entry: Entry[Plan], view: View) -> Iterator[Finding]:
    """A position, or what is done without an agreement, is that of a team that is not a party."""
    named = [
        _Named(party, "has a way without an agreement", entry.at("no_deal", party, key=True))
        for party in entry.record.no_deal
    ]
    named += [
        _Named(position.party, "has a position", entry.at("positions", index, "party"))
        for index, position in enumerate(entry.record.positions)
    ]
    yield from _outsiders(entry, entry.record.parties, named, view)


@rule("matrix/outsider", Severity.ERROR, on=Matrix)
def matrix_outsider(entry: Entry[Matrix], view: View) -> Iterator[Finding]:
    """Weights are those of a team that is not a party."""
    held = entry.record.weights
    if not isinstance(held, SharedWeights):
        named = [
            _Named(party, "gives weights", entry.at("weights", party, key=True)) for party in held
        ]
        yield from _outsiders(entry, entry.record.parties, named, view)


@rule("outcome/outsider", Severity.ERROR, on=Outcome)
def outcome_outsider(entry: Entry[Outcome], view: View) -> Iterator[Finding]:
    """A team signed the outcome and is not a party."""
    named = [
        _Named(party, "signed", entry.at("signed", party, key=True))
        for party in entry.record.signed
    ]
    yield from _outsiders(entry, entry.record.parties, named, view)


def _outsiders(
    entry: Entry[Any], parties: Iterable[str], named: Iterable[_Named], view: View
) -> Iterator[Finding]:
    members = roster(view, parties)
    if not sound(entry, "parties"):
        return
    for party, does, place in named:
        if is_outsider(view, party, members):
            team = team_of(party)
            message = f"{title_of(view, team)} {does} and is not a party"
            hint = f"add “{team}” to `parties`, or name one of the parties here"
            yield Finding(place, message, hint)
