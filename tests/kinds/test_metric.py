"""Metrics: readings in the record and in a file beside it."""

from datetime import date

import pytest

from kinds.reading_samples import KINDS, read, record_of
from playbook.kinds.common.readings import Reading, read_csv
from playbook.kinds.metric import latest
from playbook.model.body import Body
from playbook.model.text import Source

START = "unit: min\nbetter: lower\n"


def csv(text: str) -> tuple[tuple[Reading, ...], list[tuple[int, str]]]:
    """Return the readings of a file, and what is wrong by line."""
    source = Source.of("content/metrics/reply.csv", text)
    readings, problems = read_csv(source)
    assert all(problem.code == "metric/bad-reading" for problem in problems)
    return readings, [(source.position(p.span.start).line, p.message) for p in problems]


def test_the_latest_reading_is_that_of_the_latest_date_and_not_the_last_one() -> None:
    record = record_of(
        "metric",
        START + "readings: [{date: 2026-05-01, value: 44}, {date: 2026-04-01, value: 51}]\n",
    )
    found = latest(record.own_readings)
    assert found is not None
    assert found.value == 44
    assert KINDS["metric"].answer(record, Body()) == "44 min · 2026-05-01"


def test_readings_may_be_in_a_file_beside_the_document() -> None:
    record = record_of("metric", START + "readings: reply.csv\n")
    assert record.readings_file == "reply.csv"
    assert record.own_readings == ()
    assert KINDS["metric"].answer(record, Body()) == "min"


def test_a_wrong_reading_is_told_in_the_words_of_readings_and_not_of_files() -> None:
    text = f"---\n{START}readings: [{{date: 2026-05-01, value: many}}]\n---\n"
    validated, _ = read(KINDS["metric"], text)
    messages = [problem.message for problem in validated.problems]
    assert any("expects a number" in message for message in messages)
    assert not any("expects a text" in message for message in messages)


def test_a_file_of_readings() -> None:
    text = 'date,value,note\n2026-04-01,51,\n\n2026-05-01, 44 ,"launch, left in"\n'
    readings, problems = csv(text)
    assert problems == []
    assert [(r.date, r.value, r.note) for r in readings] == [
        (date(2026, 4, 1), 51, ""),
        (date(2026, 5, 1), 44, "launch, left in"),
    ]


def test_the_note_may_be_left_out_and_the_columns_may_change_places() -> None:
    readings, problems = csv("value,date\n51,2026-04-01\n")
    assert problems == []
    assert readings[0].value == 51


@pytest.mark.parametrize("text", ["", "\n\n", "date,value,note\n"])
def test_an_empty_file_has_no_readings(text: str) -> None:
    assert csv(text) == ((), [])


def test_every_bad_line_is_reported_at_its_place_and_the_good_ones_stay() -> None:
    text = (
        'date,value,note\n2026-04-01,51,"two\nlines"\n2026-02-30,1,\n2026-05-01,many,\n'
        "2026-05-02,,\n2026-06-01,43,a,b\n2026-04-01,50,\n2026-07-01,40,\n"
    )
    readings, problems = csv(text)
    assert [reading.value for reading in readings] == [51, 40]
    assert problems == [
        (4, "`date` expects a date that exists, such as 2026-03-09"),
        (5, "`value` expects a number such as 45 or 2.5"),
        (6, "the reading has no value"),
        (7, "the line has too many columns"),
        (8, "there is an earlier reading for 2026-04-01"),
    ]


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("2026-04-01,51", "readings have no column “2026-04-01”"),
        ("Datum,Wert", "readings have no column “Datum”"),
        ("date,,value", "column 2 has no name"),
        ("date,note", "there is no column “value”"),
        ("date,value,value", "two columns are called “value”"),
        ("date,value,x", "readings have no column “x”"),
    ],
)
def test_columns_must_be_named(head: str, told: str) -> None:
    assert csv(f"{head}\n2026-05-01,44\n") == ((), [(1, told)])


@pytest.mark.parametrize(
    ("text", "marked", "message", "hint"),
    [
        (
            "date;value\n2026-05-01;44\n",
            "date;value",
            "the columns are parted by “;”",
            "save the table as CSV with commas between the columns",
        ),
        (
            "date\tvalue\n",
            "date\tvalue",
            "the columns are parted by tabs",
            "save the table as CSV with commas between the columns",
        ),
        (
            "2026-05-01,44\n",
            "2026-05-01,44",
            "readings have no column “2026-05-01”",
            "write a line date,value,note above this one",
        ),
        (
            "day,value\n",
            "day,value",
            "readings have no column “day”",
            "call it “date”: the first line is date,value,note",
        ),
        (
            "date,value\n2026-05-01, 44 min\n",
            "44 min",
            "`value` expects a number such as 45 or 2.5",
            "write 44",
        ),
        (
            "date,value\n01.05.2026,44\n",
            "01.05.2026",
            "`date` expects a date such as 2026-03-09",
            "write 2026-05-01",
        ),
        (
            "date,value\naverage,44\n",
            "average",
            "`date` expects a date such as 2026-03-09",
            "take the line out: it is no reading",
        ),
        (
            "date,value\n2026-05-01,n/a\n",
            "n/a",
            "`value` expects a number such as 45 or 2.5",
            "write it, or take the line out",
        ),
        (
            "date,value\n2026-05-01,51,5\n",
            "2026-05-01,51,5",
            "the line has too many columns",
            "write 51.5 if the comma is that of a number",
        ),
        (
            "date,value,note\n2026-05-01,51,5\n",
            "2026-05-01,51,5",
            "the note is the number 5",
            "write 51.5 if the comma is that of a number; else say in words what it is",
        ),
    ],
)
def test_what_is_wrong_in_a_table_is_marked_with_how_to_mend_it(
    text: str, marked: str, message: str, hint: str
) -> None:
    (problem,) = read_csv(Source.of("content/metrics/reply.csv", text))[1]
    assert text[problem.span.start : problem.span.end] == marked
    assert (problem.message, problem.hint) == (message, hint)


def test_empty_columns_at_the_end_do_not_count() -> None:
    readings, problems = csv("date,value,,\n2026-05-01,44,,\n2026-06-01,45\n2026-07-01,46,x,\n")
    assert [reading.value for reading in readings] == [44, 45]
    assert problems == [(4, "the line has too many columns")]


@pytest.mark.parametrize(
    ("line", "left"),
    [('2026-04-01,51,"never closed', []), (f"2026-04-01,51,{'x' * 200_000}", [44])],
    ids=["open quotation", "very long"],
)
def test_a_line_that_cannot_be_read_is_reported_and_never_swallows_others_unseen(
    line: str, left: list[float]
) -> None:
    readings, problems = csv(f"date,value,note\n{line}\n2026-05-01,44,\n")
    assert problems == [(2, "the line cannot be read")]
    assert [reading.value for reading in readings] == left
