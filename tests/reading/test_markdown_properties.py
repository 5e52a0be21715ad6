"""What holds for every text, however odd."""

import re
from html import unescape
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from plain_html import html_of
from playbook.model.body import Body, Html, Link, LinkSyntax, Opening, Piece, Prose
from playbook.model.text import Source
from playbook.reading.grammar.common_text import common_tokens
from playbook.reading.grammar.grammar import grammar
from playbook.reading.grammar.notes import MAX_NESTING
from playbook.reading.markdown.markdown import read_body
from playbook.reading.markdown.places import Lines

MARKS = [
    *("*", "**", "_", "`", "``", "~~", "[", "]", "(", ")", "[[", "]]", "![", "](", "](x)", "!"),
    *("[a](b)", "[[k:i|t]]", "[[id]]", "<https://a.b/c>", "<m@x.y>", "<", ">", "<b>", "{", "}"),
    *("&amp;", "&copy;", "&", "\\", "\\|", "|", " {#id}", "[^1]", "\n[^1]: ", "\n[x]: /u 'ti'\n"),
    *("[x]", "[t][x]", "\n", "\n\n", "\n> ", "\n- ", "\n1. ", "\n  ", "\n    ", "\n\t", "\t"),
    *(" ", "  ", "\n# ", "#", "\n---\n", "\n===\n", "\n|a|b|\n|-|-|\n|", "\n```\n", "\n~~~"),
    *("\n: ", "\n<!-- c -->\n", "<!--", "-->", "\n> [!NOTE]\n> ", "- [ ] ", "- [x] ", '"', "'"),
    *("\xa0", "\x0b", "\x85", "\u2028", "\u3000", "\0", "%20", "/url", "$"),
]
WORDS = ["a", "b c", "word", "é", "😀", "漢字"]
TEXTS = st.one_of(
    st.lists(st.sampled_from([*MARKS, *WORDS]), max_size=25).map("".join),
    st.text(alphabet="[]()<>!*_`~\\|#-+ \n\t>:&;ab1.", max_size=80),
    st.text(max_size=60),
)


def pieces_of(body: Body) -> list[Piece]:
    return [piece for block in body.blocks for piece in block.pieces]


def resolved(link: Link, written: str) -> str:
    """Return the target that the characters of a link's target stand for."""
    if link.syntax is LinkSyntax.AUTOLINK:
        is_mail = link.target.startswith("mailto:") and not written.startswith("mailto:")
        return "mailto:" + written if is_mail else written
    return written if link.syntax is LinkSyntax.REFERENCE else unescapeAll(written)


@given(TEXTS)
def test_every_target_stands_where_its_link_says(text: str) -> None:
    body, _ = read_body(Source.of("page.md", text))
    for link in body.links:
        written = text[link.span.start : link.span.end]
        # In a cell a bar needs a backslash, which is not the address's own.
        assert resolved(link, written).replace("\\|", "|") == link.target.replace("\\|", "|")
        assert text[link.whole.start] in "[!<"
        assert text[link.whole.end - 1] in "])>"
        assert len(link.context) <= 240


@given(TEXTS, TEXTS)
def test_front_matter_moves_every_place(before: str, text: str) -> None:
    source = Source.of("page.md", before + "\n" + text)
    moved, _ = read_body(source, len(before) + 1)
    alone, _ = read_body(Source.of("page.md", text))
    shift = len(before) + 1
    assert [link.span.start - shift for link in moved.links] == [
        link.span.start for link in alone.links
    ]
    assert [block.span.start - shift for block in moved.blocks] == [
        block.span.start for block in alone.blocks
    ]


@given(TEXTS)
def test_prose_with_a_place_stands_there(text: str) -> None:
    body, _ = read_body(Source.of("page.md", text))
    runs = [run for block in body.blocks for run in block.plain]
    for prose in [piece for piece in pieces_of(body) if isinstance(piece, Prose)] + runs:
        if prose.start >= 0:
            assert text.startswith(prose.text, prose.start)
    for run in runs:
        for offset, character in enumerate(run.text):
            place = run.place(offset)
            assert 0 <= place < len(text)
            is_entity = "&" in text[max(place - 1, 0) : place + 1]
            assert is_entity or text[place] == character


@given(TEXTS)
def test_the_html_is_well_formed_and_its_ids_are_unique(text: str) -> None:
    body, _ = read_body(Source.of("page.md", text))
    html = "".join(piece.html for piece in pieces_of(body) if isinstance(piece, Html))
    identifiers = re.findall(r' id="([^"]*)"', html)
    assert "" not in identifiers
    assert len(identifiers) == len(set(identifiers))
    is_open: list[str] = []
    for closing, tag in re.findall(r"<(/?)(\w+)[^>]*>", html_of(text)):
        if closing:
            assert is_open.pop() == tag
        elif tag not in {"br", "hr", "img", "input"}:
            is_open.append(tag)
    assert is_open == []


@given(TEXTS)
def test_pieces_are_merged_and_every_link_opens_once(text: str) -> None:
    body, _ = read_body(Source.of("page.md", text))
    for block in body.blocks:
        is_html = [isinstance(piece, Html) for piece in block.pieces]
        assert not any(first and second for first, second in pairwise(is_html))
    opened = [piece.index for piece in pieces_of(body) if isinstance(piece, Opening)]
    assert sorted(opened) == list(range(len(body.links)))


CONTAINERS = [
    "{}\n\n",
    "- {}\n",
    "1. {}\n   - {}\n\n",
    "> {}\n\n",
    "> [!TIP]\n> {}\n\n",
    "# {}\n\n",
    "{}\n---\n\n",
    "| {} | {} |\n|---|---|\n| {} | {} |\n\n",
    "{}\n: {}\n\n",
    "x[^n]\n\n[^n]: {}\n\n",
    "```\n{}\n```\n\n",
    "<div>\n{}\n</div>\n\n",
    "**{}** `{}` [{}](x) ~~{}~~ <!-- {} -->\n\n",
]
PLAIN_WORDS = st.text(alphabet="abcdefghijé漢😀", min_size=1, max_size=8)


@given(
    st.lists(st.tuples(st.sampled_from(CONTAINERS), st.lists(PLAIN_WORDS, min_size=5, max_size=5)))
)
def test_every_word_is_in_the_page(parts: list[tuple[str, list[str]]]) -> None:
    html = unescape(html_of("".join(container.format(*words) for container, words in parts)))
    for container, words in parts:
        for word in words[: container.count("{}")]:
            assert word in html


def markdown_it() -> MarkdownIt:
    """Return markdown-it with the same extensions and none of our short cuts."""
    options = {"maxNesting": MAX_NESTING + 1, "html": False, "store_labels": True}
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    footnote_plugin(parser, inline=False, move_to_end=False)
    deflist_plugin(parser)
    return parser


def described(tokens: list[Token]) -> list[tuple[object, ...]]:
    return [(t.type, t.tag, t.nesting, t.level, t.content, t.markup, t.hidden) for t in tokens]


def with_whole_tables(tokens: list[Token]) -> list[Token]:
    """Return the tokens with one token for each table."""
    found: list[Token] = []
    is_inside = False
    for token in tokens:
        if token.type == "table_open":
            found.append(Token("table", "table", 0, level=token.level))
        is_inside = token.type != "table_close" and (is_inside or token.type == "table_open")
        if not is_inside and token.type != "table_close":
            found.append(token)
    return found


@given(TEXTS)
def test_the_tokens_are_those_of_markdown_it(text: str) -> None:
    ours, _ = grammar().blocks(text)
    theirs: list[Token] = []
    parser = markdown_it()
    parser.block.parse(text, parser, {}, theirs)
    if "<!--" not in text:
        assert described(ours) == described(with_whole_tables(theirs))


@given(st.text(alphabet="*_~`\\ab \n&;!", max_size=40))
def test_running_text_is_read_as_markdown_it_reads_it(text: str) -> None:
    _, environment = grammar().blocks("")
    theirs: list[Token] = []
    parser = markdown_it()
    parser.inline.parse(text, parser, {}, theirs)
    assert described(grammar().running_text(text, environment)) == described(theirs)


TABLES = [
    *(
        "|",
        "|",
        "a",
        " ",
        "-",
        "--",
        ":",
        ":-:",
        "\n",
        "\n",
        "\\|",
        "- ",
        "> ",
        "    ",
        "\xa0",
        "b|c",
    ),
    *("|a|b|\n|-|-|\n|", "| x | y |\n|--|:-:|\n| 1 | 2 |\n", "x|y\n-:|:-\n", "1. ", "# ", "\n\n"),
]


def cells_of(tokens: list[Token]) -> list[tuple[str, str]]:
    """Return the content of each cell, and how it is aligned."""
    found = []
    for token, content in pairwise(tokens):
        if token.type in {"th_open", "td_open"}:
            alignment = str(token.attrs.get("style", "")).removeprefix("text-align:")
            found.append((content.content, alignment))
    return found


@given(st.lists(st.sampled_from(TABLES), max_size=15).map("".join))
def test_tables_are_those_of_markdown_it(text: str) -> None:
    theirs: list[Token] = []
    parser = markdown_it()
    parser.block.parse(text, parser, {}, theirs)
    ours, environment = grammar().blocks(text)
    assert described(ours) == described(with_whole_tables(theirs))
    lines = Lines(Source.of("page.md", text), 0)
    found = [
        (cells[at][0] if at < len(cells) else "", alignment)
        for token in ours
        if token.type == "table"
        for line, start in token.meta["rows"]
        for cells in [lines.cells(line, start)]
        for at, alignment in enumerate(token.meta["alignments"])
    ]
    assert found == cells_of(theirs)
    empty = sum(not content for content, _ in found)
    assert environment["notes"].empty_cells == empty
    assert len(ours) + environment["notes"].spared == len(theirs)


COMMON = [
    *("a", "b c", "é", "漢字", " ", " ", " ", "\n", ".", ", ", "! ", "&", "“", "(", ")", "^", "\t"),
    *("[a](b)", "[a b](../c_d.md#e*f*)", "`c`", "`a*b` ", "**b**", "*b*", "_b c_", " **b** ", "**"),
    *("*", "_", "`", "[", "]", "&amp;", "~", "\xa0", "\u2028", "![", "\\"),
]


@given(st.lists(st.sampled_from(COMMON), max_size=12).map("".join))
def test_common_text_is_read_as_markdown_it_reads_it(text: str) -> None:
    theirs: list[Token] = []
    parser = markdown_it()
    parser.inline.parse(text, parser, {}, theirs)
    common = common_tokens(text, 0)
    if common is not None:
        assert described(common[0]) == described(theirs)
        assert common[1] == sum(token.type == "link_open" for token in theirs)


def test_what_can_mean_something_else_is_left_to_the_parser() -> None:
    for text in (
        "a  \nb",
        "a\n b",
        "[^1](b)",
        "a**b**",
        "**a**b",
        "![a](b)",
        "`` a ``",
        "&lt;",
        "a_b",
    ):
        assert common_tokens(text, 0) is None
