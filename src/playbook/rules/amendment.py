"""Rules about amendments: changed by those who may, for a reason, in the right order."""

from collections.abc import Iterator
from datetime import date

from playbook.kinds.agreement import Agreement
from playbook.kinds.amendment import Amendment
from playbook.kinds.common.written import sound
from playbook.kinds.computed.governance import authority, right_over
from playbook.kinds.computed.naming import listing, role_title
from playbook.kinds.computed.roles import find_role
from playbook.kinds.right import Right
from playbook.model.address import Address
from playbook.model.diagnostic import Severity
from playbook.model.entry import Card, Entry
from playbook.model.rule import Finding, rule
from playbook.model.view import View
from playbook.rules.common.mentions import Mention, found


def target_of(entry: Entry[Amendment], view: View) -> Card | None:
    """Return what the amendment changes, if exactly one document is meant."""
    for reference in entry.references:
        if reference.field == "amends":
            cards = found(Mention(reference.address, reference.kinds, reference.span), view)
            return cards[0] if len(cards) == 1 else None
    return None


def _governing_right(entry: Entry[Amendment], view: View) -> str:
    """Return the id of the right by which the amendment is decided; "" where none is known.

    It is the one that the amendment names, else that which governs what it changes.
    """
    if entry.record.under:
        return Address.parse(entry.record.under, "right").id
    target = target_of(entry, view)
    return right_over(view, target) if target else ""


@rule("amendment/wrong-approver", Severity.ERROR, on=Amendment, since="approved")
def wrong_approver(entry: Entry[Amendment], view: View) -> Iterator[Finding]:
    """The amendment was approved by somebody who may not, or by nobody."""
    approved_by = entry.record.approved_by
    if not approved_by:
        if entry.status == "approved" and sound(entry, "approved_by"):
            yield Finding(
                entry.at("status"),
                "the amendment is approved, and nobody is named who approved it",
                "name the role in `approved_by`",
            )
        return
    role = Address.party(approved_by)
    right_id = _governing_right(entry, view)
    allowed, card = authority(view, right_id), view.card(f"right:{right_id}")
    if allowed is None or card is None or find_role(view, role) is None:
        return
    if allowed.may_not(role):
        yield Finding(
            entry.at("approved_by"),
            f"{role_title(view, role)} may not approve this: “{card.title}” governs it",
            f"it is decided by {allowed.named(view)}; if another right governs it, name that in "
            "`under`",
        )


@rule("amendment/veto-ignored", Severity.ERROR, on=Amendment, since="approved")
def veto_ignored(entry: Entry[Amendment], view: View) -> Iterator[Finding]:
    """The amendment was vetoed, and approved all the same without escalation."""
    vetoed_by, approved_by = entry.record.vetoed_by, entry.record.approved_by
    if not vetoed_by or not approved_by:
        return
    role = Address.party(approved_by)
    allowed = authority(view, _governing_right(entry, view))
    if allowed and allowed.is_plain(role) and not allowed.is_above(role):
        higher = f" to {_roles(view, allowed.above)}" if allowed.above else ""
        vetoer = role_title(view, Address.party(vetoed_by))
        yield Finding(
            entry.at("vetoed_by"),
            f"{vetoer} vetoed this, and {role_title(view, role)} approved it all the same",
            f"take it further up{higher}, or record that it was rejected",
        )


def _roles(view: View, roles: tuple[Address, ...]) -> str:
    return listing(list(dict.fromkeys(role_title(view, role) for role in roles)))


@rule("amendment/time-travel", Severity.ERROR, on=Amendment, since="proposed")
def time_travel(entry: Entry[Amendment], view: View) -> Iterator[Finding]:
    """The amendment holds from a day before it was approved."""
    approved, effective = entry.record.approved, entry.record.effective
    if approved and effective and effective < approved:
        yield Finding(
            entry.at("effective"),
            f"the amendment holds from {effective} and was approved only on {approved}",
            "let it hold from the day of the approval, or from a later one",
        )


@rule("amendment/no-why", Severity.WARNING, on=Amendment, since="proposed")
def no_why(entry: Entry[Amendment], view: View) -> Iterator[Finding]:
    """The amendment does not say why."""
    if not any(block.text.strip() for block in entry.body.blocks if block.name != "heading"):
        yield Finding(
            entry.heading,
            "the amendment does not say why",
            "write in two sentences below the title what did not work and why this is better",
        )


@rule("amendment/undecided", Severity.NOTICE, on=Amendment, since="proposed", clock=True)
def undecided(entry: Entry[Amendment], view: View) -> Iterator[Finding]:
    """The amendment has waited for a decision longer than the right allows."""
    today, effective = view.as_of, entry.record.effective
    if today is None or entry.status != "proposed" or not sound(entry, "status"):
        return
    hint = "ask for the decision, or escalate it as the right says"
    if effective and effective < today:
        message = f"the amendment was to hold from {effective} and is still not decided"
        yield Finding(entry.at("effective"), message, hint)
        return
    right_id = _governing_right(entry, view)
    right, card = view.record(Right, right_id), view.card(f"right:{right_id}")
    day = _last_looked_at(entry, view)
    if right is None or card is None or right.answer_within is None or day is None:
        return
    if right.answer_within.after(day) < today:
        yield Finding(
            entry.at("status"),
            f"the amendment has waited since {day}; “{card.title}” asks for an answer within "
            f"{right.answer_within}",
            hint,
        )


def _last_looked_at(entry: Entry[Amendment], view: View) -> date | None:
    """Return when the proposal was last on the table: `reviewed`, or the review that led to it.

    A document does not say when it was written: without either there is nothing to count from.
    """
    target = target_of(entry, view)
    agreement = view.record(Agreement, target.id) if target and target.kind == "agreement" else None
    days = [
        review.date
        for review in (agreement.reviews if agreement else ())
        if review.amendment and Address.parse(review.amendment, "amendment").id == entry.id
    ]
    if entry.record.reviewed:
        days.append(entry.record.reviewed)
    return max(days, default=None)
