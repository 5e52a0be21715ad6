"""Pilots: small experiments whose consequences are agreed in advance."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from playbook.model.address import Refers
from playbook.model.body import Body
from playbook.model.fields import AnyDocument, Date, Number, TeamOnly, Text, optional, required
from playbook.model.kind import Kind
from playbook.model.record import Part, Record


class Success(Part):
    """A criterion of success."""

    metric: Annotated[Text, Refers("metric")] = Field(
        description="The metric that is looked at.", examples=["weekend-first-reply"]
    )
    target: Number = Field(description="The value to reach, in the metric's unit.", examples=[50])
    unit: Text = optional("", "The metric's unit, if you like to repeat it; it is checked.")


class Guardrail(Part):
    """What must not get worse than a limit."""

    metric: Annotated[Text, Refers("metric")] = Field(
        description="The metric that is watched.", examples=["weekday-interrupts"]
    )
    limit: Number = Field(description="The worst value that is still good.", examples=[14])
    unit: Text = optional("", "The metric's unit, if you like to repeat it; it is checked.")


class Decides(Part):
    """What follows from each result, agreed before the pilot starts."""

    met: Text = optional("", "What you do if the criteria are met.")
    missed: Text = optional("", "What you do if they are missed.")
    unclear: Text = optional("", "What you do if one cannot tell.")


class Result(Part):
    """What came of it."""

    outcome: Literal["met", "missed", "unclear"] = Field(description="The verdict.")
    date: Date | None = optional(None, "The day of the verdict.")
    value: Number | None = optional(None, "The value reached, of the first criterion.")
    led_to: tuple[AnyDocument, ...] = optional(
        (), "What was made of it, as `kind:id`.", examples=[["agreement:weekend-cover"]]
    )


class Pilot(Record):
    """The front matter of a pilot."""

    kind_name: ClassVar[str] = "pilot"

    status: Literal["planned", "running", "concluded", "stopped", ""] = optional(
        "", "Where the pilot stands; planned if left out."
    )
    parties: tuple[TeamOnly, ...] = required(
        (), "The teams that try it.", examples=[["support", "platform"]]
    )
    tests: tuple[Annotated[Text, Refers("assumption")], ...] = optional(
        (), "The assumptions that it tests.", examples=[["weekend-volume"]]
    )
    start: Date | None = optional(None, "The first day.")
    end: Date | None = optional(None, "The last day.")
    success: tuple[Success, ...] = optional(
        (), "The criteria of success.", examples=[[{"metric": "first-reply", "target": 50}]]
    )
    guardrails: tuple[Guardrail, ...] = optional(
        (), "What must not get worse.", examples=[[{"metric": "interrupts", "limit": 14}]]
    )
    decides: Decides | None = optional(
        None, "How the result decides, agreed in advance: met, missed, unclear."
    )
    result: Result | None = optional(None, "What came of it.")


def _status(record: Record) -> str:
    return "planned"


def _answer(record: Pilot, body: Body) -> str:
    if record.result:
        day = str(record.result.date) if record.result.date else ""
        return " · ".join(filter(None, (record.result.outcome, day)))
    days = " – ".join(str(day) for day in (record.start, record.end) if day)
    return " · ".join(filter(None, (record.status or _status(record), days)))


KIND = Kind(
    name="pilot",
    plural="pilots",
    record=Pilot,
    purpose="A small trial, with criteria and consequences agreed before it starts.",
    lifecycle=("planned", "running", "concluded"),
    closed=frozenset({"stopped"}),
    default_status=_status,
    answer=_answer,
    sections=(("What we learnt", "Fill this in afterwards: what surprised you?"),),
    example="""\
parties: []  # the teams that try it
status: planned
""",
)
