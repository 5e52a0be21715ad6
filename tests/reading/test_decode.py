"""Bytes become text with known line ends, or findings that name the place."""

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.text import Source, digest
from playbook.reading.source.decode import FORBIDDEN, MAX_BYTES, decode


def places(source: Source, problems: Sequence[Diagnostic]) -> list[str]:
    """Findings as `path:line:col code`."""
    shown = []
    for problem in problems:
        at = source.position(problem.span.start)
        shown.append(f"{problem.span.path}:{at.line}:{at.column} {problem.code}")
    return shown


def only(problems: Sequence[Diagnostic]) -> Diagnostic:
    (problem,) = problems
    return problem


# --- what is accepted -----------------------------------------------------------------------------


def test_plain_text_comes_out_as_it_is() -> None:
    source, problems = decode("a.md", "# Ruhige Wochenenden\n\tüber 𝄞\n".encode())
    assert source == Source.of("a.md", "# Ruhige Wochenenden\n\tüber 𝄞\n")
    assert source.digest == Source.of("a.md", source.text).digest
    assert problems == ()


@pytest.mark.parametrize("written", ["a\nb\nc\n", "a\r\nb\r\nc\r\n", "a\rb\rc\r", "a\r\nb\nc\r"])
def test_every_line_end_becomes_a_line_feed(written: str) -> None:
    assert decode("a.md", written.encode()) == (Source.of("a.md", "a\nb\nc\n"), ())


@pytest.mark.parametrize("count", [1, 2])
def test_byte_order_marks_are_taken_off(count: int) -> None:
    assert decode("a.md", b"\xef\xbb\xbf" * count + b"# A\n") == (Source.of("a.md", "# A\n"), ())


def test_an_empty_file_is_empty_text() -> None:
    assert decode("a.md", b"") == (Source.of("a.md", ""), ())


@pytest.mark.parametrize(
    "text",
    [
        "\u200f\u05e9\u05dc\u05d5\u05dd\u200e",
        "👩\u200d👧",
        "\u00a0",
        "\u00ad",
        "\u061c",
        "\ufffd",
        "a\ufeffb",
    ],
)
def test_invisible_characters_that_writing_needs_are_accepted(text: str) -> None:
    assert decode("a.md", text.encode()) == (Source.of("a.md", text), ())


# --- size -----------------------------------------------------------------------------------------


def test_a_file_of_exactly_one_mebibyte_is_read() -> None:
    source, problems = decode("a.md", b"a" * MAX_BYTES)
    assert len(source.text) == MAX_BYTES
    assert problems == ()


@pytest.mark.parametrize("size", [MAX_BYTES + 1, 50 * 1024 * 1024])
def test_a_larger_file_has_one_finding_and_no_text(size: int) -> None:
    source, problems = decode("a.md", b"a" * size)
    assert source.text == ""
    assert places(source, problems) == ["a.md:1:1 text/too-large"]
    assert only(problems).severity is Severity.ERROR


# --- bytes that are no UTF-8 ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "place", "byte"),
    [
        pytest.param(b"caf\xe9\n", "a.md:1:4", "0xE9", id="latin-1"),
        pytest.param(b"a\n\xc3\xa9 \xff\n", "a.md:2:3", "0xFF", id="columns in code points"),
        pytest.param(b"a\r\nb\r\nc\xff", "a.md:3:2", "0xFF", id="below CRLF"),
        pytest.param(b"a\r\xff", "a.md:2:1", "0xFF", id="behind a lone CR"),
        pytest.param(b"\xef\xbb\xbfa\xff", "a.md:1:2", "0xFF", id="behind a byte-order mark"),
        pytest.param(b"a\n\xed\xa0\x80", "a.md:2:1", "0xED", id="a lone surrogate"),
        pytest.param(b"\xc0\xaf", "a.md:1:1", "0xC0", id="a slash in two bytes"),
        pytest.param(b"ab\xf0\x9d\x84", "a.md:1:3", "0xF0", id="cut off at the end"),
        pytest.param(b"\xff one \xff two \xff", "a.md:1:1", "0xFF", id="one finding a file"),
    ],
)
def test_bad_utf8_is_one_finding_that_names_the_byte(data: bytes, place: str, byte: str) -> None:
    source, problems = decode("a.md", data)
    assert places(source, problems) == [f"{place} text/unreadable"]
    assert byte in only(problems).message
    assert "UTF-8" in only(problems).hint
    assert source.text[only(problems).span.start] == "\ufffd"


def test_the_hint_says_what_a_byte_means_in_the_usual_old_encoding() -> None:
    _, problems = decode("a.md", b"caf\xe9")
    assert "“é”" in only(problems).hint


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-be", "utf-32", "utf-32-be"])
def test_utf16_and_utf32_are_named_and_still_shown(codec: str) -> None:
    mark = "\ufeff" if codec.endswith("be") else ""
    source, problems = decode("a.md", f"{mark}# Café\r\n".encode(codec))
    assert places(source, problems) == ["a.md:1:1 text/unreadable"]
    assert codec[:6].upper() in only(problems).message
    assert codec[:6].upper() in only(problems).hint
    assert source.text == "# Café\n"


def test_half_a_character_of_utf16_is_no_accident() -> None:
    source, problems = decode("a.md", b"\xff\xfe#\x00\x00\xd8a")
    assert places(source, problems) == ["a.md:1:1 text/unreadable"]


@pytest.mark.parametrize(
    "data",
    [
        b"a\n",
        b"a\r\nb",
        b"a\rb",
        b"\xef\xbb\xbfa",
        b"\xff\xfea\x00",
        b"\xff",
        b"\x00",
        "ä\u2028".encode(),
    ],
)
def test_who_knows_the_digest_of_the_bytes_gets_the_same_source(data: bytes) -> None:
    (known, problems), (unknown, same) = decode("a.md", data, digest(data)), decode("a.md", data)
    assert (known.text, known.digest, problems) == (unknown.text, unknown.digest, same)


def test_two_files_that_differ_in_a_bad_byte_have_two_digests() -> None:
    one, two = decode("a.md", b"caf\xe9")[0], decode("a.md", b"caf\xe8")[0]
    assert one.text == two.text
    assert one.digest != two.digest


# --- characters that are refused ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("character", "code", "name"),
    [
        ("\x00", "text/unreadable", "U+0000 (NUL)"),
        ("\x07", "text/control-character", "U+0007 (control character)"),
        ("\x0b", "text/control-character", "U+000B (line tabulation)"),
        ("\x0c", "text/control-character", "U+000C (form feed)"),
        ("\x1b", "text/control-character", "U+001B (escape)"),
        ("\x7f", "text/control-character", "U+007F (delete)"),
        ("\x85", "text/control-character", "U+0085 (next line)"),
        ("\x9b", "text/control-character", "U+009B (control character)"),
        ("\u2028", "text/control-character", "U+2028 (line separator)"),
        ("\u2029", "text/control-character", "U+2029 (paragraph separator)"),
        ("\u202a", "text/control-character", "U+202A (left-to-right embedding)"),
        ("\u202e", "text/control-character", "U+202E (right-to-left override)"),
        ("\u2066", "text/control-character", "U+2066 (left-to-right isolate)"),
        ("\u2069", "text/control-character", "U+2069 (pop directional isolate)"),
    ],
)
def test_a_refused_character_is_found_named_and_replaced(
    character: str, code: str, name: str
) -> None:
    source, problems = decode("a.md", f"one\r\nb{character}d\n".encode())
    assert places(source, problems) == [f"a.md:2:2 {code}"]
    assert name in only(problems).message
    assert only(problems).hint
    assert source.text == "one\nb\ufffdd\n"


def test_every_refused_place_is_reported_together_with_bad_bytes() -> None:
    source, problems = decode("a.md", b"a\x00\n\xff\n\x1b[31m\n")
    assert sorted(places(source, problems)) == [
        "a.md:1:2 text/unreadable",
        "a.md:2:1 text/unreadable",
        "a.md:3:1 text/control-character",
    ]


def test_after_ten_places_one_finding_counts_the_rest() -> None:
    source, problems = decode("a.md", b"\x07" * 10 + b"\n" + b"\x1b" * 5)
    assert places(source, problems) == [
        *(f"a.md:1:{column} text/control-character" for column in range(1, 11)),
        "a.md:2:1 text/control-character",
    ]
    assert problems[-1].message.startswith("5 more characters ")


def test_a_file_full_of_nul_has_eleven_findings() -> None:
    source, problems = decode("a.md", bytes(MAX_BYTES))
    assert len(problems) == 11
    assert {problem.code for problem in problems} == {"text/unreadable"}
    assert len(source.text) == MAX_BYTES


# --- anything -------------------------------------------------------------------------------------


@given(st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
@example(b"\xff\xfe")
@example(b"\xff\xfe\x00")
@example(b"\xff\xfe\x00\x00")
@example(b"\xef\xbb\xbf\xff\xfe")
def test_no_bytes_raise_and_what_comes_out_is_clean(data: bytes) -> None:
    source, problems = decode("a.md", data)
    assert "\r" not in source.text
    assert not FORBIDDEN.search(source.text)
    source.text.encode()
    for problem in problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(source.text)
        assert problem.severity is Severity.ERROR
        assert problem.message
        assert problem.hint


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"])).filter(lambda t: "\ufeff" not in t[:1])
)
def test_text_without_refused_characters_is_not_changed(text: str) -> None:
    clean = FORBIDDEN.sub("", text)
    assert decode("a.md", clean.encode()) == (Source.of("a.md", clean), ())
