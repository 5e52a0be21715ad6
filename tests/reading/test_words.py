"""Words of texts by number: the same whether a table parts them or a pattern does."""

from array import array
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.model.words import WORD, number_of_word, numbers_of_words

TEXTS = st.lists(st.text(st.sampled_from("aAbß_-. \0\n\u0130é9")))


def looked_up(*words: str) -> list[int]:
    return sorted(number_of_word(word) for word in words)


def numbers(texts: Sequence[str]) -> list[int]:
    return array("I", numbers_of_words(texts)).tolist()


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ([], []),
        (["Reply, reply", "to a reply"], ["a", "reply", "to"]),
        (["first_reply 24h"], ["24h", "first_reply"]),
        (["Straße", "STRASSE"], ["strasse"]),
        (["reply\0", "\0"], ["reply"]),
    ],
)
def test_each_word_is_found_by_its_folded_form_once(texts: list[str], words: list[str]) -> None:
    assert numbers(texts) == looked_up(*words)


@given(TEXTS)
def test_a_text_beside_others_has_the_words_that_it_has_alone(texts: list[str]) -> None:
    words = {word.casefold() for text in texts for word in WORD.findall(text)}
    assert numbers(texts) == looked_up(*words)
