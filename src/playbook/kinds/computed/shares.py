"""The arithmetic of shares: who bears how much, and is it more than others."""

from collections.abc import Collection, Mapping, Sequence
from math import fsum

from playbook.kinds.agreement import Risk
from playbook.model.address import team_of
from playbook.model.view import View

WHOLE = 100.0
TOLERANCE = 0.1
"""How far shares may be from 100 together: three times 33.3 is a fair way to write a third."""

SLACK = 0.01
"""How far a share may be from a limit: people write two decimals at most."""

OVERLOAD, LOPSIDED = 1.5, 2.0
"""The limits where the settings give none, in equal shares: of all risks together, of one risk."""

_DIGITS = 6
_POINTS = 20.0
"""Up to this sum, numbers for a whole are points or fractions that somebody gave, not per cents."""


def by_team(shares: Mapping[str, float]) -> dict[str, float]:
    """Return the shares by team: those of two roles of one team are added."""
    teams: dict[str, float] = {}
    for party, share in shares.items():
        teams[team_of(party)] = teams.get(team_of(party), 0.0) + share
    return teams


def total(shares: Mapping[str, float]) -> float:
    """Return what the shares add up to, free of the dust of binary fractions."""
    return round(sum(shares.values()), _DIGITS)


def out_of_range(shares: Mapping[str, float]) -> list[str]:
    """Return the parties whose share is below 0 or above 100."""
    return [party for party, share in shares.items() if not 0 <= share <= WHOLE]


def in_per_cent(shares: Mapping[str, float]) -> str:
    """Say how to write points or fractions: `write them in per cent: {a: 67, b: 33}`; or return "".

    It is "" where the numbers may be per cents already, of which one is wrong.
    """
    whole = fsum(shares.values())
    if not shares or min(shares.values()) < 0 or not (0 < whole <= _POINTS or whole >= 2 * WHOLE):
        return ""
    exact = {name: WHOLE * share / whole for name, share in shares.items()}
    found = {name: int(part) for name, part in exact.items()}
    missing = int(WHOLE) - sum(found.values())
    for name in sorted(found, key=lambda name: found[name] - exact[name])[:missing]:
        found[name] += 1
    parts = ", ".join(f"{name}: {part}" for name, part in found.items())
    return f"write them in per cent: {{{parts}}}"


def adds_up(shares: Mapping[str, float]) -> bool:
    """Tell whether shares are a division of the whole."""
    return not out_of_range(shares) and abs(total(shares) - WHOLE) <= TOLERANCE + 10**-_DIGITS


def mean_shares(risks: Sequence[Risk]) -> dict[str, float]:
    """Return the mean share of each team over the risks, in per cent.

    A risk counts by likelihood × impact when every risk has both, else all count the same: scales
    that some risks lack cannot be compared. A risk that nobody bears does not count. If the shares
    of one risk do not add up, there is no mean: it could blame the wrong team.
    """
    counted = [risk for risk in risks if any(risk.shares.values())]
    if not all(adds_up(risk.shares) for risk in counted):
        return {}
    weights = _weights(counted)
    means: dict[str, float] = {}
    for risk, weight in zip(counted, weights, strict=True):
        for team, share in by_team(risk.shares).items():
            means[team] = means.get(team, 0.0) + share * weight
    return {team: round(mean, _DIGITS) for team, mean in means.items()}


def overloaded_teams(
    risks: Sequence[Risk], teams: Collection[str], times: float
) -> dict[str, float]:
    """Return the mean shares of those teams that bear more than so many times an equal share."""
    limit = times * WHOLE / len(teams) + SLACK
    return {
        team: mean for team, mean in mean_shares(risks).items() if team in teams and mean > limit
    }


def lopsided_teams(
    shares: Mapping[str, float], teams: Collection[str], times: float
) -> dict[str, float]:
    """Return the shares of those teams that bear at least so many times an equal share."""
    limit = times * WHOLE / len(teams) - SLACK
    if not adds_up(shares):
        return {}
    return {
        team: share for team, share in by_team(shares).items() if team in teams and share >= limit
    }


def bears_most(shares: Mapping[str, float]) -> str:
    """Return the one team with the largest share; "" where two are level."""
    ranked = sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] <= SLACK):
        return ""
    return ranked[0][0]


def threshold(view: View, name: str, usual: float) -> float:
    """Return a limit of the setting `fairness`."""
    value: float = getattr(view.setting("fairness"), name, usual)
    return value


def _weights(risks: Sequence[Risk]) -> list[float]:
    """Return how much each risk counts; together 1."""
    equal = [1 / len(risks) for _ in risks]
    scored = [
        (risk.likelihood, risk.impact)
        for risk in risks
        if risk.likelihood is not None and risk.impact is not None
    ]
    if len(scored) < len(risks):
        return equal
    # Each scale is brought to 0…1 first, so that no product of large numbers overflows.
    likelihoods = _scaled([likelihood for likelihood, _ in scored])
    impacts = _scaled([impact for _, impact in scored])
    products = [one * other for one, other in zip(likelihoods, impacts, strict=True)]
    whole = sum(products)
    return [product / whole for product in products] if whole > 0 else equal


def _scaled(values: list[float]) -> list[float]:
    largest = max(values, default=0.0)
    return [max(value, 0.0) / largest if largest > 0 else 0.0 for value in values]
