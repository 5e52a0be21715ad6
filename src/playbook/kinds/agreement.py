"""Agreements: what the parties promise each other."""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from playbook.model.address import Refers
from playbook.model.body import Body
from playbook.model.entry import Entry
from playbook.model.fields import (
    Date,
    Duration,
    Level,
    Number,
    Party,
    Share,
    TeamOnly,
    Text,
    optional,
    required,
)
from playbook.model.keys import item_key
from playbook.model.kind import Kind
from playbook.model.playbook import Row
from playbook.model.record import Part, Record
from playbook.model.shorten import shorten

_MAX_TITLE = 80


class Commitment(Part):
    """What one party does for the others."""

    id: Text = optional("", "A name, so that other documents can point at it.")
    party: Party = Field(description="Who commits to it.", examples=["support"])
    does: Text = Field(
        description="What the party does.", examples=["staff two people each weekend day"]
    )
    every: Duration | None = optional(None, "How often, for what repeats.", examples=["week"])
    due: Date | None = optional(None, "By when, for what is done once.")
    metric: Annotated[Text, Refers("metric")] | None = optional(
        None, "The metric that shows whether it is kept."
    )
    status: Literal["open", "doing", "done", "dropped"] = optional("open", "How far it is.")


class Acceptance(Part):
    """A criterion of success."""

    metric: Annotated[Text, Refers("metric")] | None = optional(
        None, "The metric that is looked at.", examples=["weekend-first-reply"]
    )
    target: Number | None = optional(None, "The value to reach, in the metric's unit.")
    unit: Text = optional("", "The metric's unit, if you like to repeat it; it is checked.")
    by: Date | None = optional(None, "The day by which it is reached.")
    applies_to: Literal["all"] | tuple[Party, ...] | None = optional(
        None, "`all`, or the parties that are bound by it.", examples=["all", ["support"]]
    )


class Risk(Part):
    """A risk, and how much of it each party bears."""

    id: Text = optional("", "A name, so that other documents can point at it.")
    risk: Text = Field(description="What may happen.", examples=["Volume doubles during a launch"])
    shares: dict[Party, Share] = optional(
        {},
        "How much each party bears, in per cent; together 100.",
        examples=[{"support": 60, "finance": 40}],
    )
    likelihood: Level | None = optional(None, "How likely it is; the same scale for all risks.")
    impact: Level | None = optional(None, "How bad it would be; the same scale for all risks.")


class Review(Part):
    """A meeting that looked at the agreement again."""

    date: Date = Field(description="The day of the review.")
    present: tuple[Party, ...] = optional((), "The parties that took part.")
    result: Literal["keep", "amend", "end"] = Field(description="What the parties decided.")
    amendment: Annotated[Text, Refers("amendment")] | None = optional(
        None, "The amendment that came of it, where the result is `amend`."
    )
    note: Text = optional("", "What else should be remembered.")


class Agreement(Record):
    """The front matter of an agreement."""

    kind_name: ClassVar[str] = "agreement"

    status: Literal[
        "draft",
        "proposed",
        "in-force",
        "suspended",
        "superseded",
        "ended",
        "expired",
        "rejected",
        "",
    ] = optional("", "Where the agreement stands; draft if left out.")
    parties: tuple[TeamOnly, ...] = required(
        (),
        "The teams that promise each other something, at least two.",
        examples=[["support", "finance"]],
    )
    outcome: Annotated[Text, Refers("outcome")] | None = optional(
        None, "The shared outcome that it serves.", examples=["calm-weekends"]
    )
    from_: Date | None = optional(None, "The first day on which it holds.", alias="from")
    until: Date | None = optional(None, "The last day on which it holds.")
    changes_by: Annotated[Text, Refers("right")] | None = optional(
        None, "The decision right that governs changes.", examples=["change-weekend-cover"]
    )
    disputes: Annotated[Text, Refers("right", "tree")] | None = optional(
        None,
        "Where a dispute goes: a decision right or a decision tree.",
        examples=["tree:rota-change"],
    )
    commitments: tuple[Commitment, ...] = optional((), "What each party does for the others.")
    acceptance: tuple[Acceptance, ...] = optional(
        (), "How all sides will see whether it works: metric, target and date."
    )
    risks: tuple[Risk, ...] = optional((), "What may go wrong, and who bears how much of it.")
    signed: dict[Party, Date] = optional(
        {}, "Which party signed when.", examples=[{"support": "2026-03-02"}]
    )
    reviews: tuple[Review, ...] = optional((), "The reviews that were held.")


def _status(record: Record) -> str:
    return "draft"


def _answer(record: Agreement, body: Body) -> str:
    status = record.status or _status(record)
    return " · ".join(filter(None, (status, ", ".join(record.parties))))


def _rows(entry: Entry[Any]) -> Iterator[Row]:
    record: Agreement = entry.record
    named = [(commitment.id, commitment.does) for commitment in record.commitments]
    named += [(risk.id, risk.risk) for risk in record.risks]
    for item, words in named:
        if item:
            address = item_key(entry.address, item)
            yield Row("item", address, shorten(words, _MAX_TITLE), (entry.id, entry.path))


KIND = Kind(
    name="agreement",
    plural="agreements",
    record=Agreement,
    purpose="What teams promise each other: who does what, how success is seen, who bears risks.",
    lifecycle=("draft", "proposed", "in-force"),
    beside={"suspended": "in-force"},
    closed=frozenset({"superseded", "ended", "expired", "rejected"}),
    default_status=_status,
    answer=_answer,
    rows=_rows,
    sections=(
        ("Terms", "What holds, in words that nobody can read in two ways."),
        ("How we handle trouble", "What do you do first when you disagree?"),
    ),
    example="""\
parties: []  # at least two teams
status: draft
""",
)
