"""Whether what changed between two states of a document was agreed to, and who would have to."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from playbook.kinds.amendment import AMENDABLE, Amendment
from playbook.kinds.computed.governance import authority, right_over
from playbook.kinds.computed.naming import role_title
from playbook.kinds.right import Right
from playbook.model.address import Address, team_of
from playbook.model.entry import Card, Entry
from playbook.model.value import Value
from playbook.model.view import View
from playbook.rules.versions.consent import (
    amendments_of,
    approvals,
    binds,
    change_without_consent,
    in_force_since,
    signatures,
    span_of,
)
from playbook.rules.versions.life import life

_WITH_RIGHT: Final = frozenset({"agreement", "incentive"})
"""Kinds of documents that say, or whose agreement says, by which right they are changed."""


class Verdict(Value, frozen=True):
    """What governance says of the changes of one document that was in force.

    `uncovered` are the parts of its meaning that nobody agreed to change; `consent` is in words
    what covers the others. `right` is the title of the right that governs it ("" if none is named),
    `deciders` the roles that approve by it and `vetoes` those that may stop it, as written.
    `proposed` are the titles of amendments that are not approved yet, `wrong` says of one that is
    why it does not count. `suspect` are the teams that signed what is no longer there.
    """

    uncovered: tuple[str, ...] = ()
    consent: str = ""
    right: str = ""
    deciders: tuple[str, ...] = ()
    vetoes: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()
    wrong: str = ""
    suspect: tuple[str, ...] = ()


def verdict(
    old: Entry[Any], new: Entry[Any] | None, parts: Iterable[str], before: View, after: View
) -> Verdict | None:
    """Return what is to be said of changed parts; None where no consent is needed.

    It is needed for what held before. `new` is None for a document that is gone.
    """
    if old.kind not in AMENDABLE or not binds(old, before):
        return None
    changed = tuple(parts)
    if new is not None and not changed:
        return None
    address = new.address if new else old.address
    consent = _consent(address, new, after)
    uncovered = _uncovered(old, new, changed, before, after)
    wrong = _wrong(old, address, before, after) if not uncovered else ""
    if wrong:
        uncovered = changed
    # Who may agree is what held before: nobody makes themselves the one by the same change.
    right_id = right_over(before, old.card)
    right = before.record(Right, right_id)
    right_card = before.card(f"right:{right_id}")
    return Verdict(
        uncovered=uncovered,
        consent=consent if not uncovered or set(changed) - set(uncovered) else "",
        right=right_card.title if right_card else "",
        deciders=right.approvers if right else (),
        vetoes=right.veto if right else (),
        proposed=tuple(_proposed(address, after)),
        wrong=wrong,
        suspect=tuple(_suspect(old, new)) if new and uncovered else (),
    )


def _uncovered(
    old: Entry[Any], new: Entry[Any] | None, changed: tuple[str, ...], before: View, view: View
) -> tuple[str, ...]:
    """Return which of the changed parts nobody agreed to change, going by their whole history."""
    if new is None:
        gone = next(amendments_of(old.address, view), None)
        return () if gone else ("",)
    consents = (*approvals(new, view), *signatures(new))
    past = life(new, view)
    start = in_force_since(past) if past else None
    if past is None or start is None:
        return () if _agreed_anew(old, new, before, view) else changed
    found = change_without_consent(past, start, consents)
    known = found.parts if found else ()
    return tuple(part for part in changed if part in known)


def _agreed_anew(old: Entry[Any], new: Entry[Any], before: View, after: View) -> bool:
    """Tell whether there is consent now that was not there before.

    Nothing else can cover a change of what was never committed under its name.
    """
    known = {card.id for card, _ in amendments_of(old.address, before)}
    approved = any(card.id not in known for card, _ in amendments_of(new.address, after))
    is_signed = bool(signatures(new)) and not any(_suspect(old, new))
    revised = [getattr(entry.record, "revised", None) for entry in (old, new)]
    return approved or is_signed or revised[0] != revised[1]


def _proposed(address: str, view: View) -> Iterator[str]:
    """Yield the titles of the amendments that wait for approval."""
    for card in view.sources("amendment", "amends", address):
        if card.status == "proposed" and view.record(Amendment, card.id):
            yield card.title


def _newest(address: str, view: View) -> tuple[Card, Amendment] | None:
    """Return the amendment that was approved last."""
    found = [
        (span.end, card.id, card, record)
        for card, record in amendments_of(address, view)
        if (span := span_of(card, record, view))
    ]
    return max(found, key=lambda held: held[:2])[2:] if found else None


def _consent(address: str, new: Entry[Any] | None, view: View) -> str:
    """Return in words what the parties agreed to last."""
    newest = _newest(address, view)
    if newest:
        card, record = newest
        told = [f"{one.what}: {one.was} → {one.now}" for one in record.changes if one.now]
        return f"amendment “{card.title}”" + (f" ({'; '.join(told)})" if told else "")
    revised: date | None = getattr(new.record, "revised", None) if new else None
    if revised:
        return f"the revision of {revised}"
    return "the signatures of all parties" if new and signatures(new) else ""


def _wrong(old: Entry[Any], address: str, before: View, after: View) -> str:
    """Return why the amendment that was approved last does not count, "" if it does.

    What says by which right it is changed is changed by that one, whatever the amendment names.
    """
    newest = _newest(address, after)
    if newest is None or not newest[1].approved_by:
        return ""
    amendment, record = newest
    role = Address.party(record.approved_by or "")
    right_id = right_over(before, old.card)
    if record.under and not (right_id and old.kind in _WITH_RIGHT):
        right_id = Address.parse(record.under, "right").id
    view = before if before.card(f"right:{right_id}") else after
    allowed = authority(view, right_id)
    if allowed is None or not allowed.may_not(role):
        return ""
    who = role_title(after, role)
    return f"“{amendment.title}” was approved by {who}; it is decided by {allowed.named(view)}"


def _suspect(old: Entry[Any], new: Entry[Any]) -> Iterator[str]:
    """Yield the teams whose signature stands as it did, below what they did not sign."""
    before: dict[str, date] = getattr(old.record, "signed", {})
    after: dict[str, date] = getattr(new.record, "signed", {})
    teams = (team_of(party) for party, day in after.items() if before.get(party) == day)
    yield from dict.fromkeys(teams)
