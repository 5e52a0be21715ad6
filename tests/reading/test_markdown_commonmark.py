"""CommonMark, construct by construct, in examples of our own.

The specification's own may not be kept here; `benchmarks/commonmark_examples.py` runs them.
"""

import re

import pytest

from plain_html import html_of

EXAMPLES = {
    "paragraphs": ("a\nb\n\nc", "<p>a\nb</p><p>c</p>"),
    "up to three spaces": ("   a\n     b", "<p>a\nb</p>"),
    "headings": ("# a\n###### b\n####### c", "<h1>a</h1><h6>b</h6><p>####### c</p>"),
    "closed heading": ("# a ##  \n# b#\n# \\#", "<h1>a</h1><h1>b#</h1><h1>#</h1>"),
    "no space, no heading": ("#a", "<p>#a</p>"),
    "an empty heading": ("#\n", "<h1></h1>"),
    "underlined headings": ("a\n===\nb\nc\n-", "<h1>a</h1><h2>b\nc</h2>"),
    "a rule is no underline after a blank": ("a\n\n---", "<p>a</p><hr>"),
    "rules": ("***\n- - -\n____", "<hr><hr><hr>"),
    "no rule": ("--\n+++", "<p>--\n+++</p>"),
    "indented code": ("    a\n\n      b\n\nc", "<pre><code>a\n\n  b\n</code></pre><p>c</p>"),
    "no indented code in a paragraph": ("a\n    b", "<p>a\nb</p>"),
    "tab-indented code": ("\ta\tb", "<pre><code>a\tb\n</code></pre>"),
    "a fence": ("```\na\n\n  b\n```", "<pre><code>a\n\n  b\n</code></pre>"),
    "a fence in a fence": ("````\n```\n````", "<pre><code>```\n</code></pre>"),
    "tildes": ("~~~ a ``` b\nc\n~~~~", '<pre><code class="language-a">c\n</code></pre>'),
    "an unclosed fence": ("```\na\n", "<pre><code>a\n</code></pre>"),
    "an indented fence": ("  ```\n  a\n   b\n  ```", "<pre><code>a\n b\n</code></pre>"),
    "a fence ends with its quote": (
        "> ```\n> a\n\nb",
        "<blockquote><pre><code>a\n</code></pre></blockquote><p>b</p>",
    ),
    "no fence": ("``` a`b", "<p>``` a`b</p>"),
    "quotes": (
        "> a\n> b\n\n> c",
        "<blockquote><p>a\nb</p></blockquote><blockquote><p>c</p></blockquote>",
    ),
    "a lazy quote": ("> a\nb", "<blockquote><p>a\nb</p></blockquote>"),
    "a quote in a quote": (
        ">>a\n> b",
        "<blockquote><blockquote><p>a\nb</p></blockquote></blockquote>",
    ),
    "a quote of code": (">     a", "<blockquote><pre><code>a\n</code></pre></blockquote>"),
    "a tight list": ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
    "a loose list": ("- a\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
    "two lists": ("- a\n+ b", "<ul><li>a</li></ul><ul><li>b</li></ul>"),
    "a numbered list": ("7. a\n8. b", '<ol start="7"><li>a</li><li>b</li></ol>'),
    "numbers with brackets": ("1) a\n2. b", '<ol><li>a</li></ol><ol start="2"><li>b</li></ol>'),
    "a list from nought": ("0. a", '<ol start="0"><li>a</li></ol>'),
    "a list in a list": (
        "- a\n  - b\n\n    c",
        "<ul><li>a<ul><li><p>b</p><p>c</p></li></ul></li></ul>",
    ),
    "a list item of two blocks": (
        "- a\n\n      b",
        "<ul><li><p>a</p><pre><code>b\n</code></pre></li></ul>",
    ),
    "a list that starts with code": ("-     a", "<ul><li><pre><code>a\n</code></pre></li></ul>"),
    "an empty item": ("- a\n-\n- b", "<ul><li>a</li><li></li><li>b</li></ul>"),
    "a list after a paragraph": ("a\n- b\n\nc\n2. d", "<p>a</p><ul><li>b</li></ul><p>c\n2. d</p>"),
    "no list": ("-a\n1.b", "<p>-a\n1.b</p>"),
    "a heading in an item": ("- # a", "<ul><li><h1>a</h1></li></ul>"),
    "emphasis": ("*a* _b_ a*b*c a_b_c", "<p><em>a</em> <em>b</em> a<em>b</em>c a_b_c</p>"),
    "strong": (
        "**a** __b__ **a*b***",
        "<p><strong>a</strong> <strong>b</strong> <strong>a<em>b</em></strong></p>",
    ),
    "both": (
        "***a*** ***b* c**",
        "<p><em><strong>a</strong></em> <strong><em>b</em> c</strong></p>",
    ),
    "no emphasis": ("* a* a * b ** c", "<ul><li>a* a * b ** c</li></ul>"),
    "emphasis beside punctuation": ('*"a"*b *(c)*', '<p>*"a"*b <em>(c)</em></p>'),
    "emphasis left open": ("**a* b", "<p>*<em>a</em> b</p>"),
    "code binds tighter": ("*a `*` b", "<p>*a <code>*</code> b</p>"),
    "code": (
        "`a` `` b`c `` ` ` `\nd\n`",
        "<p><code>a</code> <code>b`c</code> <code> </code> <code>d</code></p>",
    ),
    "code is not escaped": (r"`\` `&amp;`", r"<p><code>\</code> <code>&amp;amp;</code></p>"),
    "code left open": ("``a`", "<p>``a`</p>"),
    "escapes": (r"\*a\* \a \\ \<b>", r"<p>*a* \a \ &lt;b&gt;</p>"),
    "entities": (
        "&amp; &copy; &#65; &#x42; &nosuch; &#0;",
        "<p>&amp; © A B &amp;nosuch; \ufffd</p>",
    ),
    "an entity is no mark-up": ("&#42;a&#42;", "<p>*a*</p>"),
    "hard breaks": ("a  \nb\\\nc\nd", "<p>a<br>b<br>c\nd</p>"),
    "no hard break at the end": ("a  \n\nb\\", "<p>a</p><p>b\\</p>"),
    "a link": ('[a](b "c")', '<p><a href="b" title="c">a</a></p>'),
    "titles": (
        "[a](b 'c') [d](e (f))",
        '<p><a href="b" title="c">a</a> <a href="e" title="f">d</a></p>',
    ),
    "no link": ("[a](b c) [d] (e) [f](<g\nh>)", "<p>[a](b c) [d] (e) [f](&lt;g\nh&gt;)</p>"),
    "no link in a link": ("[a [b](c) d](e)", '<p>[a <a href="c">b</a> d](e)</p>'),
    "a link binds tighter": ("*a [b*](c)", '<p>*a <a href="c">b*</a></p>'),
    "definitions": ("[A]\n\n[a]: b 'c'\n[a]: d", '<p><a href="b" title="c">A</a></p>'),
    "labels": (
        "[x][a\n b] [A B][] [a b]: c\n\n[a b]: d",
        '<p><a href="d">x</a> <a href="d">A B</a> <a href="d">a b</a>: c</p>',
    ),
    "no definition": ("[a]: b c\n\na\n[d]: e", "<p>[a]: b c</p><p>a\n[d]: e</p>"),
    "images": (
        '![a *b*](c "d") ![e]\n\n[e]: f',
        '<p><img src="c" alt="a b" title="d"> <img src="f" alt="e"></p>',
    ),
    "addresses": ("<a+b:c> <a b:c>", '<p><a href="a+b:c">a+b:c</a> &lt;a b:c&gt;</p>'),
    "mail": ("<a@b.c>", '<p><a href="mailto:a@b.c">a@b.c</a></p>'),
    "tabs": (
        "-\ta\n\n\tb\n\n>\t\tc",
        "<ul><li><p>a</p><p>b</p></li></ul><blockquote><pre><code>  c\n</code></pre></blockquote>",
    ),
    "blocks before spans": ("- `a\n- b`", "<ul><li>`a</li><li>b`</li></ul>"),
}


def without_layout(html: str) -> str:
    """Return HTML without what this project adds, and without line ends beside blocks."""
    html = re.sub(r'(<h\d) id="[^"]*"', r"\1", html).replace('<pre tabindex="0">', "<pre>")
    return re.sub(r"\s*(</?(?:p|ul|ol|li|blockquote|h\d|hr|br|pre)\b[^>]*>)\s*", r"\1", html)


@pytest.mark.parametrize("construct", EXAMPLES)
def test_commonmark(construct: str) -> None:
    text, html = EXAMPLES[construct]
    assert without_layout(html_of(text)) == html
