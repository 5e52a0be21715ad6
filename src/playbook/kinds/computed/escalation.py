"""Where a decision goes when it is not taken: the way from a right up to the last word."""

from playbook.kinds.computed.roles import find_role, is_final
from playbook.kinds.right import Right
from playbook.model.address import Address
from playbook.model.value import Value
from playbook.model.view import View


class Climb(Value, frozen=True):
    """The way up from a right.

    `rights` are those it passes, by id; `deciders` the roles it meets, in order. `ends` are the
    roles at its end: () if it has none, because it goes in a circle or leads to what does not
    exist. `returns` is true when it comes back to the right it began at.
    """

    rights: tuple[str, ...] = ()
    deciders: tuple[Address, ...] = ()
    ends: tuple[Address, ...] = ()
    returns: bool = False


def approvers(right: Right) -> tuple[Address, ...]:
    """Return the roles that decide by a right."""
    return tuple(Address.party(role) for role in right.approvers)


def climb(view: View, identifier: str) -> Climb:
    """Follow the escalation of a right to the role that has the last word.

    It ends at a role that is named, at a right whose approver is final, or at a right that does
    not escalate further.
    """
    rights: list[str] = []
    deciders: list[Address] = []
    here = view.record(Right, identifier)
    step = here.escalation if here else None
    ends: tuple[Address, ...] = ()
    while step and step.kind == "right":
        if step.id == identifier:
            return Climb(tuple(rights), tuple(deciders), returns=True)
        higher = view.record(Right, step.id)
        if step.id in rights or higher is None:
            return Climb(tuple(rights), tuple(deciders))
        rights.append(step.id)
        ends = approvers(higher)
        deciders += ends
        if any(is_final(view, role) for role in ends):
            return Climb(tuple(rights), tuple(deciders), ends)
        step = higher.escalation
    if step and step.kind == "team":
        ends = (step,)
        deciders.append(step)
    return Climb(tuple(rights), tuple(deciders), ends)


def exists(view: View, role: Address) -> bool:
    """Tell whether a party exists: a role of a team, or a team named without a role."""
    return find_role(view, role) is not None if role.item else view.card(role) is not None
