"""Who writes lists, links and settings as elsewhere is told how they are written here."""

import pytest

from playbook.model.text import Source
from playbook.reading.front_matter.yaml import Data, read_mapping


def mistake(text: str) -> tuple[str, str, dict[str, Data]]:
    """What is marked by the only finding, its hint, and what was read."""
    data, _, (problem,) = read_mapping(Source.of("a.md", text), 0, len(text))
    assert problem.code == "text/yaml-error"
    return text[problem.span.start : problem.span.end], problem.hint, data


ITEM = "begin each item with “- ”: a hyphen and a space"


@pytest.mark.parametrize(
    ("text", "marked", "hint"),
    [
        ("a:\n  * {b: c, d: e}\n", "*", ITEM),
        ("a:\n  * b\n", "*", ITEM),
        ("a:\n  • {b: c, d: e}\n", "•", ITEM),
        ("a:\n  – {b: c, d: e}\n", "–", ITEM),
        ("a:\n  -{b: c, d: e}\n", "-", "write “- ” before each item, with the space"),
        ("a: 1\nb\uff1a 2\n", "\uff1a", "write “: ”, a plain colon and a space"),
        ("a: 1\nb = 3 months\n", "=", "write b: 3 months"),
        ("a: `b`\n", "`", "write a: b"),
        ("a: **b** c\n", "**", "write a: b c"),
        ("a: 1\n**b:** 2\n", "**", "write b: 2"),
        ("a: [b c](../d/b-c.md#e)\n", "[b c](../d/b-c.md#e)", "write the document’s id: b-c"),
        (
            "a: [b](https://example.org)\n",
            "[b](https://example.org)",
            "write the address alone, or put it all in quotes",
        ),
        ("a: b: c d, e: f\n", "b: c d, e: f", "write a: {b: c d, e: f}"),
        (
            "a: b, c: d\n",
            "c:",
            "begin a new line for it; or put the text before it in quotes, up to the end",
        ),
        ("a: {b: c d: e, f: g}\n", ":", 'put the whole text in quotes: b: "c d: e"'),
    ],
)
def test_a_habit_from_elsewhere_is_told_with_what_to_write(
    text: str, marked: str, hint: str
) -> None:
    assert mistake(text)[:2] == (marked, hint)


@pytest.mark.parametrize(
    ("text", "marked", "data"),
    [
        ("a:\u00a0b\nc: d\n", "\u00a0", {"a": "b", "c": "d"}),
        ("a:\n\u00a0\u00a0b: c\nd: e\n", "\u00a0\u00a0", {"a": {"b": "c"}, "d": "e"}),
        ("a:\n  -\u00a0b\n  -\u00a0c\n", "\u00a0", {"a": ["b", "c"]}),
        ("a: \u202fb\n", " \u202f", {"a": "b"}),
    ],
)
def test_a_space_that_is_none_to_yaml_is_told_once_and_the_rest_is_read(
    text: str, marked: str, data: dict[str, Data]
) -> None:
    assert mistake(text) == (
        marked,
        "delete what is marked, and type a space with the space bar",
        data,
    )


def test_such_a_space_may_stand_in_a_text() -> None:
    text = 'a: 5\u00a0% of\u00a0it\nb: "\u00a0"\n'
    assert read_mapping(Source.of("a.md", text), 0, len(text))[2] == ()
