"""Text made to break a reader: it is read, and what would be lost is found.

How long each of these takes is measured by `benchmarks/markdown_patterns.py`.
"""

from html import unescape

import pytest

from plain_html import html_of
from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.text import Source
from playbook.reading.markdown.markdown import read_body


def problems(text: str) -> tuple[Diagnostic, ...]:
    return read_body(Source.of("page.md", text))[1]


def codes(text: str) -> list[str]:
    return [problem.code for problem in problems(text)]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 50_000,
        "![[" * 25_000,
        "[" * 20_000 + "a" + "]" * 20_000,
        "![" * 100 + "a" + "](b)" * 100,
        "[a](" * 20 + "[" * 11,
        "> " * 300 + "deep",
        "- " * 300 + "deep",
        "".join("  " * depth + "- item\n" for depth in range(100)),
        "".join(f"{'    ' * depth}[^{depth}]: note\n" for depth in range(100)),
    ],
    ids=range(9),
)
def test_what_is_nested_too_deep_is_an_error(text: str) -> None:
    assert set(codes(text)) == {"text/nesting"}
    assert problems(text)[0].severity is Severity.ERROR


@pytest.mark.parametrize(
    "text",
    [
        "*a **a " * 10_000,
        "a**b" + "c* " * 20_000,
        "_" * 30_000,
        "<![CDATA[" * 5,
        "<!--\n" * 10_000,
        "<" * 50_000,
        "&" * 50_000,
        "\\" * 50_001,
        "".join("e" + "`" * length for length in range(400)),
        "[a](<b" * 10_000,
        "[[a|" * 5,
        "| a | b |\n|---|---|\n" + "| c | d |\n" * 5_000,
        "|a" * 30_000 + "|\n" + "|-" * 30_000 + "|\n",
        "a\n: b\n\n" * 5_000,
        "~~~",
        "> [!NOTE]",
        "[^a]: ",
        "\x00\x0b\x1c\x85\u2028\ufeff",
    ],
    ids=range(18),
)
def test_odd_text_is_read_without_a_finding(text: str) -> None:
    assert codes(text) == []


def test_a_depth_that_people_use_is_no_error() -> None:
    lists = "".join("  " * depth + f"- level{depth}\n" for depth in range(20))
    assert codes(lists) == []
    assert "level19" in html_of(lists)
    assert codes("> " * 40 + "deep") == []
    assert codes("[" * 10 + "a" + "]" * 10 + "(b)") == []


def test_each_block_reports_its_first_lost_line() -> None:
    deep = "> " * 41 + "lost\n"
    text = f"fine\n\n{deep}{deep}\nfine\n\n- {deep}"
    found = problems(text)
    assert [Source.of("page.md", text).position(p.span.start).line for p in found] == [3, 8]
    assert found[0].message == (
        "quotes or lists stand more than 40 deep in each other (a list counts twice),"
        " so what follows here would not be shown"
    )


def test_brackets_are_reported_with_their_text() -> None:
    text = "fine\n\n- see " + "[" * 20 + "\n"
    (found,) = problems(text)
    assert text[found.span.start : found.span.end] == "see " + "[" * 20
    assert found.hint == r"write \[ for a bracket that does not begin a link"


def test_cells_without_a_column_are_an_error_at_these_cells() -> None:
    text = "| a | b |\n|---|---|\n| c | d | lost one | | lost two |\n"
    (found,) = problems(text)
    assert found.code == "text/table-row"
    assert text[found.span.start : found.span.end] == "lost one | | lost two"


def test_tables_of_endless_empty_cells_become_text() -> None:
    table = "|a" * 90 + "|\n" + "|-" * 90 + "|\n" + "|\n" * 300 + "\n"
    assert html_of(table * 3).count("<table>") == 1
    assert html_of("|a" * 101 + "|\n" + "|-" * 101 + "|\n").count("<table>") == 0


def test_a_very_long_paragraph_of_links_keeps_every_one() -> None:
    body, _ = read_body(Source.of("page.md", "[a](b) " * 2_000))
    assert len(body.links) == 2_000
    assert max(len(link.context) for link in body.links) <= 240


MANY = {
    "references": "[[a]] ",
    "references on lines": "[[a|text]]\n",
    "references in paragraphs": "[[a]]\n\n",
    "links": "[a](b) ",
    "links by definition": "[a][x] ",
    "autolinks": "<https://a.b> ",
    "images": "![a](b) ",
    "images in images": "![![a](b)](c) ",
    "links in cells": "| [a](b) | [[c]] |\n",
}


@pytest.mark.parametrize("each", [pytest.param(text, id=name) for name, text in MANY.items()])
def test_too_many_links_end_the_reading_of_links(each: str) -> None:
    head = "[x]: y\n\n| a | b |\n| - | - |\n" if each.startswith("|") else "[x]: y\n\n"
    text = head + each * 2_100
    body, (found,) = read_body(Source.of("page.md", text))
    assert found.code == "text/too-many-links"
    assert text[found.span.start] in "[<!"
    assert text[: found.span.start].count(each.strip()[:3]) >= 900
    assert len(body.links) <= 2_001
    assert each.strip("| \n").split()[-1] in unescape(html_of(text))


def test_the_surplus_link_is_reported_at_its_place() -> None:
    text = "[[a]] " * 2_000 + "then [[b]] and [[c]]\n\n- [d](e)\n"
    body, (found,) = read_body(Source.of("page.md", text))
    assert text[found.span.start :].startswith("[[b]] and")
    assert [link.target for link in body.links[1_999:]] == ["a", "b"]
    assert html_of(text).endswith(" and [[c]]</p>\n<ul>\n<li>[d](e)\n</li>\n</ul>\n")
