"""Front matter becomes plain data, and every value of it has its place."""

from collections.abc import Sequence

import pytest
import yaml

from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.entry import Mark
from playbook.model.record import Path
from playbook.model.text import Source
from playbook.reading.front_matter import yaml as reader
from playbook.reading.front_matter.yaml import Data, read_mapping


def read(
    text: str, before: str = "", after: str = ""
) -> tuple[dict[str, Data], dict[Path, Mark], list[str]]:
    """Data, marks, and findings as `path:line:col code`, of the text between two others."""
    source = Source.of("a.md", before + text + after)
    data, marks, problems = read_mapping(source, len(before), len(before) + len(text))
    return data, marks, places(source, problems)


def places(source: Source, problems: Sequence[Diagnostic]) -> list[str]:
    shown = []
    for problem in problems:
        at = source.position(problem.span.start)
        shown.append(f"{problem.span.path}:{at.line}:{at.column} {problem.code}")
    return shown


def seen(text: str) -> dict[Path, tuple[str | None, str]]:
    """Key and value of every mark, as they stand in the text."""
    _, marks, _ = read(text, before="é---\n", after="---\n")
    whole = f"é---\n{text}---\n"
    return {
        path: (
            whole[mark.key.start : mark.key.end] if mark.key else None,
            whole[mark.value.start : mark.value.end],
        )
        for path, mark in marks.items()
    }


@pytest.fixture(params=["CSafeLoader", "SafeLoader"], autouse=True)
def _loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything holds with the library's C code and where there is none."""
    monkeypatch.setattr(reader, "_LOADER", getattr(yaml, request.param))


# --- data -----------------------------------------------------------------------------------------

FRONT_MATTER = """\
kind: team
roles:
  director: {title: Finance director, holder: "@o.mbeki"}
  partner: {title: 'It''s a partner'}
rhythm: monthly close          # how this team's calendar works
tags:
- a
-   - b
    - {c: d}
text: |
  two
  lines

folded: >-
  one
  line

plain: goes
  on
? long
: way
"""


def test_every_scalar_is_delivered_as_text_and_every_shape_as_it_stands() -> None:
    data, _, problems = read(FRONT_MATTER)
    assert problems == []
    assert data == {
        "kind": "team",
        "roles": {
            "director": {"title": "Finance director", "holder": "@o.mbeki"},
            "partner": {"title": "It's a partner"},
        },
        "rhythm": "monthly close",
        "tags": ["a", ["b", {"c": "d"}]],
        "text": "two\nlines\n",
        "folded": "one line",
        "plain": "goes on",
        "long": "way",
    }


@pytest.mark.parametrize(
    "written",
    [
        "45",
        "-2.5",
        "2.0",
        "1e3",
        "0x1F",
        "0o17",
        "true",
        "False",
        "2026-03-09",
        "P3M",
        "1_000",
        ".5",
    ],
)
def test_a_scalar_keeps_its_spelling_and_is_no_trap(written: str) -> None:
    assert read(f"a: {written}\n")[::2] == ({"a": written}, [])


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL", "# nothing"])
def test_an_empty_value_is_none(written: str) -> None:
    text = f"a: {written}\nb:\n- {written}\n- x\nc: {{d: {written}\n}}\n"
    assert read(text)[::2] == ({"a": None, "b": [None, "x"], "c": {"d": None}}, [])


@pytest.mark.parametrize("written", ['""', "''", '"~"', "'null'"])
def test_a_quoted_value_is_never_none(written: str) -> None:
    assert read(f"a: {written}\n")[0] == {"a": written[1:-1]}


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", "---\n", "~\n"])
def test_yaml_without_content_is_an_empty_mapping(text: str) -> None:
    data, marks, problems = read(text)
    assert (data, list(marks), problems) == ({}, [()], [])


def test_keys_are_text_as_written() -> None:
    data, _, problems = read("2026: a\n1.5: b\ntrue: c\n2026-03-09: d\n'no': e\n")
    assert list(data) == ["2026", "1.5", "true", "2026-03-09", "no"]
    assert problems == []


def test_only_the_yaml_between_the_offsets_is_read() -> None:
    data, _, problems = read("a: 1\n", before="---\n", after="---\n{{ broken: [\n")
    assert (data, problems) == ({"a": "1"}, [])


# --- marks ----------------------------------------------------------------------------------------


def test_every_value_has_a_mark_that_ends_with_its_last_character() -> None:
    assert seen(FRONT_MATTER) == {
        (): (None, FRONT_MATTER.rstrip()),
        ("kind",): ("kind", "team"),
        ("roles",): (
            "roles",
            """director: {title: Finance director, holder: "@o.mbeki"}
  partner: {title: 'It''s a partner'}""",
        ),
        ("roles", "director"): ("director", '{title: Finance director, holder: "@o.mbeki"}'),
        ("roles", "director", "title"): ("title", "Finance director"),
        ("roles", "director", "holder"): ("holder", '"@o.mbeki"'),
        ("roles", "partner"): ("partner", "{title: 'It''s a partner'}"),
        ("roles", "partner", "title"): ("title", "'It''s a partner'"),
        ("rhythm",): ("rhythm", "monthly close"),
        ("tags",): ("tags", "- a\n-   - b\n    - {c: d}"),
        ("tags", 0): (None, "a"),
        ("tags", 1): (None, "- b\n    - {c: d}"),
        ("tags", 1, 0): (None, "b"),
        ("tags", 1, 1): (None, "{c: d}"),
        ("tags", 1, 1, "c"): ("c", "d"),
        ("text",): ("text", "|\n  two\n  lines"),
        ("folded",): ("folded", ">-\n  one\n  line"),
        ("plain",): ("plain", "goes\n  on"),
        ("long",): ("long", "way"),
    }


def test_only_a_scalar_without_quotes_is_plain() -> None:
    _, marks, _ = read("a: x\nb: 'x'\nc: \"x\"\nd: |\n  x\ne: [x]\nf: {x: y}\ng:\n")
    plain = {path for path, mark in marks.items() if mark.plain}
    assert plain == {("a",), ("e", 0), ("f", "x"), ("g",)}


@pytest.mark.parametrize(
    ("text", "path", "column"),
    [
        pytest.param("a:\nb: 1\n", ("a",), 2, id="in a block"),
        pytest.param("a:   \n\n# x\nb: 1\n", ("a",), 2, id="above a comment"),
        pytest.param("{a, b: 1}\n", ("a",), 2, id="a key alone in brackets"),
        pytest.param("{a: , b: 1}\n", ("a",), 3, id="in brackets"),
        pytest.param("? a\n? b\n", ("a",), 3, id="a key alone"),
    ],
)
def test_an_empty_value_stands_right_behind_its_key(text: str, path: Path, column: int) -> None:
    mark = read(text)[1][path]
    assert (mark.value.start, mark.value.end) == (column, column)
    assert mark.plain


def test_a_block_ends_with_its_last_content_and_not_at_the_next_line() -> None:
    text = "a:\n  b:\n    c: 1   # why\n\n# what follows\nd: [1,\n  2 ]   \n\n"
    marks = seen(text)
    assert marks[("a",)] == ("a", "b:\n    c: 1")
    assert marks[("a", "b")] == ("b", "c: 1")
    assert marks[("d",)] == ("d", "[1,\n  2 ]")
    assert marks[()] == (None, text.rstrip())


def test_a_pair_in_a_list_in_brackets_ends_with_its_value() -> None:
    assert seen("a: [b: c , d]\n")[("a", 0)] == (None, "b: c")


def test_offsets_count_characters_and_not_bytes() -> None:
    assert seen("ä𝄞: é𝄞 x\nb: y\n")[("b",)] == ("b", "y")


# --- twice the same key ---------------------------------------------------------------------------


def test_a_second_key_is_found_and_the_first_value_is_kept() -> None:
    source = Source.of("a.md", "a: 1\nb:\n  c: 1\n  c: {d: 2}\na: [3]\n")
    data, marks, problems = read_mapping(source, 0, len(source.text))
    assert places(source, problems) == [
        "a.md:4:3 text/duplicate-key",
        "a.md:5:1 text/duplicate-key",
    ]
    first = [source.position(problem.related[0].span.start).line for problem in problems]
    assert first == [3, 1]
    assert data == {"a": "1", "b": {"c": "1"}}
    assert set(marks) == {(), ("a",), ("b",), ("b", "c")}


def test_keys_are_the_same_whether_quoted_or_not() -> None:
    assert read("a: 1\n'a': 2\n")[::2] == ({"a": "1"}, ["a.md:2:1 text/duplicate-key"])


def test_keys_that_differ_in_case_or_as_numbers_are_different() -> None:
    assert read("a: 1\nA: 2\n1: 3\n1.0: 4\n")[2] == []


# --- words that others misread --------------------------------------------------------------------

TRAPS = (
    "yes Yes YES no No NO on On ON off Off OFF y Y n N "
    "12:30 1:30:00 +12:30 08:00:00.5 0777 -0777 1.10 -2.50 10.00"
).split()


@pytest.mark.parametrize(
    ("yaml", "read", "place"),
    [
        ("a: ask for #4400\n", "ask for", "1:12"),
        ("a: #help-desk\n", None, "1:4"),
        ("a: [b, c  #d\n  ]\n", ["b", "c"], "1:11"),
    ],
)
def test_what_a_number_sign_cuts_off_is_told(yaml: str, read: Data, place: str) -> None:
    source = Source.of("a.md", yaml)
    data, _, problems = read_mapping(source, 0, len(source.text))
    assert data == {"a": read}
    assert places(source, problems) == [f"a.md:{place} text/lost-comment"]


@pytest.mark.parametrize(
    "yaml", ["a: b # 1\n", "a: b#1\n", "a: 'b' #c\n", 'a: "b #1"\n', "a: |\n  b #1\n", "#b\na: c\n"]
)
def test_a_remark_and_a_sign_within_a_word_or_quotes_cut_off_nothing(yaml: str) -> None:
    source = Source.of("a.md", yaml)
    _, _, problems = read_mapping(source, 0, len(source.text))
    assert problems == ()


@pytest.mark.parametrize("word", TRAPS)
def test_a_word_that_others_misread_is_delivered_as_text_with_a_notice(word: str) -> None:
    source = Source.of("a.md", f"a: {word}\nb: [{word}]\n{word}: c\n")
    data, _, problems = read_mapping(source, 0, len(source.text))
    assert data == {"a": word, "b": [word], word: "c"}
    assert places(source, problems) == [
        "a.md:1:4 text/yaml-trap",
        "a.md:2:5 text/yaml-trap",
        "a.md:3:1 text/yaml-trap",
    ]
    for problem in problems:
        assert problem.severity is Severity.NOTICE
        assert f'"{word}"' in problem.hint
        assert problem.edit is not None
        assert (problem.edit.span, problem.edit.replacement) == (problem.span, f'"{word}"')


@pytest.mark.parametrize("word", TRAPS)
def test_in_quotes_no_word_is_misread(word: str) -> None:
    assert read(f"a: \"{word}\"\nb: '{word}'\n")[::2] == ({"a": word, "b": word}, [])


@pytest.mark.parametrize(
    "word",
    "yess noon only nod 1.1 1.0 10 0 00:30 08:00 12:75 0.5 089 1.2.30 2026-01-10 1٢:٣٠".split(),
)
def test_a_word_that_only_looks_like_a_trap_is_none(word: str) -> None:
    assert read(f"a: {word}\n")[::2] == ({"a": word}, [])
