"""Names and numbers as sentences have them."""

import pytest

from playbook.model.english import counted, either, with_article
from playbook.model.fields import Duration


def test_one_has_no_s() -> None:
    assert (counted(1, "file"), counted(2, "file")) == ("1 file", "2 files")
    assert counted(0, "remark") == "0 remarks"


@pytest.mark.parametrize(
    ("words", "expected"),
    [((), ""), (("a",), "a"), (("a", "b"), "a or b"), (("a", "b", "c"), "a, b or c")],
)
def test_of_several_the_last_is_named_after_or(words: tuple[str, ...], expected: str) -> None:
    assert either(words) == expected


def test_a_kind_has_its_article_and_a_file_has_none() -> None:
    assert with_article("agreement") == "an agreement"
    assert with_article("right") == "a right"
    assert with_article("site.yml") == "site.yml"


@pytest.mark.parametrize(
    ("written", "expected"), [("1 month", "month"), ("3 months", "3 months"), ("week", "week")]
)
def test_a_length_of_one_is_named_by_its_unit_behind_every(written: str, expected: str) -> None:
    length = Duration.parse(written)
    assert length
    assert length.rhythm == expected
