"""A document of very many parts: it is read up to a limit, and told where the limit lies."""

import pytest

from plain_html import html_of
from playbook.model.text import Source
from playbook.reading.markdown.markdown import read_body
from playbook.reading.source.decode import MAX_BYTES

BLOCKS = {
    "paragraphs": "a\n\n",
    "headings": "## a\n",
    "empty headings": "#\n",
    "underlined headings": "a\n-\n\n",
    "items": "- a\n",
    "empty items": "-\n",
    "loose items": "1. a\n\n",
    "lists in lists": "- " * 19 + "a\n",
    "quotes": "> a\n\n",
    "quotes in quotes": ">" * 39 + "a\n\n",
    "rules": "***\n",
    "fences": "```\n```\n",
    "tables": "|a|b|\n|-|-|\n|c|d|\n\n",
    "terms": "a\n: b\n\n",
    "footnotes": "[^a]: b\n\n",
}
MARKS = {
    "emphasis": "*a* ",
    "deep emphasis": "**a*",
    "code": "`a` ",
    "escapes": "\\*",
    "entities": "&amp;",
    "brackets": "[a](",
    "autolinks": "<a@b.c> ",
    "hard breaks": "a  \n",
    "openings of comments": "<!--\n",
}


def filled(part: str) -> str:
    """Return the part as often as a file can hold it."""
    return part * (MAX_BYTES // len(part))


@pytest.mark.parametrize("part", BLOCKS.values(), ids=BLOCKS)
def test_blocks_beyond_the_limit_are_an_error_at_the_first_of_them(part: str) -> None:
    text = filled(part)
    body, found = read_body(Source.of("page.md", text))
    (problem,) = (one for one in found if one.code == "text/too-many-parts")
    assert 0 < problem.span.start < len(text) // 2
    assert len(body.blocks) <= 60_001


@pytest.mark.parametrize("part", MARKS.values(), ids=MARKS)
def test_marks_beyond_the_limit_are_an_error_and_are_shown_as_written(part: str) -> None:
    text = "*First.*\n\n" + filled(part)
    body, found = read_body(Source.of("page.md", text))
    (problem,) = (one for one in found if one.code == "text/too-many-parts")
    assert problem.span.start == len("*First.*\n\n")
    assert html_of(text).startswith("<p><em>First.</em></p>\n<p>")
    assert body.blocks[1].text.startswith(part.strip())


@pytest.mark.parametrize("rows", [5_000, 20_000])
def test_a_table_is_read_up_to_the_limit(rows: int) -> None:
    text = "| a | b |\n| - | - |\n" + "".join(f"| {row} | x |\n" for row in range(rows))
    body, found = read_body(Source.of("page.md", text))
    (table,) = body.blocks
    kept = len(table.rows) - 1
    assert [one.code for one in found] == ["text/too-many-parts"] * (rows > 8_000)
    assert 5_000 <= kept <= 8_000
    for problem in found:
        assert text[problem.span.start :].startswith(f"| {kept} |")


def test_every_paragraph_before_the_place_is_there_and_none_behind() -> None:
    text = "".join(f"Paragraph {number}.\n\n" for number in range(25_000))
    body, (problem,) = read_body(Source.of("page.md", text))
    shown = [block.text.strip() for block in body.blocks]
    assert shown == [f"Paragraph {number}." for number in range(len(shown))]
    assert text[problem.span.start : problem.span.end] == f"Paragraph {len(shown)}."
    assert len(shown) >= 20_000


def test_a_long_document_of_ordinary_text_is_read_as_a_whole() -> None:
    line = "The quick brown fox *jumps* over the lazy dog; it is `done` and said.\n"
    text = (line * 3 + "\n") * (MAX_BYTES // (3 * len(line) + 1))
    assert read_body(Source.of("page.md", text))[1] == ()
