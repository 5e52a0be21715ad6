"""What the reader makes of Markdown: blocks of pieces, ready but for links and terms."""

import pytest

from plain_html import html_of
from playbook.model.body import Block, Closing, Heading, Html, Opening, Prose, Wording
from playbook.model.text import Source, Span
from playbook.reading.markdown.markdown import read_body


def blocks(text: str) -> tuple[Block, ...]:
    body, problems = read_body(Source.of("page.md", text))
    assert problems == ()
    return body.blocks


def only(text: str) -> Block:
    (block,) = blocks(text)
    return block


def test_a_paragraph_is_prose_between_its_tags() -> None:
    text = "Finance pays for *both*, see [the ledger](ledger.md).\n"
    assert only(text).pieces == (
        Html("<p>"),
        Prose("Finance pays for ", 0),
        Html("<em>"),
        Prose("both", 18),
        Html("</em>"),
        Prose(", see ", 23),
        Opening(0),
        Html("the ledger"),
        Closing(0),
        Prose(".", 52),
        Html("</p>\n"),
    )


def test_prose_is_unescaped_and_goes_on_over_line_ends() -> None:
    assert only("R&D < you\n& me\n").pieces[1] == Prose("R&D < you\n& me", 0)


def test_prose_with_an_escape_or_an_entity_has_no_place_of_its_own() -> None:
    assert only(r"5 \* 6 &amp; 7").pieces[1] == Prose("5 * 6 & 7", -1)


def test_prose_that_goes_on_in_an_indented_line_has_no_place_of_its_own() -> None:
    assert only("- one\n  two\n").pieces[1] == Prose("one\ntwo", -1)


def test_a_heading_is_whole_html_and_holds_no_prose() -> None:
    block = only("## Ask *Finance* & co\n")
    html = '<h2 id="ask-finance--co">Ask <em>Finance</em> &amp; co</h2>\n'
    assert block.pieces == (Html(html),)
    assert block.heading == Heading(
        2, "Ask Finance & co", "ask-finance--co", Span("page.md", 3, 21)
    )


def test_a_link_in_a_heading_is_a_hole_too() -> None:
    assert only("# See [x](y)\n").pieces == (
        Html('<h1 id="see-x">See '),
        Opening(0),
        Html("x"),
        Closing(0),
        Html("</h1>\n"),
    )


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("## Ask {#who}\n", '<h2 id="who">Ask</h2>\n'),
        ("Ask {#who}\n---\n", '<h2 id="who">Ask</h2>\n'),
        ("## Ask {#who} ##\n", '<h2 id="who">Ask</h2>\n'),
        ("## Ask \\{#who}\n", '<h2 id="ask-who">Ask {#who}</h2>\n'),
        ("## Ask {.who}\n", '<h2 id="ask-who">Ask {.who}</h2>\n'),
        ("## Ask {#a b}\n", '<h2 id="ask-a-b">Ask {#a b}</h2>\n'),
        ("## `{#who}`\n", '<h2 id="who"><code>{#who}</code></h2>\n'),
        ("Ask {#who}\n", "<p>Ask {#who}</p>\n"),
    ],
)
def test_only_an_id_in_braces_at_a_headings_end_is_no_text(text: str, html: str) -> None:
    assert html_of(text) == html


@pytest.mark.parametrize(
    ("headings", "anchors"),
    [
        (["Is the yearly cost above £5,000?"], ["is-the-yearly-cost-above-5000"]),
        (["Same", "Same", "Same"], ["same", "same-1", "same-2"]),
        (["Same", "Same-1", "Same"], ["same", "same-1", "same-2"]),
        (["Über Straße", "日本 語", "हिन्दी"], ["über-straße", "日本-語", "हिन्दी"]),
        (["snake_case and `code`"], ["snake_case-and-code"]),
        (["🎉", "!?"], ["section", "section-1"]),
        (["Foo", "Bar {#foo}"], ["foo", "foo-1"]),
        (["a – b", "½ and ²"], ["a--b", "-and-"]),
    ],
)
def test_anchors_are_those_of_github(headings: list[str], anchors: list[str]) -> None:
    body, _ = read_body(Source.of("page.md", "".join(f"## {title}\n\n" for title in headings)))
    assert [heading.slug for heading in body.headings] == anchors


def test_a_heading_inside_a_quote_is_a_heading_of_the_body_but_no_block() -> None:
    body, _ = read_body(Source.of("page.md", "# One\n\n> ## Two\n"))
    assert [heading.text for heading in body.headings] == ["One", "Two"]
    assert [block.heading is not None for block in body.blocks] == [True, False]


def test_html_is_shown_and_not_obeyed() -> None:
    assert html_of("<b>x</b> <script>y</script>\n\n<div>\nz\n") == (
        "<p>&lt;b&gt;x&lt;/b&gt; &lt;script&gt;y&lt;/script&gt;</p>\n<p>&lt;div&gt;\nz</p>\n"
    )


def test_a_comment_of_its_own_is_left_out() -> None:
    text = "a\n<!-- playbook:diagram -->\n```mermaid\nx\n```\n<!-- one\n\ntwo -->\nb\n"
    found = blocks(text)
    assert [block.name for block in found] == [
        "paragraph",
        "comment",
        "code",
        "comment",
        "paragraph",
    ]
    assert found[1].pieces == ()
    assert text[found[1].span.start : found[1].span.end] == "<!-- playbook:diagram -->"


@pytest.mark.parametrize(
    "text",
    ["a <!-- b --> c", "<!-- b --> c", "<!-- b", "- <!-- b\n\nc -->", "> <!-- b\nc -->"],
)
def test_what_is_not_wholly_a_comment_is_shown(text: str) -> None:
    assert "&lt;!-- b" in html_of(text)


def test_code_is_escaped_and_can_be_scrolled_by_keyboard() -> None:
    assert html_of('```python title="x"\na < b\n```\n') == (
        '<pre tabindex="0"><code class="language-python">a &lt; b\n</code></pre>\n'
    )
    assert html_of("    a & b\n") == '<pre tabindex="0"><code>a &amp; b\n</code></pre>\n'


def test_a_fences_language_cannot_leave_its_attribute() -> None:
    assert html_of('~~~a"onclick=b>\n~~~\n') == (
        '<pre tabindex="0"><code class="language-a&quot;onclick=b&gt;"></code></pre>\n'
    )


def test_a_table_is_a_region_named_by_its_header() -> None:
    assert html_of("| Team | Gives |\n|:--|--:|\n| a | |\n") == (
        '<div class="table" role="region" tabindex="0" aria-label="Team, Gives">\n'
        '<table>\n<thead>\n<tr><th scope="col" class="left">Team</th>'
        '<th scope="col" class="right">Gives</th></tr>\n'
        '</thead>\n<tbody>\n<tr><td class="left">a</td><td class="right"></td></tr>\n'
        "</tbody>\n</table>\n</div>\n"
    )


def test_tables_of_one_header_have_different_names() -> None:
    html = html_of("|a|\n|-|\n\nx\n\n|a|\n|-|\n\ny\n\n||\n|-|\n")
    assert 'aria-label="a"' in html
    assert 'aria-label="a (2)"' in html


def test_an_empty_cell_in_the_header_is_no_header() -> None:
    assert '<tr><td></td><th scope="col">b</th></tr>' in html_of("| | b |\n|-|-|\n")


def test_a_task_is_a_disabled_box_with_a_label() -> None:
    assert html_of("- [ ] ask *Ann*\n- [x] told\n- [ ]\n- [y] no\n") == (
        '<ul>\n<li class="task"><label><input type="checkbox" disabled> ask <em>Ann</em></label>\n'
        '</li>\n<li class="task"><label><input type="checkbox" disabled checked> told</label>\n'
        "</li>\n<li>[ ]\n</li>\n<li>[y] no\n</li>\n</ul>\n"
    )


@pytest.mark.parametrize("kind", ["Note", "Tip", "Important", "Warning", "Caution"])
def test_a_callout_is_a_note_with_a_title(kind: str) -> None:
    block = only(f"> [!{kind.upper()}]\n> Ask first.\n")
    assert block.name == "callout"
    assert block.pieces == (
        Html(
            f'<div class="callout callout-{kind.lower()}" role="note">\n<p class="callout-title">'
        ),
        Wording(f"callout.{kind.lower()}"),
        Html("</p>\n<p>"),
        Prose("Ask first.", len(kind) + 8),
        Html("</p>\n</div>\n"),
    )


@pytest.mark.parametrize("text", ["> [!NOTE] a", "> [!OTHER]\n> a", "> a\n> [!NOTE]", "[!NOTE]"])
def test_what_only_looks_like_a_callout_is_text(text: str) -> None:
    assert "callout" not in html_of(text)
    assert "[!" in html_of(text)


def test_a_callout_without_a_text_has_only_its_title() -> None:
    assert html_of("> [!TIP]\n>\n> - a\n").endswith("Tip</p>\n<ul>\n<li>a\n</li>\n</ul>\n</div>\n")


def test_footnotes_are_numbered_as_cited_and_stand_at_the_end() -> None:
    assert html_of("a[^x] b[^y] c[^x]\n\n[^y]: Y\n[^x]: X\n\nend\n") == (
        '<p>a<sup class="footnote-ref"><a href="#fn:1" id="fnref:1" role="doc-noteref">1</a></sup>'
        ' b<sup class="footnote-ref"><a href="#fn:2" id="fnref:2" role="doc-noteref">2</a></sup>'
        ' c<sup class="footnote-ref"><a href="#fn:1" id="fnref:1:2" role="doc-noteref">1</a></sup>'
        '</p>\n<p>end</p>\n<section class="footnotes" role="doc-endnotes" aria-label="Footnotes">\n'
        '<ol>\n<li id="fn:1"><p>X'
        ' <a href="#fnref:1" role="doc-backlink" aria-label="Back to the text">↩</a>'
        ' <a href="#fnref:1:2" role="doc-backlink" aria-label="Back to the text (2)">↩</a></p>\n'
        '</li>\n<li id="fn:2"><p>Y'
        ' <a href="#fnref:2" role="doc-backlink" aria-label="Back to the text">↩</a></p>\n</li>\n'
        "</ol>\n</section>\n"
    )


def test_a_footnote_that_nothing_cites_and_a_second_text_are_not_lost() -> None:
    html = html_of("a[^x]\n\n[^x]: one\n\n[^x]: two\n\n[^lone]: three\n")
    assert all(word in html for word in ("one", "two", "three"))


def test_a_mark_of_no_footnote_is_text() -> None:
    assert html_of("a[^x]\n") == "<p>a[^x]</p>\n"


def test_a_list_of_definitions() -> None:
    assert html_of("BATNA\n: best alternative\n: what else\n") == (
        "<dl>\n<dt>BATNA</dt>\n<dd>best alternative\n</dd>\n<dd>what else\n</dd>\n</dl>\n"
    )


def test_struck_text() -> None:
    assert html_of("~~old~~ new ~x~") == "<p><s>old</s> new ~x~</p>\n"


def test_addresses_are_not_judged_here() -> None:
    body, _ = read_body(Source.of("page.md", "[a](javascript:alert(1)) ![b](//host/x) <data:x>"))
    assert [link.target for link in body.links] == ["javascript:alert(1)", "//host/x", "data:x"]


def test_nothing_becomes_a_link_or_another_character_by_itself() -> None:
    assert html_of('https://a.b "x" -- (c) ...') == '<p>https://a.b "x" -- (c) ...</p>\n'


def test_names_of_blocks() -> None:
    text = "# h\n\np\n\n- l\n\n1. o\n\n|t|\n|-|\n\n```\nc\n```\n\n> q\n\n---\n\nt\n: d\n"
    names = ["heading", "paragraph", "list", "list", "table", "code", "quote", "rule", "other"]
    assert [block.name for block in blocks(text)] == names


def test_a_blocks_span_has_no_white_space_around_it() -> None:
    text = "\n\n  a\nb  \n\n\n- c\n\n\n# d\n"
    assert [text[b.span.start : b.span.end] for b in blocks(text)] == ["a\nb", "- c", "# d"]


def test_a_body_begins_where_its_front_matter_ends() -> None:
    text = "---\nid: x\n---\n# Hi\n\n| [a](b) |\n|--|\n\n[c]\n\n[c]: d\n"
    body, _ = read_body(Source.of("page.md", text), text.index("# Hi"))
    assert body.blocks[0].heading == Heading(1, "Hi", "hi", Span("page.md", 16, 18))
    assert [text[link.span.start : link.span.end] for link in body.links] == ["b", "d"]


def test_an_empty_body_is_empty() -> None:
    assert blocks("") == ()
    assert blocks("\n \n") == ()
