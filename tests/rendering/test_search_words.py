"""Words: how texts fall into them, and what is folded."""

import pytest

from playbook.rendering.search.row import ALPHABET, key_of, number_of
from playbook.rendering.search.words import LONGEST_WORD, fold, heads, place_of, tokens


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Weekend cover, weekly.", ["weekend", "cover", "weekly"]),
        ("go-live snake_case a/b", ["go", "live", "snake", "case", "a", "b"]),
        ("£36,000 and 1,000,000, but 1,23 and 4,5678", "36000 and 1000000 but 1 23 and 4 5678"),
        ("the team's and the team’s", "the team and the team"),
        ("don't o'clock l’eau", "don o clock l eau"),
        ("Ünïté naïve", "ünïté naïve"),
        ("v1.2 and 3.5", "v1 2 and 3 5"),
        ("İzmir x_y", ["izmir", "x", "y"]),
        ("हिन्दी भाषा", "हिन्दी भाषा"),
        ("", ""),
    ],
)
def test_a_text_falls_into_words(text: str, found: str | list[str]) -> None:
    assert tokens(text) == (found.split() if isinstance(found, str) else found)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ÉCOLE", "ecole"),
        ("Straße", "strasse"),
        ("smørrebrød", "smorrebrod"),
        ("Łódź", "lodz"),
        ("ΟΔΟΣ", "οδοσ"),
        ("İstanbul", "istanbul"),
        ("\ufb01n \uff21\uff11", "fin a1"),
        ("한국어 がぎ", "한국어 がぎ"),
        ("مُحَمَّد", "محمد"),
    ],
)
def test_accents_and_forms_of_letters_are_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_words_of_one_stem_have_one_stem() -> None:
    found = [heads("en")[word] for word in ("cover", "covers", "covered", "covering", "2026")]
    assert found == ["cover", "covers cover", "covered cover", "covering cover", "2026"]


def test_an_unknown_language_has_no_stems() -> None:
    assert heads("tlh")["covers"] == "covers"


def test_a_language_with_a_region_is_the_language() -> None:
    assert heads("en-GB")["covers"] == heads("en")["covers"]


def test_a_stemmer_sees_accents_and_the_index_does_not() -> None:
    assert heads("fr")["négociations"] == "negociations negoci"


def test_scripts_without_spaces_fall_into_pairs() -> None:
    assert heads("ja")["第3条約"] == "第\t3\t条約\t約"


def test_a_very_long_word_is_cut() -> None:
    assert heads("xx")["x" * 5_000] == "x" * LONGEST_WORD


def test_the_place_of_a_word_depends_on_its_first_two_letters() -> None:
    assert place_of("co") == place_of("cover"[:2])
    assert place_of("co") != place_of("ca")
    assert place_of("周末") == place_of("周")
    assert {place_of("a "), place_of("a")} == {place_of("a")}
    # The browser computes the same; these are written down so that neither side moves alone.
    assert [place_of(start) for start in ("we", "e", "9", "周", "𠀋")] == [97, 107, 58, 122, 191]


def test_keys_sort_like_their_numbers() -> None:
    keys = sorted(key_of(f"content/pages/{n}.md") for n in range(500))
    numbers = [number_of(key) for key in keys]
    assert numbers == sorted(numbers)
    assert sorted(ALPHABET) == list(ALPHABET)
    assert len(set(keys)) == 500


@pytest.mark.parametrize(
    ("language", "token", "head"),
    [
        ("en", "approves", "approves approv"),
        ("en-GB", "agreed", "agreed agre"),
        ("en", "quorum", "quorum"),
        ("en", "2026", "2026"),
        ("de", "vereinbarungen", "vereinbarungen vereinbar"),
        ("de", "für", "fur"),
        ("fr", "décidées", "decidees decid"),
        ("tlh", "agreed", "agreed"),
    ],
)
def test_a_word_is_found_by_the_stem_that_its_language_gives_it(
    language: str, token: str, head: str
) -> None:
    assert heads(language)[token] == head
