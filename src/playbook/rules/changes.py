"""Rules about what was agreed and then changed: nothing binding changes behind anybody's back."""

from collections.abc import Iterator
from typing import Any

from playbook.kinds.agreement import Agreement
from playbook.kinds.amendment import AMENDABLE, Amendment
from playbook.kinds.computed.meaning import TERMS
from playbook.kinds.computed.naming import listing, title_of
from playbook.model.address import team_of
from playbook.model.diagnostic import Severity
from playbook.model.entry import Card, Entry
from playbook.model.rule import Finding, rule
from playbook.model.view import View
from playbook.rules.amendment import target_of
from playbook.rules.versions.consent import (
    Change,
    amendments_of,
    approvals,
    binds,
    change_without_consent,
    in_force_since,
    signatures,
    span_of,
)
from playbook.rules.versions.life import Life, life


@rule("amendment/silent-change", Severity.WARNING, history=True)
def silent_change(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """What holds was changed without an approved amendment."""
    past = life(entry, view) if entry.kind in AMENDABLE and binds(entry, view) else None
    start = in_force_since(past) if past and past.last else None
    if past is None or start is None:
        return
    consents = (*approvals(entry, view), *signatures(entry))
    change = change_without_consent(past, start, consents)
    if change:
        agreed = "what was agreed"
        if TERMS in change.parts and not past.meaning(past.last).get(TERMS):
            agreed = "the heading of the terms, which is gone"
        yield Finding(
            entry.heading,
            f"{change.what} changed on {change.day}, and no approved amendment covers it",
            f"write an amendment with `amends: {entry.address}` and have it approved, or put back "
            f"{agreed}",
        )


@rule("agreement/suspect-signature", Severity.WARNING, on=Agreement, since="in-force", history=True)
def suspect_signature(entry: Entry[Agreement], view: View) -> Iterator[Finding]:
    """The agreement was changed after a party had signed it."""
    past = life(entry, view) if entry.record.signed else None
    if past is None or not past.last:
        return
    consents = approvals(entry, view)
    suspect: dict[Change, list[str]] = {}
    for party, day in entry.record.signed.items():
        # What was there before the day of the signature was signed with it.
        signed = past.newest_before(day, least=_signed_at(past, party))
        change = change_without_consent(past, signed, consents)
        if change:
            suspect.setdefault(change, []).append(party)
    for change, parties in suspect.items():
        who = listing([title_of(view, team_of(party)) for party in parties])
        when, team, they = f" on {entry.record.signed[parties[0]]}", "the team", "it"
        if len(parties) > 1:  # one change, and one finding: each day stands beside its signature
            when, team, they = "", "the teams", "they"
        yield Finding(
            entry.at("signed", parties[0]),
            f"{who} signed{when}, and {change.what} changed after that, on {change.day}",
            f"ask {team} to sign what stands there now, or write the amendment {they} agreed to",
        )


@rule("amendment/nothing-changed", Severity.WARNING, on=Amendment, since="approved", history=True)
def nothing_changed(entry: Entry[Amendment], view: View) -> Iterator[Finding]:
    """The amendment was approved, and what it amends still says the same."""
    card = target_of(entry, view)
    target = view.entry(card.address) if card and card.kind in AMENDABLE else None
    past = life(target, view) if target and binds(target, view) else None
    way = span_of(entry.card, entry.record, view)
    if card is None or past is None or way is None:
        return
    own = view.history(entry.path)
    today = view.as_of or max(past.today, own.last.day if own else past.today)
    # Whether the text was changed before the history begins, nobody can tell.
    if past.day(0) >= way.start or way.end > today:
        return
    since = _amended_before(entry, card, view, past)
    if next(past.changes(since, past.last), None) is None:
        yield Finding(
            entry.at("approved"),
            f"“{card.title}” means what it meant before the amendment",
            "carry the amendment out there, or withdraw it",
        )


def _amended_before(entry: Entry[Amendment], card: Card, view: View, past: Life) -> int:
    """Return the state of a document in which the amendment before this one had been carried out.

    Changes since then count as this one's.
    """
    own = entry.record.approved or entry.record.effective
    days = [
        approval.end
        for other, record in amendments_of(card.address, view)
        if other.address != entry.address and (approval := span_of(other, record, view))
    ]
    before = [day for day in days if own and day < own]
    return past.newest_until(max(before)) if before else 0


def _signed_at(past: Life, party: str) -> int:
    """Return the number of the state in which a signature, as it stands now, first appeared."""
    number = past.last
    while number and _signature(past.front(number - 1), party) == _signature(past.now, party):
        number -= 1
    return number


def _signature(front: Entry[Any], party: str) -> object:
    return getattr(front.record, "signed", {}).get(party)
