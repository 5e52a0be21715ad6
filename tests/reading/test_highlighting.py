"""Code in a document: its words are marked by what they are, and none of them is lost."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.model.body import Html
from playbook.model.text import Source
from playbook.reading.markdown.blocks import Blocks
from playbook.reading.markdown.highlighting import MOST, highlighted

MARKED = {
    "YAML": ("yaml", "status: in-force # so far\n", "«name status»: in-force «comment # so far»\n"),
    "a document": (
        "markdown",
        "---\nfrom: 2026-03-01\n---\n# Cover\n\nWe answer.\n",
        "---\n«name from»: 2026-03-01\n---\n«heading # Cover»\n\nWe answer.\n",
    ),
    "JSON": (
        "json",
        '{"days": 2, "free": true}\n',
        '{«name "days"»: «constant 2», «name "free"»: «constant true»}\n',
    ),
    "SQL": ("sql", "SELECT 'x';\n", "«keyword SELECT» «string 'x'»;\n"),
    "a dialogue": ("console", "$ make\ndone\n", "«comment $ »make\ndone\n"),
    "a change": ("diff", "-a\n+b\n", "«removed -a»\n«added +b»\n"),
}
"""Language, code, and the code with what each marked word is."""
LANGUAGES = (
    "bash console css diff docker html http ini javascript json markdown powershell properties "
    "python sql toml typescript xml yaml"
).split()
WORDS = (
    *("a", "b: ", '"', "'", "`", "<a>", "</", "&amp;", "# ", "---\n", "\n", "\n  ", "{", "}", "/*"),
    *(
        "//",
        "<!--",
        "$",
        "$ ",
        "1",
        "\\",
        "[x](",
        "**",
        "é",
        "🙂",
        "<script>",
        "=",
        "-",
        "\t",
        "'''",
    ),
)
TAG = re.compile(r'<span class="code-([a-z]+)">(.*?)</span>', re.DOTALL)


def body(text: str) -> str:
    """Return the HTML of a text's code."""
    blocks = Blocks(Source.of("content/pages/a.md", text), 0).read().blocks
    pieces = (piece.html for block in blocks for piece in block.pieces if isinstance(piece, Html))
    return "".join(pieces)


@pytest.mark.parametrize(("language", "code", "words"), MARKED.values(), ids=MARKED)
def test_words_of_code_are_marked_by_what_they_are(language: str, code: str, words: str) -> None:
    html, marked = highlighted(code, language)
    assert unescape(TAG.sub(r"«\1 \2»", html)) == words
    assert marked == len(code)


@pytest.mark.parametrize("language", ["", "text", "brainfuck", "negotiation"])
def test_a_language_that_is_not_known_is_shown_as_it_is(language: str) -> None:
    assert highlighted("if a < b: pass\n", language) == ("if a &lt; b: pass\n", 0)


@pytest.mark.parametrize("language", ["yml", "YAML", "yaml"])
def test_a_language_has_its_usual_names(language: str) -> None:
    assert "code-name" in highlighted("a: b\n", language)[0]


@given(st.sampled_from(LANGUAGES), st.lists(st.sampled_from(WORDS), max_size=30).map("".join))
def test_nothing_but_marks_is_added(language: str, code: str) -> None:
    html, _ = highlighted(code, language)
    plain = TAG.sub(r"\2", html)
    assert unescape(plain) == code
    assert not re.search(r"[<>]", plain), "what an author writes is no HTML"


@pytest.mark.parametrize(
    "code",
    [
        pytest.param(f"a: {'b' * 300}\n", id="a long line"),
        pytest.param("a: b\n\n \n\n\nc: d\n", id="a flood of blank lines"),
        pytest.param("a: b\n" * 2000, id="ten thousand characters"),
    ],
)
def test_what_could_take_long_is_shown_as_it_is(code: str) -> None:
    assert highlighted(code, "yaml") == (code, 0)


def test_a_document_of_much_code_has_the_first_of_it_marked() -> None:
    block = "```yaml\n" + "key: value # word\n" * 100 + "```\n\n"
    html = body("# Code\n\n" + block * 200)
    assert html.count("<pre") == 200
    assert html.count("code-name") == MOST // 1800 * 100
    assert '<code class="language-yaml">key: value # word\n' in html, "the last ones are plain"


def test_code_without_a_language_and_indented_code_are_plain() -> None:
    html = body("# Code\n\n```\na: b\n```\n\n    a: b\n")
    assert html.count("<code>a: b\n</code>") == 2
