"""Plans: a negotiation in stages."""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field

from playbook.model.address import Refers
from playbook.model.body import Body
from playbook.model.entry import Entry
from playbook.model.fields import (
    Date,
    Number,
    Party,
    Role,
    TeamOnly,
    Text,
    optional,
    read_in_one_way,
    required,
)
from playbook.model.keys import item_key
from playbook.model.kind import Kind
from playbook.model.playbook import Row
from playbook.model.record import Part, Record
from playbook.model.shorten import shorten

_MAX_TITLE = 80

Stance = Annotated[
    Number | Text, Field(union_mode="left_to_right"), BeforeValidator(read_in_one_way)
]
"""A number where the issue has one, else words."""


class Stage(Part):
    """A stage of the negotiation."""

    id: Text = Field(description="A short name.", examples=["frame", "settle"])
    by: Date | None = optional(None, "The day by which it should be over.")
    exit: Text = optional("", "What must be true to go on.", examples=["agreement signed"])
    fallback: Text = optional("", "What you do if it is not.", examples=["ask the COO"])
    right: Annotated[Text, Refers("right")] | None = optional(
        None, "The decision right that holds in this stage.", examples=["change-weekend-cover"]
    )
    done: Date | None = optional(None, "The day on which its exit condition was met.")


class Position(Part):
    """What one party wants on one issue, and how far it can go."""

    issue: Text = Field(description="What it is about.", examples=["first reply target"])
    party: Party = Field(description="Whose position it is.", examples=["support"])
    unit: Text = optional("", "What the numbers count.", examples=["min"])
    prefer: Stance | None = optional(None, "What the party would like best.", examples=[30])
    fallback: tuple[Stance, ...] = optional(
        (), "What it could live with, best first.", examples=[[40, 45]]
    )
    walk_away: Stance | None = optional(
        None, "Where it would rather have no agreement.", examples=[60]
    )
    concede_by: Role | None = optional(
        None, "The role that may give way.", examples=["support.lead"]
    )


class Plan(Record):
    """The front matter of a staged negotiation plan."""

    kind_name: ClassVar[str] = "plan"

    status: Literal["draft", "active", "concluded", "abandoned", ""] = optional(
        "", "Where the plan stands; draft if left out."
    )
    parties: tuple[TeamOnly, ...] = required(
        (), "The teams that negotiate.", examples=[["support", "finance"]]
    )
    outcome: Annotated[Text, Refers("outcome")] | None = optional(
        None, "The shared outcome to come back to.", examples=["calm-weekends"]
    )
    stages: tuple[Stage, ...] = optional((), "The stages in order, each with exit and fallback.")
    no_deal: dict[Party, Text] = optional(
        {},
        "What each party does without an agreement (its BATNA).",
        examples=[{"support": "keep the agency until its contract ends"}],
    )
    positions: tuple[Position, ...] = optional(
        (), "What each party prefers, could live with, and walks away from."
    )
    tree: Annotated[Text, Refers("tree")] | None = optional(
        None, "The decision tree to follow.", examples=["rota-change"]
    )

    @property
    def current_stage(self) -> Stage | None:
        """The first stage that is not done; None when all are."""
        return next((stage for stage in self.stages if stage.done is None), None)


def _status(record: Record) -> str:
    return "draft"


def _answer(record: Plan, body: Body) -> str:
    status = record.status or _status(record)
    stage = record.current_stage
    if stage is None or status in {"concluded", "abandoned"}:
        return status
    return " · ".join(filter(None, (status, stage.id, stage.exit, str(stage.by or ""))))


def _rows(entry: Entry[Any]) -> Iterator[Row]:
    record: Plan = entry.record
    for stage in record.stages:
        title = shorten(stage.exit, _MAX_TITLE) or stage.id
        yield Row("item", item_key(entry.address, stage.id), title, (entry.id, entry.path))


KIND = Kind(
    name="plan",
    plural="plans",
    record=Plan,
    purpose="How a negotiation goes on stage by stage, with fallbacks and limits stated openly.",
    lifecycle=("draft", "active", "concluded"),
    closed=frozenset({"abandoned"}),
    default_status=_status,
    answer=_answer,
    rows=_rows,
    sections=(("What each side needs", "Interests before positions: why does each side want it?"),),
    example="""\
parties: []  # the teams that negotiate
status: draft
stages: []  # - {id: , by: , exit: , fallback: }
""",
)
