"""The arithmetic of shares: what is fair does not depend on how it is written down."""

from collections.abc import Sequence
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.kinds.agreement import Risk
from playbook.kinds.computed.shares import (
    SLACK,
    TOLERANCE,
    adds_up,
    bears_most,
    by_team,
    in_per_cent,
    lopsided_teams,
    mean_shares,
    overloaded_teams,
)

TEAMS = ("support", "platform", "finance", "legal", "security", "leadership")


@st.composite
def divisions(draw: st.DrawFn, teams: Sequence[str]) -> dict[str, float]:
    """Shares of some teams that add up to 100, in whole per cents or in tenths."""
    step = draw(st.sampled_from([1, 10]))
    cuts = draw(
        st.lists(st.integers(0, 100 * step), min_size=len(teams) - 1, max_size=len(teams) - 1).map(
            sorted
        )
    )
    edges = [0, *cuts, 100 * step]
    parts = pairwise(edges)
    return {team: (end - start) / step for team, (start, end) in zip(teams, parts, strict=True)}


SCALES = st.integers(1, 5) | st.floats(0.01, 1_000)


@st.composite
def registers(draw: st.DrawFn) -> tuple[tuple[str, ...], list[Risk]]:
    """Parties and the risks they share, each risk with likelihood and impact."""
    teams = TEAMS[: draw(st.integers(2, len(TEAMS)))]
    shares = draw(st.lists(divisions(teams), min_size=1, max_size=6))
    return teams, [
        Risk(risk="a risk", shares=one, likelihood=draw(SCALES), impact=draw(SCALES))
        for one in shares
    ]


def close(one: dict[str, float], other: dict[str, float]) -> bool:
    return one == pytest.approx(other, abs=1e-5)


@pytest.mark.parametrize(
    "shares",
    [
        pytest.param([100], id="one party"),
        pytest.param([33.3, 33.3, 33.4], id="a third, rounded so that it adds up"),
        pytest.param([33.33, 33.33, 33.33], id="a third in hundredths"),
        pytest.param([33.3, 33.3, 33.3], id="a third in tenths"),
        pytest.param([14.3] * 7, id="a seventh in tenths"),
        pytest.param([0.1] * 1000, id="what binary fractions make of a thousand tenths"),
        pytest.param([100, 0], id="a party without a share"),
    ],
)
def test_a_fair_way_to_write_a_division_adds_up(shares: list[float]) -> None:
    assert adds_up({f"team-{index}": share for index, share in enumerate(shares)})


@pytest.mark.parametrize(
    "shares",
    [
        pytest.param([], id="nobody"),
        pytest.param([33, 33, 33], id="a third in whole per cents"),
        pytest.param([45, 35, 10], id="too little"),
        pytest.param([60, 60], id="too much"),
        pytest.param([-20, 120], id="less than nothing"),
        pytest.param([1e308, 1e308], id="more than a float can add"),
    ],
)
def test_what_is_no_division_does_not_add_up(shares: list[float]) -> None:
    assert not adds_up({f"team-{index}": share for index, share in enumerate(shares)})


@given(divisions(TEAMS), st.floats(TOLERANCE + 0.001, 50))
def test_what_is_missing_is_noticed(shares: dict[str, float], missing: float) -> None:
    assert adds_up(shares)
    assert not adds_up({**shares, "nobody": missing})


@given(st.integers(2, 40), st.integers(1, 5), st.floats(1, 3), st.integers(2, 6))
def test_equal_shares_are_never_unfair(
    parties: int, risks: int, times: float, decimals: int
) -> None:
    share = round(100 / parties, decimals)
    teams = [f"team-{index}" for index in range(parties)]
    equal = Risk(risk="a risk", shares=dict.fromkeys(teams, share))
    assert not overloaded_teams([equal] * risks, teams, times)
    assert not lopsided_teams(equal.shares, teams, times + 0.1)


@given(registers(), st.floats(0.001, 1_000), st.floats(0.001, 1_000))
def test_the_scale_of_likelihood_and_impact_changes_nothing(
    register: tuple[tuple[str, ...], list[Risk]], likelier: float, worse: float
) -> None:
    _, risks = register
    scaled = [
        risk.model_copy(
            update={
                "likelihood": (risk.likelihood or 0) * likelier,
                "impact": (risk.impact or 0) * worse,
            }
        )
        for risk in risks
    ]
    assert close(mean_shares(scaled), mean_shares(risks))


@given(registers())
def test_the_means_are_a_division_too(register: tuple[tuple[str, ...], list[Risk]]) -> None:
    teams, risks = register
    means = mean_shares(risks)
    assert set(means) == set(teams)
    assert adds_up(means)


@given(registers(), st.randoms(use_true_random=False))
def test_the_order_of_the_risks_changes_nothing(
    register: tuple[tuple[str, ...], list[Risk]], dice: Random
) -> None:
    _, risks = register
    shuffled = list(risks)
    dice.shuffle(shuffled)
    assert close(mean_shares(shuffled), mean_shares(risks))


@given(registers())
def test_one_risk_without_a_likelihood_makes_all_count_the_same(
    register: tuple[tuple[str, ...], list[Risk]],
) -> None:
    teams, risks = register
    known = [risks[0].model_copy(update={"likelihood": None}), *risks[1:]]
    plain = {team: sum(risk.shares[team] for risk in risks) / len(risks) for team in teams}
    assert close(mean_shares(known), plain)


@given(registers(), st.sampled_from([0.0, -3.0, 1e-300, 1e300]))
def test_odd_scales_count_for_something(
    register: tuple[tuple[str, ...], list[Risk]], odd: float
) -> None:
    _, risks = register
    strange = [risk.model_copy(update={"likelihood": odd, "impact": odd}) for risk in risks]
    assert adds_up(mean_shares(strange))
    assert adds_up(mean_shares([*strange, *risks]))


@given(registers())
def test_a_risk_that_nobody_bears_does_not_count(
    register: tuple[tuple[str, ...], list[Risk]],
) -> None:
    _, risks = register
    unborne = [Risk(risk="a risk"), Risk(risk="a risk", shares={"support": 0})]
    assert mean_shares([*risks, *unborne]) == mean_shares(risks)


@given(registers())
def test_there_is_no_mean_while_a_risk_does_not_add_up(
    register: tuple[tuple[str, ...], list[Risk]],
) -> None:
    _, risks = register
    slip = Risk(risk="a risk", shares={"support": 450}, likelihood=5, impact=5)
    assert not mean_shares([*risks, slip])


@given(divisions(("support.lead", "support.rota", "finance")))
def test_the_roles_of_a_team_bear_a_risk_together(shares: dict[str, float]) -> None:
    teams = by_team(shares)
    assert set(teams) == {"support", "finance"}
    assert teams["support"] == pytest.approx(shares["support.lead"] + shares["support.rota"])


@given(registers(), st.floats(1, 3))
def test_whoever_is_overloaded_bears_more_than_the_others_on_average(
    register: tuple[tuple[str, ...], list[Risk]], times: float
) -> None:
    teams, risks = register
    means = mean_shares(risks)
    for team, mean in overloaded_teams(risks, teams, times).items():
        assert mean > sum(means[other] for other in teams) / len(teams)
        assert mean == means[team]


@given(divisions(TEAMS))
def test_who_bears_most_is_alone_ahead(shares: dict[str, float]) -> None:
    first, second, *_ = sorted(shares.values(), reverse=True)
    most = bears_most(shares)
    assert bool(most) == (first - second > SLACK)
    assert not most or shares[most] == first


@pytest.mark.parametrize("parties", [2, 3, 4, 6])
def test_twice_an_equal_share_is_lopsided_however_it_is_rounded(parties: int) -> None:
    teams = TEAMS[:parties]
    large = round(200 / parties, 2)
    shares = {teams[0]: large, teams[1]: 100 - large}
    assert teams[0] in lopsided_teams(shares, teams, 2)
    assert teams[0] not in lopsided_teams({teams[0]: large - 1, teams[1]: 101 - large}, teams, 2)


@pytest.mark.parametrize(
    ("shares", "meant"),
    [
        ({"impact": 3, "cost": 2, "fit": 1}, "{impact: 50, cost: 33, fit: 17}"),
        ({"a": 1, "b": 1, "c": 1}, "{a: 34, b: 33, c: 33}"),
        ({"a": 0.5, "b": 0.5}, "{a: 50, b: 50}"),
        ({"a": 0, "b": 2}, "{a: 0, b: 100}"),
        ({"a": 90, "b": 90, "c": 60}, "{a: 38, b: 37, c: 25}"),
    ],
)
def test_points_and_fractions_are_said_in_per_cents_that_add_up(
    shares: dict[str, float], meant: str
) -> None:
    assert in_per_cent(shares) == f"write them in per cent: {meant}"


@pytest.mark.parametrize(
    "shares", [{"a": 50, "b": 45}, {"a": 60, "b": 60}, {"a": 0}, {"a": -1, "b": 2}, {}]
)
def test_per_cents_of_which_one_is_wrong_are_left_as_they_are(shares: dict[str, float]) -> None:
    assert not in_per_cent(shares)
