"""What is read is what PyYAML reads, and what a mark shows is what was read."""

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from playbook.model.diagnostic import Severity
from playbook.model.record import Path
from playbook.model.text import Source
from playbook.reading.front_matter.yaml import Data, read_mapping
from playbook.reading.source.decode import FORBIDDEN

NULLS = {"", "~", "null", "Null", "NULL"}
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n")).map(
    lambda text: FORBIDDEN.sub("", text.replace("\ufeff", ""))
)
WORD = st.text(st.sampled_from(list("abcxyz0123456789.:-_/ äé𝄞")), max_size=12)
VALUE: st.SearchStrategy[Data] = st.recursive(
    TEXT | WORD,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT | WORD, inner, max_size=4),
    max_leaves=12,
)
MAPPING = st.dictionaries(TEXT | WORD, VALUE, max_size=6)
YAML_LIKE = st.lists(
    st.sampled_from(
        "a b c key: x: - \n \n\n # , [ ] { } ' \" | > ~ null 1.10 yes : ? -\n x\\n".split(" ")
    ).map(lambda part: f"{part} "),
    max_size=14,
).map(lambda parts: f"key: {''.join(parts)}")


class PlainDumper(yaml.SafeDumper):
    """Writes no anchors and aliases, which are not read."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - the method's signature
        return True


def paths(value: Data, path: Path = ()) -> Iterator[Path]:
    yield path
    if isinstance(value, dict):
        for key, held in value.items():
            yield from paths(held, (*path, key))
    elif isinstance(value, list):
        for index, held in enumerate(value):
            yield from paths(held, (*path, index))


def at(value: Data, path: Path) -> Data:
    for step in path:
        value = value[step]  # type: ignore[index]  # the path is one of its own
    return value


def without_nulls(value: object) -> object:
    """The same with one word for all that may stand for nothing."""
    if isinstance(value, dict):
        return {key: without_nulls(held) for key, held in value.items()}
    if isinstance(value, list):
        return [without_nulls(held) for held in value]
    return "" if value is None or value in NULLS else value


@given(
    MAPPING,
    st.fixed_dictionaries(
        {
            "default_flow_style": st.sampled_from([True, False, None]),
            "default_style": st.sampled_from(['"', "'", "|", ">", None]),
            "width": st.integers(20, 200),
        }
    ),
)
def test_data_is_what_was_written_in_every_style(
    data: dict[str, Data], style: dict[str, Any]
) -> None:
    text = yaml.dump(data, Dumper=PlainDumper, allow_unicode=True, **style)
    assume("!!" not in text)  # with some styles PyYAML writes tags
    source = Source.of("a.md", f"---\n{text}---\n")
    found, marks, problems = read_mapping(source, 4, 4 + len(text))
    assert [p for p in problems if p.severity is Severity.ERROR] == []
    assert found == yaml.load(text, Loader=yaml.CBaseLoader) == data  # noqa: S506 - makes text only
    assert set(marks) == set(paths(found))


@given(YAML_LIKE)
@settings(suppress_health_check=[HealthCheck.filter_too_much])
def test_text_that_is_accepted_is_read_as_pyyaml_reads_it(text: str) -> None:
    found, marks, problems = read_mapping(Source.of("a.md", text), 0, len(text))
    assume(all(problem.severity is Severity.NOTICE for problem in problems))
    expected = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - it makes text only
    assert without_nulls(found) == without_nulls(expected)
    assert set(marks) == set(paths(found))


@given(YAML_LIKE)
def test_text_that_is_refused_is_refused_by_pyyaml_or_forbidden_here(text: str) -> None:
    _, _, problems = read_mapping(Source.of("a.md", text), 0, len(text))
    assume(any(problem.code == "text/yaml-error" for problem in problems))
    forbidden = ("cannot be a key", "a key is missing", "not a mapping", "second YAML document")
    if not any(phrase in problem.message for problem in problems for phrase in forbidden):
        with pytest.raises(yaml.YAMLError):
            yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - it makes text only


@given(YAML_LIKE | MAPPING.map(lambda data: yaml.safe_dump(data, allow_unicode=True)))
def test_marks_show_the_values_they_mark(text: str) -> None:
    source = Source.of("a.md", f"é---\n{text}")
    found, marks, _ = read_mapping(source, 5, len(source.text))
    for path, mark in marks.items():
        shown = source.text[mark.value.start : mark.value.end]
        value = at(found, path)
        assert shown == shown.rstrip(" \n") or value != shown
        if mark.plain and "\n" not in shown:
            assert shown == value or (value is None and shown in NULLS)
        if mark.key and path:
            key = source.text[mark.key.start : mark.key.end]
            assert key == path[-1] or key[:1] in {'"', "'", "|", ">"} or "\n" in key
        if path:
            around = marks[path[:-1]].value
            assert around.start <= mark.value.start <= mark.value.end <= around.end
