"""Rules about trade-offs: everybody gives and gains, in numbers, on ground that holds."""

import re
from collections.abc import Iterable, Iterator

from playbook.kinds.agreement import Agreement
from playbook.kinds.common.parties import roster
from playbook.kinds.common.statuses import BINDING, is_closed
from playbook.kinds.common.units import unit_key
from playbook.kinds.common.written import quoted, sound
from playbook.kinds.computed.balance import balance
from playbook.kinds.computed.naming import listing, title_of
from playbook.kinds.tradeoff import TradedItem, Tradeoff
from playbook.model.address import Address, team_of
from playbook.model.diagnostic import Severity
from playbook.model.entry import Entry
from playbook.model.label import label_key
from playbook.model.rule import Finding, rule
from playbook.model.view import View
from playbook.rules.common.parties import is_outsider

_RATE = re.compile(r"/|\bper\b", re.IGNORECASE)
"""A unit with a timeframe of its own: `GBP/year`, `per week`."""

_WAYS = {
    "number": "`from` and `to`",
    "unit": "`unit`",
    "timeframe": "`until` or `by` (or a unit with a time, such as hours/week)",
}
"""What to add for each part that is missing."""
_Counted = tuple[str, str]
"""The trade-off in which something is counted, and the unit."""


def _sides(record: Tradeoff) -> Iterator[tuple[str, int, TradedItem]]:
    """Yield everything that is traded, with the field and the index where it stands."""
    for index, item in enumerate(record.gives):
        yield "gives", index, item
    for index, item in enumerate(record.gains):
        yield "gains", index, item


# What holds over all trade-offs of an agreement is reported once, at the agreement: there stands
# the party that is left out, and there one excuse with one reason is enough.


@rule("tradeoff/untouched", Severity.WARNING, on=Agreement, since="proposed")
def untouched(entry: Entry[Agreement], view: View) -> Iterator[Finding]:
    """A party of the agreement appears in none of its trade-offs."""
    held = balance(view, entry.address)
    for team, index in roster(view, entry.record.parties).teams.items():
        if held and team not in held.givers | held.gainers:
            yield Finding(
                entry.at("parties", index),
                f"{title_of(view, team)} neither gives nor gains anything in the trade-offs",
                "add what the team gives and gains to a trade-off of this agreement",
            )


@rule("tradeoff/gives-only", Severity.WARNING, on=Agreement, since="proposed")
def gives_only(entry: Entry[Agreement], view: View) -> Iterator[Finding]:
    """A party gives something and gains nothing, over all trade-offs of the agreement."""
    held = balance(view, entry.address)
    for team, index in roster(view, entry.record.parties).teams.items():
        if held and team in held.givers - held.gainers:
            yield Finding(
                entry.at("parties", index),
                f"{title_of(view, team)} gives something in the trade-offs and gains nothing",
                "add to `gains` of a trade-off what the team gets for it, or renegotiate",
            )


@rule("tradeoff/gains-only", Severity.NOTICE, on=Agreement, since="draft")
def gains_only(entry: Entry[Agreement], view: View) -> Iterator[Finding]:
    """A party gains something and gives nothing, over all trade-offs of the agreement."""
    held = balance(view, entry.address)
    for team, index in roster(view, entry.record.parties).teams.items():
        if held and team in held.gainers - held.givers:
            yield Finding(
                entry.at("parties", index),
                f"{title_of(view, team)} gains something in the trade-offs and gives nothing",
                "add to `gives` of a trade-off what the team gives for it",
            )


@rule("tradeoff/no-number", Severity.WARNING, on=Tradeoff, since="accepted")
def no_number(entry: Entry[Tradeoff], view: View) -> Iterator[Finding]:
    """Something is given or gained without number, unit or timeframe."""
    for side, index, item in _sides(entry.record):
        if item.unquantified or not sound(entry, side, index):
            continue
        timed = item.until or item.by or _RATE.search(item.unit)
        parts = {"number": item.to is not None, "unit": item.unit, "timeframe": timed}
        missing = [name for name, there in parts.items() if not there]
        if missing:
            message = f"{quoted(item.what)} has {listing([f'no {name}' for name in missing])}"
            hint = f"add {', '.join(_WAYS[name] for name in missing)}"
            if "number" in missing:
                hint += "; if there is no number, say why in `unquantified`"
            yield Finding(entry.at(side, index, "what"), message, hint)


@rule("tradeoff/outsider", Severity.ERROR, on=Tradeoff)
def outsider(entry: Entry[Tradeoff], view: View) -> Iterator[Finding]:
    """A team gives or gains something that is not a party of the agreement."""
    address = Address.parse(entry.record.agreement or "", "agreement")
    agreement, card = view.record(Agreement, address.id), view.card(address)
    if agreement is None or card is None:
        return
    members = roster(view, agreement.parties)
    for side, index, item in _sides(entry.record):
        if is_outsider(view, item.party, members):
            yield Finding(
                entry.at(side, index, "party"),
                f"{title_of(view, team_of(item.party))} {side} something and is not a party of "
                f"“{card.title}”",
                "add the team to the agreement's `parties`, or name one of the parties here",
            )


@rule("tradeoff/unit-mix", Severity.WARNING, on=Tradeoff, since="proposed")
def unit_mix(entry: Entry[Tradeoff], view: View) -> Iterator[Finding]:
    """One quantity is counted in two units."""
    agreement = entry.record.agreement
    first: dict[str, _Counted] = (
        view.call(_units_of_agreement, Address.parse(agreement, "agreement").document)
        if agreement
        else _units([(entry.address, entry.record)])
    )
    for side, index, item in _sides(entry.record):
        origin, unit = first.get(label_key(item.what), (entry.address, item.unit))
        if item.unit and unit_key(view, unit) != unit_key(view, item.unit):
            card = view.card(origin) if origin != entry.address else None
            where = f" in “{card.title}”" if card else ""
            yield Finding(
                entry.at(side, index, "unit"),
                f"{quoted(item.what)} is counted in {quoted(item.unit)} here and in "
                f"{quoted(unit)}{where}",
                "write one of them in both places, or make them spellings of one unit under "
                "`units` in site.yml",
            )


def _units_of_agreement(view: View, agreement: str) -> dict[str, _Counted]:
    """Return what the open trade-offs of an agreement count, each by where that is said first."""
    cards = view.sources("tradeoff", "agreement", agreement)
    records = ((c.address, view.record(Tradeoff, c.id)) for c in cards if not is_closed(view, c))
    return _units((address, record) for address, record in records if record)


def _units(records: Iterable[tuple[str, Tradeoff]]) -> dict[str, _Counted]:
    found: dict[str, _Counted] = {}
    for address, record in records:
        for _, _, item in _sides(record):
            if item.unit:
                found.setdefault(label_key(item.what), (address, item.unit))
    return found


@rule("tradeoff/lapsed", Severity.WARNING, on=Tradeoff, since="accepted", clock=True)
def lapsed(entry: Entry[Tradeoff], view: View) -> Iterator[Finding]:
    """What was given or gained has ended, and the agreement is still in force."""
    today = view.as_of
    card = view.card(Address.parse(entry.record.agreement or "", "agreement"))
    if today is None or card is None or card.status not in BINDING:
        return
    for side, index, item in _sides(entry.record):
        if item.until and item.until < today:
            yield Finding(
                entry.at(side, index, "until"),
                f"{quoted(item.what)} ended on {item.until}, and “{card.title}” is still in force",
                "agree on a new date, or end the trade-off and write the one that holds now",
            )


@rule("tradeoff/broken-ground", Severity.WARNING, on=Tradeoff, since="accepted")
def broken_ground(entry: Entry[Tradeoff], view: View) -> Iterator[Finding]:
    """The trade-off rests on an assumption that turned out wrong."""
    for index, written in enumerate(entry.record.assumes):
        card = view.card(Address.parse(written, "assumption"))
        if card and card.status == "broken":
            yield Finding(
                entry.at("assumes", index),
                f"the trade-off rests on “{card.title}”, which is broken",
                "negotiate it again, or set its status to `revisited`",
            )
