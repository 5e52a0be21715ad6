"""Code without its closing line is told at its fence, wherever it stands; closed code is not."""

import pytest

from rules.checking import among

PATH = "content/pages/how-we-listen.md"


def told(body: str) -> list[tuple[str, str]]:
    """Return what is marked in a text, and the message, for each `text/unclosed`."""
    text = f"# How we listen\n\n{body}"
    with among({PATH: text.encode()}) as workspace:
        return [
            (text[found.span.start : found.span.end], found.message)
            for found in workspace.diagnostics()
            if found.code == "text/unclosed"
        ]


@pytest.mark.parametrize(
    "body",
    [
        "```\ncode\n```\n",
        "```\n```",
        "```\n\n\n```\n",
        "~~~~ yaml\n```\na: 1\n~~~~~\n",
        "> ```\n> code\n> ```\n",
        "- a\n\n  ```\n  code\n  ```\n- b\n",
        "    indented\n",
        "```",
        "``` yaml\na: 1",
        "```\n\n\n",
        "- ```\n  code\n- b\n",
        "<!--\na\n\nb\n-->\n\n`<!--` and \\<!-- and &lt;!--\n",
        "Text.\n<!-- a -->\nMore.\n",
    ],
)
def test_what_is_closed_is_not_told(body: str) -> None:
    assert told(body) == []


@pytest.mark.parametrize(
    ("body", "marked"),
    [
        ("```\ncode\n\nText.", "```"),
        ("``` yaml\na: 1\n## Next\n", "``` yaml"),
        ("````\ncode\n```\n\nText.\n", "````"),
        ("```\ncode\n``` end\n\n## Next\n", "```"),
        ("~~~\ncode\n    ~~~\n\nText.\n", "~~~"),
    ],
)
def test_code_without_an_end_is_told_at_its_beginning(body: str, marked: str) -> None:
    assert told(body) == [
        (marked, "this code is never closed, so all that follows is shown as code")
    ]


@pytest.mark.parametrize("body", ["> ```\n> code\n>\n> Text.\n", "- ```\n  code\n\n  Text.\n- b\n"])
def test_code_ends_with_the_list_item_or_quote_it_stands_in(body: str) -> None:
    (found,) = told(body)
    assert "what follows in this list item or quote is shown as code" in found[1]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Text <!-- a\n\nMore.\n", "this comment is never closed, so that readers see it"),
        ("Text <!-- a -->\n", "this is not taken for a comment, so that readers see it"),
        ("`<!--` <!-- a\n\n<!-- b -->\n", "this comment is never closed, so that readers see it"),
        (
            "<!-- a\n\n## Gone\n\n<!-- b -->\n",
            "this comment goes on to the end of the one in line 7, and hides all between",
        ),
    ],
)
def test_a_comment_is_told_that_readers_see_or_that_hides_too_much(body: str, said: str) -> None:
    assert told(body) == [("<!--", said)]
