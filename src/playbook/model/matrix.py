"""The scores of a prioritisation as values (the table is read by `kinds.matrix`)."""

from collections.abc import Mapping
from itertools import islice
from math import fsum

from playbook.model.text import Span
from playbook.model.value import Value

DIGITS = 9
"""Totals are rounded to so many decimal places: equal sums are equal everywhere."""


DUST = 1e-6
"""Totals that differ by less are equal."""

_NEAR = 0.02
"""The first two are level if they differ by at most this part of the first one's total."""

_WHOLE = 100.0


class Criterion(Value, frozen=True):
    """A column of the table; `weight` is the mean of the parties', None if nobody gave one."""

    slug: str
    title: str
    weight: float | None
    span: Span


class Score(Value, frozen=True):
    """A cell of the table: as written, and the number it is (None if it is none)."""

    text: str
    value: float | None
    span: Span


class Option(Value, frozen=True):
    """A row of the table: `scores` are in the order of the criteria.

    `total` is the weighted mean of the scores, on the same scale; None if one is missing.
    `typed_total` is what the author wrote in a *Total* column, None where there is none.
    """

    slug: str
    title: str
    scores: tuple[Score, ...]
    total: float | None
    typed_total: Score | None
    span: Span


class ScoreTable(Value, frozen=True):
    """The *Scores* table. `unscored` are the criteria that have a weight and no column."""

    criteria: tuple[Criterion, ...]
    options: tuple[Option, ...]
    unscored: tuple[str, ...] = ()

    @property
    def weights(self) -> dict[str, float]:
        """The mean weight of each criterion by slug, for those that have one."""
        return {c.slug: c.weight for c in self.criteria if c.weight is not None}

    @property
    def ranking(self) -> tuple[Option, ...]:
        """The options that have a total, best first; equal ones in the order of the table."""
        known = [option for option in self.options if option.total is not None]
        return tuple(sorted(known, key=lambda option: -(option.total or 0)))

    def option(self, slug: str) -> Option | None:
        """Return the option with this slug, or None."""
        return next((option for option in self.options if option.slug == slug), None)

    @property
    def is_complete(self) -> bool:
        """Whether there are two options at least, and all of them have a total."""
        return len(self.options) > 1 and all(option.total is not None for option in self.options)

    @property
    def is_level(self) -> bool:
        """Whether the first two options differ by so little that the total does not decide."""
        first, second = (option.total or 0 for option in self.ranking[:2])
        return first - second <= _NEAR * abs(first) + DUST

    def upset(self, criterion: Criterion, points: float) -> Option | None:
        """Return which option wins instead if one weight is moved by so many points; or None.

        Points are parts of a hundred of all weights; the other weights make room in proportion.
        """
        weights = _moved(self.weights, criterion.slug, points)
        ranking = self.ranking_with(weights) if weights and self.ranking else ()
        if not ranking or ranking[0][1] - dict(ranking)[self.ranking[0].slug] <= DUST:
            return None
        return self.option(ranking[0][0])

    def tipping_points(self) -> tuple["TippingPoint", ...]:
        """Return the least by which each weight must move for another winner, nearest first."""
        found: list[TippingPoint] = []
        for criterion in self.criteria if self.is_complete else ():
            for way in (1, -1):
                moves = ((way * step, self.upset(criterion, way * step)) for step in range(1, 101))
                tips = (TippingPoint(criterion, move, held) for move, held in moves if held)
                found += islice(tips, 1)
        return tuple(sorted(found, key=lambda tip: abs(tip.points)))

    def ranking_with(self, weights: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
        """Return slug and total of each complete option under other weights, best first."""
        slugs = tuple(criterion.slug for criterion in self.criteria)
        totals = [
            (option.slug, total)
            for option in self.options
            if (total := weighted_mean(slugs, option.scores, weights)) is not None
        ]
        return tuple(sorted(totals, key=lambda pair: -pair[1]))


class TippingPoint(Value, frozen=True):
    """A weight that makes another option win if it is moved by so many points (less: negative)."""

    criterion: Criterion
    points: int
    winner: Option


def _moved(weights: Mapping[str, float], slug: str, points: float) -> dict[str, float]:
    """Move one weight; the others make room in proportion. {} if there is no room."""
    whole = fsum(weights.values())
    old = weights.get(slug)
    if old is None or whole <= 0 or whole - old <= DUST:
        return {}
    new = min(max(old + points * whole / _WHOLE, 0.0), whole)
    rest = (whole - new) / (whole - old)
    return {name: new if name == slug else held * rest for name, held in weights.items()}


def weighted_mean(
    criteria: tuple[str, ...], scores: tuple[Score, ...], weights: Mapping[str, float]
) -> float | None:
    """Return the mean of the scores, each counted by its criterion's weight.

    Criteria without a weight do not count. None if a score that counts is missing, or if the
    weights add up to nothing.
    """
    values = {slug: score.value for slug, score in zip(criteria, scores, strict=True)}
    counted = [(values.get(slug), weight) for slug, weight in weights.items()]
    whole = fsum(weight for _, weight in counted)
    parts = [value * weight for value, weight in counted if value is not None]
    if whole <= 0 or len(parts) < len(counted):
        return None
    return round(fsum(parts) / whole, DIGITS)
