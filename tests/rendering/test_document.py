"""A document's page: its standing, its facts, its text, and what refers to it."""

import pytest

from kinds.samples import SAMPLES
from playbook.engine.workspace.workspace import Options, Workspace
from playbook.rendering.shapes import Day, Grid, MentionGroup
from rendering.site_of import (
    TEAMS,
    document_of,
    fact,
    panel,
    rendered,
    rows,
    save,
    site,
    words,
)

PLATFORM = {
    "content/teams/support.md": "---\nroles:\n  lead: {title: Head of Support}\n---\n# Support\n",
    "content/teams/platform.md": "---\nroles:\n  lead: {title: Head of Platform}\n---\n"
    "# Platform\n",
    "content/teams/leadership.md": "---\nroles:\n  coo: {title: COO, holder: kim, final: true}\n"
    "---\n# Leadership\n",
    "content/metrics/weekday-interrupts.md": "---\nunit: per week\nbetter: lower\nreadings:\n"
    "  - {date: 2026-06-01, value: 7}\n---\n# Weekday interrupts\n",
}


@pytest.fixture(scope="module")
def story() -> Workspace:
    """The playbook of the content model, drafts and all."""
    samples = {f"content/{path}": text for path, text in SAMPLES.items()}
    return site({**PLATFORM, **samples}, Options(drafts=True))


def titles(groups: tuple[MentionGroup, ...]) -> dict[str, list[str]]:
    return {group.title: [mention.link.text for mention in group.mentions] for group in groups}


def test_an_agreement_says_where_it_stands(story: Workspace) -> None:
    page = document_of(story, "agreements/weekend-cover.html")
    assert page.status is not None
    assert page.status.text == "In force"
    assert fact(page.strip, "parties") == ["Support", "Platform", "Finance"]
    assert fact(page.strip, "since") == ["9 March 2026"]
    assert fact(page.strip, "reviewed") == ["8 June 2026"]
    assert fact(page.strip, "review-due") == ["8 September 2026"]


def test_an_agreement_says_who_does_what_and_how_one_tells(story: Workspace) -> None:
    page = document_of(story, "agreements/weekend-cover.html")
    assert rows(panel(page, "commitments")) == [
        ["Support", "staff two people each weekend day", "every week", ""],
        ["Platform", "keep one engineer on standby", "every week", ""],
        ["Finance", "release the cover budget", "31 March 2026", "Done"],
    ]
    names = [column.label for column in panel(page, "commitments").columns]
    assert names == ["Party", "Does", "When", "Status"], "no column in which nothing stands"
    assert rows(panel(page, "acceptance")) == [
        [
            "Weekend first reply",
            "45 min",
            "30 June 2026",
            "43 min on 1 June 2026; Met",
            "All parties",
        ],
        [
            "Weekday interrupts",
            "5 per week",
            "30 June 2026",
            "7 per week on 1 June 2026; Not yet met",
            "All parties",
        ],
    ]
    assert rows(panel(page, "risks"))[0] == [
        "Volume doubles during a launch",
        "45 %",
        "35 %",
        "20 %",
    ]
    assert rows(panel(page, "signatures"))[2] == ["Finance", "5 March 2026"]
    change = panel(page, "propose-a-change")
    assert fact(change, "approver") == ["Finance director"]
    assert fact(change, "veto") == ["Head of Platform"]


def test_an_agreement_is_read_summary_first(story: Workspace) -> None:
    page = document_of(story, "agreements/weekend-cover.html")
    assert "Support answers every weekend" in page.lead
    assert "<h1" not in page.lead + page.body
    assert page.body.startswith('<h2 id="terms">')
    assert [anchor.text for anchor in page.contents][-2:] == ["Terms", "How we handle trouble"]


def test_contents_name_what_a_heading_refers_to_as_the_heading_does() -> None:
    text = "# How\n\n## On [[listening]]\n\nText.\n\n### And [[nothing]]\n\nText.\n"
    built = site({"content/pages/how.md": text, "content/pages/listening.md": "# To listen\n"})
    (part,) = document_of(built, "pages/how.html").contents
    assert part.text == "On To listen"
    assert [below.text for below in part.children] == ["And nothing"]


def test_a_page_of_one_part_has_no_contents() -> None:
    page = "# Listening\n\nWe listen.\n\n## How\n\nWe ask.\n"
    built = site({**TEAMS, "content/pages/listening.md": page})
    assert document_of(built, "pages/listening.html").contents == ()
    save(built, "content/pages/listening.md", f"{page}\n### Twice\n\nAnd again.\n")
    assert [it.text for it in document_of(built, "pages/listening.html").contents] == ["How"]


def test_what_refers_to_a_document_says_in_which_role(story: Workspace) -> None:
    agreement = titles(document_of(story, "agreements/weekend-cover.html").mentions)
    assert agreement["Trade-offs"] == ["A slower first reply for weekends off"]
    assert agreement["Amendments"] == ["Standby joins within 30 minutes"]
    assumption = titles(document_of(story, "assumptions/weekend-volume.html").mentions)
    assert assumption["Ground for trade-off"] == ["A slower first reply for weekends off"]
    assert assumption["Tested by pilot"] == ["Four-week rota pilot"]
    outcome = titles(document_of(story, "outcomes/calm-weekends.html").mentions)
    assert outcome["Served by agreement"] == ["Weekend cover"]
    norm = document_of(story, "norms/tuesday-update.html").mentions
    assert titles(norm)["Mentioned in"] == ["Who decides on a rota change?"]
    (mention,) = norm[-1].mentions
    assert mention.contexts == ("Tell the others in the Tuesday update.",)
    kinds = {group.title: group.mentions[0].kind for group in norm}
    assert kinds["Mentioned in"] == "Decision tree"
    assert kinds.get("Reason for norm", "") == "", "said by the title already"


def test_a_tradeoff_says_what_moves_from_where_to_where(story: Workspace) -> None:
    page = document_of(story, "tradeoffs/slower-first-reply.html")
    assert rows(panel(page, "gives"))[2] == [
        "Finance",
        "cover budget",
        "0 → 36,000 GBP/year",
        "31 December 2026",
    ]
    assert fact(panel(page, "facts"), "assumes") == [
        "Weekend volume stays below 900 tickets a month"
    ]


def test_a_right_says_who_decides_and_follows_the_ladder(story: Workspace) -> None:
    page = document_of(story, "rights/change-weekend-cover.html")
    facts = panel(page, "facts")
    assert fact(facts, "approver") == ["Finance director"]
    assert fact(facts, "veto_grounds") == ["standby would exceed the limit in people's contracts"]
    assert fact(facts, "if_silent") == ["It goes one step up"]
    ladder = panel(page, "escalation")
    assert [words(step.parts) for step in ladder.steps] == ["Finance director", "COO"]
    assert [step.last for step in ladder.steps] == [False, True]
    assert ladder.note == ""


def test_a_metric_lists_its_readings_and_its_target_apart(story: Workspace) -> None:
    page = document_of(story, "metrics/weekend-first-reply.html")
    grid = panel(page, "readings")
    assert [row[1] for row in rows(grid)] == ["62 min", "51 min", "44 min", "43 min", "45 min"]
    assert [row.mark for row in grid.rows] == ["baseline", "", "", "", "target"]
    assert rows(grid)[-1] == ["Target by 30 June 2026", "45 min", ""]
    assert fact(panel(page, "facts"), "latest") == ["43 min on 1 June 2026", "Met"]


def test_a_metric_reads_its_readings_from_a_file_beside_it() -> None:
    built = site(
        {
            "content/metrics/m.md": "---\nunit: min\nbetter: lower\nevery: 1 month\n"
            "readings: m.csv\n---\n# M\n",
            "content/metrics/m.csv": "date,value,note\n2026-05-01,9,high\n2026-04-01,8,\n",
        }
    )
    assert rows(panel(document_of(built, "metrics/m.html"), "readings")) == [
        ["1 April 2026", "8 min", ""],
        ["1 May 2026", "9 min", "high"],
    ]
    save(built, "content/metrics/m.csv", "date,value\n2026-06-01,7\n")
    assert fact(panel(document_of(built, "metrics/m.html"), "facts"), "every") == ["every month"]
    assert fact(panel(document_of(built, "metrics/m.html"), "facts"), "latest") == [
        "7 min on 1 June 2026"
    ]


def test_a_matrix_shows_its_scores_once_with_totals(story: Workspace) -> None:
    page = document_of(story, "matrices/cover-options.html")
    grid = panel(page, "scores")
    assert rows(grid)[0] == ["Rota with standby", "4", "4", "5", "4.27"]
    assert grid.rows[0].mark == "chosen"
    assert "<table" not in page.body
    assert "Why these scores" in page.body
    assert rows(panel(page, "weights"))[-1][0] == "Mean"


def test_a_plan_shows_stages_positions_and_alternatives(story: Workspace) -> None:
    page = document_of(story, "plans/cover-negotiation.html")
    assert rows(panel(page, "stages"))[2] == [
        "Settle",
        "6 March 2026",
        "agreement signed",
        "extend the agency to July",
        "Changing weekend cover",
    ]
    assert rows(panel(page, "positions"))[0] == [
        "first reply target",
        "Support",
        "30 min",
        "40 min; 45 min",
        "60 min",
        "Head of Support",
    ]
    assert len(rows(panel(page, "no-deal"))) == 3


@pytest.mark.parametrize("status", ["active", "concluded", "abandoned"])
def test_no_day_of_what_is_over_is_waited_for(status: str) -> None:
    front = f"parties: [support]\nstatus: {status}\nstages:\n  - {{id: try, by: 2026-03-01}}\n"
    built = site({**TEAMS, "content/plans/p.md": f"---\n{front}---\n# Plan\n"})
    stages = panel(document_of(built, "plans/p.html"), "stages")
    assert isinstance(stages, Grid)
    (day,) = stages.rows[0].cells[1].values[0]
    assert isinstance(day, Day)
    assert day.due == (status == "active")


def test_a_debrief_shows_lessons_improvements_and_who_was_heard(story: Workspace) -> None:
    page = document_of(story, "debriefs/cover-round-one.html")
    lessons = panel(page, "lessons")
    assert [row.slug for row in lessons.rows] == ["late-surprises", "pilot-worked"]
    assert rows(lessons)[1][1] == "Keep as it is"
    why = "Norm · Because: Finance heard of the launch weekend after it was staffed"
    assert rows(panel(page, "improvements"))[0] == [
        f"weekly one-page update; {why}",
        "Support",
        "30 June 2026",
        "Done",
        "Tuesday update",
    ]
    assert rows(panel(page, "input"))[2] == ["Finance", "written"]


@pytest.mark.parametrize(
    ("url", "slug", "name", "expected"),
    [
        ("amendments/raise-standby-limit.html", "facts", "amends", ["Weekend cover"]),
        ("assumptions/weekend-volume.html", "facts", "next_check", ["1 July 2026"]),
        (
            "incentives/shared-savings.html",
            "facts",
            "pool",
            ["12,000 GBP/year", "agency spend saved"],
        ),
        (
            "norms/tuesday-update.html",
            "facts",
            "cadence",
            ["one-page update", "every week, on Tuesday"],
        ),
        (
            "outcomes/calm-weekends.html",
            "facts",
            "out_of_scope",
            ["telephone support", "public holidays"],
        ),
        ("pilots/four-week-rota.html", "result", "led_to", ["Weekend cover"]),
        ("terms/first-reply.html", "facts", "avoid", ["reaction time"]),
        ("teams/finance.html", "working-with", "risk_appetite", ["Low"]),
    ],
)
def test_every_kind_states_its_facts(
    story: Workspace, url: str, slug: str, name: str, expected: list[str]
) -> None:
    assert fact(panel(document_of(story, url), slug), name) == expected


def test_changes_decisions_shares_and_senses_are_tables(story: Workspace) -> None:
    changes = panel(document_of(story, "amendments/raise-standby-limit.html"), "changes")
    assert rows(changes) == [["standby joins within", "20 min", "30 min"]]
    decides = panel(document_of(story, "pilots/four-week-rota.html"), "decides")
    assert [row.mark for row in decides.rows] == ["chosen", "", ""]
    split = panel(document_of(story, "incentives/shared-savings.html"), "split")
    assert rows(split)[2] == ["Finance", "20 %", "30 %"]
    senses = panel(document_of(story, "terms/first-reply.html"), "senses")
    counts = "the first answer written by a person; Counts in agreements"
    assert rows(senses)[0] == ["Support", counts]


def test_a_team_shows_what_it_is_party_to_has_promised_and_decides(story: Workspace) -> None:
    page = document_of(story, "teams/finance.html")
    assert rows(panel(page, "agreements"))[0][:3] == [
        "Weekend cover",
        "In force",
        "8 September 2026",
    ]
    assert rows(panel(page, "promised"))[0][0] == "release the cover budget"
    right = rows(panel(page, "rights"))[0]
    assert right[:2] == ["Changing weekend cover", "decides (Finance director); is informed"]
    assert not {"Party to agreement", "Approver in"} & titles(page.mentions).keys()


def test_what_replaces_a_document_is_said_first() -> None:
    built = site(
        {
            "content/norms/old.md": "---\nstatus: superseded\n---\n# Old\n",
            "content/norms/new.md": "---\nstatus: in-force\nsupersedes: [old]\n---\n# New\n",
            "content/norms/alone.md": "---\nstatus: superseded\n---\n# Alone\n",
        }
    )
    (notice,) = document_of(built, "norms/old.html").notices
    assert words(notice.parts) == "This has been replaced by New"
    assert (
        words(document_of(built, "norms/alone.html").notices[0].parts) == "This has been replaced."
    )
    assert fact(document_of(built, "norms/new.html").strip, "replaces") == ["Old"]


def test_drafts_waivers_and_open_amendments_are_said() -> None:
    built = site(
        {
            **TEAMS,
            "content/norms/n.md": "---\nstatus: draft\nwaive:\n  - {rule: norm/unowned, "
            "because: it is new, until: 2026-12-31}\n---\n# N\n",
            "content/amendments/a.md": "---\namends: norm:n\nstatus: proposed\n---\n# Less of it\n",
        },
        Options(drafts=True),
    )
    notices = document_of(built, "norms/n.html").notices
    assert [notice.tone for notice in notices] == ["draft", "info", "waived"]
    assert words(notices[1].parts).endswith("Less of it")
    assert "until 31 December 2026: it is new" in words(notices[2].parts)


def test_a_file_that_is_half_written_is_not_called_a_draft() -> None:
    text = "---\nparties: [support, finance\nstatus: in-force\n---\n# N\n\nWe meet.\n"
    built = site({**TEAMS, "content/agreements/n.md": text}, Options(drafts=True))
    assert document_of(built, "agreements/n.html").notices == ()


def test_what_is_history_is_not_due_any_more() -> None:
    text = "---\nparties: []\nstatus: {}\nfrom: 2026-01-01\nreview_every: 1 month\n---\n# A\n"
    built = site({"content/agreements/a.md": text.replace("{}", "in-force")})
    assert fact(document_of(built, "agreements/a.html").strip, "review-due") == ["1 February 2026"]
    save(built, "content/agreements/a.md", text.replace("{}", "ended"))
    assert fact(document_of(built, "agreements/a.html").strip, "review-due") == []


def test_a_draft_that_refers_to_a_document_is_not_mentioned_on_it() -> None:
    built = site(
        {
            "content/norms/n.md": "---\nstatus: in-force\n---\n# N\n",
            "content/norms/secret.md": "---\nstatus: draft\n---\n# Secret\n\n[n](n.md)\n",
        }
    )
    assert document_of(built, "norms/n.html").mentions == ()


def test_a_bare_id_mentions_the_document_that_it_leads_to() -> None:
    built = site(
        {
            "content/norms/x.md": "---\nstatus: in-force\n---\n# Norm X\n",
            "content/terms/x.md": "---\nstatus: agreed\n---\n# Term X\n",
            "content/pages/p.md": "# P\n\nSee [[x]].\n",
        }
    )
    assert titles(document_of(built, "norms/x.html").mentions) == {"Mentioned in": ["P"]}
    assert document_of(built, "terms/x.html").mentions == ()


def test_anchors_of_panels_give_way_to_those_of_the_text() -> None:
    text = "---\nstatus: agreed\naliases: [y]\n---\n# X\n\nA.\n\n## Facts\n\nThese.\n"
    page = document_of(site({"content/terms/x.md": text}), "terms/x.html")
    assert [held.slug for held in page.panels] == ["facts-facts"]


def test_there_is_one_first_level_heading() -> None:
    page = document_of(site({"content/pages/p.md": "# One\n\nA.\n\n# Two\n\nB.\n"}), "pages/p.html")
    assert page.title == "One"
    assert page.body.startswith('<h2 id="two">')


def test_the_edit_link_names_the_file() -> None:
    files = {"content/pages/a b.md": "# A\n"}
    assert document_of(site(files), "pages/a b.html").edit_href == ""
    uri = "edit_uri_template: https://forge.example/edit/{path}\n"
    page = document_of(site({**files, "site.yml": uri}), "pages/a b.html")
    assert page.edit_href == "https://forge.example/edit/content/pages/a%20b.md"
    script = site({**files, "site.yml": "edit_uri_template: javascript:alert(1)\n"})
    assert document_of(script, "pages/a b.html").edit_href == ""


def test_previous_and_next_are_neighbours_by_title_and_change_with_them_only() -> None:
    files = {f"content/pages/{name}.md": f"# {name.upper()}\n" for name in "abcd"}
    built = site(files)
    page = document_of(built, "pages/b.html")
    assert page.previous is not None
    assert page.next is not None
    assert (page.previous.text, page.next.text) == ("A", "C")
    again = rendered(built, lambda: save(built, "content/pages/d.md", "# DD\n"))
    assert {"pages/c.html", "pages/d.html"} <= again
    assert not {"pages/a.html", "pages/b.html"} & again


def test_an_edit_of_a_body_renders_its_page_and_those_made_to_print_it(story: Workspace) -> None:
    path = "content/agreements/weekend-cover.md"
    text = SAMPLES["agreements/weekend-cover.md"] + "\nOne more line.\n"
    again = rendered(story, lambda: save(story, path, text))
    documents = {url for url in again if not url.startswith("search/")}
    assert documents == {
        "agreements/weekend-cover.html",
        "print/agreements.html",
        "print/index.html",
    }


def contexts_of(workspace: Workspace, url: str) -> list[str]:
    return [
        context
        for group in document_of(workspace, url).mentions
        for mention in group.mentions
        for context in mention.contexts
    ]


def test_the_words_around_a_reference_are_those_of_the_page() -> None:
    files = {
        **TEAMS,
        "content/pages/update.md": "# Tuesday update\n\nWe write.\n",
        "content/norms/hidden.md": "---\nstatus: draft\n---\n# Secret\n\nNo.\n",
        "content/pages/how.md": "# How\n\nSee [[page:update]], [[update|it]], [[norm:hidden]] and "
        "[[norm:nothing]]; `[[page:update]]` is how to write it.\n",
    }
    built = site(files)
    said = (
        "See Tuesday update, it, norm:hidden and norm:nothing; [[page:update]] is how to write it."
    )
    assert contexts_of(built, "pages/update.html") == [said]
    assert ">Tuesday update</a>" in document_of(built, "pages/how.html").lead
    save(built, "content/pages/update.md", "# Weekly letter\n\nWe write.\n")
    (renewed,) = contexts_of(built, "pages/update.html")
    assert renewed.startswith("See Weekly letter, it")


def test_a_new_title_renews_the_words_that_others_show_of_it() -> None:
    files = {
        **TEAMS,
        "content/pages/one.md": "# One\n\nFirst.\n",
        "content/pages/two.md": "# Two\n\nSecond.\n",
        "content/pages/how.md": "# How\n\nRead [[one]] before [[page:two]].\n",
    }
    built = site(files)
    assert contexts_of(built, "pages/one.html") == ["Read One before Two."]
    save(built, "content/pages/two.md", "# The other\n\nSecond.\n")
    assert contexts_of(built, "pages/one.html") == ["Read One before The other."]
    clean = site({**files, "content/pages/two.md": "# The other\n\nSecond.\n"})
    assert built.page("pages/one.html") == clean.page("pages/one.html")
