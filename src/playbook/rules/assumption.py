"""Rules about assumptions: tested, known when they break, and with another plan."""

from collections.abc import Iterator
from datetime import date, timedelta

from playbook.kinds.agreement import Agreement
from playbook.kinds.assumption import Assumption
from playbook.kinds.common.statuses import BINDING, is_closed
from playbook.kinds.common.written import lacks
from playbook.kinds.computed.naming import listing
from playbook.kinds.tradeoff import Tradeoff
from playbook.model.address import Address
from playbook.model.diagnostic import Severity
from playbook.model.entry import Backlink, Card, Entry
from playbook.model.rule import Finding, rule
from playbook.model.shorten import shorten
from playbook.model.view import View

_PATIENCE = timedelta(days=90)
_MAX_PLAN = 160
_TESTING = ("pilot:", "debrief:", "assumption:")
"""Kinds that test an assumption or look back on it: they do not rest on it."""


def _resting(entry: Entry[Assumption], view: View) -> Iterator[Card]:
    """Yield the documents that rest on an assumption: that name it, or link to it in their text."""
    links: tuple[Backlink, ...] = view.backlinks(entry.card)
    for source in dict.fromkeys(link.source for link in links):
        card = None if source.startswith(_TESTING) else view.card(source)
        if card:
            yield card


@rule("assumption/unchecked", Severity.WARNING, on=Assumption, since="open", clock=True)
def unchecked(entry: Entry[Assumption], view: View) -> Iterator[Finding]:
    """The assumption is due to be tested again."""
    today, record = view.as_of, entry.record
    if today is None or record.check_every is None or entry.status == "broken":
        return
    if lacks(entry, "checked"):
        yield Finding(
            entry.at("check_every"),
            "no test is recorded, and the assumption is to be tested every "
            f"{record.check_every.rhythm}",
            "test it, and write the day in `checked`",
        )
    elif record.checked and (due := record.check_every.after(record.checked)) < today:
        yield Finding(
            entry.at("checked"),
            f"the assumption was last tested on {record.checked}, the next test was due on {due}",
            "test it, and write the day in `checked`",
        )


@rule("assumption/broken-but-used", Severity.WARNING, on=Assumption, since="open")
def broken_but_used(entry: Entry[Assumption], view: View) -> Iterator[Finding]:
    """The assumption turned out wrong, and something in force still rests on it."""
    if entry.status != "broken":
        return
    users = [card for card in _resting(entry, view) if _binds(card, view)]
    if users:
        plan = entry.record.if_broken
        yield Finding(
            entry.at("status"),
            "the assumption is broken, and "
            f"{listing([f'“{card.title}”' for card in users])} still "
            f"{'rests' if len(users) == 1 else 'rest'} on it",
            f"do what was planned: {shorten(plan, _MAX_PLAN)}"
            if plan
            else "negotiate again what rests on it",
        )


def _binds(card: Card, view: View) -> bool:
    """Tell whether people act by a document; by a trade-off only while its agreement lasts."""
    if card.status not in BINDING:
        return False
    tradeoff = view.record(Tradeoff, card.id) if card.kind == "tradeoff" else None
    if tradeoff is None or not tradeoff.agreement:
        return True
    agreement = view.card(Address.parse(tradeoff.agreement, "agreement"))
    return agreement is None or not is_closed(view, agreement)


@rule("assumption/idle", Severity.NOTICE, on=Assumption, since="open")
def idle(entry: Entry[Assumption], view: View) -> Iterator[Finding]:
    """Nothing rests on the assumption."""
    if not any(_resting(entry, view)):
        yield Finding(
            entry.heading,
            "nothing rests on this assumption",
            "name it in `assumes` of the trade-off that depends on it, or retire it",
        )


@rule("assumption/no-plan-b", Severity.NOTICE, on=Assumption, since="open")
def no_plan_b(entry: Entry[Assumption], view: View) -> Iterator[Finding]:
    """Nothing says what happens if the assumption turns out wrong."""
    if lacks(entry, "if_broken"):
        yield Finding(
            entry.at("if_broken"),
            "nothing says what you do if this turns out wrong",
            "write it in `if_broken` while nobody is upset",
        )


@rule("assumption/never-tested", Severity.NOTICE, on=Assumption, since="open", clock=True)
def never_tested(entry: Entry[Assumption], view: View) -> Iterator[Finding]:
    """The assumption has been open for 90 days, and no pilot tests it."""
    today = view.as_of
    if today is None or entry.status != "open":
        return
    pilots = view.sources("pilot", "tests", entry.address)
    since = _open_since(entry, view)
    if (
        since is None
        or today - since <= _PATIENCE
        or any(not is_closed(view, card) for card in pilots)
    ):
        return
    yield Finding(
        entry.at("status"),
        f"the assumption has been open since {since} at the latest, and no pilot tests it",
        "plan a pilot that names it in `tests`, or check it and say whether it holds",
    )


def _open_since(entry: Entry[Assumption], view: View) -> date | None:
    """Return the day from which the assumption is known to be open.

    A document does not say when it was written. It was open when somebody last looked at it
    (`checked`, `reviewed`), else when the first agreement began that rests on it.
    """
    looked = [day for day in (entry.record.checked, entry.record.reviewed) if day]
    if looked:
        return max(looked)
    began: list[date] = []
    for card in view.sources("tradeoff", "assumes", entry.address):
        tradeoff = view.record(Tradeoff, card.id)
        if tradeoff and tradeoff.agreement and card.status == "accepted":
            held = Address.parse(tradeoff.agreement, "agreement")
            agreement = view.record(Agreement, held.id)
            if agreement and agreement.from_:
                began.append(agreement.from_)
    return min(began, default=None)
