"""Front matter is told from a Markdown rule, and a forgotten end is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.model.diagnostic import Edit
from playbook.model.text import Source, Span
from playbook.reading.front_matter.front_matter import split, unopened


def parts(text: str) -> tuple[str, str, list[str]]:
    """The YAML, the body, and findings as `path:line:col code`."""
    source = Source.of("a.md", text)
    start, end, body, problems = split(source)
    shown = []
    for problem in problems:
        at = source.position(problem.span.start)
        shown.append(f"{problem.span.path}:{at.line}:{at.column} {problem.code}")
    return text[start:end], text[body:], shown


@pytest.mark.parametrize(
    ("text", "yaml", "body"),
    [
        pytest.param("---\nkind: team\n---\n# A\n", "kind: team\n", "# A\n", id="usual"),
        pytest.param("---  \nkind: team\n--- \t\n# A\n", "kind: team\n", "# A\n", id="spaces"),
        pytest.param("---\nkind: team\n...\n# A\n", "kind: team\n", "# A\n", id="closed by dots"),
        pytest.param("---\nkind: team\n---", "kind: team\n", "", id="no body"),
        pytest.param("---\n---\n# A\n", "", "# A\n", id="empty"),
        pytest.param("---\n\n---\n# A\n", "\n", "# A\n", id="emptied"),
        pytest.param("---\na: |\n  ---\nb: 1\n---\n", "a: |\n  ---\nb: 1\n", "", id="indented"),
        pytest.param("---\na: 1\n---\nx\n---\ny", "a: 1\n", "x\n---\ny", id="a rule in the body"),
        pytest.param("---\na: 1\n----\n---\n", "a: 1\n----\n", "", id="four dashes are no end"),
        pytest.param("---\n\na: 1\n\n---\n", "\na: 1\n\n", "", id="blank lines"),
        pytest.param("---\n# ours\n\na: 1\n---\n", "# ours\n\na: 1\n", "", id="comment first"),
        pytest.param('---\n{\n"a": 1,\n\n"b": 2}\n---\n', '{\n"a": 1,\n\n"b": 2}\n', "", id="JSON"),
        pytest.param("---\nkind team\n---\n# A\n", "kind team\n", "# A\n", id="colon forgotten"),
        pytest.param("---\n- a\n- b\n---\n", "- a\n- b\n", "", id="a list"),
        pytest.param(
            "---\nAm Rand: 1\n\nx y z\n---\n", "Am Rand: 1\n\nx y z\n", "", id="key of two words"
        ),
        pytest.param(
            "---\nkind team\n\naudience: board\n---\n",
            "kind team\n\naudience: board\n",
            "",
            id="a field behind a blank line",
        ),
    ],
)
def test_front_matter_stands_between_the_lines(text: str, yaml: str, body: str) -> None:
    assert parts(text) == (yaml, body, [])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("# A\n\ntext\n", id="no front matter"),
        pytest.param("", id="empty file"),
        pytest.param(" ---\na: 1\n---\n", id="indented line"),
        pytest.param("----\nA sentence: 1\n---\n", id="four dashes"),
        pytest.param("--- a\nb: 1\n---\n", id="words behind the dashes"),
        pytest.param("---", id="nothing but a rule"),
        pytest.param("---\n", id="nothing but a rule and a line end"),
        pytest.param("---\n\nWelcome to our handbook.\n", id="rule and prose"),
        pytest.param("---\nWelcome.\n\n- a\n", id="rule directly above prose"),
        pytest.param("---\n\n# Handbook\n\nNote: read this.\n", id="prose with a colon"),
        pytest.param("---\n\nNote: read this.\n", id="prose that begins with a colon"),
        pytest.param("---\n\n# A\n\nText.\n\n---\n\nMore.\n", id="two rules"),
        pytest.param("---\n\n# A\n\nNote: text.\n\n---\n\nMore.\n", id="two rules, a colon"),
        pytest.param("---\n\nText.\n\n...\n", id="a line of dots"),
        pytest.param(
            "---\nThis is what we agreed on: a\n\nb\n---\n", id="many words before a colon"
        ),
        pytest.param("---\n\nSee https://a.example\n\n---\n", id="an address"),
    ],
)
def test_a_rule_in_markdown_is_no_front_matter(text: str) -> None:
    source = Source.of("a.md", text)
    assert split(source) == (0, 0, 0, ())


@pytest.mark.parametrize(
    ("front", "rest"),
    [
        pytest.param("---\nkind: team\n", "# Finance\n\nText.\n", id="end forgotten"),
        pytest.param("---\nkind: team\n\n", "# Finance\n", id="a blank line for the end"),
        pytest.param("---\nkind: team\n\nowner: a\n", "## Text\n", id="a blank line inside"),
        pytest.param("---\nkind: team\n", "\nText.\n", id="text without a heading"),
        pytest.param("---\nkind:", "", id="end of file behind a key"),
        pytest.param("---\n# ours\n\nkind: team\n", "", id="comment first"),
        pytest.param("---\n\nkind: team\n", "", id="blank line first"),
    ],
)
def test_front_matter_that_is_never_closed_is_an_error_and_ends_where_it_seems_to(
    front: str, rest: str
) -> None:
    yaml, body, problems = parts(front + rest)
    assert problems == ["a.md:1:1 text/yaml-error"]
    assert (f"---\n{yaml}", body) == (front, rest)


@pytest.mark.parametrize("line", [" ---", "--", "----", "—", "–––"])
def test_a_line_that_almost_closes_front_matter_is_the_place_of_the_error(line: str) -> None:
    yaml, body, problems = parts(f"---\nkind: team\nroles: x\n{line}\n# A\n\nText.\n")
    assert problems == ["a.md:4:1 text/yaml-error"]
    assert (yaml, body) == ("kind: team\nroles: x\n", "# A\n\nText.\n")


def test_a_line_that_closes_front_matter_above_its_fields_is_an_error() -> None:
    text = "---\n---\nkind: team\nroles: {}\n---\n# A\n"
    assert parts(text) == ("kind: team\nroles: {}\n", "# A\n", ["a.md:2:1 text/yaml-error"])
    (*_, (problem,)) = split(Source.of("a.md", text))
    assert problem.edit == Edit(Span("a.md", 4, 8), "")
    assert parts("---\n---\nNote: a rule follows.\n\n---\n")[2] == []


def test_the_hint_says_how_to_close_it_and_how_to_write_a_rule() -> None:
    (problem,) = split(Source.of("a.md", "---\nkind: team\n"))[3]
    assert "never closed" in problem.message
    assert "`---`" in problem.hint
    assert "`***`" in problem.hint


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("\n---\nparties: [a]\n---\n# A\n", 1, "an empty line stands above the front matter"),
        (" \n\n---\nkind: norm\n\nowner: a\n---\n# A\n", 3, "an empty line stands above"),
        ("----\nparties: [a]\n----\n# A\n", 0, "stands between two lines `---`, not `----`"),
        ("--\nparties: [a]\n---\n# A\n", 0, "stands between two lines `---`, not `--`"),
        ("—\nparties: [a]\n—\n# A\n", 0, "stands between two lines `---`, not `—`"),
        ("----\nparties: [a]\n---\n# A\n", 0, "stands between two lines `---`, not `----`"),
        ('+++\ntitle = "A"\n+++\n\nText.\n', 0, "this is TOML"),
    ],
)
def test_fields_that_would_be_read_as_text_are_an_error(text: str, place: int, said: str) -> None:
    start, end, body, (problem,) = split(Source.of("a.md", text))
    assert (start, end, body) == (0, 0, 0)
    assert (problem.code, problem.span.start) == ("text/yaml-error", place)
    assert said in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "\n---\n\n# A\n\nText.\n",
        "\n---\nNote what we said: it holds.\n---\n",
        "----\n\nText: more.\n\n----\n",
        "\n# A\n\n---\nkind: norm\n---\n",
    ],
)
def test_a_rule_further_down_is_a_rule(text: str) -> None:
    assert split(Source.of("a.md", text)) == (0, 0, 0, ())


def test_the_empty_line_above_front_matter_can_be_taken_out() -> None:
    (*_, (problem,)) = split(Source.of("a.md", "\n\n---\nkind: norm\n---\n"))
    assert problem.edit == Edit(Span("a.md", 0, 2), "")


@pytest.mark.parametrize(
    ("text", "said", "edit"),
    [
        ("parties: [a]\n---\n# A\n", "no line `---` stands above the field “parties”", True),
        ("\n\nparties: [a]\n---\n# A\n", "no line `---` stands above", True),
        ("parties: [a]\nowner: a\n# A\n", "no line `---` stands above", False),
        ("```yaml\nparties: [a]\n```\n# A\n", "not in a block of code", False),
    ],
)
def test_fields_with_no_line_above_them_are_an_error(text: str, said: str, *, edit: bool) -> None:
    (problem,) = unopened(Source.of("a.md", text), {"parties", "owner"})
    assert said in problem.message
    start = text.index("p")
    assert problem.edit == (Edit(Span("a.md", 0, start), "---\n") if edit else None)


@pytest.mark.parametrize(
    "text",
    [
        "Note: a text may begin so.\n\n---\n",
        "patient: a word of this text\n---\n",
        "# A\n\nparties: those who signed\n",
        "parties:all\n",
        "```python\nparties: int\n```\n",
    ],
)
def test_a_text_that_begins_like_a_field_is_a_text(text: str) -> None:
    assert unopened(Source.of("a.md", text), {"parties"}) == ()


@given(st.text(st.sampled_from(list("-.a:# \n\t{'\"")), max_size=80) | st.text())
def test_no_text_raises_and_the_parts_never_overlap(text: str) -> None:
    for written in (text, f"---\n{text}", f"---\n{text}\n---\n{text}"):
        start, end, body, problems = split(Source.of("a.md", written))
        assert 0 <= start <= end <= body <= len(written)
        assert not end or problems or written[end : end + 3] in {"---", "..."}
