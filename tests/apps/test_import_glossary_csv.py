"""A glossary in CSV becomes terms, as one in Markdown does."""

from pathlib import Path

import pytest

from disk import found, lay, play
from story import STORY


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay(tmp_path, STORY)


def term(root: Path, name: str) -> str:
    return (root / f"content/terms/{name}.md").read_text(encoding="utf-8")


def test_a_table_of_a_spreadsheet_becomes_terms(root: Path) -> None:
    table = (
        "\ufeffSynonyms;Term;Definition;Owner\r\n"
        'roster, plan;Rota;"Who is on call,\r\n*each* week";Ana\r\n'
        ";Service level agreement (SLA);;\r\n;;Nobody\r\n"
    )
    lay(root, {"words.csv": table})
    done = play(root, "import", "glossary", "words.csv")
    assert term(root, "rota") == (
        "---\nstatus: proposed\naliases: [roster, plan]\n---\n# Rota\n\n"
        "Who is on call, \\*each\\* week\n"
    )
    assert "aliases: [SLA]\n---\n# Service level agreement\n" in term(
        root, "service-level-agreement"
    )
    assert done.stderr.splitlines() == [
        "words.csv:1: the column “Owner” was left out",
        "words.csv:4: “Service level agreement” has no definition yet",
        "words.csv:5: this row names no term and was left out",
        "2 files written; 3 remarks above",
    ]
    assert [line for line in found(root) if line[0].startswith("content/terms/")] == []


def test_an_exported_glossary_can_be_imported_elsewhere(root: Path) -> None:
    words = "---\naliases: [roster]\n---\n# Who is on\n\nThose on call.\n"
    lay(root, {"content/terms/rota.md": words})
    play(root, "export", "glossary", "-o", "out.csv")
    (root / "content/terms/rota.md").unlink()
    play(root, "import", "glossary", "out.csv", "--skip-existing")
    made = "---\nstatus: proposed\naliases: [roster]\n---\n# Who is on\n\nThose on call.\n"
    assert term(root, "who-is-on") == made


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("", "words.csv:1: this file is empty"),
        ("Word,Page\nRota,3\n", "words.csv:1: no table of terms stands here; write the columns"),
        ("Term,Definition\n", "words.csv:1: no term was found here"),
        ("Term,Definition\nRota,who,when\n", "words.csv:2: this row has more cells than columns"),
        ("Term,Definition\nA,b\na,c\n", "words.csv:3: “a” stands here for the second time"),
        ('Term,Definition\nA,"b\n', "words.csv:2: the line cannot be read"),
    ],
    ids=range(6),
)
def test_what_is_no_table_of_terms_is_told(root: Path, table: str, told: str) -> None:
    lay(root, {"words.csv": table})
    assert play(root, "import", "glossary", "words.csv", code=1).stderr.startswith(told)
