"""Metrics: what is measured, and the readings."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, ValidationError
from pydantic_core import PydanticCustomError

from playbook.model.alike import likeness_key
from playbook.model.body import Body
from playbook.model.csv_text import csv_rows
from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.entry import DRAFT, Entry
from playbook.model.fields import Date, Duration, Number, Party, Text, optional, required
from playbook.model.kind import Kind
from playbook.model.meant_amounts import number_meant
from playbook.model.meant_days import day_meant
from playbook.model.playbook import Row
from playbook.model.record import Part, Record
from playbook.model.text import Source
from playbook.model.view import View

COLUMNS = ("date", "value", "note")
"""The columns of a file of readings; the note may be left out."""


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


class Reading(Part):
    """One measurement."""

    date: Date = Field(description="The day of the reading.")
    value: Number = Field(description="The value, in the metric's unit.", examples=[44])
    note: Text = optional("", "What one should know about it.")


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


def read_csv(source: Source) -> tuple[tuple[Reading, ...], tuple[Diagnostic, ...]]:
    """Read a file of readings: a line with the names of the columns, then one line a reading.

    What is wrong is reported at its line, as `metric/bad-reading`, and left out; so is the second
    of two readings on one date. Empty lines do not count, nor do empty columns at the end.
    """
    found, problems = read_lines(source)
    return tuple(reading for _, reading in found), problems


def read_lines(
    source: Source,
) -> tuple[tuple[tuple[int, Reading], ...], tuple[Diagnostic, ...]]:
    """Read a file as `read_csv` does, each reading with the number of its line."""
    readings: dict[object, tuple[int, Reading]] = {}
    problems: list[Diagnostic] = []
    rows = csv_rows(source.text)
    first, header = next(rows, (1, list(COLUMNS)))
    columns = _filled(header or ())
    names = [column.casefold() for column in columns]
    if wrong := _wrong_columns(columns):
        hint = f"the first line is {','.join(COLUMNS)}"
        problems.append(_bad_line(source, first, wrong, hint))
        return (), tuple(problems)
    for line, cells in rows:
        if cells is None:
            hint = "is a quotation mark never closed, or a field very long?"
            problems.append(_bad_line(source, line, "the line cannot be read", hint))
            continue
        if len(_filled(cells)) > len(names):
            hint = "put a note that has a comma between quotation marks"
            problems.append(_bad_line(source, line, "the line has too many columns", hint))
            continue
        held = {name: cell for name, cell in zip(names, cells, strict=False) if cell.strip()}
        try:
            reading = Reading.model_validate(held)
        except ValidationError as error:
            problems += [_bad_line(source, line, *told) for told in _complaints(error)]
            continue
        if reading.date in readings:
            message = f"there is an earlier reading for {reading.date}"
            problems.append(_bad_line(source, line, message, "keep one of the two"))
            continue
        readings[reading.date] = (line, reading)
    return tuple(readings.values()), tuple(problems)


def _filled(cells: Sequence[str]) -> list[str]:
    """Return cells without the empty ones at the end, which spreadsheets write."""
    filled = [cell.strip() for cell in cells]
    while filled and not filled[-1]:
        filled.pop()
    return filled


def _wrong_columns(columns: Sequence[str]) -> str:
    """Return what is wrong with the names of the columns, "" if nothing is."""
    names = [column.casefold() for column in columns]
    for number, (column, name) in enumerate(zip(columns, names, strict=True), 1):
        if not name:
            return f"column {number} has no name"
        if name not in COLUMNS:
            return f"readings have no column “{column}”"
        if names.count(name) > 1:
            return f"two columns are called “{name}”"
    missing = [name for name in COLUMNS[:2] if name not in names]
    return f"there is no column “{missing[0]}”" if missing else ""


def _complaints(error: ValidationError) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a line, each with how to mend it, "" if that cannot be told."""
    for detail in error.errors(include_url=False):
        column = detail["loc"][0]
        if detail["type"] == "missing":
            yield f"the reading has no {column}", "write it, or take the line out"
        elif detail["type"].startswith("date_from"):
            yield f"`{column}` expects a date that exists, such as 2026-03-09", ""
        else:
            find = {"date_text": day_meant, "number_text": number_meant}.get(detail["type"])
            meant = find(str(detail["input"]).strip()) if find else ""
            yield f"`{column}` {detail['msg']}", f"write {meant}" if meant else ""


def _bad_line(source: Source, line: int, message: str, hint: str = "") -> Diagnostic:
    start = source.line_start(line)
    span = source.span(start, start + len(source.line(line)))
    return Diagnostic("metric/bad-reading", Severity.ERROR, span, message, hint)


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
