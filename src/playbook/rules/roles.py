"""Roles of teams as a sentence names them."""

from playbook.kinds.roles import find_role
from playbook.model.address import Address
from playbook.model.view import View
from playbook.rules.parties import title_of


def role_title(view: View, role: Address) -> str:
    """Return how a sentence names a role or a team: by its title."""
    held = find_role(view, role)
    return held.title if held else title_of(view, role.id)
