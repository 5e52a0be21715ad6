"""Which changes of a document were agreed to, and which nobody was asked about."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from playbook.kinds.amendment import Amendment
from playbook.kinds.common.known_kinds import kind_of
from playbook.kinds.common.statuses import BINDING
from playbook.kinds.common.written import sound
from playbook.kinds.computed.meaning import OF_TEXT, changed_parts
from playbook.model.address import team_of
from playbook.model.entry import Card, Entry
from playbook.model.value import Value
from playbook.model.view import View
from playbook.rules.common.lost_headings import lost_headings
from playbook.rules.versions.life import Life, in_words
from playbook.rules.versions.names import names_nothing


class Approval(Value, frozen=True):
    """Consent to a change: on the table from a day, given on another, and it holds from a third.

    `is_to_be_carried_out`: the text may follow later; else it was before everybody's eyes.
    """

    start: date
    given: date
    end: date
    is_to_be_carried_out: bool = True


class Change(Value, frozen=True):
    """The parts that changed without consent, and the day of the newest of these changes."""

    parts: tuple[str, ...]
    day: date

    @property
    def what(self) -> str:
        """What changed, as it stands in a sentence."""
        return in_words(self.parts)


def amendments_of(address: str, view: View) -> Iterator[tuple[Card, Amendment]]:
    """Yield the approved amendments of a document that say when they were approved or hold from."""
    for card in view.sources("amendment", "amends", address):
        record = view.record(Amendment, card.id)
        if record and card.status == "approved" and (record.approved or record.effective):
            yield card, record


def span_of(card: Card, record: Amendment, view: View) -> Approval | None:
    """Return from when to when an amendment was on its way; None where it has no date."""
    days = [day for day in (record.approved, record.effective) if day]
    if not days:
        return None
    history = view.history(card.path)
    seen = [history.first.day] if history else []
    return Approval(min(days + seen), record.approved or max(days), max(days))


def approvals(entry: Entry[Any], view: View) -> tuple[Approval, ...]:
    """Return the approved amendments of a document; a norm's own `revised` is one too."""
    found = [span_of(card, record, view) for card, record in amendments_of(entry.address, view)]
    revised = getattr(entry.record, "revised", None)
    if isinstance(revised, date):
        found.append(Approval(revised, revised, revised))
    return tuple(approval for approval in found if approval)


def signatures(entry: Entry[Any]) -> tuple[Approval, ...]:
    """Return the consent that lies in the signatures, once every party has signed."""
    signed: dict[str, date] = getattr(entry.record, "signed", {})
    days: dict[str, date] = {}
    for party, day in signed.items():
        days[team_of(party)] = max(day, days.get(team_of(party), day))
    parties = {team_of(party) for party in getattr(entry.record, "parties", ())}
    if not parties or not parties <= days.keys():
        return ()
    day = min(days[team] for team in parties)
    return (Approval(day, day, day, is_to_be_carried_out=False),)


def change_without_consent(life: Life, start: int, consents: tuple[Approval, ...]) -> Change | None:
    """Return what differs in meaning from the newest state after `start` that was agreed to.

    A change is agreed to if an approval is given on its day or later. The first change after an
    approval is taken to carry it out, if nothing was changed while it was on its way; until it
    holds, what it changed may change again.
    """
    settled = start
    if consents:
        settled = life.newest_until(max(consent.given for consent in consents), least=start)
    if life.meaning(settled) == life.meaning(life.last):
        return None
    for consent in consents:
        if _is_pending(consent, life, start):
            settled = _carried_out(life, settled)
    before, now = life.meaning(settled), life.meaning(life.last)
    changed = changed_parts(before, now)
    for consent in consents if changed else ():
        if consent.end > consent.given:
            own = _own_parts(consent, life, start, settled)
            held = life.meaning(life.newest_until(consent.end, least=settled))
            changed = tuple(p for p in changed if p not in own or held.get(p) != now.get(p))
    # A field that cannot be read, or names nothing, has a finding of its own, and nobody knows
    # whether it changed. So has a heading that is none.
    parts = tuple(
        part
        for part in changed
        if sound(life.now, part)
        and not names_nothing(life.now, part, life.view)
        and not (part in OF_TEXT and lost_headings(life.now))
    )
    if not parts:
        return None
    return Change(parts, life.day(_newest(life, settled, parts)))


def in_force_since(past: Life) -> int | None:
    """Return the number of the state in which a document came into force, for its present life."""
    start = None
    for number in range(past.last + 1):
        front = past.front(number)
        if front.kind != past.now.kind or front.status in kind_of(front.kind, past.view).closed:
            start = None
        elif start is None and binds(front, past.view):
            start = number
    return start


def binds(entry: Entry[Any], view: View) -> bool:
    """Tell whether people act by what a document says."""
    beside = kind_of(entry.kind, view).beside
    return beside.get(entry.status, entry.status) in BINDING


def _is_pending(consent: Approval, life: Life, start: int) -> bool:
    """Tell whether the text did not change while an approval was on its way, as far as is known."""
    if not consent.is_to_be_carried_out or life.day(0) > consent.start:
        return False
    before = life.newest_before(consent.start, least=start)
    return life.meaning(before) == life.meaning(life.newest_until(consent.given, least=start))


def _own_parts(consent: Approval, life: Life, start: int, settled: int) -> Collection[str]:
    """Return the parts that changed by a consent: before all that is settled now, as is known."""
    before = life.meaning(life.newest_before(consent.start, least=start))
    if life.day(0) > consent.start:
        return life.meaning(life.last).keys() | before.keys()
    return changed_parts(before, life.meaning(settled))


def _newest(life: Life, settled: int, parts: tuple[str, ...]) -> int:
    """Return the number of the newest state after `settled` in which one of some parts changed."""
    for number in range(life.last, settled, -1):
        before, after = life.meaning(number - 1), life.meaning(number)
        if any(before.get(part) != after.get(part) for part in parts):
            return number
    return life.last


def _carried_out(life: Life, settled: int) -> int:
    """Return the number of the last state of the day on which the text changed next."""
    first = min(life.changes(settled, life.last), default=settled)
    return life.newest_until(life.day(first), least=first)
