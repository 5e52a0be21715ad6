"""Decision trees: headings are nodes, a list of links is the answers."""

import pytest

from kinds.reading_samples import entry_of, rows_of, sample
from playbook.kinds.tree import read_tree
from playbook.model.body import Prose
from playbook.model.tree import Answer, FlawKind, Node, NodeShape, Tree


def tree_of(body: str, front_matter: str = "") -> Tree:
    text = f"---\n{front_matter}---\n{body}" if front_matter else body
    return read_tree(entry_of("trees/sample.md", text))


def node_of(body: str) -> Node:
    """Return the first node of a tree that has also the nodes A and B."""
    return tree_of(f"# T\n\n## Q\n\n{body}\n\n## A\n\n### Deeper\n\n## B\n").nodes[0]


def answer_of(item: str) -> Answer:
    return node_of(f"- {item}\n- Other → [B](#b)").answers[0]


def test_the_example_has_these_nodes_in_these_stages() -> None:
    tree = read_tree(sample("trees/rota-change.md"))
    assert tree.stages == ("prepare", "price", "decide")
    assert tree.start == "does-the-change-alter-paid-hours"
    assert [(node.slug, node.stage, node.shape.value) for node in tree.nodes] == [
        ("does-the-change-alter-paid-hours", "prepare", "question"),
        ("does-anyone-lose-an-agreed-free-weekend", "prepare", "question"),
        ("ask-finance-for-the-figure", "price", "step"),
        ("is-the-yearly-cost-above-5000", "price", "question"),
        ("support-decides-alone", "decide", "outcome"),
        ("finance-approves-platform-may-veto", "decide", "outcome"),
    ]
    assert [block.text for block in tree.introduction] == [
        "Start here when somebody wants to change who is on call, when, or for how much."
    ]


def test_the_example_has_these_answers() -> None:
    tree = read_tree(sample("trees/rota-change.md"))
    first = tree.nodes[0]
    assert [(a.label, a.target, a.hint) for a in first.answers] == [
        ("Yes", "is-the-yearly-cost-above-5000", ""),
        ("No", "does-anyone-lose-an-agreed-free-weekend", ""),
        ("Not sure", "ask-finance-for-the-figure", "they answer within two working days"),
    ]
    assert all(answer.known for node in tree.nodes for answer in node.answers)
    assert [block.text for block in first.content] == [
        "Paid hours are the hours payroll sees, standby included."
    ]
    assert [node.flaw for node in tree.nodes] == [None] * 6


def test_a_tree_contributes_itself_its_nodes_and_their_addresses() -> None:
    rows = rows_of(sample("trees/rota-change.md"))
    assert [(row.index, row.key) for row in rows[:3]] == [
        ("tree", "rota-change"),
        ("node", "content/trees/rota-change.md#does-the-change-alter-paid-hours"),
        ("item", "tree:rota-change#does-the-change-alter-paid-hours"),
    ]
    assert rows[1].value == "Does the change alter paid hours?"
    assert len(rows) == 1 + 2 * 6


def test_without_stages_each_second_level_heading_is_a_node() -> None:
    tree = tree_of("# T\n\nIntro.\n\n## One\n\n- Go → [Two](#two)\n\n## Two\n\n### Part of two\n")
    assert [(node.slug, node.stage) for node in tree.nodes] == [("one", ""), ("two", "")]
    assert tree.nodes[1].content[0].text == "Part of two"


def test_a_node_below_a_heading_that_is_no_stage_is_outside_every_stage() -> None:
    body = "# T\n\n## Ask\n\n### One\n\n## Asc\n\n### Two\n"
    tree = tree_of(body, "stages: {ask: {driver: a.b}}\n")
    assert [(node.slug, node.stage) for node in tree.nodes] == [("one", "ask"), ("two", "")]


@pytest.mark.parametrize(
    ("start", "expected"), [("two", "two"), ("none-such", "one"), ('""', "one")]
)
def test_a_tree_starts_where_it_says_else_at_its_first_node(start: str, expected: str) -> None:
    assert tree_of("# T\n\n## One\n\n## Two\n", f"start: {start}\n").start == expected


def test_a_text_without_headings_is_a_tree_without_nodes() -> None:
    tree = tree_of("# T\n\nNothing yet.\n")
    assert (tree.start, tree.nodes) == ("", ())
    assert [block.text for block in tree.introduction] == ["Nothing yet."]


@pytest.mark.parametrize(
    ("item", "label"),
    [
        ("Yes → [A](#a)", "Yes"),
        ("Yes -> [A](#a)", "Yes"),
        ("Yes: [A](#a)", "Yes"),
        ("Yes — [A](#a)", "Yes"),
        ("Yes, go to [A](#a)", "Yes,"),
        ("Yes: go to → [A](#a)", "Yes"),
        ('"Yes" → [A](#a)', "Yes"),
        ("“Yes”: [A](#a)", "Yes"),
        ('"Yes →" [A](#a)', "Yes"),
        ("„Ja“ → [A](#a)", "Ja"),
        ("They say “yes” → [A](#a)", "They say “yes”"),
        ('"Yes" or "maybe" → [A](#a)', '"Yes" or "maybe"'),
        ("The customers' → [A](#a)", "The customers'"),
        ("*Yes* → [A](#a)", "Yes"),
        ("We forgo to [A](#a)", "We forgo to"),
        ("[Yes](#a)", "Yes"),
        ("→ [Yes](#a)", "Yes"),
        ("go to [A](#a)", "A"),
    ],
)
def test_a_label_is_what_stands_before_the_link_or_the_link_itself(item: str, label: str) -> None:
    assert answer_of(item).label == label


def test_a_hint_is_what_stands_after_the_link() -> None:
    answer = answer_of("Yes → [A](#a) — *within* two days")
    assert answer.hint == "within two days"
    assert not any(isinstance(piece, Prose) and "—" in piece.text for piece in answer.hint_pieces)


def test_what_follows_in_the_item_belongs_to_the_hint() -> None:
    answer = answer_of("Yes → [A](#a)\n\n  Within two days.")
    assert any(isinstance(p, Prose) and "two days" in p.text for p in answer.hint_pieces)


def test_the_number_of_answers_makes_the_shape() -> None:
    assert node_of("Text.").shape is NodeShape.OUTCOME
    assert node_of("- Done → [A](#a)").shape is NodeShape.STEP
    assert node_of("- Yes → [A](#a)\n- No → [B](#b)").shape is NodeShape.QUESTION


def test_only_the_last_complete_list_is_the_answers() -> None:
    node = node_of("- Like [A](#a)\n- Like [B](#b)\n\nChoose:\n\n1. Yes → [A](#a)\n2. No → [B](#b)")
    assert [answer.label for answer in node.answers] == ["Yes", "No"]
    assert [block.name for block in node.content] == ["list", "paragraph"]
    assert node.flaw is None


@pytest.mark.parametrize(
    "body",
    [
        "- Yes → [A](#a)\n- No → nowhere",
        "- Yes → [A](#a)\n- No → [B](#b) or [A](#a)",
        "- Yes → [A](#a)\n- No → [the norm](../norms/update.md)",
        "- Yes → [other](other.md)\n- No",
    ],
)
def test_a_list_in_which_only_some_items_lead_on_is_half(body: str) -> None:
    node = node_of(body)
    assert node.shape is NodeShape.OUTCOME
    assert node.flaw is not None
    assert node.flaw.kind is FlawKind.HALF
    assert [block.name for block in node.content] == ["list"]


@pytest.mark.parametrize(
    "body",
    [
        "- One\n- Two",
        "- See [the norm](../norms/update.md)\n- See [the web](https://example.org)",
        "- See [below](#deeper)\n- Nothing else",
    ],
)
def test_a_list_that_leads_nowhere_is_content(body: str) -> None:
    node = node_of(body)
    assert (node.shape, node.flaw) == (NodeShape.OUTCOME, None)


def test_an_answer_to_a_heading_that_is_no_node_is_known_to_lead_nowhere() -> None:
    answers = node_of("- Yes → [A](#a)\n- No → [?](#no-such)\n- May → [?](#deeper)").answers
    assert [(answer.target, answer.known) for answer in answers] == [
        ("a", True),
        ("no-such", False),
        ("deeper", False),
    ]


@pytest.mark.parametrize(
    "link",
    ["[Other](other.md)", "[Other](other.md#start)", "[Other](./sub/other.md)",
     "[[tree:other]]", "[[tree:other#start]]"],
)  # fmt: skip
def test_an_answer_may_lead_into_another_tree(link: str) -> None:
    answer = answer_of(f"Yes → {link}")
    assert (answer.label, answer.target, answer.known) == ("Yes", "", True)


@pytest.mark.parametrize("link", ["[A](sample.md#a)", "[[tree:sample#a]]", "[A](#%61)"])
def test_an_answer_may_name_its_own_file(link: str) -> None:
    assert answer_of(f"Yes → {link}").target == "a"


def test_an_answer_knows_its_link_as_written() -> None:
    node = node_of("See [this](#b).\n\n- Yes → [A](#a)")
    assert (node.answers[0].link, node.answers[0].written) == (1, "#a")
