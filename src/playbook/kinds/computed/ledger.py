"""What was traded, line by line: the one source of the ledger's page and of its files."""

from collections.abc import Iterator
from datetime import date

from playbook.kinds.common.faces import face, faces
from playbook.kinds.common.resolving import find
from playbook.kinds.common.units import unit_key
from playbook.kinds.tradeoff import TradedItem, Tradeoff
from playbook.model.address import Address, team_of
from playbook.model.value import Value
from playbook.model.view import View

NOW, PROPOSED, PAST = "now", "proposed", "past"
STANDINGS = (NOW, PROPOSED, PAST)
"""In effect, not yet, and no longer: the order of the page."""

_DIGITS = 9
"""Sums are free of the dust of binary fractions."""


class Line(Value, frozen=True):
    """One thing that one party gives or gains. `unit_key` is the same for all spellings."""

    agreement: str
    tradeoff: str
    status: str
    standing: str
    gained: bool
    party: str
    what: str
    before: float | None
    after: float | None
    unit: str
    unit_key: str
    until: date | None
    by: date | None
    unquantified: str
    assumes: tuple[str, ...]

    @property
    def amount(self) -> float | None:
        """How much it is: the way from before to after, or all of it if it was nothing before."""
        if self.after is None:
            return None
        amount = abs(self.after - (self.before or 0.0))
        return round(amount, _DIGITS) if amount < float("inf") else None


def ledger_lines(view: View) -> tuple[Line, ...]:
    """Return all lines, by trade-off, what is given first."""
    return tuple(line for held in view.call(faces, "tradeoff") for line in _lines(held.id, view))


def lines_of(view: View, team: str) -> tuple[Line, ...]:
    """Return the lines of one team, in the same order."""
    return view.call(lines_by_team).get(team, ())


def lines_by_team(view: View) -> dict[str, tuple[Line, ...]]:
    """Return the lines of each team that has some."""
    found: dict[str, list[Line]] = {}
    for line in view.call(ledger_lines):
        found.setdefault(team_of(line.party), []).append(line)
    return {team: tuple(lines) for team, lines in found.items()}


def _lines(tradeoff: str, view: View) -> Iterator[Line]:
    record = view.record(Tradeoff, tradeoff)
    own = view.call(face, f"tradeoff:{tradeoff}")
    if record is None or own is None:
        return
    agreement = _agreement(record.agreement or "", view)
    under = view.call(face, f"agreement:{agreement}")
    standing = PAST if own.closed or (under and under.closed) else NOW
    if standing == NOW and own.status != "accepted":
        standing = PROPOSED
    for gained, items in ((False, record.gives), (True, record.gains)):
        for item in items:
            yield _line(item, record, (agreement, own.id, own.status, standing), gained, view)


def _line(
    item: TradedItem,
    record: Tradeoff,
    where: tuple[str, str, str, str],
    gained: bool,  # noqa: FBT001 - the side of the bargain
    view: View,
) -> Line:
    return Line(
        *where,
        gained=gained,
        party=item.party,
        what=item.what,
        before=item.from_,
        after=item.to,
        unit=item.unit,
        unit_key=unit_key(view, item.unit),
        until=item.until,
        by=item.by,
        unquantified=item.unquantified,
        assumes=record.assumes,
    )


def _agreement(written: str, view: View) -> str:
    """Return the id of the agreement that is meant, also by a former name."""
    card = find(view, Address.parse(written, "agreement")) if written else None
    return card.id if card else written


def total(lines: Iterator[Line]) -> float | None:
    """Return the sum of the amounts; None if no line has one."""
    amounts = [amount for line in lines if (amount := line.amount) is not None]
    return round(sum(amounts), _DIGITS) if amounts else None
