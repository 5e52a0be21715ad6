"""The ledger: what each party gave and gained."""

from typing import ClassVar

from playbook.model.value import Shape
from playbook.rendering.shapes.cards import Anchor
from playbook.rendering.shapes.empty import Empty
from playbook.rendering.shapes.filters import Choice
from playbook.rendering.shapes.inline import Badge, Link, Value


class TradedThing(Shape, frozen=True):
    """One thing that was given or gained: how much (`""` without a number), what, and from → to."""

    amount: str
    what: str
    change: Value


class LedgerRow(Shape, frozen=True):
    """What one party traded in one unit under one agreement.

    `team` and `unit` are what a filter and a total go by; `given_value` and `gained_value` are the
    sums as numbers, "" where there is none. `net` is as shown, with its sign; "" where only one
    side has a number, which is the net already.
    """

    team: str
    party: Link
    unit: str
    unit_text: str
    given: tuple[TradedThing, ...]
    gained: tuple[TradedThing, ...]
    given_value: str
    gained_value: str
    net: str
    until: tuple[Value, ...]
    assumes: tuple[Value, ...]


class LedgerAgreement(Shape, frozen=True):
    """The rows of one agreement; `name` is its id, `tradeoffs` where they are written."""

    slug: str
    name: str
    link: Link
    status: Badge | None
    tradeoffs: tuple[Link, ...]
    rows: tuple[LedgerRow, ...]


class LedgerGroup(Shape, frozen=True):
    """Agreements of one standing: `now`, `proposed` or `past`."""

    slug: str
    standing: str
    title: str
    agreements: tuple[LedgerAgreement, ...]


class LedgerTotal(Shape, frozen=True):
    """What one party gave and gained in one unit, over all that is in effect."""

    team: str
    party: Link
    unit: str
    unit_text: str
    given: str
    gained: str
    net: str


class LedgerPage(Shape, frozen=True):
    """The ledger. Totals are of what is in effect, and of one unit each."""

    view: ClassVar[str] = "ledger"
    title: str
    purpose: str
    totals: tuple[LedgerTotal, ...]
    groups: tuple[LedgerGroup, ...]
    teams: tuple[Choice, ...]
    agreements: tuple[Choice, ...]
    standings: tuple[Choice, ...]
    sheet_href: str
    contents: tuple[Anchor, ...]
    breadcrumbs: tuple[Link, ...]
    empty: Empty | None
