"""No YAML, however it is made, ends the program, keeps it busy or goes unreported.

What may end the whole program runs in a program of its own, as the library's C code once did.
"""

import json
import os
import subprocess
import sys
from functools import cache
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from playbook.model.text import Source
from playbook.reading.front_matter import yaml as reader
from playbook.reading.front_matter.front_matter import split
from playbook.reading.front_matter.yaml import MAX_BYTES, MAX_DEPTH, MAX_ITEMS, read_mapping
from playbook.reading.source.decode import decode

SECONDS = 2
"""How much time of a processor one text may take, however busy the machine is."""

READ_EVERYTHING = """
import json
import sys
import time
from playbook.model.text import Source
from playbook.reading.front_matter import yaml as reader
reader._LOADER = getattr(reader.yaml, sys.argv[1])
for name, text in json.load(sys.stdin).items():
    before = time.process_time()
    source = Source.of("a.md", text)
    found = []
    for problem in reader.read_mapping(source, 0, len(source.text))[2]:
        at = source.position(problem.span.start)
        found.append(f"{problem.span.path}:{at.line}:{at.column} {problem.code}: {problem.message}")
    report = {"name": name, "found": found[:3], "seconds": time.process_time() - before}
    print(json.dumps(report), flush=True)
"""

DEEP = f"lists and mappings stand in each other more than {MAX_DEPTH} deep"
LARGE = "this YAML is larger than 64 KiB"


def staircase(step: str, depth: int) -> str:
    return "".join(f"{' ' * level}{step}\n" for level in range(depth))


def spent() -> float:
    """Return the processor's time that this process and those it has ended with have used."""
    return sum(os.times()[:4])


HOSTILE = {
    "100,000 [": ("a: " + "[" * 100_000, f"a.md:1:1 text/yaml-error: {LARGE}"),
    "100,000 {": ("a: " + "{" * 100_000, f"a.md:1:1 text/yaml-error: {LARGE}"),
    "60,000 [": ("a: " + "[" * 60_000, f"a.md:1:23 text/yaml-error: {DEEP}"),
    "only [": ("[" * 60_000, "a.md:1:1 text/yaml-error: this is a list"),
    "[{": ("a: " + "[{" * 30_000, "cannot be a key"),
    "{a:": ("{a: " * 15_000, f"a.md:1:81 text/yaml-error: {DEEP}"),
    "{": ("{" * 60_000, "a.md:1:2 text/yaml-error: a mapping cannot be a key"),
    "[ and ]": ("a: " + "[" * 30_000 + "]" * 30_000, f"a.md:1:23 text/yaml-error: {DEEP}"),
    "- - - in one line": ("a:\n" + "- " * 30_000, f"a.md:2:39 text/yaml-error: {DEEP}"),
    "? ? ?": ("? " * 30_000, "a mapping cannot be a key"),
    "stairs": (staircase("a:", 300), f"a.md:21:21 text/yaml-error: {DEEP}"),
    "stairs of items": ("a:\n" + staircase("-", 300), "text/yaml-error: "),
    "tags": ("a: " + "!b " * 20_000, "text/yaml-error: "),
    "anchors": ("a: " + "&b " * 20_000, "text/yaml-error: "),
    "keys in one line": ("a: " * 20_000, "text/yaml-error: "),
    "quotes": ("a: " + '"' * 60_000, "text/yaml-error: "),
    "commas": ("a: [" + "," * 60_000, "text/yaml-error: "),
    "tabs": ("a: " + "\t" * 60_000 + "@", "text/yaml-error: "),
    "percent signs": ("%a" * 30_000, "text/yaml-error: "),
    "documents": ("---\n" * 15_000, "a.md:2:1 text/yaml-error: a second YAML"),
    "lines": ("a: 'x\n" + "\n" * 60_000, "a.md:1:4 text/yaml-error: the quote"),
    "spaces": ("a: [\n" + " " * 60_000, "a.md:1:4 text/yaml-error: the bracket"),
    "spaces behind @": ("a: @" + " " * 60_000, "a.md:1:4 text/yaml-error: "),
    "spaces in a key": ("k: 1\nx" + " " * 60_000 + "y: z", "text/yaml-error: this line"),
    "words behind @": ("a: @" + " x" * 30_000, "a.md:1:4 text/yaml-error: "),
    "odd space": ("é:\u00a0" + " " * 60_000 + "x", "a.md:1:3 text/yaml-error: "),
    "spaces, not ASCII": ("é: 1\n" + " " * 60_000 + "x\n@", "text/yaml-error: "),
    "commas and spaces": ("a: [" + ", " * 30_000, "text/yaml-error: "),
}
"""Texts, each with what must be told of it first."""


@cache
def reports(loader: str) -> dict[str, Any]:
    """Return what a program says of each text that it reads with one loader of the library."""
    texts = {name: text for name, (text, _) in HOSTILE.items()}
    done = subprocess.run(
        [sys.executable, "-c", READ_EVERYTHING, loader],
        input=json.dumps(texts).encode(),
        capture_output=True,
        timeout=240,
        check=False,
    )
    found = [json.loads(line) for line in done.stdout.splitlines()]
    told = {report["name"]: report for report in found}
    after = next((name for name in texts if name not in told), "all of them")
    assert (done.returncode, done.stderr) == (0, b""), f"it ended at: {after}"
    return told


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize("name", HOSTILE)
def test_no_nesting_or_repetition_ends_the_program(loader: str, name: str) -> None:
    report = reports(loader)[name]
    assert HOSTILE[name][1] in report["found"][0]
    assert report["seconds"] < SECONDS


def places(text: str) -> list[str]:
    source = Source.of("a.md", text)
    shown = []
    for problem in read_mapping(source, 0, len(text))[2]:
        at = source.position(problem.span.start)
        shown.append(f"{problem.span.path}:{at.line}:{at.column} {problem.code}")
    return shown


def test_the_deepest_nesting_that_is_allowed_is_read() -> None:
    deep = MAX_DEPTH - 1
    assert places("a: " + "[" * deep + "]" * deep) == []
    assert places("a: " + "[" * (deep + 1) + "]" * (deep + 1)) == ["a.md:1:23 text/yaml-error"]


def test_brackets_in_quotes_and_blocks_are_no_nesting() -> None:
    many = "[{" * 10_000
    assert places(f"a: \"{many}\"\nb: '{many}'\nc: |\n  {many}\n") == []


def test_a_mapping_of_exactly_the_largest_size_is_read() -> None:
    assert places("a: " + "x" * (MAX_BYTES - 3)) == []
    assert places("a: " + "x" * (MAX_BYTES - 2)) == ["a.md:1:1 text/yaml-error"]
    assert places("a: " + "ä" * (MAX_BYTES // 2)) == ["a.md:1:1 text/yaml-error"]


def test_values_are_counted_and_what_fits_is_read() -> None:
    text = "a:\n" + "- x\n" * (MAX_ITEMS - 1)
    assert places(text) == []
    assert places(text + "- x\n") == [f"a.md:{MAX_ITEMS + 1}:3 text/yaml-error"]
    values = read_mapping(Source.of("a.md", text + "- x\n" * 9), 0, len(text) + 36)[0]["a"]
    assert isinstance(values, list)
    assert len(values) == MAX_ITEMS


def test_an_alias_bomb_is_refused_at_every_alias_and_expands_to_nothing() -> None:
    text = "a: &a [x, x]\n" + "".join(
        f"{name}: &{name} [*{before}, *{before}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    found = places(text)
    assert len(found) == 9 + 2 * 8
    assert found[:4] == [
        "a.md:1:4 text/yaml-error",
        "a.md:2:4 text/yaml-error",
        "a.md:2:8 text/yaml-error",
        "a.md:2:12 text/yaml-error",
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("---\n" + "a" * 1_000_000, id="one word"),
        pytest.param("---\n" + "a b " * 250_000, id="words"),
        pytest.param("---\n" + "a" + " " * 1_000_000, id="spaces"),
        pytest.param("---\n" + " \n" * 500_000, id="blank lines"),
        pytest.param("---\n" + "#\n" * 500_000, id="comments"),
        pytest.param("---\n" + "--\n" * 300_000, id="almost the end"),
        pytest.param("---\n\n" + "a\n" * 500_000 + "---\n", id="closed late"),
        pytest.param("---\n" + "- a\n" * 250_000 + "---\n", id="a list"),
    ],
)
def test_the_end_of_front_matter_is_looked_for_in_one_pass(text: str) -> None:
    before = spent()
    source, _ = decode("a.md", text.encode())
    start, end, _, _ = split(source)
    read_mapping(source, start, end)
    assert spent() - before < SECONDS


def test_a_mapping_that_holds_itself_is_refused() -> None:
    assert places("a: &a\n  b: *a\n") == ["a.md:1:4 text/yaml-error", "a.md:2:6 text/yaml-error"]


def test_a_merge_bomb_is_refused_at_every_merge() -> None:
    text = "a: &a {x: 1}\nb:\n  <<: [*a, *a]\n  <<: *a\n"
    assert places(text) == [
        "a.md:1:4 text/yaml-error",
        "a.md:3:3 text/yaml-error",
        "a.md:3:8 text/yaml-error",
        "a.md:3:12 text/yaml-error",
        "a.md:4:3 text/duplicate-key",
        "a.md:4:7 text/yaml-error",
    ]


def test_tags_that_would_run_code_are_refused_and_run_nothing() -> None:
    text = "a: !!python/object/apply:os._exit [3]\nb: !!python/name:os.system\nc: !!binary eA==\n"
    assert places(text) == [f"a.md:{line}:4 text/yaml-error" for line in (1, 2, 3)]


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x85", "\x00", "\ud800", "\ufffe"])
def test_line_separators_and_unprintable_characters_raise_nothing(character: str) -> None:
    text = f'a: b{character}c: d\n{character}e: "f{character}"\n'
    read_mapping(Source.of("a.md", text), 0, len(text))


@pytest.mark.parametrize(
    "error", [ValueError("bad"), OverflowError("bad"), RecursionError("bad"), KeyError("bad")]
)
def test_an_error_of_the_library_without_a_place_is_put_behind_what_was_read(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Failing:
        def __init__(self, text: str) -> None:
            self.loader: Any = yaml.SafeLoader(text)

        def get_event(self) -> object:
            event: object = self.loader.get_event()
            if getattr(event, "value", "") == "b":
                raise error
            return event

        def dispose(self) -> None:
            self.loader.dispose()

    monkeypatch.setattr(reader, "_LOADER", Failing)
    source = Source.of("a.md", "k: 1\na: b\n")
    (problem,) = read_mapping(source, 0, len(source.text))[2]
    at = source.position(problem.span.start)
    assert (problem.code, at.line, at.column) == ("text/yaml-error", 2, 2)
    assert "bad" in problem.message


# --- from bytes to data ---------------------------------------------------------------------------

YAML_LIKE = st.text(st.sampled_from(list("abyn0159.:-,?[]{}\"'\\#&*!|>%@`~<= \t\n\u2028\u202e")))


@given(
    st.binary()
    | st.text().map(lambda text: text.encode("utf-8", "surrogatepass"))
    | YAML_LIKE.map(str.encode)
)
@example(b"\xff\xfe-\x00-\x00-\x00\n\x00a\x00")
@example(b"a: 1:30:00")
@example(b'a: "\\U00110000"')
@example(b"? |\n- ")
@example(b"!<tag:x> a: b")
@example(b"a: !<")
@example(b"%TAG ! a\n---\nb: 1")
@example(b"a: |9+\n x")
@example(b"a: 'b\n...\n'")
@example(b"\n\n&a *a : b")
def test_no_bytes_raise_and_every_finding_has_a_place_and_words(data: bytes) -> None:
    for written in (data, b"---\n" + data, b"---\n" + data + b"\n---\n"):
        source, _ = decode("a.md", written)
        start, end, _, problems = split(source)
        for from_, to in ((start, end), (0, len(source.text))):
            _, marks, more = read_mapping(source, from_, to)
            for problem in (*problems, *more):
                assert problem.message
                assert problem.hint
                assert 0 <= problem.span.start <= problem.span.end <= len(source.text) + 1
            for mark in marks.values():
                assert from_ <= mark.value.start <= mark.value.end <= to
                assert mark.key is None or from_ <= mark.key.start <= mark.key.end <= to


@given(st.text())
def test_no_text_raises_even_where_it_was_not_decoded(text: str) -> None:
    read_mapping(Source.of("a.md", text), 0, len(text))
    read_mapping(Source.of("a.md", f"a: {text}"), 0, len(text) + 3)
