"""Assumptions: what is taken to be true until it is tested."""

from typing import ClassVar, Literal

from playbook.model.body import Body
from playbook.model.fields import Date, Duration, Text, optional
from playbook.model.kind import Kind
from playbook.model.record import Record


class Assumption(Record):
    """The front matter of an assumption; its title is the sentence that can be tested."""

    kind_name: ClassVar[str] = "assumption"

    status: Literal["open", "holding", "broken", "retired", ""] = optional(
        "", "Whether it holds; open if left out."
    )
    check_every: Duration | None = optional(None, "How often it is tested.", examples=["1 month"])
    checked: Date | None = optional(None, "The day on which it was last tested.")
    if_broken: Text = optional(
        "", "What you do if it turns out wrong.", examples=["reopen the first reply target"]
    )


def _status(record: Record) -> str:
    return "open"


def _answer(record: Assumption, body: Body) -> str:
    day = str(record.checked) if record.checked else ""
    return " · ".join(filter(None, (record.status or _status(record), day)))


KIND = Kind(
    name="assumption",
    plural="assumptions",
    record=Assumption,
    purpose="A sentence that is taken to be true, and what happens if it is not.",
    lifecycle=("open", "holding", "broken"),
    closed=frozenset({"retired"}),
    default_status=_status,
    free=True,
    answer=_answer,
    example="""\
status: open
""",
)
