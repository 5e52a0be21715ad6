"""A slip in a tree is told where it stands, with what is meant; what follows from it is not."""

import pytest

from rules.checking import among
from rules.spec_pages import background

TREE = "content/trees/rota-change.md"
LAST = "(#support-decides-alone)\n\n## Price"
ANSWERS = (
    "- Yes → [Finance approves, Platform may veto](#finance-approves-platform-may-veto)\n"
    f"- No → [Support decides alone]{LAST}"
)


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "hint"),
    [
        pytest.param(
            f"- No → [Support decides alone]{LAST}",
            "- No -> Support decides alone\n\n## Price",
            "tree/half-list",
            29,
            "write “No → [Support decides alone](#support-decides-alone)”",
            id="no link",
        ),
        pytest.param(
            f"- No → [Support decides alone]{LAST}",
            "- No → [[Support decides alone]]\n\n## Price",
            "text/no-link",
            29,
            "write “[Support decides alone](#support-decides-alone)”: it is a heading of this text",
            id="a title in brackets",
        ),
        pytest.param(
            LAST,
            "(#support decides alone)\n\n## Price",
            "text/no-link",
            29,
            "write “#support-decides-alone”",
            id="a space in the address",
        ),
        pytest.param(
            LAST,
            "(rota-changes.md#support-decides-alone)\n\n## Price",
            "tree/answer-nowhere",
            29,
            "did you mean “rota-change.md#support-decides-alone”?",
            id="a misspelt file",
        ),
        pytest.param(
            ANSWERS,
            ANSWERS.replace("- ", "-"),
            "tree/half-list",
            28,
            "begin each answer with “- ”: a dash and a space",
            id="no space behind dashes",
        ),
        pytest.param(
            ANSWERS,
            ANSWERS.replace("- ", "").replace("\n", "\n\n", 1),
            "tree/half-list",
            28,
            "begin each answer with “- ”: a dash and a space",
            id="a paragraph each",
        ),
        pytest.param(
            ANSWERS,
            "- Yes → #finance-approves-platform-may-veto\n"
            "- No → [[#support-decides-alone]]\n\n## Price",
            "tree/half-list",
            28,
            "write “Yes → [Finance approves, Platform may veto]"
            "(#finance-approves-platform-may-veto)”",
            id="no link in any of them",
        ),
        pytest.param(
            ANSWERS,
            ANSWERS.replace("- No", "* No"),
            "tree/half-list",
            28,
            "begin all answers with the same mark, such as “- ”",
            id="two marks",
        ),
        pytest.param(
            "### Support decides alone",
            "#### Support decides alone",
            "tree/answer-nowhere",
            29,
            "begin the heading with “### ”, as nodes do, or let the answer lead to a node",
            id="a heading of another level",
        ),
        pytest.param(
            "## Price",
            "## Pricing",
            "tree/empty-stage",
            6,
            "call the stage “pricing”, or the heading “Price”",
            id="a stage with another name",
        ),
        pytest.param(
            "- No → [Does anyone",
            "- Yes → [Does anyone",
            "tree/twin-answers",
            23,
            "say what is different about the second one",
            id="an answer twice",
        ),
    ],
)
def test_a_slip_in_a_tree_is_one_finding(
    old: str, new: str, code: str, line: int, hint: str
) -> None:
    text = background()[TREE].decode()
    assert old in text
    with among({}) as workspace:
        before = {(found.code, found.message) for found in workspace.diagnostics()}
    with among({TREE: text.replace(old, new, 1).encode()}) as workspace:
        (found,) = [d for d in workspace.diagnostics() if (d.code, d.message) not in before]
        source = workspace.source(TREE)
    assert source is not None
    assert (found.code, source.position(found.span.start).line) == (code, line)
    assert found.hint == hint
