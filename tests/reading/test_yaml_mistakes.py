"""Mistakes in YAML are found where they are made and said in plain words."""

import pytest
import yaml

from playbook.model.diagnostic import Severity
from playbook.model.text import Source
from playbook.reading.front_matter import yaml as reader
from playbook.reading.front_matter.yaml import Data, read_mapping


@pytest.fixture(params=["CSafeLoader", "SafeLoader"], autouse=True)
def _loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_LOADER", getattr(yaml, request.param))


def mistake(text: str) -> tuple[str, str, str]:
    """Place, message and hint of the only finding."""
    source = Source.of("a.md", text)
    (problem,) = read_mapping(source, 0, len(text))[2]
    assert (problem.code, problem.severity) == ("text/yaml-error", Severity.ERROR)
    assert problem.span.start <= problem.span.end
    at = source.position(problem.span.start)
    return f"{problem.span.path}:{at.line}:{at.column}", problem.message, problem.hint


TAB = "a tab stands where only spaces may stand"
COLON = "a colon and a space in a text look like the end of a key"
QUOTE = "the quote that is opened here is never closed"
BRACKET = "the bracket that is opened here is never closed"
BEHIND_QUOTE = "a text goes on behind the quote that closes it"
BEHIND_BRACKET = "a text goes on behind the bracket that closes it"
INDENTATION = "this line is indented differently from the lines it belongs to"
NO_KEY = "this line has no `key:`"
NO_SPACE = "a space is missing behind the colon"
NO_MAPPING = "and not a mapping: it has no `key: value`"
COMMA = "a comma is missing before this"
ITEM = "this list item belongs to no list"


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        pytest.param("a:\n\tb: 1\n", "a.md:2:1", TAB, id="tab before a key"),
        pytest.param("a: 1\n\tb: 1\n", "a.md:2:1", TAB, id="tab behind a value"),
        pytest.param("a:\n\t- x\n", "a.md:2:1", TAB, id="tab before an item"),
        pytest.param("a:\n  \tb: 1\n", "a.md:2:3", TAB, id="spaces and a tab"),
        pytest.param("a: |\n  x\n\ty\n", "a.md:3:1", TAB, id="tab in a block of text"),
        pytest.param("k: 1\na: Cover: June\nb: 2\n", "a.md:2:9", COLON, id="colon in a text"),
        pytest.param("a: {t: x: y}\n", "a.md:1:9", COLON, id="colon in brackets"),
        pytest.param("- a: 1\n", "a.md:1:1", NO_MAPPING, id="a list at the top"),
        pytest.param("just text\n", "a.md:1:1", NO_MAPPING, id="text only"),
        pytest.param("just text\nb: 2\n", "a.md:1:1", NO_MAPPING, id="text first"),
        pytest.param("a: 1\njust text\nb: 2\n", "a.md:2:1", NO_KEY, id="text between keys"),
        pytest.param("a: 1\njust text\n", "a.md:2:1", NO_KEY, id="text behind the keys"),
        pytest.param("a:\n  b\n  c: 1\n", "a.md:2:3", NO_KEY, id="text in a mapping"),
        pytest.param("b: 2\na:1\n", "a.md:2:2", NO_SPACE, id="no space in the last line"),
        pytest.param("b: 2\na:1\nc: 3\n", "a.md:2:2", NO_SPACE, id="no space between"),
        pytest.param("b:\n  a:1\n  c: 3\n", "a.md:2:4", NO_SPACE, id="no space in a mapping"),
        pytest.param('a: 1\nt: "Foo\nb: 2\n', "a.md:2:4", QUOTE, id="double quote"),
        pytest.param("t: 'foo\nb: 1\n", "a.md:1:4", QUOTE, id="single quote"),
        pytest.param('t: "Foo\nb: "x"\nc: 2\n', "a.md:1:4", QUOTE, id="quote closed by the next"),
        pytest.param('a: "x\n---\nb"\n', "a.md:1:4", QUOTE, id="quote up to a line of dashes"),
        pytest.param("t: 'it's fine'\n", "a.md:1:8", BEHIND_QUOTE, id="apostrophe"),
        pytest.param('t: "Yes" is it\n', "a.md:1:10", BEHIND_QUOTE, id="text behind a quote"),
        pytest.param("t: [draft] text\n", "a.md:1:12", BEHIND_BRACKET, id="text behind ]"),
        pytest.param("t: {a: 1} text\nb: 2\n", "a.md:1:11", BEHIND_BRACKET, id="text behind }"),
        pytest.param("a: [p, q\nb: 2\n", "a.md:1:4", BRACKET, id="[ above a key"),
        pytest.param("a: [p, q\n", "a.md:1:4", BRACKET, id="[ at the end"),
        pytest.param("a: [p, [q,\n", "a.md:1:8", BRACKET, id="[ behind a comma"),
        pytest.param("a: {p: 1\nb: 2\n", "a.md:1:4", BRACKET, id="{ above a key"),
        pytest.param("a: {p: 1, q: 2\n", "a.md:1:4", BRACKET, id="{ at the end"),
        pytest.param("a: [p, q}\n", "a.md:1:9", "is closed by }", id="[ closed by }"),
        pytest.param("a: {p: 1]\n", "a.md:1:9", "is closed by ]", id="{ closed by ]"),
        pytest.param("a: [c]]\n", "a.md:1:7", "this bracket closes nothing", id="one ] too many"),
        pytest.param("a: [{p: 1} {q: 2}]\n", "a.md:1:12", COMMA, id="no comma"),
        pytest.param('a: ["p" "q"]\n', "a.md:1:9", COMMA, id="no comma between quotes"),
        pytest.param("a: [p, , q]\n", "a.md:1:8", "before this comma", id="two commas"),
        pytest.param("a: 1\n  b: 2\n", "a.md:2:3", INDENTATION, id="too far in"),
        pytest.param("a:\n  b: 1\n   c: 2\n", "a.md:3:4", INDENTATION, id="a little too far in"),
        pytest.param("a:\n    b: 1\n  c: 2\n", "a.md:3:3", INDENTATION, id="between two columns"),
        pytest.param("  a: 1\nb: 2\n", "a.md:2:1", INDENTATION, id="first line indented"),
        pytest.param("a:\n  - x\n  b: 1\n", "a.md:3:3", "is no item of it", id="key in a list"),
        pytest.param("a:\n  b: 1\n  - x\n", "a.md:3:3", ITEM, id="item in a mapping"),
        pytest.param("a: x\n- z\n", "a.md:2:1", ITEM, id="item below a value"),
        pytest.param("a:\n    - x\n  - z\n", "a.md:3:3", ITEM, id="items in two columns"),
        pytest.param("a: - x\n", "a.md:1:4", "in the same line as its key", id="list behind a key"),
        pytest.param(": x\n", "a.md:1:1", "a key is missing", id="no key"),
        pytest.param("~: x\n", "a.md:1:1", "a key is missing", id="null as key"),
        pytest.param("? [a]\n: b\n", "a.md:1:3", "a list cannot be a key", id="list as key"),
        pytest.param("a: {{ b }}\n", "a.md:1:5", "a mapping cannot be a key", id="template"),
        pytest.param('a: "C:\\Users"\n', "a.md:1:7", "a backslash", id="path of Windows"),
        pytest.param('a: "\\q"\n', "a.md:1:5", "a backslash", id="unknown escape"),
        pytest.param("a: 1\n---\nb: 2\n", "a.md:2:1", "a second YAML document", id="documents"),
        pytest.param("a: 1\n...\nb: 2\n", "a.md:3:1", "a line `...`", id="below dots"),
        pytest.param("%YAML 1.1\n---\na: 1\n", "a.md:1:1", "begin with “%”", id="directive"),
        pytest.param("%x\na: 1\n", "a.md:1:1", "begin with “%”", id="percent in front"),
        pytest.param("a: &x b\n", "a.md:1:4", "a “&” here", id="anchor"),
        pytest.param("a: &x {b: c}\n", "a.md:1:4", "a “&” here", id="anchor of a mapping"),
        pytest.param("a: !x b\n", "a.md:1:4", "a “!” here", id="tag"),
        pytest.param("a: ! b\n", "a.md:1:4", "a “!” here", id="tag without a name"),
        pytest.param("a: !!python/name:os.system b\n", "a.md:1:4", "a “!” here", id="code"),
        pytest.param("a: *x\n", "a.md:1:4", "would repeat a value", id="alias"),
        pytest.param("*x : a\n", "a.md:1:1", "would repeat a value", id="alias as key"),
        pytest.param("<<: {a: 1}\n", "a.md:1:1", "would take over fields", id="merge"),
        pytest.param("a: x\ufeffy\n", "a.md:1:5", "U+FEFF", id="byte-order mark within"),
        pytest.param("a: x\x00y\n", "a.md:1:5", "U+0000 (NUL)", id="NUL"),
        pytest.param("a: x\ud800y\n", "a.md:1:5", "U+D800", id="lone surrogate"),
    ],
)
def test_a_mistake_is_found_where_it_is_made(text: str, place: str, message: str) -> None:
    found = mistake(text)
    assert found[0] == place
    assert message in found[1]
    assert found[2]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\n{}b: 2\n{}b: 3\n{}", 2),
        ("a:\n  - 1\n{}  - 2\n{}  - 3\n{}b: 1\n", 3),
        ("a:\n  b: 1\n{}  c: 2\n{}{}", 3),
        ("{}a: 1\n{}a: 2\n{}", 1),
        ("a: {{x: 1,\n{}y: 2}}\n{}y: 3}}\n{}", 2),
    ],
)
def test_a_merge_that_was_not_finished_is_called_that(text: str, line: int) -> None:
    marked = text.format("<<<<<<< HEAD\n", "=======\n", ">>>>>>> other\n")
    place, message, hint = mistake(marked)
    assert place == f"a.md:{line}:1"
    assert "a merge that was not finished" in message
    assert "delete the lines" in hint


@pytest.mark.parametrize("sign", ["@", "`", "%", "*", "& ", "!b!", "|", ">", ",", "}", "]", "? "])
def test_a_text_that_begins_with_a_sign_of_yaml_needs_quotes(sign: str) -> None:
    place, message, hint = mistake(f"k: 1\na: {sign}o.mbeki x\n")
    assert place == "a.md:2:4"
    assert message == f"a text that begins with “{sign[0]}” needs quotes"
    assert hint == f'put the whole text in quotes: "{sign}o.mbeki x"'


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a: {b: @c d, e: 1}\n", 'put the whole text in quotes: "@c d"'),
        ("a: @b # why\n", 'put the whole text in quotes: "@b"'),
        ('a: @b "c"\n', "put the whole text in quotes"),
        ("a: @b\\c\n", "put the whole text in quotes"),
        (f"a: @{'b' * 80}\n", "put the whole text in quotes"),
        ("title: Cover: June # 1\n", 'put the whole text in quotes: title: "Cover: June"'),
        ('title: Cover: "June"\n', "put the whole text in quotes"),
        ("title: Cover: {June}\n", "put the whole text in quotes"),
    ],
)
def test_the_hint_shows_the_quotes_where_they_are_surely_right(text: str, hint: str) -> None:
    assert mistake(text)[2] == hint


def test_round_quotes_are_not_taken_for_quotes() -> None:
    for text in ("a: “b: c”\n", "a: {b: “c: d”}\n", "a: „b: c“\n"):
        assert "straight quotes" in mistake(text)[2], text


# --- what is read in spite of a mistake -----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: 1\nb: [2]\nc: d\ne f\ng: h\n", {"a": "1", "b": ["2"], "c": "d"}),
        ("a: 1\nroles:\n  b: {c: d}\n  e: @f\ng: h\n", {"a": "1", "roles": {"b": {"c": "d"}}}),
        ("a: [1, 2, {b: c} d]\n", {"a": ["1", "2", {"b": "c"}]}),
        ("a: &x 1\nb: !t [2]\nc: *x\nd: 3\n", {"a": "1", "b": ["2"], "c": None, "d": "3"}),
        ("<<: {a: 1}\nb: 2\n", {"b": "2"}),
        ("? [a, {b: c}]\n: {d: [e]}\nf: g\n", {"f": "g"}),
        ("? {a: {b: c}}\n: d\nf: g\n", {"f": "g"}),
        ("~: {a: 1}\nb: 2\n", {"b": "2"}),
        ("*x : {a: 1}\nb: 2\n", {"b": "2"}),
        ("a: x\x00y\nb: 2\n", {"a": "x\ufffdy", "b": "2"}),
        ("a: 1\n---\nb: 2\n", {"a": "1"}),
    ],
)
def test_what_stands_before_or_beside_a_mistake_is_read(text: str, data: dict[str, Data]) -> None:
    source = Source.of("a.md", text)
    found, marks, problems = read_mapping(source, 0, len(text))
    assert problems
    assert found == data
    assert {path[0] for path in marks if path} == set(data)


def test_a_mapping_that_a_mistake_interrupts_is_marked_up_to_there() -> None:
    text = "a:\n  b: 1\n  c: @d\n"
    mark = read_mapping(Source.of("a.md", text), 0, len(text))[1][("a",)]
    assert text[mark.value.start : mark.value.end].startswith("b: 1")


@pytest.mark.parametrize(
    ("escape", "shown"),
    [("\\0", "U+0000"), ("\\x1b", "U+001B"), ("\\u202e", "U+202E"), ("\\L", "U+2028")],
)
def test_an_escape_does_not_bring_in_what_a_file_may_not_hold(escape: str, shown: str) -> None:
    source = Source.of("a.md", f'a: 1\nb: "x{escape}y"\n')
    data, _, (problem,) = read_mapping(source, 0, len(source.text))
    at = source.position(problem.span.start)
    assert (problem.code, at.line, at.column) == ("text/control-character", 2, 4)
    assert shown in problem.message
    assert data == {"a": "1", "b": "x\ufffdy"}
