"""Lessons, weights, zones, pilots and proposals: what the newer parts of pages say."""

from typing import cast

import pytest

from playbook.engine.workspace.workspace import Workspace
from playbook.rendering.shapes import IndexPage, LessonsPage, Weighing
from playbook.rendering.views.lessons import lessons
from playbook.rendering.views.lists import kind_index
from rendering.site_of import TEAMS, document_of, fact, panel, rendered, rows, save, sheet_of, site

DEBRIEF = """---
about: [agreement:cover]
held: 2026-06-01
status: reviewed
owner: support
tags: [Big launches]
input: {finance: written}
lessons:
  late:
    lesson: We heard too late
    improvements:
      - {do: tell earlier, type: norm, owner: support.lead, due: 2026-07-01, status: doing}
      - {do: tell in person, owner: support, due: 2026-06-10, status: done, evidence: norm:tell}
      - {do: write a book, owner: support, due: 2026-06-20, status: dropped}
  unheeded:
    lesson: A book is not read
    improvements: [{do: print it, owner: support, due: 2026-06-20, status: dropped}]
  kept:
    keep: true
    lesson: A call a day was enough
---
# Round one
"""
FILES = {
    **TEAMS,
    "content/debriefs/one.md": DEBRIEF,
    "content/norms/tell.md": "---\nparties: [support]\nadopted: 2026-06-05\n---\n# Tell\n\nIt.\n",
    "content/agreements/cover.md": "---\nparties: [support, finance]\nstatus: in-force\n"
    "changes_by: change\n---\n# Cover\n\nSo.\n",
    "content/rights/change.md": "---\ndecision: Change it\nstatus: in-force\n"
    "approver: finance.director\nveto: [support.lead]\nveto_grounds: contracts\n"
    "answer_within: 5 days\n---\n# Changing it\n",
    "content/amendments/a.md": "---\namends: agreement:cover\nstatus: approved\n"
    "approved: 2026-05-01\n---\n# First change\n",
    "content/amendments/b.md": "---\namends: agreement:cover\nstatus: approved\n"
    "approved: 2026-06-01\n---\n# Second change\n",
}


@pytest.fixture
def built() -> Workspace:
    return site(FILES)


def board(built: Workspace) -> LessonsPage:
    return cast("LessonsPage", sheet_of(built, "lessons.html", lessons).page)


def test_the_board_has_improvements_by_how_far_they_are_with_what_shows_it(
    built: Workspace,
) -> None:
    groups = {group.slug: group.items for group in board(built).groups}
    (running,), (done,) = groups["open"], groups["done"]
    assert (running.words, running.parties, running.topics) == (
        "tell earlier",
        "support",
        "big-launches",
    )
    assert running.due
    assert running.due.due
    assert running.status
    assert running.status.slug == "doing"
    assert getattr(done.evidence[0][0], "href", "") == "norms/tell.html"
    assert running.lesson.href == "debriefs/one.html#late"


def test_lessons_name_their_topics_and_teams_and_what_follows(built: Workspace) -> None:
    page = board(built)
    assert [(held.link.text, held.so) for held in page.lessons] == [
        ("We heard too late", "1 of 2 improvements done"),
        ("A book is not read", "Dropped"),
        ("A call a day was enough", "Keep as it is"),
    ]
    assert [(choice.value, choice.text) for choice in page.topics] == [
        ("big-launches", "Big launches")
    ]
    assert [choice.value for choice in page.parties] == ["finance", "support"]
    assert page.lessons[0].parties == "finance support"
    assert page.as_of == "20 June 2026"


def test_topics_that_differ_in_a_sign_alone_are_two_and_those_in_capitals_one() -> None:
    tagged = {
        f"content/debriefs/{name}.md": DEBRIEF.replace("[Big launches]", f"[{tags}]")
        for name, tags in {"one": "C++, Audit", "two": "'C#', audit", "three": "'?'"}.items()
    }
    page = board(site({**FILES, **tagged}))
    assert [choice.value for choice in page.topics] == ["topic", "audit", "c", "c-2"]
    assert [choice.text for choice in page.topics][2:] == ["C#", "C++"]
    assert {held.topics for held in page.lessons} == {"c-2 audit", "c audit", "topic"}


def test_the_text_of_a_debrief_renders_no_board(built: Workspace) -> None:
    text = DEBRIEF + "\n## What happened\n\nA lot.\n"
    assert "lessons.html" not in rendered(
        built, lambda: save(built, "content/debriefs/one.md", text)
    )


MATRIX = """---
parties: [support, finance]
weights:
  support: {impact: 60, cost: 40}
  finance: {impact: %d, cost: %d}
---
# Which?

## Scores

| Option | Impact | Cost |
| ------ | -----: | ---: |
| Slow   |      5 |    1 |
| Fast   |      3 |    3 |
"""


@pytest.mark.parametrize(
    ("impact", "answer", "tips"),
    [
        (58, "Yes:", ["10 points less for Impact: Fast comes first"]),
        (80, "No: Slow stays first", ["21 points less for Impact: Fast comes first"]),
        (42, "Slow and Fast are so close", []),
    ],
)
def test_a_matrix_says_whether_another_weight_would_change_the_winner(
    impact: int, answer: str, tips: list[str]
) -> None:
    built = site({**TEAMS, "content/matrices/m.md": MATRIX % (impact, 100 - impact)})
    facts = panel(document_of(built, "matrices/m.html"), "fragility")
    assert fact(facts, "answer")[0].startswith(answer)
    assert fact(facts, "tipping")[: len(tips)] == tips


def test_a_matrix_brings_along_what_is_needed_to_try_other_weights() -> None:
    built = site({**TEAMS, "content/matrices/m.md": MATRIX % (80, 20)})
    held: Weighing = panel(document_of(built, "matrices/m.html"), "weighing")
    assert [(it.title, it.weight) for it in held.criteria] == [("Impact", "70"), ("Cost", "30")]
    assert [(it.title, it.scores, it.text) for it in held.options] == [
        ("Slow", ("5", "1"), "3.8"),
        ("Fast", ("3", "3"), "3"),
    ]


PLAN = """---
parties: [support, finance]
status: active
positions:
  - {issue: days, party: support, unit: days, prefer: 1, walk_away: 4}
  - {issue: Days, party: finance, unit: days, prefer: 5, walk_away: %d}
  - {issue: money, party: finance, unit: GBP, prefer: 10, walk_away: 5}
---
# Talks
"""


@pytest.mark.parametrize(
    ("walk_away", "room"), [(2, "2 to 4 days"), (4, "4 to 4 days"), (5, "None: look")]
)
def test_a_plan_says_where_the_sides_could_meet(walk_away: int, room: str) -> None:
    built = site({**TEAMS, "content/plans/p.md": PLAN % walk_away})
    grid = panel(document_of(built, "plans/p.html"), "zone")
    assert len(grid.rows) == 3
    assert rows(grid)[-1][2].startswith(room)
    assert rows(grid)[0] == ["days", "Support", "1 to 4 days"]


def test_pilots_that_run_say_how_they_are_judged_and_what_follows() -> None:
    built = site(
        {
            **TEAMS,
            "content/metrics/m.md": "---\nunit: min\nbetter: lower\nreadings:\n"
            "  - {date: 2026-06-01, value: 40}\n---\n# Wait\n",
            "content/pilots/a.md": "---\nparties: [support]\nstatus: running\nend: 2026-07-01\n"
            "success: [{metric: m, target: 50}]\nguardrails: [{metric: m, limit: 60}]\n"
            "decides: {met: keep it, missed: drop it}\n---\n# Trial\n",
            "content/pilots/b.md": "---\nparties: [support]\nstatus: planned\n---\n# Later\n",
        }
    )
    page = cast("IndexPage", sheet_of(built, "pilots/index.html", kind_index).page)
    assert rows(page.grids[0]) == [
        [
            "Trial",
            "1 July 2026",
            "Wait; 50 min or less Met",
            "Wait; 60 min or less",
            "Met keep it; Missed drop it",
        ]
    ]


def test_an_agreement_says_how_to_change_it_and_what_was_changed_before(built: Workspace) -> None:
    save(built, "site.yml", "edit_uri_template: https://forge.example/edit/{path}\n")
    facts = panel(document_of(built, "agreements/cover.html"), "propose-a-change")
    assert fact(facts, "under") == ["Changing it"]
    assert fact(facts, "veto_grounds") == ["contracts"]
    assert fact(facts, "answer_within") == ["5 days"]
    edit, command = next(held for held in facts.facts if held.name == "how").values
    assert edit[0].href == "https://forge.example/edit/content/agreements/cover.md"
    assert command[1].text == 'playbook new amendment "What changes" --of agreement:cover'
    assert fact(facts, "amended") == [
        "Second change Approved 1 June 2026",
        "First change Approved 1 May 2026",
    ]


def test_a_norm_is_changed_under_the_right_of_the_settings_or_says_that_there_is_none(
    built: Workspace,
) -> None:
    facts = panel(document_of(built, "norms/tell.html"), "propose-a-change")
    assert "name one as changes_by in site.yml" in facts.note
    assert fact(facts, "amended") == ["Not yet"]
    save(built, "site.yml", "changes_by: change\n")
    facts = panel(document_of(built, "norms/tell.html"), "propose-a-change")
    assert fact(facts, "approver")[0].startswith("Finance director")


def test_what_has_ended_is_not_changed_any_more(built: Workspace) -> None:
    text = "---\nparties: [support, finance]\nstatus: ended\n---\n# Cover\n"
    save(built, "content/agreements/cover.md", text)
    slugs = [held.slug for held in document_of(built, "agreements/cover.html").panels]
    assert "propose-a-change" not in slugs
