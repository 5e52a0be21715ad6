"""Parties as they are compared: by team, whichever role of it is written."""

from collections.abc import Iterable, Mapping

from playbook.model.address import Address, team_of
from playbook.model.value import Value
from playbook.model.view import View


class Roster(Value, frozen=True):
    """The teams that a list of parties names.

    `teams` are those that exist, in order, each with the index at which it stands first. `complete`
    is false when something in the list names no team: then nobody can be said to be missing.
    """

    teams: Mapping[str, int]
    complete: bool


def roster(view: View, parties: Iterable[str]) -> Roster:
    """Look the teams of a list of parties up."""
    teams: dict[str, int] = {}
    complete = True
    for index, party in enumerate(parties):
        if view.card(Address.party(party)):
            teams.setdefault(team_of(party), index)
        else:
            complete = False
    return Roster(teams, complete)
