"""The ledger: what each party gave and gained, on the page and in the file for spreadsheets."""

import csv
from typing import Any, cast

import pytest

from playbook.engine.workspace.workspace import Workspace
from playbook.model.csv_text import MARK, csv_text
from playbook.rendering.shapes import LedgerAgreement, LedgerPage
from playbook.rendering.views.ledger import account, ledger
from rendering.site_of import (
    TEAMS,
    document_of,
    panel,
    rendered,
    save,
    sheet_of,
    site,
    text_of,
    words,
)
from story import theme_files

AGREEMENT = "---\nparties: [support, finance]\nstatus: {}\n---\n# {}\n"
TRADE = """\
---
agreement: {agreement}
status: {status}
gives:
  - {{party: support, what: reply, from: 15, to: 45, unit: min, until: 2026-12-31}}
  - {{party: finance, what: budget, from: 0, to: 36000, unit: GBP/year}}
  - {{party: support.lead, what: patience, unquantified: nobody counts it}}
gains:
  - {{party: finance, what: agency, from: 61000, to: 0, unit: GBP / year, by: 2026-09-30}}
assumes: [volume]
---
# Trade {agreement}

Because.
"""
FILES = {
    **TEAMS,
    "content/agreements/cover.md": AGREEMENT.format("in-force", "Cover"),
    "content/agreements/past.md": AGREEMENT.format("ended", "Past"),
    "content/agreements/next.md": AGREEMENT.format("proposed", "Next"),
    "content/assumptions/volume.md": "---\nstatus: broken\n---\n# Volume stays low\n",
    "content/tradeoffs/one.md": TRADE.format(agreement="cover", status="accepted"),
    "content/tradeoffs/two.md": TRADE.format(agreement="past", status="accepted"),
    "content/tradeoffs/three.md": TRADE.format(agreement="next", status="proposed"),
}


def page_of(built: Workspace) -> LedgerPage:
    return cast("LedgerPage", sheet_of(built, "ledger.html", ledger).page)


def told(row: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a row of the ledger
    given = [(thing.amount, thing.what) for thing in row.given]
    gained = [(thing.amount, thing.what) for thing in row.gained]
    return row.party.text, given, gained, row.nets


def cover_of(built: Workspace) -> LedgerAgreement:
    (now, *_) = page_of(built).groups
    (cover,) = now.agreements
    return cover


def test_a_party_has_one_row_with_both_sides_and_what_is_left_where_it_traded_in_one_unit() -> None:
    assert [told(row) for row in cover_of(site(FILES)).rows] == [
        (
            "Finance",
            [("36,000 GBP/year", "budget")],
            [("61,000 GBP / year", "agency")],
            ("+25,000 GBP/year",),
        ),
        ("Support", [("30 min", "reply"), ("", "patience")], [], ()),
    ]


def test_what_holds_for_all_of_a_trade_off_is_said_once() -> None:
    cover = cover_of(site(FILES))
    (source,) = cover.sources
    assert source.link.text == "Trade cover"
    assert [words(value) for value in source.assumes] == ["Volume stays low Broken"]
    assert not source.until, "each thing has a day of its own"
    finance, support = cover.rows
    days = [words(thing.until) for thing in (*support.given, *finance.given, *finance.gained)]
    assert days == ["until 31 December 2026", "", "", "by 30 September 2026"]
    one_day = FILES["content/tradeoffs/one.md"].replace("unit: GBP/year}", "unit: GBP/year, D}")
    one_day = one_day.replace("by: 2026-09-30", "D").replace("counts it}", "counts it, D}")
    cover = cover_of(
        site({**FILES, "content/tradeoffs/one.md": one_day.replace("D}", "until: 2026-12-31}")})
    )
    assert words(cover.sources[0].until) == "until 31 December 2026"
    assert not any(thing.until for row in cover.rows for thing in (*row.given, *row.gained))


def test_things_tell_which_of_several_trade_offs_they_are_of() -> None:
    more = TRADE.format(agreement="cover", status="accepted").replace("[volume]", "[]")
    cover = cover_of(site({**FILES, "content/tradeoffs/zero.md": more}))
    assert [len(source.assumes) for source in cover.sources] == [1, 0]
    finance, support = cover.rows
    assert [thing.source for thing in finance.given] == [1, 2]
    assert [thing.source for thing in support.given] == [1, 1, 2, 2]
    assert finance.nets == ("+50,000 GBP/year",)


def test_what_is_proposed_or_past_stands_apart_and_is_in_no_total() -> None:
    page = page_of(site(FILES))
    assert [(group.title, [a.link.text for a in group.agreements]) for group in page.groups] == [
        ("In effect", ["Cover"]),
        ("Proposed", ["Next"]),
        ("No longer in effect", ["Past"]),
    ]
    assert [(t.party.text, t.unit_text, t.given, t.gained, t.net) for t in page.totals] == [
        ("Finance", "GBP/year", "36,000", "61,000", "+25,000"),
        ("Support", "min", "30", "", "−30"),
    ]


def test_totals_add_up_within_a_unit_and_never_across() -> None:
    more = TRADE.format(agreement="cover", status="accepted").replace("unit: min", "unit: hours")
    page = page_of(site({**FILES, "content/tradeoffs/more.md": more}))
    assert [(t.party.text, t.unit_text, t.net) for t in page.totals] == [
        ("Finance", "GBP/year", "+50,000"),
        ("Support", "hours", "−30"),
        ("Support", "min", "−30"),
    ]


def test_per_cents_of_different_things_have_no_sum() -> None:
    text = (
        "---\nagreement: cover\nstatus: accepted\n"
        "gives:\n  - {party: support, what: own answers, from: 100, to: 35, unit: '%'}\n"
        "  - {party: support, what: share of the budget, from: 20, to: 10, unit: percent}\n"
        "gains:\n  - {party: finance, what: agency, from: 61000, to: 0, unit: GBP}\n---\n# Parts\n"
    )
    page = page_of(site({**FILES, "content/tradeoffs/one.md": text}))
    (group, *_) = page.groups
    (row,) = [row for row in group.agreements[0].rows if row.team == "support"]
    assert told(row) == (
        "Support",
        [("65 %", "own answers"), ("10 percent", "share of the budget")],
        [],
        (),
    )
    assert [total.unit_text for total in page.totals if total.team == "support"] == []


def test_the_file_has_a_line_for_everything_and_its_sums_are_the_net() -> None:
    text = text_of(site(FILES), "ledger.csv")
    assert text.startswith(MARK)
    lines = list(csv.DictReader(text.removeprefix(MARK).splitlines()))
    assert len(lines) == 3 * 4
    ours = [line for line in lines if line["tradeoff"] == "one"]
    assert [line["amount"] for line in ours] == ["-30", "-36000", "", "61000"]
    assert ours[0]["party_title"] == "Support"
    assert ours[2]["not_in_numbers"] == "nobody counts it"
    assert ours[0]["assumptions"] == "Volume stays low (broken)"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "\r=1", "\uff1d1", "=HYPERLINK(1)"]
)
def test_no_cell_of_a_file_for_spreadsheets_is_a_formula(text: str) -> None:
    (line,) = csv.reader([csv_text(["x", "y"], [[text, -5.0]]).split("\r\n", 1)[1]])
    assert line == [f"'{text}", "-5"]


def test_a_formula_in_a_document_is_text_in_the_file() -> None:
    evil = FILES["content/tradeoffs/one.md"].replace("what: reply", "what: '=cmd|x'")
    text = text_of(site({**FILES, "content/tradeoffs/one.md": evil}), "ledger.csv")
    assert "'=cmd|x" in text
    assert ",=cmd" not in text


def test_each_team_has_a_ledger_of_its_own_to_which_its_page_leads() -> None:
    built = site(FILES)
    page = cast("LedgerPage", sheet_of(built, "teams/support/ledger.html", account).page)
    assert page.title == "Ledger: Support"
    assert [told(row) for group in page.groups[:1] for row in group.agreements[0].rows] == [
        ("Support", [("30 min", "reply"), ("", "patience")], [], ()),
    ]
    assert [(total.party.text, total.net) for total in page.totals] == [("Support", "−30")]
    also = panel(document_of(built, "teams/support.html"), "also-party")
    (way,) = [link for value in also.facts[0].values for link in value if "gave" in link.text]
    assert way.href == "support/ledger.html"


def test_a_team_that_traded_nothing_has_an_empty_ledger() -> None:
    built = site({**FILES, "content/teams/legal.md": "# Legal\n"})
    page = cast("LedgerPage", sheet_of(built, "teams/legal/ledger.html", account).page)
    assert page.empty
    assert page.empty.text == "No trade-off says what this team gave or got."


def many(count: int) -> dict[str, str]:
    """Return a playbook with so many agreements, and a trade-off for each."""
    files = dict(TEAMS)
    for number in range(count):
        files[f"content/agreements/a{number}.md"] = AGREEMENT.format("in-force", f"A {number}")
        trade = TRADE.format(agreement=f"a{number}", status="accepted").replace("[volume]", "[]")
        files[f"content/tradeoffs/t{number}.md"] = trade
    return files


def test_a_ledger_of_very_many_agreements_names_them_and_the_teams_have_the_rows() -> None:
    files = many(201)
    built = site({**files, **theme_files()})
    page = page_of(built)
    assert page.divided.startswith("These are 201 agreements: ")
    assert not any(held.rows for group in page.groups for held in group.agreements)
    (first, *_) = page.groups[0].agreements
    assert [link.href for link in first.accounts] == [
        "teams/finance/ledger.html#now-a0",
        "teams/support/ledger.html#now-a0",
    ]
    whole = text_of(built, "ledger.html")
    parts = [text_of(built, f"teams/{team}/ledger.html") for team in ("finance", "support")]
    for number in range(201):
        assert f'id="now-a{number}"' in whole
        assert all(f'id="now-a{number}"' in part for part in parts)
    lines = list(csv.DictReader(text_of(built, "ledger.csv").removeprefix(MARK).splitlines()))
    assert sum(part.count("<li data-unit") + part.count("<li>patience") for part in parts) == len(
        lines
    )
    (total, *_) = page.totals
    assert (total.party.href, total.given) == ("teams/finance/ledger.html", "7,236,000")


def test_of_a_party_without_a_page_the_trade_offs_are_named() -> None:
    files = many(201)
    name = "content/tradeoffs/t7.md"
    files[name] = files[name].replace("party: finance", "party: martians")
    (group,) = page_of(site(files)).groups
    told = {it.name: [source.link.text for source in it.sources] for it in group.agreements}
    assert told["a7"] == ["Trade a7"]
    assert not told["a8"]


def test_one_agreement_less_brings_the_rows_back() -> None:
    built = site(many(201))
    text_of(built, "ledger.html")
    save(built, "content/tradeoffs/t0.md", None)
    assert text_of(built, "ledger.html") == text_of(
        site({path: text for path, text in many(201).items() if "/t0." not in path}), "ledger.html"
    )
    assert not page_of(built).divided


def test_without_a_trade_off_the_page_says_what_to_write_first() -> None:
    page = page_of(site(TEAMS))
    assert page.empty
    assert page.empty.command.startswith("playbook new tradeoff ")
    assert not page.groups
    assert not page.totals


def test_a_draft_agreement_is_not_named() -> None:
    built = site({**FILES, "content/agreements/cover.md": AGREEMENT.format("draft", "Secret")})
    assert all("Secret" not in choice.text for choice in page_of(built).agreements)
    assert "Secret" not in text_of(built, "ledger.csv")


def test_an_edit_of_a_text_leaves_the_ledger_alone() -> None:
    built = site(FILES)

    def edit() -> None:
        changed = FILES["content/tradeoffs/one.md"].replace("Because.", "Because of that.")
        save(built, "content/tradeoffs/one.md", changed)

    assert not rendered(built, edit) & {"ledger.html", "ledger.csv"}
