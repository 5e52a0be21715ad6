"""The ledger: what each party gave and gained."""

from typing import ClassVar

from playbook.model.value import Shape
from playbook.rendering.shapes.cards import Anchor
from playbook.rendering.shapes.empty import Empty
from playbook.rendering.shapes.filters import Choice
from playbook.rendering.shapes.inline import Badge, Link, Value


class TradedThing(Shape, frozen=True):
    """One thing that was given or gained: how much (`""` without a number), what, and from → to.

    `until` stands here where it is not the same for all of its trade-off; `source` is the number
    of that among those of the agreement, 0 where there is but one. What can be added up has a
    `unit`, the same for all spellings, and a `number`.
    """

    amount: str
    what: str
    change: Value
    until: Value
    source: int
    unit: str
    unit_text: str
    number: str


class LedgerRow(Shape, frozen=True):
    """What one party traded under one agreement.

    `nets` are what is left in the units in which it gave and gained; where only one side has a
    number, that is the net already.
    """

    team: str
    party: Link
    given: tuple[TradedThing, ...]
    gained: tuple[TradedThing, ...]
    nets: tuple[str, ...]


class LedgerSource(Shape, frozen=True):
    """A trade-off in which something is written: what it rests on, and until when all of it is."""

    link: Link
    assumes: tuple[Value, ...]
    until: Value


class LedgerAgreement(Shape, frozen=True):
    """The rows of one agreement; `name` is its id, `sources` are where they are written.

    Where a ledger is divided it has no rows, `accounts` lead to those of each party, and sources
    are given only if a party has none.
    """

    slug: str
    name: str
    link: Link
    status: Badge | None
    sources: tuple[LedgerSource, ...]
    rows: tuple[LedgerRow, ...]
    accounts: tuple[Link, ...] = ()


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
    """The ledger, of all or of one team. Totals are of what is in effect, and of one unit each.

    `divided` says that there is too much for one page, and where the rows are; else it is "".
    """

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
    breadcrumbs: tuple[Link, ...] = ()
    empty: Empty | None = None
    divided: str = ""
