"""Roles of teams: what they are called, and whether escalations may end at them."""

from playbook.kinds.team import Team, TeamRole
from playbook.model.address import Address
from playbook.model.view import View
from playbook.rules.parties import title_of


def find_role(view: View, role: Address) -> TeamRole | None:
    """Return a role of a team, or None where there is no such team or role."""
    team = view.record(Team, role.id)
    return team.roles.get(role.item) if team else None


def role_title(view: View, role: Address) -> str:
    """Return how a sentence names a role or a team: by its title."""
    held = find_role(view, role)
    return held.title if held else title_of(view, role.id)


def is_final(view: View, role: Address) -> bool:
    """Tell whether escalations may end at a role."""
    held = find_role(view, role)
    return held is not None and held.final
