"""Tables for spreadsheets: every cell comes back as it was, and none of them is a formula."""

import csv
import io
import json
from collections.abc import Callable, Mapping

from hypothesis import given
from hypothesis import strategies as st

from playbook.engine.workspace.workspace import Options
from playbook.model.csv_text import MARK, Row, csv_text
from playbook.model.view import View
from playbook.queries.export.rights import rights
from playbook.queries.export.tables import glossary, improvements, ledger, measured
from rendering.site_of import TEAMS, site, text_of

LINE = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1)
CELLS = st.one_of(st.none(), st.floats(-1e9, 1e9).map(lambda number: round(number, 3)), st.text())
TRADE = """\
---
agreement: cover
gives:
  - {party: support, what: reply, from: 15, to: 45, unit: min}
gains:
  - {party: finance, what: spend, from: 61000, to: 0, unit: GBP/year}
---
# Trade
"""
RIGHT = """\
---
decision: Change cover
status: in-force
driver: support.lead
approver: finance.director
veto: [support.lead]
consulted: [support]
informed: [support, finance.director]
limit: {from: -5, to: 100, unit: GBP}
answer_within: 5 days
if_silent: escalate
escalate_to: right:more
---
# Changing cover
"""
DEBRIEF = """\
---
about: [agreement:cover]
held: 2026-06-10
status: reviewed
input: {support: all}
lessons:
  late:
    lesson: We heard late
    improvements:
      - do: write weekly
        type: norm
        owner: support.lead
        due: 2026-06-30
        status: done
        evidence: term:reply
      - {do: call}
  good: {lesson: It held, keep: true}
---
# Looking back
"""
TERM = """\
---
status: agreed
aliases: [FRT, first response]
avoid: [reaction time]
senses: {finance: the first contact, support: the first answer}
agreed: support
related: [hidden, other]
---
# First reply

The first answer of a *person*
in writing.

More.
"""
FILES = {
    **TEAMS,
    "content/agreements/cover.md": (
        "---\nparties: [support, finance]\nstatus: in-force\n---\n# Cover\n"
    ),
    "content/tradeoffs/one.md": TRADE,
    "content/rights/change.md": RIGHT,
    "content/rights/more.md": (
        "---\ndecision: More\nstatus: in-force\napprover: finance.director\n---\n# More\n"
    ),
    "content/debriefs/back.md": DEBRIEF,
    "content/terms/reply.md": TERM,
    "content/terms/other.md": "# Other\n",
    "content/terms/hidden.md": "---\naudience: board\n---\n# Hidden\n",
    "content/metrics/m.md": "---\nunit: min\nbetter: lower\nreadings: m.csv\n---\n# Minutes\n",
    "content/metrics/m.csv": "date,value,note\n2026-02-01,-4.5,late\n2026-01-01,5,\n",
}


def read(text: str) -> list[list[str]]:
    assert text.startswith(MARK)
    return list(csv.reader(io.StringIO(text.removeprefix(MARK), newline=""), strict=True))


def table(
    write: Callable[[View], str],
    files: Mapping[str, str] = FILES,
    options: Options | None = None,
) -> list[dict[str, str]]:
    head, *rows = read(write(site(files, options).view()))
    assert len(set(head)) == len(head)
    return [dict(zip(head, row, strict=True)) for row in rows]


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=5))
def test_what_is_written_is_read_back_cell_by_cell(rows: list[Row]) -> None:
    head, *found = read(csv_text(["a", "b"], rows))
    assert head == ["a", "b"]
    assert len(found) == len(rows)
    for cells, row in zip(found, rows, strict=True):
        for cell, value in zip(cells, row, strict=True):
            if isinstance(value, float):
                assert float(cell) == value
            else:
                assert cell in {value or "", f"'{value}"}
                assert not cell.lstrip(" \u00a0").startswith(tuple("=+-@\t\r\n＝＋－＠"))  # noqa: RUF001 - the wide forms are meant


@given(LINE)
def test_hostile_words_of_an_author_stay_in_their_cell(words: str) -> None:
    debrief = DEBRIEF.replace("do: call", f"do: {json.dumps(words, ensure_ascii=False)}")
    found = table(improvements, {**FILES, "content/debriefs/back.md": debrief})
    done = {row["improvement"].removeprefix("'") for row in found}
    assert words.strip().removeprefix("'") in done or not words.strip()


def test_the_ledger_is_the_one_of_the_site() -> None:
    built = site(FILES)
    assert ledger(built.view()) == text_of(built, "ledger.csv")
    assert [row["amount"] for row in table(ledger)] == ["-30", "61000"]


def test_the_grid_of_rights_says_who_does_what() -> None:
    change, more = table(rights)
    assert list(change)[13:] == [
        *("Finance director (finance.director)", "Support (support)"),
        "Head of Support (support.lead)",
    ]
    assert change["Head of Support (support.lead)"] == "D/V"
    assert change["Finance director (finance.director)"] == "A/I"
    assert change["Support (support)"] == "C/I"
    assert (change["from"], change["to"], change["unit"]) == ("-5", "100", "GBP")
    assert (change["answer_within"], change["if_silent"]) == ("5 days", "escalate")
    assert change["escalate_to"] == "right:more"
    assert more["Support (support)"] == ""
    assert more["Finance director (finance.director)"] == "A"


def test_a_role_that_does_not_exist_has_its_column() -> None:
    wrong = {"content/rights/a.md": RIGHT.replace("driver: support.lead", "driver: sales.head")}
    (row,) = table(rights, wrong)
    assert row["(sales.head)"] == "D"


def test_improvements_come_with_their_lesson_and_a_lesson_without_one_has_a_row() -> None:
    first, second, third = table(improvements)
    assert (first["debrief"], first["debrief_title"]) == ("back", "Looking back")
    assert (first["held"], first["lesson"], first["lesson_text"]) == (
        *("2026-06-10", "late"),
        "We heard late",
    )
    assert (first["improvement"], first["type"]) == ("write weekly", "norm")
    assert (first["owner"], first["owner_title"]) == ("support.lead", "Support")
    assert (first["due"], first["status"]) == ("2026-06-30", "done")
    assert (first["evidence"], first["evidence_title"]) == ("term:reply", "First reply")
    assert (second["improvement"], second["status"], second["owner"]) == ("call", "open", "")
    assert (third["lesson"], third["improvement"], third["status"]) == ("good", "", "")


def test_readings_come_by_date_and_keep_their_sign() -> None:
    assert table(measured) == [
        {
            "metric": "m",
            "metric_title": "Minutes",
            "date": date,
            "value": value,
            "unit": "min",
            "note": note,
        }
        for date, value, note in (("2026-01-01", "5", ""), ("2026-02-01", "-4.5", "late"))
    ]


def test_a_term_has_its_labels_and_what_it_means_to_whom() -> None:
    row, other = table(glossary)
    assert row["definition"] == "The first answer of a person in writing."
    assert (row["aliases"], row["avoid"]) == ("FRT; first response", "reaction time")
    assert row["senses"] == "Support: the first answer; Finance: the first contact"
    assert row["agreed"] == "support"
    assert row["related"] == "other"
    assert (other["term"], other["status"]) == ("other", "proposed")


def test_tables_leave_out_what_the_site_leaves_out() -> None:
    assert "hidden" not in {row["term"] for row in table(glossary)}
    board = Options(audience="board")
    assert "hidden" in {row["term"] for row in table(glossary, options=board)}
    draft = {**FILES, "content/rights/more.md": "---\nstatus: draft\n---\n# More\n"}
    assert [row["right"] for row in table(rights, draft)] == ["change"]
    assert len(table(rights, draft, Options(drafts=True))) == 2


def test_without_anything_to_tell_a_table_has_its_head_alone() -> None:
    for write in (ledger, rights, improvements, measured, glossary):
        assert len(read(write(site({}).view()))) == 1
