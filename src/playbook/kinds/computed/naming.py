"""Teams, roles and lists of names, as a sentence has them."""

from collections.abc import Iterable

from playbook.kinds.computed.roles import find_role
from playbook.model.address import Address
from playbook.model.view import View


def title_of(view: View, team: str) -> str:
    """Return a team's title, or its id where there is no such team."""
    card = view.card(f"team:{team}")
    return card.title if card else team


def titles(view: View, teams: Iterable[str]) -> str:
    """Return the titles of teams as they stand in a sentence: `Support, Platform and Finance`."""
    return listing([title_of(view, team) for team in teams])


def role_title(view: View, role: Address) -> str:
    """Return how a sentence names a role or a team: by its title."""
    held = find_role(view, role)
    return held.title if held else title_of(view, role.id)


def listing(words: list[str]) -> str:
    """Join words as they stand in a sentence."""
    if len(words) < 2:  # noqa: PLR2004 - one word, or none
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
