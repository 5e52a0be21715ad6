"""Words in addresses: the same everywhere, in every script."""

import pytest

from playbook.model.slug import slug_of, slug_of_words


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Time to answer", "time-to-answer"),
        ("  Größe (m²)  ", "größe-m"),
        ("A/B & C", "ab--c"),
        ("snake_case", "snake_case"),
        ("हाँ नहीं", "हाँ-नहीं"),
        ("…", ""),
    ],
)
def test_a_heading_or_a_criterion_has_the_anchor_that_github_makes(words: str, slug: str) -> None:
    assert slug_of(words) == slug


@pytest.mark.parametrize(
    ("words", "slug"),
    [("Yes, in part", "yes-in-part"), ("A/B & C", "a-b-c"), ("हाँ", "हाँ"), ("हो", "हो"), ("?!", "")],
)
def test_an_answer_has_one_hyphen_between_its_words(words: str, slug: str) -> None:
    assert slug_of_words(words) == slug
