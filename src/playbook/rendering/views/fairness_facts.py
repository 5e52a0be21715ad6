"""Who bears how much of an agreement, and which rule would speak: one small answer for each."""

from playbook.kinds.agreement import Agreement
from playbook.kinds.common.parties import roster
from playbook.kinds.common.publication import published
from playbook.kinds.computed.balance import balance
from playbook.kinds.computed.shares import (
    LOPSIDED,
    OVERLOAD,
    WHOLE,
    lopsided_teams,
    mean_shares,
    overloaded_teams,
    threshold,
)
from playbook.kinds.tradeoff import Tradeoff
from playbook.model.address import team_of
from playbook.model.value import Value
from playbook.model.view import View

_SIDES = 2
OVERLOADED, LOPSIDED_RISK = "agreement/overloaded", "agreement/lopsided-risk"
GIVES_ONLY, GAINS_ONLY = "tradeoff/gives-only", "tradeoff/gains-only"
UNTOUCHED = "tradeoff/untouched"


class PartyLoad(Value, frozen=True):
    """What one party bears: `share` is its mean share of the risks in per cent, None if unknown.

    `speaks` are the codes of the rules that would speak of it by the settings, whatever their
    severity; `waived` those of them that the agreement excuses.
    """

    team: str
    share: float | None
    commitments: int
    gives: int
    gains: int
    speaks: tuple[str, ...]


class Load(Value, frozen=True):
    """How an agreement is shared out. `equal` is an equal share in per cent."""

    equal: float
    overload: float
    lopsided: float
    risks: int
    waived: tuple[str, ...]
    parties: tuple[PartyLoad, ...]

    @property
    def heaviest(self) -> float:
        """The largest mean share, in equal shares; 0 if no share is known."""
        shares = [held.share for held in self.parties if held.share is not None]
        return max(shares, default=0.0) / self.equal


def load(view: View, agreement: str) -> Load | None:
    """Return how an agreement is shared out; None for one with fewer than two known parties."""
    record = view.record(Agreement, agreement)
    members = roster(view, record.parties) if record else None
    if record is None or members is None or len(members.teams) < _SIDES or not members.complete:
        return None
    overload, lopsided = (
        threshold(view, "overload", OVERLOAD),
        threshold(view, "lopsided", LOPSIDED),
    )
    means = mean_shares(record.risks)
    speaks: dict[str, list[str]] = {team: [] for team in members.teams}
    for team in overloaded_teams(record.risks, members.teams, overload):
        speaks[team].append(OVERLOADED)
    for risk in record.risks:
        for team in lopsided_teams(risk.shares, members.teams, lopsided):
            if LOPSIDED_RISK not in speaks[team]:
                speaks[team].append(LOPSIDED_RISK)
    _traded(view, f"agreement:{agreement}", speaks)
    gives, gains = _counts(view, f"agreement:{agreement}")
    promised = [team_of(held.party) for held in record.commitments if held.status != "dropped"]
    return Load(
        equal=WHOLE / len(members.teams),
        overload=overload,
        lopsided=lopsided,
        risks=len(record.risks),
        waived=tuple(sorted({waiver.rule for waiver in record.waive})),
        parties=tuple(
            PartyLoad(
                team,
                means.get(team, 0.0) if means else None,
                promised.count(team),
                gives.count(team),
                gains.count(team),
                tuple(speaks[team]),
            )
            for team in members.teams
        ),
    )


def _traded(view: View, agreement: str, speaks: dict[str, list[str]]) -> None:
    held = balance(view, agreement)
    for team, codes in speaks.items():
        if held is None:
            continue
        if team in held.givers - held.gainers:
            codes.append(GIVES_ONLY)
        elif team in held.gainers - held.givers:
            codes.append(GAINS_ONLY)
        elif team not in held.givers:
            codes.append(UNTOUCHED)


def _counts(view: View, agreement: str) -> tuple[list[str], list[str]]:
    """Return the team of everything that is given and gained in accepted trade-offs."""
    gives: list[str] = []
    gains: list[str] = []
    for card in view.sources("tradeoff", "agreement", agreement):
        record = view.record(Tradeoff, card.id)
        if record and card.status == "accepted" and published(view, card):
            gives += (team_of(item.party) for item in record.gives)
            gains += (team_of(item.party) for item in record.gains)
    return gives, gains
