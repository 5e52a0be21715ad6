"""Text that is cut to a line: where it was cut is seen, and no word is cut in two."""

import pytest

from playbook.model.shorten import shorten


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("Short enough.", 20, "Short enough."),
        ("One  line\nof two.", 20, "One line of two."),
        ("It is cut at a word", 12, "It is cut…"),
        ("It is cut, at a comma", 12, "It is cut…"),
        ("A sentence. And another one", 20, "A sentence. And…"),
        ("One sentence. Another", 16, "One sentence. …"),
        ("Is it one? Another", 14, "Is it one? …"),
        ("長い文には空白がありません", 8, "長い文には空白…"),
    ],
)
def test_a_line_is_cut_at_a_word_and_says_so(text: str, most: int, shown: str) -> None:
    assert shorten(text, most) == shown
    assert len(shown) <= most


@pytest.mark.parametrize("most", range(2, 30))
def test_a_cut_line_holds_references_whole(most: int) -> None:
    for parting in (" ", ""):
        held = shorten(parting.join(["\0term:x\0"] * 9), most)
        assert held.count("\0") % 2 == 0
        assert held.replace("\0term:x\0", "").strip(" …") == ""


def test_wide_gaps_do_not_count() -> None:
    words = "one two three".replace(" ", " " * 100)
    assert shorten(words, 20) == "one two three"
    assert shorten(words, 9) == "one two…"
