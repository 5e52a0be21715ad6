"""`playbook import readings`: more readings of a metric, where it keeps them."""

from pathlib import Path

import pytest

from disk import found, lay, play, site
from playbook.engine.settings.registry import KINDS
from playbook.reading.parse import Library, parse
from playbook.reading.source.decode import decode
from story import STORY

METRIC = "content/metrics/reply.md"
FRONT = "---\nunit: min\nbetter: lower\nbaseline: {value: 60, date: 2026-01-01}\n"
KEEP = "keep one of the two"
QUOTE = "put a note that has a comma between quotation marks"
LAST_DAY = "write 2026-02-28: that month has 28 days"
TEXT = "---\n# First reply time\n\nMinutes.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay(tmp_path, STORY)


def metric(root: Path, readings: str = "") -> str:
    """Write the metric with some readings, and return its text."""
    text = f"{FRONT}{readings}{TEXT}"
    lay(root, {METRIC: text})
    return text


def test_readings_are_added_behind_those_in_front_matter(root: Path) -> None:
    metric(root, "readings:\n  - {date: 2026-06-01, value: 44}  # May\nevery: 1 month\n")
    lay(root, {"in.csv": 'date,value,note\n2026-01-05,51,"ill, and: late"\n2026-02-05,4.50,\n'})
    before = found(root)
    done = play(root, "import", "readings", "reply", "in.csv")
    assert (done.stdout, done.stderr) == (f"{METRIC}\n", "1 file written\n")
    assert (root / METRIC).read_text() == (
        f"{FRONT}readings:\n  - {{date: 2026-06-01, value: 44}}  # May\n"
        '  - {date: 2026-01-05, value: 51, note: "ill, and: late"}\n'
        f"  - {{date: 2026-02-05, value: 4.5}}\nevery: 1 month\n{TEXT}"
    )
    assert found(root) == before


def test_readings_between_brackets_stay_between_brackets(root: Path) -> None:
    metric(root, "readings: [{date: 2026-06-01, value: 44}]\n")
    lay(root, {"in.csv": "date,value\n2026-01-05,51\n"})
    play(root, "import", "readings", "metric:reply", "in.csv")
    added = "readings: [{date: 2026-06-01, value: 44}, {date: 2026-01-05, value: 51}]\n"
    assert (root / METRIC).read_text() == f"{FRONT}{added}{TEXT}"


@pytest.mark.parametrize(
    "readings",
    [
        "readings:\n- date: 2026-06-01\n  value: 44\n",
        "readings:\n  -   {date: 2026-06-01, value: 44}\n",
        "readings:\n  - value: 44  # so few\n    date: 2026-06-01  # in June\nevery: week\n",
        "readings:\n  - {date: 2026-06-01,\n     value: 44}\n",
        "readings:\n  - date: 2026-06-01\n    value: 44\n    note: |\n      a\nevery: week\n",
        "readings:\n  - date: 2026-06-01\n    value: 44\n    note: |\n      a\n      b\n",
        "readings: [\n  {date: 2026-06-01, value: 44},  # May\n  ]\n",
        "readings: [{date: 2026-06-01, value: 44},]\n",
        '"readings" :\n  - {"date": "2026-06-01", "value": "44"}\n',
    ],
    ids=range(9),
)
def test_readings_are_added_however_they_are_written(readings: str, root: Path) -> None:
    metric(root, readings)
    lay(root, {"in.csv": "date,value\n2026-01-05,51\n2026-02-05,50\n"})
    play(root, "import", "readings", "reply", "in.csv")
    source, _ = decode(METRIC, (root / METRIC).read_bytes())
    entry = parse(source, Library(KINDS))
    assert [reading.value for reading in entry.record.own_readings] == [44, 51, 50]
    assert [found.message for found in entry.problems if found.severity == "error"] == []


@pytest.mark.parametrize("readings", ["", "readings: []\n", "readings:\n"])
def test_a_metric_without_readings_gets_a_file(readings: str, root: Path) -> None:
    metric(root, readings)
    lay(root, {"in.csv": "date,value,note\n2026-01-05,51,\n2026-02-05,49,snow\n"})
    done = play(root, "import", "readings", "reply", "in.csv")
    assert done.stdout == f"content/metrics/reply.csv\n{METRIC}\n"
    csv = (root / "content/metrics/reply.csv").read_bytes()
    assert csv == b"date,value,note\n2026-01-05,51,\n2026-02-05,49,snow\n"
    assert "readings: reply.csv\n" in (root / METRIC).read_text()
    assert [told for told in found(root) if told[1] == "metric/bad-reading"] == []


def test_a_file_of_readings_is_continued_as_it_is(root: Path) -> None:
    metric(root, "readings: own.csv\n")
    held = b"\xef\xbb\xbfnote,date,value\r\nfirst,2026-01-05,51\r\n,2026-02-05,49"
    lay(root, {"content/metrics/own.csv": held, "in.csv": "value,date\n48,2026-03-05\n"})
    play(root, "import", "readings", "reply", "in.csv")
    assert (root / "content/metrics/own.csv").read_bytes() == held + b"\r\n,2026-03-05,48\r\n"


def test_tables_with_semicolons_and_decimal_commas_are_read(root: Path) -> None:
    metric(root)
    lay(root, {"in.csv": "\ufeffDate;Value;Note\r\n2026-01-05;4,5;a, b\r\n"})
    play(root, "import", "readings", "reply", "in.csv")
    csv = (root / "content/metrics/reply.csv").read_text()
    assert csv == 'date,value,note\n2026-01-05,4.5,"a, b"\n'


def test_a_german_spreadsheet_is_read_as_it_is(root: Path) -> None:
    metric(root)
    rows = "31.07.2026;57,5 %;\r\n5. August 2026;60;zwei krank\r\n"
    lay(root, {"in.csv": f"\ufeffDatum;Wert;Bemerkung\r\n{rows}"})
    done = play(root, "import", "readings", "reply", "in.csv")
    assert done.stderr.startswith("in.csv:2: “31.07.2026” was read as 2026-07-31\n")
    csv = (root / "content/metrics/reply.csv").read_text()
    assert csv == "date,value,note\n2026-07-31,57.5,\n2026-08-05,60,zwei krank\n"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("3/4/2026,5", "`date` expects a date such as 2026-03-09"),
        ("31.02.2026,5", "`date` expects a date such as 2026-03-09"),
        ('2026-01-05,"1,250"', "`value` expects a number such as 45 or 2.5"),
        ("June 2026,5", "`date` expects a date such as 2026-03-09"),
    ],
)
def test_what_may_mean_two_things_is_no_reading(row: str, told: str, root: Path) -> None:
    metric(root)
    lay(root, {"in.csv": f"date,value\n{row}\n"})
    assert told in play(root, "import", "readings", "reply", "in.csv", code=1).stderr


@pytest.mark.parametrize(
    ("row", "read"),
    [
        ("13/4/2026,5", "2026-04-13,5"),
        ('2026-1-5,"4,5"', "2026-01-05,4.5"),
        ("2026-01-05,5 %", "2026-01-05,5"),
    ],
)
def test_what_means_one_thing_is_read_so(row: str, read: str, root: Path) -> None:
    metric(root)
    lay(root, {"in.csv": f"date,value\n{row}\n"})
    play(root, "import", "readings", "reply", "in.csv")
    assert (root / "content/metrics/reply.csv").read_text() == f"date,value\n{read}\n"


def test_empty_columns_at_the_end_of_a_spreadsheet_do_not_count(root: Path) -> None:
    metric(root)
    lay(root, {"in.csv": "date;value;;\r\n2026-01-05;4,5;;\r\n;;;\r\n"})
    play(root, "import", "readings", "reply", "in.csv")
    assert (root / "content/metrics/reply.csv").read_text() == "date,value\n2026-01-05,4.5\n"


def test_a_file_with_empty_columns_at_the_end_is_continued(root: Path) -> None:
    held = b"date,value,,\n2026-02-05,47,,\n"
    lay(root, {"content/metrics/own.csv": held, "in.csv": "date,value\n2026-03-05,48\n"})
    metric(root, "readings: own.csv\n")
    play(root, "import", "readings", "reply", "in.csv")
    assert (root / "content/metrics/own.csv").read_bytes() == held + b"2026-03-05,48,,\n"


def test_what_is_there_already_is_told_and_left_out(root: Path) -> None:
    lay(root, {"in.csv": "date,value\n2026-06-01,44\n"})
    before = site(root)
    done = play(root, "import", "readings", "reply", "in.csv")
    assert done.stderr == (
        "in.csv:2: the reading of 2026-06-01 is there already, and was left out\n"
        "0 files written; 1 remark above\n"
    )
    assert site(root) == before


def test_every_line_that_is_wrong_is_told_and_nothing_written(root: Path) -> None:
    lines = "date,value\n2026-01-05,x\n9999-01-05,2\n2026-02-30,2\n2026-03-01,2\n\n2026-03-01,3\n"
    lay(root, {"in.csv": f"{lines}2026-06-01,45\n2026-05-01\n1,2,so\n"})
    before = site(root)
    done = play(root, "import", "readings", "reply", "in.csv", code=1)
    assert done.stderr.splitlines() == [
        "in.csv:2: `value` expects a number such as 45 or 2.5",
        "in.csv:3: the reading of 9999-01-05 is of a day that is yet to come; mend its date",
        f"in.csv:4: `date` expects a date that exists, such as 2026-03-09; {LAST_DAY}",
        "in.csv:7: there is an earlier reading for 2026-03-01; keep one of the two",
        f"in.csv:8: the metric has another reading of 2026-06-01: 44 there, 45 here; {KEEP}",
        "in.csv:9: the reading has no value; write it, or take the line out",
        f"in.csv:10: the line has too many columns; {QUOTE}",
        "nothing was written",
    ]
    assert site(root) == before


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"in.csv": ""}, "in.csv:1: no reading stands here; write a first line date,value,note"),
        ({"in.csv": "day,number\n1,2\n"}, "in.csv:1: readings have no column “day”"),
        ({"in.csv": b"date,value\n\xff,1\n"}, "in.csv:2: this file is not UTF-8 text"),
        (
            {"content/metrics/reply.csv": "date,value\n", METRIC: FRONT + TEXT},
            f"{METRIC}:1: content/metrics/reply.csv exists already, and the metric does not name",
        ),
        (
            {METRIC: f"{FRONT}readings: ../x.csv\n{TEXT}"},
            f"{METRIC}:1: its readings are to be in “../x.csv”, which is no file beside it",
        ),
        (
            {
                "content/metrics/r.csv": "date,value\nx,1\n",
                METRIC: f"{FRONT}readings: r.csv\n{TEXT}",
            },
            "content/metrics/r.csv:2: `date` expects a date such as 2026-03-09; mend that first",
        ),
        (
            {METRIC: f"{FRONT}readings:\n  - {{date: 2026-06-01}}\n{TEXT}"},
            f"{METRIC}:6: `readings` has no `value`; mend that first",
        ),
        (
            {
                "content/metrics/r.csv": "date,value\n",
                METRIC: f"{FRONT}readings: r.csv\n{TEXT}",
                "in.csv": "date,value,note\n2026-01-05,1,snow\n",
            },
            "content/metrics/r.csv:1: the file has no column for notes; add `,note`",
        ),
    ],
    ids=range(8),
)
def test_what_cannot_be_added_is_told(files: dict[str, str | bytes], told: str, root: Path) -> None:
    lay(root, {"in.csv": "date,value\n2026-01-05,1\n", **files})
    before = site(root)
    done = play(root, "import", "readings", "reply", "in.csv", code=1)
    assert done.stderr.startswith(told)
    assert site(root) == before


def test_a_metric_that_is_not_there_is_told(root: Path) -> None:
    lay(root, {"in.csv": "date,value\n2026-01-05,1\n"})
    done = play(root, "import", "readings", "repply", "in.csv", code=2)
    assert "there is no metric “repply”: did you mean “reply”?" in done.stderr
