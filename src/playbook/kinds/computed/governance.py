"""Who may change what: the right that governs it, and the roles that may use the right."""

from playbook.kinds.agreement import Agreement
from playbook.kinds.computed.naming import listing, role_title
from playbook.kinds.incentive import Incentive
from playbook.kinds.right import Right
from playbook.model.address import Address
from playbook.model.entry import Card
from playbook.model.value import Value
from playbook.model.view import View


class Authority(Value, frozen=True):
    """Who may decide by a right: `plain` its approver and deputy, `above` those it escalates to.

    `complete` is false when the chain leads to a right that does not exist.
    """

    plain: tuple[Address, ...]
    above: tuple[Address, ...]
    complete: bool

    def is_plain(self, role: Address) -> bool:
        """Tell whether a role decides by itself."""
        return _is_one_of(role, self.plain)

    def may_not(self, role: Address) -> bool:
        """Tell whether a role, for certain, may not decide."""
        known = bool(self.plain) and self.complete
        return known and not (self.is_plain(role) or self.is_above(role))

    def named(self, view: View) -> str:
        """Return who decides as a sentence names them: the first, or those it escalates to."""
        plain, above = (
            listing(list(dict.fromkeys(role_title(view, role) for role in roles)))
            for roles in (self.plain, self.above)
        )
        return ", or above them by ".join(filter(None, (plain, above)))

    def is_above(self, role: Address) -> bool:
        """Tell whether a role decides when the matter is escalated."""
        return _is_one_of(role, self.above)


def right_for_changes(view: View, agreement: Agreement) -> str:
    """Return the id of the right that governs changes of an agreement; "" where none is named."""
    written = agreement.changes_by or default_right(view)
    return Address.parse(written, "right").id


def default_right(view: View) -> str:
    """Return the right that the settings name for agreements that name none, as written; or ""."""
    return view.setting("changes_by") or ""


def right_over(view: View, card: Card) -> str:
    """Return the id of the right that governs changes of a document; "" where none is known.

    It is the one that an agreement names (of an incentive: the agreement it belongs to), else the
    one that the settings name.
    """
    agreement = view.record(Agreement, card.id) if card.kind == "agreement" else None
    if card.kind == "incentive" and (incentive := view.record(Incentive, card.id)):
        held = Address.parse(incentive.agreement or "", "agreement")
        agreement = view.record(Agreement, held.id)
    if agreement:
        return right_for_changes(view, agreement)
    return Address.parse(default_right(view), "right").id


def authority(view: View, right_id: str) -> Authority | None:
    """Return who may decide by a right, up its whole escalation; None where it does not exist."""
    right = view.record(Right, right_id)
    if right is None:
        return None
    above: list[Address] = []
    seen = {right_id}
    step = right.escalation
    while step and step.kind == "right" and step.id not in seen:
        seen.add(step.id)
        higher = view.record(Right, step.id)
        if higher is None:
            return Authority(_deciders(right), tuple(above), complete=False)
        above += _deciders(higher)
        step = higher.escalation
    if step and step.kind == "team":
        above.append(step)
    return Authority(_deciders(right), tuple(above), complete=True)


def _deciders(right: Right) -> tuple[Address, ...]:
    roles = [*right.approvers, *([right.deputy] if right.deputy else [])]
    return tuple(Address.party(role) for role in roles)


def _is_one_of(role: Address, allowed: tuple[Address, ...]) -> bool:
    """Tell whether a role is meant; a team without a role means each of its roles."""
    return any(role.id == one.id and one.item in {"", role.item} for one in allowed)
