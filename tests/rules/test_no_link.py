"""What somebody took for a link is told at its place, with the link that was meant."""

import pytest

from rules.checking import among
from rules.spec_pages import background

PATH = "content/norms/tuesday-update.md"


def told(line: str) -> list[tuple[str, str]]:
    """Return what is marked in a line, and the hint, for each finding of `text/no-link`."""
    text = background()[PATH].decode() + f"\n## More\n\n{line}\n"
    with among({PATH: text.encode()}) as workspace:
        return [
            (text[found.span.start : found.span.end], found.hint)
            for found in workspace.diagnostics()
            if found.code == "text/no-link"
        ]


@pytest.mark.parametrize(
    ("line", "marked", "hint"),
    [
        ("[a](my plan.pdf)", "my plan.pdf", "write “my%20plan.pdf”"),
        ("[a](my plan (1).pdf)", "my plan (1).pdf", "write “my%20plan%20(1).pdf”"),
        ("[a]( ../terms/first reply.md )", "../terms/first reply.md", "../terms/first-reply.md"),
        ("| [a](my plan.pdf) |\n| --- |\n| b |", "my plan.pdf", "write “my%20plan.pdf”"),
        ("![a](my plan.png)", "my plan.png", "write “my%20plan.png”"),
        ('[a](my plan.pdf "Words")', "my plan.pdf", "write “my%20plan.pdf”"),
        ("[a](https://example.org/a b)", "https://example.org/a b", "keep only the address"),
        (
            "[a](../terms/first-reply.md#Some Part)",
            "../terms/first-reply.md#Some Part",
            "#some-part",
        ),
        ("## In full\n\n[a](#In full)", "#In full", "write “#in-full”"),
        ("[a b](../terms/first-reply.md, and", "](../terms/first-reply.md,", "first-reply.md)”"),
        ("[[First reply]]", "[[First reply]]", "write “[[first-reply]]”"),
        ("[[ first-reply ]]", "[[ first-reply ]]", "write “[[first-reply]]”"),
        ("[[our term|first-reply]]", "[[our term|first-reply]]", "[[first-reply|our term]]"),
        ("[[Calm weekend|so]]", "[[Calm weekend|so]]", "did you mean “[[calm-weekends|so]]”?"),
        ("[[Nothing like it here]]", "[[Nothing like it here]]", "write the id of a document"),
        ("A mark[^1] here", "[^1]", "add a line “[^1]: …” below the paragraph"),
        ("[a b][plan]", "[plan]", "write “[a b](address)”, or add a line “[plan]: address” below"),
        ("[the plan][]", "[]", "add a line “[the plan]: address” below the paragraph"),
        ("[a *b*][plan]", "[plan]", "write “[a b](address)”"),
        ("![a b][plan]", "[plan]", "add a line “[plan]: address” below"),
        ("[a b][plan.md]", "[plan.md]", "write “[a b](plan.md)”"),
        ("[our term][first-reply]", "[first-reply]", "write “[[first-reply|our term]]”"),
        ("[First reply][]", "[]", "write “[[first-reply]]”"),
        ("## In full\n\n[a b][In full]", "[In full]", "write “[a b](#in-full)”"),
        ("[a b][plam]\n\n[plan]: ../x.md", "[plam]", "did you mean “[a b][plan]”?"),
        ("[a b][plan].\n[plan]: ../x.md", "[plan]", "leave a line empty above “[plan]: …”"),
        ("Yes [a b][plan], so", "[plan]", "[plan]: address"),
        ("[a b] (../x.md)", "] (../x.md)", "write “[a b](../x.md)”"),
        (
            "(a b)[https://example.org]",
            ")[https://example.org]",
            "write “[a b](https://example.org)”",
        ),
    ],
)
def test_a_link_that_is_none_is_told(line: str, marked: str, hint: str) -> None:
    ((span, said),) = told(line)
    assert span == marked
    assert hint in said


@pytest.mark.parametrize(
    "line",
    [
        "[a](<my plan.pdf>) [b](../terms/first-reply.md 'words.md') [c](<my plan.pdf> (words))",
        r"\[a](my plan.pdf) [a\](my plan.pdf) [a]\(my plan.pdf) [a](my plan.pdf\) \[a] (../x.md)",
        "`[a](my plan.pdf)` and ``(a)[../x.md]``",
        "[sic](or rather version 2.10) [b](at 10.30) [c](#12 and others) [he](/she or it)",
        r"\[[First reply]] `[[First reply]]` [[ $a == b ]] [[first-reply|our term]]",
        "A mark[^1] here.\n\n[^1]: And its text.",
        r"A mark\[^1] here, and `[^1]` there",
        "[a](so and [b](and so",
        "[as here] (and there) (so)[or so] [a](../terms/first-reply.md) (see [b](#more))",
        "- [x] (https://example.org)\n- [ ] (../x.md)",
        "    [a](my plan.pdf)",
        "<!-- [a](my plan.pdf) -->",
        "[ref] (../x.md)\n\n[ref]: ../terms/first-reply.md",
        "[a b][ref] [ref][] [ref] [A B][REF]\n\n[ref]: ../terms/first-reply.md",
        "see [1][2], [1] and [2][]; a[row][column], `[a b][c]`, x[ ][ ]",
        "- [x] [a]\n- [ ][b]\n- [x][y]",
        r"\[a b][c] [a b\][c] [a b]\[c] [a b][c\]",
        "[a b][c][d] [[first-reply]][a] [so][[first-reply]] [a b][...] [a b][ ]",
        "> [a b][c]\n\n    [a b][c]\n\n<!-- [a b][c] -->",
    ],
)
def test_valid_links_code_and_remarks_are_left_alone(line: str) -> None:
    assert not told(line)
