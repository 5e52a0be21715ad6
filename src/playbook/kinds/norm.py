"""Norms: ways of working that were agreed."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from playbook.model.address import Refers
from playbook.model.body import Body
from playbook.model.fields import Date, Duration, TeamOnly, Text, optional, required
from playbook.model.kind import Kind
from playbook.model.record import Part, Record
from playbook.model.shorten import shorten

_MAX_ANSWER = 200


class Cadence(Part):
    """Something that happens again and again."""

    what: Text = Field(description="What happens.", examples=["one-page update"])
    every: Duration | None = optional(None, "How often.", examples=["week", "2 weeks"])
    day: Text = optional("", "On which day.", examples=["Tuesday"])
    channel: Text = optional("", "Where.", examples=["#cover"])


class Norm(Record):
    """The front matter of a norm."""

    kind_name: ClassVar[str] = "norm"

    status: Literal["draft", "in-force", "superseded", "ended", ""] = optional(
        "", "Where the norm stands; if left out, in force once it has an `adopted` date."
    )
    parties: tuple[TeamOnly, ...] = required(
        (), "The teams that keep to it.", examples=[["support", "finance"]]
    )
    cadence: Cadence | None = optional(
        None,
        "What happens again and again, and how often.",
        examples=[{"what": "one-page update", "every": "week", "day": "Tuesday"}],
    )
    adopted: Date | None = optional(None, "The day from which it holds.")
    revised: Date | None = optional(None, "The day on which it was last changed.")
    because: tuple[Annotated[Text, Refers("debrief")], ...] = optional(
        (), "The lessons that led to it.", examples=[["cover-round-one#late-surprises"]]
    )


def _status(record: Norm) -> str:
    return "in-force" if record.adopted else "draft"


def _answer(record: Norm, body: Body) -> str:
    cadence = record.cadence
    if cadence:
        every = f"every {cadence.every}" if cadence.every else ""
        return ", ".join(filter(None, (cadence.what, every, cadence.day, cadence.channel)))
    return shorten(body.lead.text, _MAX_ANSWER) if body.lead else ""


KIND = Kind(
    name="norm",
    plural="norms",
    record=Norm,
    purpose="A way of working that teams agreed on, described so that anyone can see it happen.",
    lifecycle=("draft", "in-force"),
    closed=frozenset({"superseded", "ended"}),
    default_status=_status,
    answer=_answer,
    example="""\
parties: []  # the teams that keep to it
""",
)
