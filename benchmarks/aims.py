"""What was promised of the speed, and what was measured of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from figures import (
    BUILD,
    CHECK,
    HUGO,
    MEBIBYTE,
    MKDOCS,
    NONE,
    SEARCHED,
    Row,
    line,
    mebibytes,
    median,
    percent,
    ratio,
    ratios,
    seconds,
    spread,
)
from results import Results

_MOST_MEMORY: Final = 600 * MEBIBYTE
_AT_REST: Final = 0.01
"""The part of a processor that a preview may take while nobody asks anything of it."""

_FEW: Final = 1_000
_MANY: Final = 10_000
_MOST: Final = 50_000

Found = list[float]


@dataclass(frozen=True)
class Aim:
    """Something that was promised: what, at most how much, and what was measured of it."""

    what: str
    most: float
    measured: Found
    show: Callable[[float], str] = ratio

    @property
    def line(self) -> str:
        """The row of the table of aims."""
        if not self.measured:
            return line(self.what, f"≤ {self.show(self.most)}", "not measured", NONE)
        is_kept = median(self.measured) <= self.most
        told = spread(self.measured, self.show)
        return line(self.what, f"≤ {self.show(self.most)}", told, "yes" if is_kept else "**no**")


def aims(results: Results) -> Iterator[Aim]:
    """Yield what was promised, with what was measured."""

    def of(ours: Row, theirs: Row, documents: int, measure: str) -> Found:
        return ratios(
            ours.seconds(results, documents, measure), theirs.seconds(results, documents, measure)
        )

    at = f"{_MANY:,} documents"
    beside = "of Hugo and Pagefind"
    yield Aim(f"Cold build, {at}, {beside}", 0.6, of(BUILD, SEARCHED, _MANY, "cold"))
    yield Aim(f"Nothing changed, {at}, {beside}", 0.02, of(BUILD, SEARCHED, _MANY, "unchanged"))
    yield Aim(f"One body edited, {at}, {beside}", 0.03, of(BUILD, SEARCHED, _MANY, "edit"))
    yield Aim(f"Cold build, {at}, of Hugo alone", 1.4, of(BUILD, HUGO, _MANY, "cold"))
    yield Aim(
        f"Cold build, {_FEW:,} documents, of MkDocs with Material",
        0.15,
        of(BUILD, MKDOCS, _FEW, "cold"),
    )
    yield Aim(f"Cold check, {at}, of Hugo's build alone", 0.8, of(CHECK, HUGO, _MANY, "cold"))
    yield Aim(
        f"Check of what has not changed, {at}, of Hugo's build alone",
        0.1,
        of(CHECK, HUGO, _MANY, "unchanged"),
    )
    ours = BUILD.memory(results, _MANY)
    yield Aim(f"Memory, {at}, {beside}", 1 / 3, ratios(ours, SEARCHED.memory(results, _MANY)))
    yield Aim(f"Memory, {at}, of Hugo alone", 1 / 3, ratios(ours, HUGO.memory(results, _MANY)))
    yield Aim(f"Memory, {at}", _MOST_MEMORY, list(ours.values()), mebibytes)
    yield Aim(
        f"Cold build for each document, {_MOST:,} documents, of that at {_FEW:,}",
        1.3,
        [
            by_many / by_few
            for by_many, by_few in zip(
                _for_each(results, _MOST), _for_each(results, _FEW), strict=False
            )
        ],
    )
    for what, most, measure in (
        ("Preview shows an edit of a text", 0.025, "serve-edit"),
        ("Preview shows a new title", 0.06, "serve-title"),
        ("Preview shows its first page, beside a site that was built", 1.0, "serve-start"),
        ("Preview shows its first page, beginning with nothing", 8.0, "serve-cold"),
    ):
        found = list(BUILD.seconds(results, _MANY, measure).values())
        yield Aim(f"{what}, {at}", most, found, seconds)
    held, taken = BUILD.rest(results, _MANY)
    yield Aim(f"Memory of a preview, {at}", _MOST_MEMORY, held, mebibytes)
    yield Aim(f"Processor that a preview takes at rest, {at}", _AT_REST, taken, percent)


def _for_each(results: Results, documents: int) -> Found:
    """Return the seconds for each document in each round of a cold build."""
    found = BUILD.seconds(results, documents, "cold").values()
    return [value / documents for value in found]
