"""What the rules ask about a body: items, rows, plain text, and the words around a link."""

import pytest

from plain_html import rendered
from playbook.model.body import Block, Body, Html, Item, Opening, Prose
from playbook.model.text import Source
from playbook.reading.markdown.markdown import read_body


def body_of(text: str) -> Body:
    return read_body(Source.of("page.md", text))[0]


def items(text: str) -> tuple[Item, ...]:
    return body_of(text).blocks[0].items


def test_an_item_is_split_at_its_only_link() -> None:
    text = "- Not sure → [Ask Finance](#ask) — in two days\n- Yes → [Go](#go)\n"
    first, second = items(text)
    assert (first.before, first.after, first.links) == ("Not sure → ", " — in two days", (0,))
    assert (second.before, second.after, second.links) == ("Yes → ", "", (1,))
    assert text[first.span.start : first.span.end] == text.splitlines()[0][2:]


def test_an_item_without_a_link_is_all_before() -> None:
    (item,) = items("- only *this*\n")
    assert (item.before, item.after, item.links) == ("only this", "", ())
    assert item.pieces_before == (Prose("only ", 2), Html("<em>"), Prose("this", 8), Html("</em>"))


def test_an_item_with_two_links_is_split_before_the_first_and_behind_the_last() -> None:
    (item,) = items("- a [b](c) d [e](f) g\n")
    assert (item.before, item.after, item.links) == ("a ", " g", (0, 1))


def test_an_image_is_no_answer() -> None:
    (item,) = items("- ![icon](i.png) a → [b](#c)\n")
    assert (item.before, item.links) == ("icon a → ", (1,))
    assert item.pieces_before[0] == Opening(0)


def test_the_pieces_of_an_item_are_well_formed_on_either_side() -> None:
    (item,) = items("- a **b *c [d](e) f* g** h\n")
    body = Body()
    assert "".join(rendered(piece, body) for piece in item.pieces_before) == (
        "a <strong>b <em>c </em></strong>"
    )
    assert "".join(rendered(piece, body) for piece in item.pieces_after) == (
        "<strong><em> f</em> g</strong> h"
    )


def test_what_follows_the_first_paragraph_is_the_rest() -> None:
    text = "- a [b](c)\n  - d\n- e\n\n  f\n"
    body = body_of(text)
    rests = ["".join(rendered(piece, body) for piece in item.rest) for item in body.blocks[0].items]
    assert rests == [
        "<ul>\n<li>d\n</li>\n</ul>\n",
        "<p>f</p>\n",
    ]


def test_only_the_items_of_the_list_itself_are_its_items() -> None:
    assert [item.before for item in items("1. a\n   - b\n2. c\n")] == ["a", "c"]
    assert items("> - a\n") == ()


def test_an_item_may_begin_with_something_else_than_a_paragraph() -> None:
    text = "- ```\n  a\n  ```\n-\n- # b\n"
    code, empty, heading = items(text)
    assert [item.before for item in (code, empty, heading)] == ["", "", ""]
    assert text[code.span.start : code.span.end] == "- ```"
    assert code.rest == (Html('<pre tabindex="0"><code>a\n</code></pre>\n'),)
    assert empty.rest == ()
    assert heading.rest == (Html('<h1 id="b">b</h1>\n'),)


def test_the_box_of_a_task_is_no_part_of_its_label() -> None:
    text = "- [x] told [Ann](a)\n"
    (item,) = items(text)
    assert item.before == "told "
    assert item.pieces_before == (Prose("told ", 6),)
    assert text[item.span.start : item.span.end] == "told [Ann](a)"


def test_rows_hold_the_header_first_and_as_many_cells_as_it() -> None:
    block = body_of("| *a* | b |\n|-|-|\n| `c` |\n| [d](e) | \\| f |\n").blocks[0]
    texts = [[cell.text for cell in row] for row in block.rows]
    assert texts == [["a", "b"], ["c", ""], ["d", "| f"]]


def test_a_table_inside_a_list_gives_its_list_no_rows() -> None:
    assert body_of("- x\n\n  |a|\n  |-|\n").blocks[0].rows == ()


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a *b* [c](d) `e` ![f](g) [[h]] [[i|j]] <k@l.m>", "a b c e f \0h\0 j k@l.m"),
        ("# a [b](c)\n", "a b"),
        ("- a\n  - b\n- c\n", "a\n\nb\n\nc"),
        ("|a|b|\n|-|-|\n|c||\n", "a\n\nb\n\nc"),
        ("> a\n> b\n\n", "a\nb"),
        ("> [!NOTE]\n> a\n", "a"),
        ("```x\na < b\n```\n", "a < b"),
        ("a  \nb\\\nc", "a\nb\nc"),
        ("---\n", ""),
        ("<!-- a -->\n", ""),
        ("a\n: b\n", "a\n\nb"),
    ],
)
def test_the_text_of_a_block_is_all_that_it_says(text: str, plain: str) -> None:
    assert [block.text for block in body_of(text).blocks] == [plain]


def runs(block: Block) -> list[str]:
    return [run.text for run in block.plain]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a **b** [c](d) e", ["a b c e"]),
        ("a `b` c ![d](e) f", ["a ", " c ", " f"]),
        ("a [[b]] c [[d|e]] f", ["a ", " c e f"]),
        ("- a\n- b\n", ["a", "b"]),
        ("# a\n", ["a"]),
        ("> a\n", []),
        ("- a\n\n  > b\n\n  c\n", ["a", "c"]),
        ("> [!TIP]\n> a\n>\n> > b\n", ["a"]),
        ("```\na\n```\n", []),
        ("|a|`b`|\n|-|-|\n", ["a"]),
        ("a  \nb", ["a\nb"]),
        ("x[^1] y\n\n[^1]: z\n", ["x y"]),
    ],
)
def test_runs_are_the_authors_own_words(text: str, expected: list[str]) -> None:
    assert runs(body_of(text).blocks[0]) == expected


def test_the_words_of_a_footnote_are_those_of_the_last_block() -> None:
    block = body_of("x[^1]\n\n[^1]: z [a](b)\n").blocks[-1]
    assert (block.name, block.text, runs(block)) == ("other", "z a", ["z a"])


def test_a_links_context_is_its_paragraph_with_white_space_collapsed() -> None:
    body = body_of("- a\n  b  [c](d)\te\n\n  other\n")
    assert body.links[0].context == "a b c e"


def test_a_long_context_keeps_the_words_around_the_link() -> None:
    before, after = "before " * 60, " after" * 60
    (link,) = body_of(f"{before}[here](x){after}").links
    assert link.context.startswith("…before ")
    assert link.context.endswith(" after…")
    assert " here " in link.context
    assert 200 < len(link.context) <= 240


def test_a_context_is_cut_only_where_it_is_too_long() -> None:
    (link,) = body_of("[here](x)" + " after" * 60).links
    assert link.context.startswith("here after")
    assert link.context.endswith("after…")
    (link,) = body_of("before " * 60 + "[here](x)").links
    assert link.context.startswith("…before")
    assert link.context.endswith("before here")


def test_a_context_without_spaces_is_cut_anyway() -> None:
    (link,) = body_of("漢" * 500 + "[字](x)" + "漢" * 500).links
    assert len(link.context) <= 240
    assert "字" in link.context


def test_a_context_tells_references_without_words_of_their_own_from_text() -> None:
    first, second = body_of("see [[norm:a]], [[b|it]] and norm:a").links
    assert first.context == second.context == "see \0norm:a\0, it and norm:a"


def test_a_cut_context_holds_whole_references_or_none() -> None:
    links = body_of(" ".join(["[[norm:a-b-c]]"] * 60)).links
    assert all(link.context.count("\0") % 2 == 0 for link in links)
    assert all("\0norm:a-b-c\0" in link.context for link in links)
    links = body_of("漢".join(["[[norm:a-b-c]]"] * 60)).links
    assert all("\0" not in link.context for link in links)
