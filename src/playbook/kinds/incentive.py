"""Incentives: what the parties gain or lose together."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from playbook.model.address import Refers
from playbook.model.body import Body
from playbook.model.fields import Date, Number, Party, Share, TeamOnly, Text, optional, required
from playbook.model.kind import Kind
from playbook.model.record import Part, Record


class Trigger(Part):
    """A result on which it pays."""

    metric: Annotated[Text, Refers("metric")] | None = optional(
        None, "The metric that decides.", examples=["weekend-first-reply"]
    )
    target: Number | None = optional(None, "The value to reach, in the metric's unit.")
    unit: Text = optional("", "The metric's unit, if you like to repeat it; it is checked.")
    by: Date | None = optional(None, "The day by which it is reached.")


class Pool(Part):
    """What there is to share."""

    amount: Number = Field(description="How much.", examples=[12000])
    unit: Text = Field(description="What the amount counts.", examples=["GBP/year"])
    from_: Text = optional(
        "", "Where it comes from.", alias="from", examples=["agency spend saved"]
    )


class Cap(Part):
    """The most that the parties can lose together."""

    amount: Number = Field(description="How much.", examples=[15000])
    unit: Text = Field(description="What the amount counts.", examples=["GBP/year"])


class Incentive(Record):
    """The front matter of a joint incentive."""

    kind_name: ClassVar[str] = "incentive"

    status: Literal["draft", "in-force", "ended", ""] = optional(
        "", "Where the incentive stands; in force if left out."
    )
    parties: tuple[TeamOnly, ...] = required(
        (), "The teams that share it.", examples=[["support", "finance"]]
    )
    agreement: Annotated[Text, Refers("agreement")] | None = optional(
        None, "The agreement that it belongs to.", examples=["weekend-cover"]
    )
    pays_when: tuple[Trigger, ...] = required(
        (),
        "The results on which it pays: metric, target and date.",
        examples=[[{"metric": "weekend-first-reply", "target": 45, "by": "2026-12-31"}]],
    )
    pool: Pool | None = optional(None, "What there is to share.")
    gain: dict[Party, Share] = required(
        {},
        "How much of the gain each party gets, in per cent; together 100.",
        examples=[{"support": 60, "finance": 40}],
    )
    pain: dict[Party, Share] = optional(
        {},
        "How much of the loss each party bears, in per cent; together 100.",
        examples=[{"support": 60, "finance": 40}],
    )
    cap: Cap | None = optional(None, "The most that the parties can lose together.")


def _status(record: Record) -> str:
    return "in-force"


def _answer(record: Incentive, body: Body) -> str:
    pool = f"{record.pool.amount:.15g} {record.pool.unit}" if record.pool else ""
    shares = ", ".join(f"{party} {share:.15g} %" for party, share in record.gain.items())
    return " · ".join(filter(None, (pool, shares)))


KIND = Kind(
    name="incentive",
    plural="incentives",
    record=Incentive,
    purpose="What teams gain or lose together when a shared result is reached or missed.",
    lifecycle=("draft", "in-force"),
    closed=frozenset({"ended"}),
    default_status=_status,
    answer=_answer,
    sections=(("Why it rewards the shared result", "Could one side gain while the whole loses?"),),
    example="""\
parties: []  # the teams that share it
status: draft
pays_when: []  # - {metric: , target: , by: }
gain: {}  # per cent by party, together 100
""",
)
