"""Decision trees: the outline, a page for each node, and the way through."""

import json
from time import process_time
from typing import cast

import pytest

from kinds.samples import SAMPLES
from playbook.engine.workspace.workspace import Workspace
from playbook.rendering.routes import shortest_ways
from playbook.rendering.shapes import NodePage, Outline, OutlineNode, StageRow
from playbook.rendering.slugs import answer_slugs
from playbook.rendering.views.node import node
from rendering.site_of import (
    TEAMS,
    ask,
    document_of,
    panel,
    rendered,
    save,
    sheet_of,
    site,
    text_of,
)

TREE = SAMPLES["trees/rota-change.md"].replace("parties:", "status: in-force\nparties:")
RIGHT = SAMPLES["rights/change-weekend-cover.md"].replace(
    "decision:", "status: in-force\ndecision:"
)
FILES = {
    **TEAMS,
    "content/teams/platform.md": "---\nroles:\n  lead: {title: Head of Platform}\n---\n"
    "# Platform\n",
    "content/teams/leadership.md": "---\nroles:\n  coo: {title: COO, final: true}\n---\n# Top\n",
    "content/trees/rota-change.md": TREE,
    "content/rights/change-weekend-cover.md": RIGHT,
    "content/norms/tuesday-update.md": "---\nstatus: in-force\n---\n# Tuesday update\n",
}


@pytest.fixture
def built() -> Workspace:
    return site(FILES)


def node_of(built: Workspace, slug: str, tree: str = "rota-change") -> NodePage:
    return cast("NodePage", sheet_of(built, f"trees/{tree}/{slug}.html", node).page)


def outline(built: Workspace, tree: str = "rota-change") -> Outline:
    found: Outline = panel(document_of(built, f"trees/{tree}.html"), "outline")
    return found


def walk(nodes: tuple[OutlineNode, ...]) -> list[OutlineNode]:
    return [found for held in nodes for found in (held, *walk(held.children))]


def test_a_question_offers_its_answers_as_plain_links(built: Workspace) -> None:
    page = node_of(built, "does-the-change-alter-paid-hours")
    assert page.shape == "question"
    assert [(answer.label, answer.slug, answer.href) for answer in page.answers] == [
        ("Yes", "yes", "is-the-yearly-cost-above-5000.html"),
        ("No", "no", "does-anyone-lose-an-agreed-free-weekend.html"),
        ("Not sure", "not-sure", "ask-finance-for-the-figure.html"),
    ]
    assert page.answers[2].hint == "they answer within two working days"
    assert "Paid hours are the hours payroll sees" in page.content
    assert "<ul" not in page.content


def test_a_reader_who_comes_directly_sees_the_shortest_way(built: Workspace) -> None:
    page = node_of(built, "support-decides-alone")
    assert page.reachable
    assert [(step.title, step.answer) for step in page.route] == [
        ("Does the change alter paid hours?", "Yes"),
        ("Is the yearly cost above £5,000?", "No"),
    ]
    assert page.route[0].href == page.start_href == "does-the-change-alter-paid-hours.html"
    assert node_of(built, "does-the-change-alter-paid-hours").route == ()


def test_of_a_long_way_the_last_steps_are_shown_and_the_others_counted() -> None:
    steps = "".join(f"## S{n}\n\n- On → [next](#s{n + 1})\n\n" for n in range(300))
    built = site({"content/trees/t.md": f"---\nstatus: in-force\n---\n# T\n\n{steps}## S300\n"})
    page = node_of(built, "s300", "t")
    assert [step.title for step in page.route] == [f"S{n}" for n in range(288, 300)]
    assert page.left_out == "The first 288 steps are left out."
    assert node_of(built, "s12", "t").left_out == ""
    assert node_of(built, "s13", "t").left_out == "The first step is left out."


def test_the_shortest_ways_are_those_by_the_first_answers(built: Workspace) -> None:
    path = "content/trees/rota-change.md"
    ways = ask(built, lambda view: shortest_ways(view, "rota-change", path))
    assert {slug: (way.node, way.answer, way.length) for slug, way in ways.items()} == {
        "does-the-change-alter-paid-hours": ("", "", 0),
        "is-the-yearly-cost-above-5000": ("does-the-change-alter-paid-hours", "Yes", 1),
        "does-anyone-lose-an-agreed-free-weekend": ("does-the-change-alter-paid-hours", "No", 1),
        "ask-finance-for-the-figure": ("does-the-change-alter-paid-hours", "Not sure", 1),
        "finance-approves-platform-may-veto": ("is-the-yearly-cost-above-5000", "Yes", 2),
        "support-decides-alone": ("is-the-yearly-cost-above-5000", "No", 2),
    }


def test_of_two_trees_with_one_id_each_shows_its_own_nodes() -> None:
    one = "---\nstatus: in-force\n---\n# One\n\n## First\n\n- On → [End](#end)\n\n## End\n"
    other = "---\nstatus: in-force\n---\n# Other\n\n## Alone\n"
    built = site({"content/trees/t.md": one, "content/trees/deeper/t.md": other})
    nodes = {url for url in built.urls() if url.startswith(("trees/t/", "trees/deeper/t/"))}
    assert {url for url in nodes if url.endswith(".html")} == {
        "trees/t/first.html",
        "trees/t/end.html",
        "trees/deeper/t/alone.html",
    }
    walks = [built.page(f"trees/{folder}t/walk.js") or b"" for folder in ("", "deeper/")]
    assert [b'"First"' in walk for walk in walks] == [True, False]
    assert [b'"Alone"' in walk for walk in walks] == [False, True]


def test_an_outcome_shows_the_right_it_leads_to(built: Workspace) -> None:
    page = node_of(built, "finance-approves-platform-may-veto")
    (outcome,) = page.outcomes
    assert outcome.card.title == "Changing weekend cover"
    assert [fact.name for fact in outcome.facts][:2] == ["approver", "veto"]
    assert outcome.escalation is not None
    assert outcome.card.href == "../../rights/change-weekend-cover.html"
    assert node_of(built, "does-the-change-alter-paid-hours").outcomes == ()


def test_the_outline_expands_each_node_once_and_points_back_afterwards(built: Workspace) -> None:
    found = outline(built)
    nodes = walk(found.roots)
    expanded = [held for held in nodes if not held.again]
    assert sorted(held.anchor for held in expanded) == sorted({held.anchor for held in nodes})
    again = next(held for held in nodes if held.again)
    assert again.again == f"#{again.anchor}"
    assert (again.content, again.children) == ("", ())
    assert found.start_href == "rota-change/does-the-change-alter-paid-hours.html"


def test_the_grid_maps_each_party_to_the_stages(built: Workspace) -> None:
    grid = panel(document_of(built, "trees/rota-change.html"), "roles")
    assert [(column.slug, column.title) for column in grid.columns] == [
        ("prepare", "Prepare"),
        ("price", "Price"),
        ("decide", "Decide"),
    ]
    assert acts(grid.rows[0]) == ("support", ["D Drives Head of Support", "", ""])
    assert acts(grid.rows[1]) == ("platform", ["C Is consulted", "", "V May veto Head of Platform"])
    assert acts(grid.rows[2])[1][2] == "A Approves Finance director"


def test_a_node_is_named_by_its_heading_with_the_titles_of_what_it_refers_to() -> None:
    tree = "---\nstatus: in-force\n---\n# T\n\n## Ask [[team:platform]] {#q}\n"
    files = {
        "content/trees/t.md": f"{tree}\n- Yes → [End](#end)\n\n## End\n\nOf [[team:platform]].\n",
        "content/teams/platform.md": "# The platform\n",
    }
    built = site(files)
    assert [root.title for root in outline(built, "t").roots] == ["Ask The platform"]
    assert node_of(built, "q", "t").title == "Ask The platform"


def test_a_stage_is_named_by_its_heading_with_the_titles_of_what_it_refers_to() -> None:
    tree = (
        "---\nstatus: in-force\nstages: {ask: {driver: platform.lead}}\n---\n# T\n\n"
        "## Ask [[team:platform]] {#ask}\n\n### Q\n\nText.\n"
    )
    team = "---\nroles: {lead: {title: Lead}}\n---\n# The platform\n"
    held = site({"content/trees/t.md": tree, "content/teams/platform.md": team})
    grid = panel(document_of(held, "trees/t.html"), "roles")
    assert [column.title for column in grid.columns] == ["Ask The platform"]


def acts(row: StageRow) -> tuple[str, list[str]]:
    return row.team, [
        "; ".join(f"{act.letter} {act.word}{f' {act.who.text}' if act.who else ''}" for act in held)
        for held in row.cells
    ]


def test_the_trees_text_is_in_the_outline_and_not_repeated(built: Workspace) -> None:
    page = document_of(built, "trees/rota-change.html")
    assert "Start here when somebody wants" in page.lead
    assert page.body == ""


def test_text_that_belongs_to_no_node_is_still_shown() -> None:
    text = (
        "---\nstatus: in-force\nstages: {a: {}}\n---\n# T\n\n## A\n\n### Q\n\nText.\n\n"
        "## Other\n\nKept.\n"
    )
    page = document_of(site({"content/trees/t.md": text}), "trees/t.html")
    assert "Kept." in page.body
    assert "Text." not in page.body


def test_a_node_that_nothing_leads_to_is_a_root_and_says_so() -> None:
    text = "---\nstatus: in-force\n---\n# T\n\n## Q\n\n- On → [End](#end)\n\n## End\n\n## Lost\n"
    built = site({"content/trees/t.md": text})
    assert [root.anchor for root in outline(built, "t").roots] == ["q", "lost"]
    assert not node_of(built, "lost", "t").reachable


def test_a_tree_may_lead_into_another() -> None:
    other = "---\nstatus: in-force\n---\n# Other\n\n## Next\n\nDo it.\n"
    text = (
        "---\nstatus: in-force\n---\n# T\n\n## Q\n\n- A → [there](other.md#next)\n"
        "- B → [all](other.md)\n"
    )
    built = site({"content/trees/t.md": text, "content/trees/other.md": other})
    assert [a.href for a in node_of(built, "q", "t").answers] == [
        "../other/next.html",
        "../other.html",
    ]
    elsewhere = outline(built, "t").roots[0].children[0]
    assert (elsewhere.shape, elsewhere.href) == ("elsewhere", "other/next.html")


def test_a_tree_of_many_steps_does_not_nest_without_end() -> None:
    steps = "".join(f"## S{n}\n\n- On → [next](#s{n + 1})\n\n" for n in range(300))
    built = site({"content/trees/t.md": f"---\nstatus: in-force\n---\n# T\n\n{steps}## S300\n"})
    nodes = walk(outline(built, "t").roots)
    assert len([held for held in nodes if not held.again]) == 301
    assert len(text_of(built, "trees/t.html")) > 0


def test_renamed_nodes_leave_a_redirect() -> None:
    text = TREE.replace("scenarios:", "formerly: {alone: support-decides-alone}\nscenarios:")
    built = site({**FILES, "content/trees/rota-change.md": text})
    assert text_of(built, "trees/rota-change/alone.html") == "support-decides-alone.html"


def test_a_renamed_tree_leaves_a_redirect_for_itself_and_each_node() -> None:
    text = TREE.replace("scenarios:", "formerly: [rota]\nscenarios:")
    built = site({**FILES, "content/trees/rota-change.md": text})
    assert text_of(built, "trees/rota.html") == "rota-change.html"
    old = text_of(built, "trees/rota/support-decides-alone.html")
    assert old == "../rota-change/support-decides-alone.html"


def test_the_script_of_a_tree_knows_its_nodes(built: Workspace) -> None:
    script = text_of(built, "trees/rota-change/walk.js")
    data = json.loads(script.removeprefix("globalThis.playbookWalk=").removesuffix(";\n"))
    assert data["start"] == "does-the-change-alter-paid-hours"
    assert data["nodes"]["is-the-yearly-cost-above-5000"] == {
        "title": "Is the yearly cost above £5,000?",
        "url": "is-the-yearly-cost-above-5000.html",
        "shape": "question",
        "answers": [
            ["yes", "Yes", "finance-approves-platform-may-veto"],
            ["no", "No", "support-decides-alone"],
        ],
    }


def test_an_edit_of_one_node_renders_that_node_the_tree_and_nothing_else(built: Workspace) -> None:
    text = TREE.replace("Paid hours are", "These are")
    again = rendered(built, lambda: save(built, "content/trees/rota-change.md", text))
    nodes = {url for url in again if url.startswith("trees/rota-change/")}
    assert nodes <= {
        "trees/rota-change/does-the-change-alter-paid-hours.html",
        "trees/rota-change/walk.js",
    }
    assert "trees/rota-change.html" in again


def test_answers_of_one_node_have_names_of_their_own() -> None:
    assert answer_slugs(["Yes", "yes!", "£5,000 – more", "…"]) == (
        "yes",
        "yes-2",
        "5-000-more",
        "answer",
    )


def test_answers_that_are_all_the_same_are_numbered_in_a_moment() -> None:
    start = process_time()
    names = answer_slugs(["Yes"] * 2_000)
    assert process_time() - start < 1
    assert (names[0], names[-1], len(set(names))) == ("yes", "yes-2000", 2_000)
