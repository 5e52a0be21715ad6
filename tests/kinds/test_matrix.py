"""Matrices: the table of scores, weights and totals."""

from typing import Any

import pytest

from kinds.reading_samples import body_of, record_of, rows_of, sample
from playbook.kinds.matrix import scores
from playbook.model.matrix import ScoreTable

START = "parties: [a, b]\n"
TWO = "weights: {impact: 60, cost: 40}\n"


def table_of(front_matter: str, table: str) -> ScoreTable:
    found = scores(
        record_of("matrix", START + front_matter), body_of(f"# X\n\n## Scores\n\n{table}")
    )
    assert found is not None
    return found


def test_the_example_is_decided_by_the_mean_of_the_weights() -> None:
    (row,) = rows_of(sample("matrices/cover-options.md"))
    table: ScoreTable = row.value
    assert (row.index, row.key) == ("matrix", "cover-options")
    assert [c.slug for c in table.criteria] == ["impact", "feasibility", "strategic-fit"]
    assert [round(weight, 3) for weight in table.weights.values()] == [36.667, 36.667, 26.667]
    assert [(o.slug, round(o.total or 0, 3)) for o in table.ranking] == [
        ("rota-with-standby", 4.267),
        ("agency", 3.567),
        ("follow-the-sun", 3.267),
    ]


def test_other_weights_may_have_another_winner() -> None:
    (row,) = rows_of(sample("matrices/cover-options.md"))
    ranking = row.value.ranking_with({"impact": 100.0, "feasibility": 0.0, "strategic-fit": 0.0})
    assert ranking[0] == ("follow-the-sun", 5.0)


def test_a_typed_total_is_kept_beside_the_computed_one() -> None:
    text = "| | Impact | Cost | Total |\n|-|-|-|-|\n| One | 5 | 2 | **3.8** |\n| Two | 1 | 1 | |\n"
    one, two = table_of(TWO, text).options
    assert one.total == 3.8
    assert one.typed_total is not None
    assert one.typed_total.value == 3.8
    assert two.typed_total is None


def test_an_option_with_a_missing_score_has_no_total_and_no_rank() -> None:
    text = "| | Impact | Cost |\n|-|-|-|\n| One | 5 | |\n| Two | high | 1 |\n| Three | 1 | 1 |\n"
    table = table_of(TWO, text)
    assert [option.total for option in table.options] == [None, None, 1]
    assert [option.slug for option in table.ranking] == ["three"]
    assert [score.value for score in table.options[1].scores] == [None, 1]


def test_a_score_larger_than_anybody_means_is_no_number() -> None:
    far = "9" * 400
    (option,) = table_of(TWO, f"| | Impact | Cost |\n|-|-|-|\n| One | {far} | -{far} |\n").options
    assert [score.value for score in option.scores] == [None, None]
    assert option.total is None


def test_criteria_without_weight_and_weights_without_column_are_told_apart() -> None:
    table = table_of(TWO, "| | Impact | Fun |\n|-|-|-|\n| One | 5 | 1 |\n")
    assert [(c.slug, c.weight) for c in table.criteria] == [("impact", 60), ("fun", None)]
    assert table.unscored == ("cost",)
    assert table.options[0].total is None


def test_equal_totals_keep_the_order_of_the_table() -> None:
    table = table_of(TWO, "| | Impact | Cost |\n|-|-|-|\n| B | 3 | 3 |\n| A | 3 | 3 |\n")
    assert [option.slug for option in table.ranking] == ["b", "a"]


def test_only_the_table_below_its_heading_counts() -> None:
    record = record_of("matrix", START + TWO)
    assert scores(record, body_of("# X\n\n| | Impact |\n|-|-|\n| One | 5 |\n")) is None
    assert scores(record, body_of("# X\n\n## Scores\n\nNone yet.\n")) is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{Strategic fit: 60, cost: 40}", {"strategic-fit": 60, "cost": 40}),
        ("{a: {x: 100}, b: {x: 50, z: 50}}", {"x": 75, "z": 25}),
        ("{a: {x: 100}, b: {}}", {"x": 100}),
        ("{}", {}),
    ],
)
def test_weights_are_shared_or_the_mean_of_the_parties(
    written: str, expected: dict[str, float]
) -> None:
    assert record_of("matrix", f"{START}weights: {written}\n").mean_weights == expected


@pytest.mark.parametrize(
    ("written", "bounds"), [("1-5", (1, 5)), ("0 – 10", (0, 10)), ("-2-2", (-2, 2)), ('""', None)]
)
def test_a_scale_has_two_ends(written: str, bounds: Any) -> None:  # noqa: ANN401 - a pair or None
    assert record_of("matrix", f"{START}{TWO}scale: {written}\n").bounds == bounds


def test_a_german_table_of_scores_is_read_like_an_english_one() -> None:
    text = "| | Impact | Cost | Summe |\n|-|-|-|-|\n| Eins | 5 | 2 | 3.8 |\n"
    record = record_of("matrix", START + TWO)
    table = scores(record, body_of(f"# X\n\n## Punkte\n\n{text}"))
    assert table is not None
    assert [criterion.slug for criterion in table.criteria] == ["impact", "cost"]
    (option,) = table.options
    assert option.typed_total is not None
    assert option.typed_total.value == 3.8
