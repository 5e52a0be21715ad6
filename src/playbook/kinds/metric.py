"""Metrics: what is measured, and the readings."""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from playbook.kinds.common.readings import Reading, read_csv
from playbook.model.body import Body
from playbook.model.entry import DRAFT, Entry
from playbook.model.fields import Date, Duration, Number, Party, Text, optional, required
from playbook.model.kind import Kind
from playbook.model.meant.alike import likeness_key
from playbook.model.playbook import Row
from playbook.model.record import Part, Record
from playbook.model.text import Source
from playbook.model.view import View


def _only_draft(value: object) -> object:
    if value in (None, "", DRAFT):
        return value or ""
    raise PydanticCustomError(
        "derived", "of a metric is `draft`, or is not written: it only counts"
    )


def _form_of_readings(value: object) -> str:
    return "file" if isinstance(value, str) else "list"


class Baseline(Part):
    """The value before anything changed."""

    value: Number = Field(description="The value, in the metric's unit.", examples=[62])
    date: Date | None = optional(None, "When it was measured.")


class Target(Part):
    """The value to reach."""

    value: Number = Field(description="The value, in the metric's unit.", examples=[45])
    by: Date | None = optional(None, "The day by which it is reached.")


class Band(Part):
    """The values between which a metric should stay, both included."""

    low: Number = Field(description="The lowest good value.")
    high: Number = Field(description="The highest good value.")


class Metric(Record):
    """The front matter of a metric."""

    kind_name: ClassVar[str] = "metric"

    status: Annotated[Literal["draft", ""], BeforeValidator(_only_draft)] = optional(
        "", "`draft` until it is agreed what is measured; then it is not written."
    )
    unit: Text = required("", "What the numbers count.", examples=["min", "per week", "GBP/year"])
    better: Literal["lower", "higher", "within"] | None = required(
        None, "Which way is good: lower, higher, or within a band.", examples=["lower"]
    )
    baseline: Baseline | None = optional(
        None, "The value to compare with.", examples=[{"value": 62, "date": "2026-02-01"}]
    )
    target: Target | None = optional(
        None, "The value to reach.", examples=[{"value": 45, "by": "2026-06-30"}]
    )
    band: Band | None = optional(
        None, "Where it should stay, for `better: within`.", examples=[{"low": 20, "high": 30}]
    )
    collected_by: Party | None = optional(None, "Who takes the readings.", examples=["support"])
    source: Text = optional(
        "", "Where the numbers come from.", examples=["Median from the ticket system's export"]
    )
    every: Duration | None = optional(None, "How often it is read.", examples=["1 month"])
    readings: Annotated[
        Annotated[tuple[Reading, ...], Tag("list")] | Annotated[Text, Tag("file")],
        Discriminator(_form_of_readings),
    ] = optional(
        (),
        "The readings, or the name of a CSV file beside this one with date,value,note.",
        examples=[[{"date": "2026-04-01", "value": 51}], "weekend-first-reply.csv"],
    )

    @property
    def readings_file(self) -> str:
        """The name of the CSV file that holds the readings; "" if they stand in the record."""
        return self.readings if isinstance(self.readings, str) else ""

    @property
    def own_readings(self) -> tuple[Reading, ...]:
        """The readings that stand in the record, as written; () if they are in a file."""
        return () if isinstance(self.readings, str) else self.readings


def latest(readings: tuple[Reading, ...]) -> Reading | None:
    """Return the reading with the latest date; of two on one date, the one written last."""
    return max(reversed(readings), key=lambda reading: reading.date, default=None)


def readings(view: View, record: Metric, path: str) -> tuple[Reading, ...]:
    """Return the readings of the metric in a file, by date: those of its record or of its CSV."""
    found = record.own_readings
    if record.readings_file:
        folder = path.rpartition("/")[0]
        source: Source | None = view.first("text", f"{folder}/{record.readings_file}")
        found = read_csv(source)[0] if source else ()
    return tuple(sorted(found, key=lambda reading: reading.date))


def _answer(record: Metric, body: Body) -> str:
    last = latest(record.own_readings)
    return f"{last.value:.15g} {record.unit} · {last.date}" if last else record.unit


def _rows(entry: Entry[Any]) -> Iterator[Row]:
    key = likeness_key(entry.title)
    if key:
        yield Row("metric-title", key, entry.address, (entry.id, entry.path))


KIND = Kind(
    name="metric",
    plural="metrics",
    record=Metric,
    purpose="A number that all sides look at, measured in one way, with its readings.",
    lifecycle=(DRAFT,),
    answer=_answer,
    rows=_rows,
    sections=(("What does not count", "Name the cases that one could count and you do not."),),
    example="""\
unit:  # what the numbers count, such as min or GBP/year
better:  # lower, higher or within
status: draft  # take this line out once it is agreed what is measured
readings: []  # - {date: , value: }
""",
)
