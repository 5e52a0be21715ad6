"""Parties as rules speak of them: who is no member, and what a sentence calls them."""

from collections.abc import Iterable

from playbook.kinds.common.parties import Roster
from playbook.model.address import Address, team_of
from playbook.model.view import View


def is_outsider(view: View, party: str, members: Roster) -> bool:
    """Tell whether a party is a team that exists and, for certain, none of the members."""
    if not members.teams or not members.complete or team_of(party) in members.teams:
        return False
    return view.card(Address.party(party)) is not None


def has(teams: Iterable[str]) -> str:
    """Return the verb that goes with the teams."""
    return "has" if len(list(teams)) == 1 else "have"
