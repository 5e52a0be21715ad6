"""Who gives and who gains, over all that was traded under an agreement."""

from playbook.kinds.common.parties import roster
from playbook.kinds.tradeoff import Tradeoff
from playbook.model.value import Value
from playbook.model.view import View


class Balance(Value, frozen=True):
    """The teams that give, and those that gain, in the accepted trade-offs of an agreement."""

    givers: frozenset[str]
    gainers: frozenset[str]


def balance(view: View, agreement: str) -> Balance | None:
    """Add up the accepted trade-offs of an agreement (`agreement:id`).

    None if there is none, one names a team that does not exist, or one lacks a side, which it
    must have and which may be misspelt: then nobody can be said to be left out.
    """
    records = [
        record
        for card in view.sources("tradeoff", "agreement", agreement)
        if card.status == "accepted" and (record := view.record(Tradeoff, card.id))
    ]
    gives = roster(view, (item.party for record in records for item in record.gives))
    gains = roster(view, (item.party for record in records for item in record.gains))
    is_whole = all(record.gives and record.gains for record in records)
    if not records or not is_whole or not gives.complete or not gains.complete:
        return None
    return Balance(frozenset(gives.teams), frozenset(gains.teams))
