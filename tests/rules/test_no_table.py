"""Rows that somebody took for a table are told at their place, with the line that is missing."""

import pytest

from rules.checking import among
from rules.spec_pages import background

PATH = "content/norms/tuesday-update.md"


def told(rows: str) -> list[tuple[str, str]]:
    """Return what is marked in a text, and message with hint, for each `text/no-table`."""
    text = background()[PATH].decode() + f"\n## More\n\n{rows}\n"
    with among({PATH: text.encode()}) as workspace:
        return [
            (text[found.span.start : found.span.end], f"{found.message}; {found.hint}")
            for found in workspace.diagnostics()
            if found.code == "text/no-table"
        ]


@pytest.mark.parametrize(
    ("rows", "marked", "said"),
    [
        (
            "| a | b | c |\n| - | - |\n| 1 | 2 | 3 |",
            "| - | - |",
            "its first row has 3 cells, the line below it 2; write it as “| --- | --- | --- |”",
        ),
        (
            "a | b\n--- | --- | ---\n1 | 2",
            "--- | --- | ---",
            "first row has 2 cells, the line below it 3; write it as “| --- | --- |”",
        ),
        ("| a |\n|---|---|\n| 1 |", "|---|---|", "its first row has 1 cell, the line below it 2"),
        (r"| a \| b | c |" + "\n|-|-|-|", "|-|-|-|", "its first row has 2 cells"),
        ("Text.\n| a | b |\n| - |", "| - |", "its first row has 2 cells"),
        ("| a | b |\n| 1 | 2 |", "| a | b |", "is missing; write “| --- | --- |” below it"),
        ("| a | b |\n| — | — |\n| 1 | 2 |", "| — | — |", "has other signs than “-”"),
        ("| a | b |\n| === | === |", "| === | === |", "has other signs than “-”"),
    ],
)
def test_rows_that_are_no_table_are_told(rows: str, marked: str, said: str) -> None:
    ((span, words),) = told(rows)
    assert span == marked
    assert said in words


@pytest.mark.parametrize(
    "rows",
    [
        "| a | b |\n| - | - |\n| 1 | 2 |",
        "a | b\n- | -\n1 | 2",
        "| a |\n| :-: |",
        "Text\n| a | b |\n|---|:--|",
        "One | two, or three | four.\nFive | six",
        "|x| is how far x is from nothing,\nand |y| too",
        r"\| a \| b \|" + "\n" + r"\| c \| d \|",
        "```\n| a | b |\n| 1 | 2 |\n```",
        "    | a | b |\n    | 1 | 2 |",
        "> | a | b |\n> | 1 | 2 |",
        "`| a | b |` and `| c |`",
        "<!--\n| a | b |\n| 1 | 2 |\n-->",
    ],
)
def test_tables_code_quotes_and_bars_are_left_alone(rows: str) -> None:
    assert not told(rows)


def test_scores_without_a_line_of_dashes_are_told_once() -> None:
    path = "content/matrices/cover-options.md"
    text = background()[path].decode()
    dashes = next(line for line in text.splitlines() if line.startswith("| --"))
    with among({path: text.replace(f"{dashes}\n", "").encode()}) as workspace:
        found = [it for it in workspace.diagnostics() if it.span.path == path]
    assert len([it for it in found if "line of dashes" in it.hint]) == 1
    assert "text/no-table" not in {it.code for it in found}
