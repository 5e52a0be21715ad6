"""Roles of teams: whether they exist, and whether escalations may end at them."""

from playbook.kinds.team import Team, TeamRole
from playbook.model.address import Address
from playbook.model.view import View


def find_role(view: View, role: Address) -> TeamRole | None:
    """Return a role of a team, or None where there is no such team or role."""
    team = view.record(Team, role.id)
    return team.roles.get(role.item) if team else None


def is_final(view: View, role: Address) -> bool:
    """Tell whether escalations may end at a role."""
    held = find_role(view, role)
    return held is not None and held.final
