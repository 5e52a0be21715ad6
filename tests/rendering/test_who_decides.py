"""Who decides, and what ends at whom: answers from the decision rights of a small playbook."""

from typing import cast

from playbook.engine.workspace.workspace import Workspace
from playbook.rendering.shapes import EscalationPage, WhoDecidesPage
from playbook.rendering.views.escalations import escalations
from playbook.rendering.views.who_decides import who_decides
from rendering.site_of import TEAMS, document_of, panel, rendered, rows, save, sheet_of, site, words

RIGHT = "---\ndecision: {decision}\nstatus: {status}\n{more}---\n# {title}\n\nSo it is.\n"


def right(title: str, more: str, *, status: str = "in-force", decision: str = "") -> str:
    return RIGHT.format(title=title, more=more, status=status, decision=decision or title)


SMALL = right(
    "Small tools",
    "decision_key: spend\napprover: support.lead\nlimit: {to: 2000, unit: GBP/year}\n"
    "answer_within: 2 days\nif_silent: escalate\nescalate_to: right:large\ntags: [tools]\n",
)
LARGE = right(
    "Large tools",
    "decision_key: spend\napprover: board.chair\nlimit: {from: 2000, unit: GBP/year}\n"
    "answer_within: 1 week\nveto: [finance.director]\nveto_grounds: no money\n"
    "escalate_to: finance.director\n",
)
FILES = {
    **TEAMS,
    "content/teams/board.md": "---\nroles:\n  chair: {title: Chair, holder: eve}\n---\n# Board\n",
    "content/rights/small.md": SMALL,
    "content/rights/large.md": LARGE,
    "content/rights/old.md": right("Old way", "approver: support.lead\n", status="superseded"),
}


def page_of(built: Workspace) -> WhoDecidesPage:
    return cast("WhoDecidesPage", sheet_of(built, "rights/index.html", who_decides).page)


def ends_of(built: Workspace) -> EscalationPage:
    return cast("EscalationPage", sheet_of(built, "escalation.html", escalations).page)


def test_a_ladder_is_ordered_by_amount_and_leaves_history_out() -> None:
    key = "decision_key: Spend\napprover: support.lead\n"
    old = right("Old limits", f"{key}limit: {{to: 500, unit: GBP/year}}\n", status="superseded")
    (grid,) = page_of(site({**FILES, "content/rights/older.md": old})).ladders
    assert grid.title == "By amount: Spend"
    assert rows(grid) == [
        ["below 2,000 GBP/year", "Head of Support", "", "2 days", "Small tools"],
        ["from 2,000 GBP/year", "Chair", "Finance director", "1 week", "Large tools"],
    ]
    assert [row.slug for row in grid.rows] == ["amount-small", "amount-large"]


def test_the_example_of_a_question_is_of_this_playbook() -> None:
    assert page_of(site(FILES)).example == "2,000 GBP spend"
    plain = {**TEAMS, "content/rights/ask.md": right("Ask", "approver: support.lead\n")}
    assert page_of(site(plain)).example == "Ask"


def test_a_card_answers_who_decides_who_may_stop_it_and_where_it_goes() -> None:
    groups = {group.title: group.cards for group in page_of(site(FILES)).groups}
    assert {title: [card.link.text for card in cards] for title, cards in groups.items()} == {
        "In force": ["Large tools", "Small tools"],
        "No longer": ["Old way"],
    }
    large, small = groups["In force"]
    said = {fact.name: [words(value) for value in fact.values] for fact in large.facts}
    assert said["approver"] == ["Chair"]
    assert said["veto"] == ["Finance director"]
    assert said["veto_grounds"] == ["no money"]
    assert [link.text for link in small.way] == ["Chair", "Finance director"]
    assert small.way_href == "small.html#escalation"


def test_a_card_is_found_by_its_words_and_by_every_spelling_of_its_unit() -> None:
    settings = {"site.yml": "units: {GBP/year: [pounds a year]}\n"}
    cards = {
        card.id: card
        for group in page_of(site({**FILES, **settings})).groups
        for card in group.cards
    }
    small = cards["small"]
    assert {"Small", "tools", "spend", "Head", "Support"} <= set(small.words.split())
    assert (small.low, small.high) == ("", "2000")
    assert {"gbp", "gbp/year", "pounds a year", "£"} <= set(small.units)
    assert cards["old"].units == ()


def test_a_card_is_found_by_the_aliases_of_the_terms_that_it_uses() -> None:
    term = "---\nstatus: {}\naliases: [gadget, kit]\n---\n# Tool\n\nA thing.\n"
    agreed = {**FILES, "content/terms/tool.md": term.format("agreed")}
    hidden = {**FILES, "content/terms/tool.md": term.format("agreed\naudience: board")}
    for files, wanted in ((agreed, True), (hidden, False)):
        built = site({**files, "site.yml": "audience: [board]\n"})
        cards = [card for group in page_of(built).groups for card in group.cards]
        assert {card.id for card in cards if "gadget" in card.words} == (
            {"small", "large"} if wanted else set()
        )


def test_the_page_is_the_index_of_rights_and_an_author_may_introduce_it() -> None:
    built = site({**FILES, "content/rights/index.md": "# Ask first\n\nWe like questions.\n"})
    page = page_of(built)
    assert page.title == "Ask first"
    assert "We like questions." in page.introduction
    assert page.edit_href == ""


def test_without_a_right_the_page_says_what_to_write_first() -> None:
    page = page_of(site(TEAMS))
    assert page.groups == ()
    assert page.empty
    assert page.empty.command.startswith("playbook new right ")
    assert "approver: platform.lead" in page.empty.example


def test_a_right_shows_each_step_with_its_time_limit_and_when_it_gets_there() -> None:
    steps = panel(document_of(site(FILES), "rights/small.html"), "escalation").steps
    told = [(words(step.parts), [words(note) for note in step.notes]) for step in steps]
    assert told == [
        ("Head of Support", ["answers within 2 days", "silence sends it one step up"]),
        (
            "Chair",
            ["Large tools", "at the latest 2 days after it was asked", "answers within 1 week"],
        ),
        ("Finance director", ["at the latest 9 days after it was asked"]),
    ]
    assert steps[-1].last


def test_the_reverse_shows_what_ends_at_a_role_and_what_passes_through_it() -> None:
    page = ends_of(site(FILES))
    told = {
        role.link.text: (role.count, rows(role.grid)) for team in page.teams for role in team.roles
    }
    assert told == {
        "Chair": (
            "Nothing ends here",
            [
                ["Small tools", "Passes on", "Head of Support", "2 days"],
                ["Large tools", "Decides first", "", "at once"],
            ],
        ),
        "Finance director": (
            "2 decisions end here",
            [
                ["Large tools", "Has the last word", "Chair", "7 days"],
                ["Small tools", "Has the last word", "Head of Support; Chair", "9 days"],
            ],
        ),
        "Head of Support": (
            "Nothing ends here",
            [["Small tools", "Decides first", "", "at once"]],
        ),
    }
    assert page.open_ends is None
    assert page.note == ""


def test_ways_that_end_nowhere_or_at_nobody_in_particular_are_named() -> None:
    circle = right("Circle", "approver: support.lead\nescalate_to: right:round\n")
    back = right("Round", "approver: board.chair\nescalate_to: right:circle\n")
    alone = right("Alone", "approver: support.lead\n")
    files = {"circle": circle, "round": back, "alone": alone}
    built = site({**FILES, **{f"content/rights/{name}.md": text for name, text in files.items()}})
    page = ends_of(built)
    assert page.open_ends
    assert [row[0] for row in rows(page.open_ends)] == ["Alone", "Circle", "Round"]
    assert page.note.startswith("“Stops here”")


def test_an_edit_of_a_text_leaves_both_views_alone() -> None:
    built = site(FILES)

    def edit() -> None:
        save(built, "content/rights/small.md", SMALL.replace("So it is.", "So it was."))
        team = FILES["content/teams/support.md"].replace("We answer.", "We answer all.")
        save(built, "content/teams/support.md", team)

    again = rendered(built, edit)
    assert not again & {"rights/index.html", "escalation.html"}
