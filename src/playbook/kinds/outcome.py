"""Outcomes: what several parties want together."""

from typing import Annotated, ClassVar, Literal

from playbook.model.address import Refers
from playbook.model.body import Body
from playbook.model.fields import Date, Party, TeamOnly, Text, optional, required
from playbook.model.kind import Kind
from playbook.model.record import Record
from playbook.model.shorten import shorten

_MAX_ANSWER = 200


class Outcome(Record):
    """The front matter of a shared outcome statement."""

    kind_name: ClassVar[str] = "outcome"

    status: Literal["draft", "agreed", "achieved", "abandoned", ""] = optional(
        "", "Where the outcome stands; draft if left out."
    )
    parties: tuple[TeamOnly, ...] = required(
        (), "The teams that want the outcome, at least two.", examples=[["support", "finance"]]
    )
    beneficiaries: Text = optional(
        "", "Who is better off for it.", examples=["Customers who write on a Saturday"]
    )
    indicators: tuple[Annotated[Text, Refers("metric")], ...] = optional(
        (), "The metrics by which it is seen.", examples=[["weekend-first-reply"]]
    )
    horizon: Date | None = optional(None, "The day by which it should be reached.")
    out_of_scope: tuple[Text, ...] = optional(
        (), "What it is not about, against scope creep.", examples=[["telephone support"]]
    )
    signed: dict[Party, Date] = optional(
        {}, "Which party signed when.", examples=[{"support": "2026-03-02"}]
    )


def _status(record: Record) -> str:
    return "draft"


def _answer(record: Outcome, body: Body) -> str:
    return shorten(body.lead.text, _MAX_ANSWER) if body.lead else ""


KIND = Kind(
    name="outcome",
    plural="outcomes",
    record=Outcome,
    purpose="What several teams want together, stated so that each can hold the others to it.",
    lifecycle=("draft", "agreed"),
    closed=frozenset({"achieved", "abandoned"}),
    default_status=_status,
    answer=_answer,
    sections=(("What would make us change this", "Which fact would bring you back to the table?"),),
    example="""\
parties: []  # at least two teams
status: draft
""",
)
