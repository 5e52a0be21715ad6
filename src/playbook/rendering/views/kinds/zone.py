"""Where the positions of a plan could meet: how far each side can go, and what room is left."""

from collections.abc import Iterator
from math import inf
from typing import NamedTuple

from playbook.kinds.plan import Plan, Position
from playbook.model.address import team_of
from playbook.model.label import label_key
from playbook.rendering.parts import Parts, cell
from playbook.rendering.shapes import Grid, GridRow, Reach, Value


class Stretch(NamedTuple):
    """A party's way on a numeric issue, from what it prefers to where it walks away."""

    party: str
    prefer: float
    walk_away: float

    @property
    def lowest(self) -> float:
        """The lowest amount it can accept: none is too low for who gives way upwards."""
        return -inf if self.walk_away > self.prefer else self.walk_away

    @property
    def highest(self) -> float:
        """The highest amount it can accept."""
        return self.walk_away if self.walk_away > self.prefer else inf


def zones(record: Plan, parts: Parts) -> Iterator[Grid]:
    """Yield a table of the issues on which two parties have numbers."""
    issues: dict[tuple[str, str], list[Position]] = {}
    for position in record.positions:
        issues.setdefault((label_key(position.issue), position.unit), []).append(position)
    rows = [row for positions in issues.values() for row in _issue(positions, parts)]
    if rows:
        columns = tuple(parts.column(name) for name in ("issue", "party", "prefer-to-walk-away"))
        texts = parts.texts
        yield Grid("zone", texts["panel.zone"], columns, tuple(rows), texts["plan.zone-note"])


def _issue(positions: list[Position], parts: Parts) -> Iterator[GridRow]:
    ways = [
        Stretch(position.party, position.prefer, position.walk_away)
        for position in positions
        if isinstance(position.prefer, float) and isinstance(position.walk_away, float)
    ]
    if len({team_of(way.party) for way in ways}) < _TWO:
        return
    unit, issue = positions[0].unit, positions[0].issue
    ends = [end for way in ways for end in (way.prefer, way.walk_away)]
    low, high = min(ends), max(ends)

    def bar(start: float, end: float, text: str) -> Value:
        whole = high - low or 1.0
        at, to = sorted((100 * (start - low) / whole, 100 * (end - low) / whole))
        return (Reach(round(at, 2), round(max(to - at, 1.0), 2), text),)

    for way in ways:
        words = parts.texts(
            "plan.stretch",
            prefer=parts.quantity(way.prefer),
            walk_away=parts.quantity(way.walk_away, unit),
        )
        cells = (
            parts.words(issue),
            (parts.party(way.party),),
            bar(way.prefer, way.walk_away, words),
        )
        yield GridRow(tuple(map(cell, cells)))
    least, most = max(way.lowest for way in ways), min(way.highest for way in ways)
    if least > most:
        room: Value = parts.words(parts.texts["plan.no-room"])
    else:
        start, end = max(least, low), min(most, high)
        room = bar(start, end, _between(least, most, unit, parts))
    yield GridRow(
        (cell(parts.words(issue)), cell(parts.words(parts.texts["plan.room"])), cell(room)),
        mark="total",
    )


_TWO = 2


def _between(least: float, most: float, unit: str, parts: Parts) -> str:
    texts = parts.texts
    if least == -inf:
        return texts("plan.up-to", high=parts.quantity(most, unit))
    if most == inf:
        return texts("plan.from", low=parts.quantity(least, unit))
    return texts("range.inclusive", low=parts.quantity(least), high=parts.quantity(most, unit))
