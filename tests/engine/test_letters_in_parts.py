"""A letter that a system wrote in two parts (“u” and “¨”) means what it means as one."""

import json
import unicodedata
from pathlib import Path
from urllib.parse import quote

import pytest

from disk import found, lay, play
from playbook.model.composed import composed, composed_parts

ONE = "Büro-Übergabe"
PARTS = unicodedata.normalize("NFD", ONE)


def files(*, link: str, term: str, text: str) -> dict[str, str]:
    term = f"---\naliases: [{term}]\nstatus: agreed\n---\n# Handover\n\nIt.\n"
    anchor = unicodedata.normalize("NFD", "schlüssel")
    shown = f"See [it]({link}), ![plan]({link[:-2]}svg) and {text}."
    return {
        "site.yml": "site_name: Office\n",
        f"content/pages/{ONE}.md": "# Office\n\n## Schlüssel\n\nThey are here.\n",
        "content/pages/plan.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>\n",
        f"content/pages/{ONE}.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>\n",
        "content/terms/handover.md": term,
        "content/pages/home.md": f"# Home\n\n{shown}\n",
        "content/pages/more.md": f"# More\n\n[Keys]({link}#{anchor}).\n",
    }


@pytest.mark.parametrize("link", [f"{PARTS}.md", quote(f"{PARTS}.md"), f"{ONE}.md"])
@pytest.mark.parametrize(("term", "text"), [(PARTS, ONE), (ONE, PARTS), (PARTS, PARTS)])
def test_links_and_terms_meet_however_they_are_written(
    tmp_path: Path, link: str, term: str, text: str
) -> None:
    lay(tmp_path, files(link=link, term=term, text=text))
    assert [
        finding for finding in found(tmp_path) if finding[1].startswith(("ref/", "term/"))
    ] == []
    play(tmp_path, "build")
    home = (tmp_path / "site/pages/home.html").read_text(encoding="utf-8")
    assert f'href="{quote(ONE)}.html"' in home
    assert f'src="{quote(ONE)}.svg"' in home
    assert f">{ONE}</a>" in home, "the word in the text leads to the term"
    more = (tmp_path / "site/pages/more.html").read_text(encoding="utf-8")
    assert f'href="{quote(ONE)}.html#{quote("schlüssel")}"' in more


def test_a_word_is_found_at_its_place_behind_letters_in_parts(tmp_path: Path) -> None:
    text = unicodedata.normalize("NFD", "Für die Büros gilt die Ablöse am Ende.")
    lay(
        tmp_path,
        {
            "site.yml": "site_name: Office\n",
            "content/pages/home.md": f"# Home\n\n{text}\n",
            "content/terms/fee.md": "---\navoid: [Ablöse]\nstatus: agreed\n---\n# Fee\n\nIt.\n",
        },
    )
    said = play(tmp_path, "check", "--format", "text").stdout
    column = text.index("Ablo") + 1
    assert f"content/pages/home.md:3:{column}: notice: “Ablöse” should be avoided" in said


@pytest.mark.parametrize("word", ["Café", "한", "Tee"])
@pytest.mark.parametrize("behind", ["", ".", " und mehr."])
def test_a_word_is_marked_to_its_end_where_that_is_a_letter_in_parts(
    word: str, behind: str, tmp_path: Path
) -> None:
    written = unicodedata.normalize("NFD", word)
    term = f"---\navoid: [{word}]\nstatus: agreed\n---\n# Place\n\nIt.\n"
    text = f"# Home\n\nIm {written}{behind}"
    files = {"site.yml": "", "content/terms/place.md": term, "content/pages/home.md": text}
    data = json.loads(play(lay(tmp_path, files), "check", "--format", "json").stdout)
    (told,) = (found for found in data["findings"] if found["rule"] == "term/avoided-word")
    assert (told["column"], told["end_column"]) == (4, 4 + len(written))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("plain", "plain"),
        ("u\u0308ber", "über"),
        ("\u1112\u1161\u11ab", "한"),
        ("か\u3099", "が"),
        ("\u0627\u0654", "\u0623"),
        ("\u0928\u093c", "\u0929"),
        ("\u0995\u09c7\u09be", "\u0995\u09cb"),
        ("\u0b95\u0bc6\u0bbe", "\u0b95\u0bca"),
        ("\u0c95\u0cc6\u0cd5", "\u0c95\u0cc7"),
        ("\u0d15\u0d46\u0d3e", "\u0d15\u0d4a"),
        ("\u0958", "\u0958"),
        ("\u212b", "\u212b"),
        ("\u0308", "\u0308"),
    ],
)
def test_only_letters_in_parts_become_others(written: str, meant: str) -> None:
    assert composed(written) == meant
    pieces = list(composed_parts(written))
    assert "".join(piece for piece, _ in pieces) == meant
    assert sum(width for _, width in pieces) == len(written)
