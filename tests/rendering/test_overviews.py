"""Fairness and health: how agreements are shared out, and what they lack."""

from typing import cast

import pytest

from playbook.engine.workspace.workspace import Workspace
from playbook.rendering.shapes import FairnessPage, HealthPage
from playbook.rendering.views.fairness import fairness
from playbook.rendering.views.health import health
from rendering.site_of import TEAMS, document_of, panel, rendered, rows, save, sheet_of, site

AGREEMENT = """\
---
parties: [support, finance]
status: {status}
commitments:
  - {{party: support.lead, does: answer}}
  - {{party: support, does: wait, status: dropped}}
risks:
  - {{risk: Rain, shares: {{support: 90, finance: 10}}}}
  - {{risk: Snow, shares: {{support: 70, finance: 30}}}}
{more}---
# {title}

We agree.
"""
TRADE = (
    "---\nagreement: cover\nstatus: accepted\n"
    "gives:\n  - {party: support, what: time, from: 0, to: 1, unit: h/week}\n"
    "gains:\n  - {party: finance, what: money, from: 0, to: 1, unit: GBP/year}\n---\n# Trade\n"
)


def agreement(title: str, *, status: str = "in-force", more: str = "") -> str:
    return AGREEMENT.format(title=title, status=status, more=more)


FILES = {
    **TEAMS,
    "content/agreements/cover.md": agreement("Cover"),
    "content/tradeoffs/trade.md": TRADE,
}


def fairness_of(built: Workspace) -> FairnessPage:
    return cast("FairnessPage", sheet_of(built, "fairness.html", fairness).page)


def health_of(built: Workspace) -> HealthPage:
    return cast("HealthPage", sheet_of(built, "health.html", health).page)


def codes(built: Workspace) -> set[str]:
    return {found.code for found in built.diagnostics() if found.span.path.endswith("cover.md")}


def test_an_agreement_shows_who_bears_how_much_and_which_rule_would_speak() -> None:
    built = site(FILES)
    grid = panel(document_of(built, "agreements/cover.html"), "fairness")
    assert rows(grid) == [
        [
            "Support",
            "80 %; 1.6 times an equal share",
            "1",
            "1",
            "0",
            "Bears too much; Gives and gains nothing",
        ],
        ["Finance", "20 %; 0.4 times an equal share", "0", "0", "1", "Gains and gives nothing"],
    ]
    assert "An equal share is 50 %" in grid.note
    assert {"agreement/overloaded", "tradeoff/gives-only", "tradeoff/gains-only"} <= codes(built)


@pytest.mark.parametrize(("overload", "lopsided"), [("2", "1.5"), ("1.2", "1.9"), ("3", "3")])
def test_the_panel_speaks_exactly_when_the_rules_do(overload: str, lopsided: str) -> None:
    settings = f"fairness: {{overload: {overload}, lopsided: {lopsided}}}\n"
    built = site({**FILES, "site.yml": settings})
    grid = panel(document_of(built, "agreements/cover.html"), "fairness")
    said = "; ".join(row[-1] for row in rows(grid))
    told = {
        "Bears too much": "agreement/overloaded",
        "One risk lies mostly here": "agreement/lopsided-risk",
    }
    for text, code in told.items():
        assert (text in said) is (code in codes(built)), code


def test_an_agreement_that_is_suspended_is_no_load() -> None:
    rest = agreement("Cover", status="suspended")
    assert fairness_of(site(FILES)).agreements
    assert not fairness_of(site({**FILES, "content/agreements/cover.md": rest})).agreements


def test_a_waived_rule_is_shown_as_waived() -> None:
    more = "waive:\n  - {rule: agreement/overloaded, because: they asked for it}\n"
    built = site({**FILES, "content/agreements/cover.md": agreement("Cover", more=more)})
    grid = panel(document_of(built, "agreements/cover.html"), "fairness")
    assert rows(grid)[0][-1].startswith("Bears too much (waived)")


def test_shares_that_do_not_add_up_are_said_to_and_blame_nobody() -> None:
    text = agreement("Cover").replace("support: 90, finance: 10", "support: 90, finance: 20")
    grid = panel(
        document_of(site({**FILES, "content/agreements/cover.md": text}), "agreements/cover.html"),
        "fairness",
    )
    assert rows(grid)[0][1] == "the shares do not add up"


def test_the_overview_counts_each_party_over_all_agreements_in_force() -> None:
    even = agreement("Even").replace("90", "50").replace("10", "50").replace("70", "50")
    even = even.replace("30", "50")
    ended = agreement("Ended", status="ended")
    more = {"content/agreements/even.md": even, "content/agreements/ended.md": ended}
    page = fairness_of(site({**FILES, **more}))
    assert page.parties
    assert rows(page.parties) == [
        ["Finance", "0.7\u00a0×", "2", "0", "0", "1"],
        ["Support", "1.3\u00a0×", "2", "2", "1", "0"],
    ]
    assert page.agreements
    assert [row[0] for row in rows(page.agreements)] == ["Cover", "Even"]


def test_health_marks_what_each_agreement_has_and_counts_it() -> None:
    outcome = "---\nparties: [support, finance]\nstatus: agreed\n---\n# Calm\n"
    full = agreement("Full", more="outcome: calm\nacceptance:\n  - {metric: m, target: 1}\n")
    proposed = agreement("Later", status="proposed")
    more = {
        "content/outcomes/calm.md": outcome,
        "content/agreements/full.md": full,
        "content/agreements/later.md": proposed,
    }
    page = health_of(site({**FILES, **more}))
    assert page.grid
    assert rows(page.grid) == [
        ["Cover", "Missing", "Yes", "Missing", "Missing", "Missing", "Missing"],
        ["Full", "Yes", "Missing", "Yes", "Missing", "Missing", "Missing"],
        ["Later; Proposed", *["Missing"] * 4, *["Not yet due"] * 2],
    ]
    assert [(part.label, part.text) for part in page.coverage] == [
        ("Outcome", "1 of 3"),
        ("Trade-offs", "1 of 3"),
        ("Criteria", "1 of 3"),
        ("Right", "0 of 3"),
        ("Review", "0 of 2"),
        ("Debrief", "0 of 2"),
    ]
    assert len(page.to_write) == 10
    assert page.rest == "and 3 more"
    assert [(found.link.text, found.missing) for found in page.to_write[:3]] == [
        ("Cover", "nobody who decides on changes"),
        ("Full", "nobody who decides on changes"),
        ("Cover", "no criterion of success"),
    ]
    assert page.to_write[0].command.startswith("playbook new right")


def test_the_right_of_the_settings_governs_agreements_that_name_none() -> None:
    right = "---\ndecision: Change\nstatus: in-force\napprover: finance.director\n---\n# Change\n"
    files = {**FILES, "content/rights/change.md": right, "site.yml": "changes_by: change\n"}
    page = health_of(site(files))
    assert page.grid
    assert rows(page.grid)[0][4] == "Yes"


def test_a_review_that_is_still_to_come_is_told_with_its_day() -> None:
    text = FILES["content/agreements/cover.md"]
    dated = text.replace("---\n", "---\nfrom: 2026-06-01\nreview_every: 3 months\n", 1)
    page = health_of(site({**FILES, "content/agreements/cover.md": dated}))
    missing = {found.missing for found in page.to_write if found.link.text == "Cover"}
    assert "no review was held, the first is due on 1 September 2026" in missing


def test_empty_views_say_what_to_write_first() -> None:
    for page in (fairness_of(site(TEAMS)), health_of(site(TEAMS))):
        assert page.empty
        assert page.empty.command == 'playbook new agreement "Weekend cover"'


def test_health_counts_the_kinds_that_are_in_use() -> None:
    counts = health_of(site(TEAMS)).counts
    assert counts
    assert rows(counts) == [["Teams", "2", "0"]]
    assert health_of(site({})).counts is None


def test_an_edit_of_a_text_leaves_the_overviews_alone() -> None:
    built = site(FILES)
    changed = agreement("Cover").replace("We agree.", "We agreed.")
    again = rendered(built, lambda: save(built, "content/agreements/cover.md", changed))
    assert not again & {"fairness.html", "health.html"}
