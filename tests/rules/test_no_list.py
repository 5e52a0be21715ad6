"""Lists as word processors write them are told at their first line, and can be mended."""

import pytest

from rules.checking import among

PATH = "content/pages/visits.md"
HYPHEN = "begin each line with “- ”: a hyphen and a space"


def told(text: str) -> list[tuple[str, str, str]]:
    """Return what is marked, the hint and the text after mending, for each `text/no-list`."""
    with among({PATH: text.encode()}) as workspace:
        found = [d for d in workspace.diagnostics() if d.code == "text/no-list"]
    mended = []
    for one in found:
        edit = one.edit
        new = text[: edit.span.start] + edit.replacement + text[edit.span.end :] if edit else ""
        mended.append((text[one.span.start : one.span.end], one.hint, new))
    return mended


@pytest.mark.parametrize(
    ("written", "mark", "mended"),
    [
        ("• badge\n• form", "•", "- badge\n- form"),
        ("Bring:\n•\tbadge\n•\tform", "•", "Bring:\n- badge\n- form"),
        ("\uf0b7 badge\n\uf0b7 form", "\uf0b7", "- badge\n- form"),
        ("– badge\n– form\n– pen", "–", "- badge\n- form\n- pen"),
        ("·badge\n·form", "·", "- badge\n- form"),
    ],
)
def test_a_list_of_a_word_processor_is_told_and_mended(
    written: str, mark: str, mended: str
) -> None:
    text = f"# Visits\n\n{written}\n"
    assert told(text) == [(mark, HYPHEN, f"# Visits\n\n{mended}\n")]


def test_letters_are_told_and_left_to_their_author() -> None:
    (found,) = told("# Visits\n\na) ring\nb) wait\n")
    assert found == ("a)", "begin each line with “- ”, or with “1. ”, “2. ” and so on", "")


@pytest.mark.parametrize(
    "written",
    [
        "- badge\n- form",
        "• badge\n\n• form",
        "Open • Monday\nClosed • Sunday",
        "– a thought –\nand no list",
        "```\n• badge\n• form\n```",
        "| a | b |\n| - | - |\n| • x | • y |",
    ],
)
def test_what_is_no_list_is_left_alone(written: str) -> None:
    assert told(f"# Visits\n\n{written}\n") == []
