"""Trade-offs: who gives what, for what."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from playbook.model.address import Refers
from playbook.model.body import Body
from playbook.model.fields import Date, Number, Party, Text, optional, required
from playbook.model.kind import Kind
from playbook.model.record import Part, Record


class TradedItem(Part):
    """What one party gives or gains: a change of a quantity, or why there is no number."""

    party: Party = Field(description="Who gives or gains it.", examples=["support"])
    what: Text = Field(description="What is given or gained.", examples=["first reply target"])
    from_: Number | None = optional(None, "The quantity before.", alias="from")
    to: Number | None = optional(None, "The quantity after.")
    unit: Text = optional("", "What the numbers count.", examples=["min", "hours/weekend"])
    until: Date | None = optional(None, "The last day on which it holds.")
    by: Date | None = optional(None, "The day by which it is there.")
    unquantified: Text = optional("", "Why there is no number, where there is none.")


class Tradeoff(Record):
    """The front matter of a trade-off."""

    kind_name: ClassVar[str] = "tradeoff"

    status: Literal["draft", "proposed", "accepted", "revisited", "ended", ""] = optional(
        "", "Where the trade-off stands; accepted if left out."
    )
    agreement: Annotated[Text, Refers("agreement")] | None = required(
        None, "The agreement that it belongs to.", examples=["weekend-cover"]
    )
    gives: tuple[TradedItem, ...] = required((), "What each party gives, at least one item.")
    gains: tuple[TradedItem, ...] = required((), "What each party gains, at least one item.")
    assumes: tuple[Annotated[Text, Refers("assumption")], ...] = optional(
        (), "The assumptions that it rests on.", examples=[["weekend-volume"]]
    )


def _status(record: Record) -> str:
    return "accepted"


def _answer(record: Tradeoff, body: Body) -> str:
    return "; ".join(f"{item.party} gives {item.what}" for item in record.gives)


KIND = Kind(
    name="tradeoff",
    plural="tradeoffs",
    record=Tradeoff,
    purpose="Who gives up what, what they get for it, and why, with numbers and an end.",
    lifecycle=("draft", "proposed", "accepted"),
    closed=frozenset({"revisited", "ended"}),
    default_status=_status,
    answer=_answer,
    sections=(
        ("Why this and not the alternatives", "What else was on the table, and why not that?"),
    ),
    example="""\
agreement:  # the id of the agreement that it belongs to
status: draft
gives: []  # - {party: , what: , from: , to: , unit: , until: }
gains: []  # - {party: , what: , from: , to: , unit: }
""",
)
