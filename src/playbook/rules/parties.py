"""Parties as rules speak of them: who is no member, and what a sentence calls them."""

from collections.abc import Iterable

from playbook.kinds.parties import Roster
from playbook.model.address import Address, team_of
from playbook.model.view import View


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
