"""Rules about risks: each is borne by somebody, and nobody bears more than is fair."""

from collections.abc import Iterator

from playbook.kinds.agreement import Agreement
from playbook.kinds.common.parties import roster
from playbook.kinds.common.written import quoted, sound
from playbook.kinds.computed.governance import right_for_changes
from playbook.kinds.computed.naming import title_of
from playbook.kinds.computed.shares import (
    LOPSIDED,
    OVERLOAD,
    WHOLE,
    bears_most,
    lopsided_teams,
    mean_shares,
    overloaded_teams,
    threshold,
)
from playbook.kinds.right import Right
from playbook.model.address import team_of
from playbook.model.diagnostic import Related, Severity
from playbook.model.entry import Entry
from playbook.model.rule import Finding, rule
from playbook.model.view import View
from playbook.rules.common.shares import wrong_shares

_SIDES = 2


@rule("agreement/shares-sum", Severity.ERROR, on=Agreement)
def shares_sum(entry: Entry[Agreement], view: View) -> Iterator[Finding]:
    """The shares of a risk do not add up to 100."""
    for index, risk in enumerate(entry.record.risks):
        place = ("risks", index, "shares")
        if any(risk.shares.values()) and sound(entry, *place):
            named = quoted(risk.risk)
            yield from wrong_shares(
                entry, place, risk.shares, of=named, whole="the risk", has="bears"
            )


@rule("agreement/overloaded", Severity.WARNING, on=Agreement, since="proposed")
def overloaded(entry: Entry[Agreement], view: View) -> Iterator[Finding]:
    """A party bears, over all risks, much more than an equal share."""
    risks = entry.record.risks
    members = roster(view, entry.record.parties)
    if len(members.teams) < _SIDES or not members.complete or not sound(entry, "risks"):
        return
    times = threshold(view, "overload", OVERLOAD)
    for team, mean in overloaded_teams(risks, members.teams, times).items():
        yield Finding(
            entry.at("risks", key=True),
            f"{title_of(view, team)} bears {mean:.3g} % of all risks on average, more than "
            f"{times:.3g} times an equal share of {WHOLE / len(members.teams):.3g} %",
            "share the risks out again, or waive this with the reason why the others cannot bear "
            "more",
            tuple(_shares_of(team, entry)),
        )


def _shares_of(team: str, entry: Entry[Agreement]) -> Iterator[Related]:
    for index, risk in enumerate(entry.record.risks):
        for party, share in risk.shares.items():
            if team_of(party) == team:
                place = entry.at("risks", index, "shares", party, key=True)
                yield Related(place, f"{share:.6g} % of {quoted(risk.risk)}")


@rule("agreement/lopsided-risk", Severity.NOTICE, on=Agreement, since="draft")
def lopsided_risk(entry: Entry[Agreement], view: View) -> Iterator[Finding]:
    """One risk lies mostly with one party."""
    members = roster(view, entry.record.parties)
    if len(members.teams) < _SIDES or not members.complete:
        return
    times = threshold(view, "lopsided", LOPSIDED)
    for index, risk in enumerate(entry.record.risks):
        written = {team_of(party): party for party in risk.shares}
        for team, share in lopsided_teams(risk.shares, members.teams, times).items():
            yield Finding(
                entry.at("risks", index, "shares", written[team], key=True),
                f"{title_of(view, team)} bears {share:.3g} % of {quoted(risk.risk)}, "
                f"an equal share is {WHOLE / len(members.teams):.3g} %",
                "ask whether another party could take a part of it",
            )


@rule("agreement/unborne", Severity.WARNING, on=Agreement, since="proposed")
def unborne(entry: Entry[Agreement], view: View) -> Iterator[Finding]:
    """Nobody bears a risk."""
    for index, risk in enumerate(entry.record.risks):
        if not any(risk.shares.values()) and sound(entry, "risks", index):
            yield Finding(
                entry.at("risks", index, "risk"),
                f"nobody bears the risk {quoted(risk.risk)}",
                f"add `shares`, together {WHOLE:.0f}: who pays or works more if it happens?",
            )


@rule("agreement/exposed-voiceless", Severity.NOTICE, on=Agreement, since="in-force")
def exposed_voiceless(entry: Entry[Agreement], view: View) -> Iterator[Finding]:
    """The party that bears most of the risks has no say in changes of the agreement."""
    record = entry.record
    right_id = right_for_changes(view, record)
    right, card = view.record(Right, right_id), view.card(f"right:{right_id}")
    team = bears_most(mean_shares(record.risks))
    if right is None or card is None or team not in roster(view, record.parties).teams:
        return
    if team in _voices(right):
        return
    place = entry.at("changes_by") if record.changes_by else entry.at("risks", key=True)
    yield Finding(
        place,
        f"{title_of(view, team)} bears more of the risks than any other party and has no say in "
        f"“{card.title}”",
        "give the team a veto in the right, or let it be consulted",
    )


def _voices(right: Right) -> set[str]:
    """Return the teams that are heard before something is decided; to be informed is no say."""
    roles = [right.driver, *right.approvers, right.deputy, *right.veto, *right.consulted]
    teams = {team_of(role) for role in roles if role}
    step = right.escalation
    return teams | {step.id} if step and step.kind == "team" else teams
