"""Amendments: changes of what was agreed, and who approved them."""

from typing import Annotated, ClassVar, Final, Literal

from pydantic import Field

from playbook.model.address import Refers
from playbook.model.body import Body
from playbook.model.fields import Date, Party, Role, Text, optional, required
from playbook.model.kind import Kind
from playbook.model.record import Part, Record

AMENDABLE: Final = ("agreement", "right", "tree", "norm", "outcome", "incentive")
"""Kinds that an amendment may change."""


class Change(Part):
    """One thing that changes."""

    what: Text = Field(description="What changes.", examples=["standby joins within"])
    was: Text = optional("", "How it was.", examples=["20 min"])
    now: Text = optional("", "How it is now.", examples=["30 min"])


class Amendment(Record):
    """The front matter of an amendment. It is a record: not edited once it is approved."""

    kind_name: ClassVar[str] = "amendment"

    status: Literal["draft", "proposed", "approved", "rejected", "withdrawn", ""] = optional(
        "", "Where the amendment stands; proposed if left out."
    )
    amends: Annotated[Text, Refers(*AMENDABLE)] | None = required(
        None, "What it changes, as `kind:id`.", examples=["agreement:weekend-cover"]
    )
    proposed_by: Party | None = optional(None, "Who proposed it.", examples=["platform"])
    under: Annotated[Text, Refers("right")] | None = optional(
        None,
        "The decision right that governs it; that of what it changes if left out.",
        examples=["change-weekend-cover"],
    )
    approved_by: Role | None = optional(
        None, "The role that approved it.", examples=["finance.director"]
    )
    approved: Date | None = optional(None, "The day of the approval.")
    effective: Date | None = optional(None, "The day from which it holds.")
    vetoed_by: Role | None = optional(
        None, "The role that stopped it, if one did.", examples=["platform.lead"]
    )
    from_: tuple[Annotated[Text, Refers("debrief", "agreement", "pilot")], ...] = optional(
        (),
        "What led to it: lessons, reviews, pilots.",
        alias="from",
        examples=[["cover-round-one#late-surprises"]],
    )
    changes: tuple[Change, ...] = optional((), "What changes, one item each: what, was, now.")


def _status(record: Record) -> str:
    return "proposed"


def _answer(record: Amendment, body: Body) -> str:
    day = str(record.effective) if record.effective else ""
    return " · ".join(filter(None, (record.status or _status(record), record.amends, day)))


KIND = Kind(
    name="amendment",
    plural="amendments",
    record=Amendment,
    purpose="A change of something that was agreed: what it was, what it is now, who approved it.",
    lifecycle=("draft", "proposed", "approved"),
    closed=frozenset({"rejected", "withdrawn"}),
    default_status=_status,
    answer=_answer,
    example="""\
amends:  # what it changes, as kind:id
status: draft
changes: []  # - {what: , was: , now: }
""",
)
