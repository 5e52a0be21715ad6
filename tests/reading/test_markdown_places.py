"""Exact places: every link, word and cell leads back to where its author wrote it."""

import pytest

from playbook.model.body import Link, LinkSyntax
from playbook.model.text import Source
from playbook.model.value import replace
from playbook.reading.markdown.markdown import read_body


def links(text: str) -> tuple[Link, ...]:
    return read_body(Source.of("page.md", text))[0].links


def places(text: str) -> list[tuple[str, str]]:
    """Return, as they stand in the source, the target of each link and the whole of it."""
    return [
        (text[link.span.start : link.span.end], text[link.whole.start : link.whole.end])
        for link in links(text)
    ]


FORMS = {
    "a link": ("see [a](b.md) c", [("b.md", "[a](b.md)")]),
    "a title": ('[a]( b.md "c" ) d', [("b.md", '[a]( b.md "c" )')]),
    "a title on its own line": ("[a](b.md\n'c\nd')", [("b.md", "[a](b.md\n'c\nd')")]),
    "angle brackets": ("[a](<b c.md> 'd')", [("b c.md", "[a](<b c.md> 'd')")]),
    "an empty address": ("[a]() [b](<>)", [("", "[a]()"), ("", "[b](<>)")]),
    "parentheses": ("[a](b_(c(d)).md)", [("b_(c(d)).md", "[a](b_(c(d)).md)")]),
    "escaped parentheses": (r"[a](b\(c.md)", [(r"b\(c.md", r"[a](b\(c.md)")]),
    "an entity in the address": ("[a](b?c&amp;d)", [("b?c&amp;d", "[a](b?c&amp;d)")]),
    "percent signs": ("[a](b%20c.md#d%2Fe)", [("b%20c.md#d%2Fe", "[a](b%20c.md#d%2Fe)")]),
    "a slash before the anchor": ("[a](b.md/#c)", [("b.md/#c", "[a](b.md/#c)")]),
    "a text fragment": ("[a](b#:~:text=c,-d)", [("b#:~:text=c,-d", "[a](b#:~:text=c,-d)")]),
    "brackets in the text": (r"[a \[b\] [c]](d)", [("d", r"[a \[b\] [c]](d)")]),
    "a text over two lines": ("x [a\nb](c) y", [("c", "[a\nb](c)")]),
    "mark-up in the text": ("[*a* `]` b](c)", [("c", "[*a* `]` b](c)")]),
    "an image": ("x ![a *b*](c.png 'd')", [("c.png", "![a *b*](c.png 'd')")]),
    "an image in a link": ("[![a](b) c](d)", [("d", "[![a](b) c](d)"), ("b", "![a](b)")]),
    "an address in brackets": ("x <https://a.b/c> y", [("https://a.b/c", "<https://a.b/c>")]),
    "a mail address": ("<a@b.c>", [("a@b.c", "<a@b.c>")]),
    "a reference": ("x [[batna]] y", [("batna", "[[batna]]")]),
    "a reference with a kind": ("[[term:batna#x]]", [("term:batna#x", "[[term:batna#x]]")]),
    "a reference with a text": (
        "[[term:batna|the *plan* b]]",
        [("term:batna", "[[term:batna|the *plan* b]]")],
    ),
    "an image mark before a reference": ("![[a]]", [("a", "[[a]]")]),
    "a reference in a bracket": ("[x [[a]] y](b)", [("a", "[[a]]")]),
    "a link in a reference's brackets": ("[[a]](b)", [("b", "[[a]](b)")]),
    "emoji and CJK before": ("😀 漢字 é [a](b)", [("b", "[a](b)")]),
    "a definition": (
        "[a][x] [x][] [x]\n\n[x]: <b c> 'd'",
        [("b c", "[a][x]"), ("b c", "[x][]"), ("b c", "[x]")],
    ),
    "a definition over lines": ("> [a]\n>\n> [a]:\n>   b\n>   'c'", [("b", "[a]")]),
    "a definition in a list": ("[a]\n\n- [A]: b", [("b", "[a]")]),
    "a heading": ("## See [a](b) ##\n", [("b", "[a](b)")]),
    "an underlined heading": ("See\n[a](b)\n===\n", [("b", "[a](b)")]),
    "a list": (
        "- x [a](b)\n  - y [c](d)\n\n    z\n    [e](f)\n",
        [("b", "[a](b)"), ("d", "[c](d)"), ("f", "[e](f)")],
    ),
    "a numbered list": ("10. x\n    [a](b)", [("b", "[a](b)")]),
    "a quote": ("> x\n> [a](b)\n>> [c](d)", [("b", "[a](b)"), ("d", "[c](d)")]),
    "a quote in a list": ("- > x\n  > y [a](b)", [("b", "[a](b)")]),
    "a list in a quote": ("> 1. x\n>    y [a](b)", [("b", "[a](b)")]),
    "a lazy line": ("> x\ny [a](b)\n- z\n[c](d)", [("b", "[a](b)"), ("d", "[c](d)")]),
    "tabs": ("-\tx\n\n\ty [a](b)\n\n>\tz\n>\t[c](d)", [("b", "[a](b)"), ("d", "[c](d)")]),
    "a no-break space alone on a line": ("\xa0\n[a](b)", [("b", "[a](b)")]),
    "a task": ("- [ ] x [a](b)\n  y [c](d)", [("b", "[a](b)"), ("d", "[c](d)")]),
    "a callout": ("> [!NOTE]\n> x\n> [a](b)", [("b", "[a](b)")]),
    "a term and its definition": ("x [a](b)\n: y [c](d)", [("b", "[a](b)"), ("d", "[c](d)")]),
    "a footnote": ("x[^1]\n\n[^1]: y [a](b)\n\n    z [c](d)", [("b", "[a](b)"), ("d", "[c](d)")]),
    "the same cell twice": (
        "| [a](b) | [a](b) |\n|-|-|\n| [a](b) | [a](b) |",
        [("b", "[a](b)")] * 4,
    ),
    "a table without borders": ("x | [a](b)\n-|-\ny | [c](d)", [("b", "[a](b)"), ("d", "[c](d)")]),
    "a table in a quote in a list": (
        "- > |x|[a](b)|\n  > |-|-|\n  > |y|[c](d)|",
        [("b", "[a](b)"), ("d", "[c](d)")],
    ),
    "an escaped bar before a link": (
        "| x |\n|-|\n| y \\| z\\\\\\| [a](b\\|c) |",
        [(r"b\|c", r"[a](b\|c)")],
    ),
    "a reference in a cell": ("| x |\n|-|\n| [[a\\|b]] |", [("a", r"[[a\|b]]")]),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_target_and_its_link_are_found_where_they_stand(form: str) -> None:
    text, expected = FORMS[form]
    assert places(text) == expected


def test_repeated_cells_are_told_apart() -> None:
    text = "| a | a |\n|---|---|\n| a | [a](a) |\n"
    table = read_body(Source.of("page.md", text))[0].blocks[0]
    spans = [(cell.span.start, cell.span.end) for row in table.rows for cell in row]
    assert spans == [(2, 3), (6, 7), (22, 23), (26, 32)]
    assert [cell.text for row in table.rows for cell in row] == ["a", "a", "a", "a"]


NO_LINKS = {
    "a code span": "`[a](b)` ``[[c]] ` [d](e)``",
    "a fence": "```\n[a](b)\n```\n~~~~\n~~~\n[[c]]\n~~~\n~~~~",
    "an unclosed fence": "~~~ x\n[a](b)\n```\n[c](d)",
    "a fence in a list": "- x\n  ```\n  [a](b)\n  ```",
    "indented code": "    [a](b) [[c]]",
    "a comment in a definition": "[//]: # (see [a])\n\n[//]: # '[b](c)'",
    "a comment": "<!-- [a](b) -->",
    "a table of contents": "[TOC] [[_TOC_]]",
    "a formula": "$[a]_b$ $x[i] (t)_{[1, 2]}$",
    "a task and a callout": "- [ ] a\n\n> [!NOTE]\n> b",
    "escaped brackets": r"\[a](b) \[[c]] [\[d]] [[e\]]",
    "no reference": "[[a b]] [[ a]] [[-a]] [[]] [[é]] [[a|]] [[a|b[c]]",
    "a space before the address": "[a] (b)",
    "an undefined label": "[a][b] [c][] ![d]",
    "a footnote": "a[^b]\n\n[^b]: c",
}


@pytest.mark.parametrize("form", NO_LINKS)
def test_what_is_no_link_is_not_taken_for_one(form: str) -> None:
    assert links(NO_LINKS[form]) == ()


def test_a_formula_with_a_link_in_it_is_a_link_as_in_every_preview() -> None:
    assert places("$x[i](t)$") == [("t", "[i](t)")]


def test_a_reference_with_an_empty_text_is_one_without() -> None:
    (link,) = links("[[batna| ]]")
    assert (link.target, link.text) == ("batna", "")


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("[a](b%20c)", "b%20c"),
        ("[a](<b c>)", "b c"),
        (r"[a](b\(\_c)", "b(_c"),
        ("[a](b&amp;c&#x20AC;)", "b&c€"),
        ("[a](ü.md)", "ü.md"),
        ("<a@b.c>", "mailto:a@b.c"),
        ("<MAILTO:a@b.c>", "MAILTO:a@b.c"),
        ("[[Term:BATNA|x]]", "Term:BATNA"),
        ("| a |\n|-|\n| [x](b\\|c) |", "b|c"),
    ],
)
def test_a_target_is_as_written_but_for_escapes_and_entities(text: str, target: str) -> None:
    assert [link.target for link in links(text)] == [target]


def test_what_a_link_says() -> None:
    text = "# A\n\n## B b\n\nx [*y* `z` \\* &amp;](c 'd \"e\"')\n"
    (link,) = links(text)
    assert (link.text, link.title, link.section) == ("y z * &", 'd "e"', "b-b")
    assert link.syntax is LinkSyntax.LINK


def test_links_inside_an_image_or_an_address_inside_a_link_are_words() -> None:
    assert [link.text for link in links("![a [b](c) ![d](e)](f)")] == ["a b d"]
    assert [(link.target, link.text) for link in links("[a <https://b.c> d](e)")] == [
        ("e", "a https://b.c d")
    ]


def test_sections_are_those_of_top_level_headings() -> None:
    text = "[a](b)\n\n# S [c](d)\n\n> ## T\n> [e](f)\n\n[g](h)\n"
    assert [link.section for link in links(text)] == ["", "s-c", "s-c", "s-c"]


def test_a_heading_stands_where_its_text_does() -> None:
    text = "> ## Say `it` ## \n\nWhat\n  now {#x}\n---\n\n#\tTabs #\n"
    body, _ = read_body(Source.of("page.md", text))
    found = [text[heading.span.start : heading.span.end] for heading in body.headings]
    assert found == ["Say `it`", "What\n  now", "Tabs"]


def test_a_word_is_found_through_mark_up_escapes_and_line_ends() -> None:
    text = "> [!TIP]\n> Use the **better** [al\\_t](x) to a\n> negotiated &amp; signed one\n"
    body, _ = read_body(Source.of("page.md", text))
    (run,) = body.blocks[0].plain
    assert run.text == "Use the better al_t to a\nnegotiated & signed one"
    for word in ("better", "to", "negotiated", "signed", "one"):
        start = run.place(run.text.index(word))
        assert text[start : start + len(word)] == word


def test_a_word_without_mark_up_is_found_by_counting() -> None:
    (run,) = read_body(Source.of("page.md", "\nplain words\n"))[0].blocks[0].plain
    assert (run.start, run.place(6)) == (1, 7)
    assert replace(run, start=-1).place(6) == -1
