"""Parties as rules compare them: by team, whichever role of it is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from playbook.model.address import Address
from playbook.model.view import View


@dataclass(frozen=True, slots=True)
class Roster:
    """The teams that a list of parties names.

    `teams` are those that exist, in order, each with the index at which it stands first. `complete`
    is false when something in the list names no team: then nobody can be said to be missing.
    """

    teams: Mapping[str, int]
    complete: bool


def team_of(party: str) -> str:
    """Return the id of the team: `finance` for `finance` and for `finance.director`."""
    return Address.party(party).id


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


def is_outsider(view: View, party: str, members: Roster) -> bool:
    """Tell whether a party is a team that exists and, for certain, none of the members."""
    if not members.teams or not members.complete or team_of(party) in members.teams:
        return False
    return view.card(Address.party(party)) is not None


def title_of(view: View, team: str) -> str:
    """Return a team's title, or its id where there is no such team."""
    card = view.card(f"team:{team}")
    return card.title if card else team


def titles(view: View, teams: Iterable[str]) -> str:
    """Return the titles of teams as they stand in a sentence: `Support, Platform and Finance`."""
    return listing([title_of(view, team) for team in teams])


def listing(words: list[str]) -> str:
    """Join words as they stand in a sentence."""
    if len(words) < 2:  # noqa: PLR2004 - one word, or none
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def has(teams: Iterable[str]) -> str:
    """Return the verb that goes with the teams."""
    return "has" if len(list(teams)) == 1 else "have"
