"""The figures that tables and plot are made of: rows, medians, spreads and ratios."""

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from results import Results, Sample

NONE: Final = "–"
"""What stands where nothing was measured."""

MEBIBYTE: Final = 1024**2
_SECONDS_FROM: Final = 0.1
_TENTHS_FROM: Final = 10

TITLES: Final = {
    "cold": "Cold build",
    "unchanged": "Nothing changed",
    "edit": "One body edited",
    "serve-start": "Preview shows its first page",
    "serve-edit": "Preview shows an edit",
    "serve-title": "Preview shows a new title",
    "serve-cold": "Preview begins with nothing",
}
"""What is measured in seconds, in the words of a reader."""

TYPED: Final = {
    "lsp-start": "First findings",
    "lsp-complete": "Proposals",
    "lsp-type": "Findings after a keystroke",
}
"""The same of the language server."""


@dataclass(frozen=True)
class Row:
    """What one line of a table is about: a tool, or one step of it."""

    title: str
    tool: str
    step: str = ""
    has_preview: bool = True

    def seconds(self, results: Results, documents: int, measure: str) -> dict[int, float]:
        """Return the seconds of each round, by the clock."""
        if measure.startswith("serve"):
            return results.series(documents, self.tool, measure) if self.has_preview else {}
        return results.series(documents, self.tool, measure, step=self.step)

    def processors(self, results: Results, documents: int, measure: str) -> dict[int, float]:
        """Return the seconds of each round, of all processors together."""
        return results.series(
            documents, self.tool, measure, step=self.step, of=lambda sample: sample.cpu
        )

    def memory(self, results: Results, documents: int, measure: str = "memory") -> dict[int, float]:
        """Return the bytes of each round; of steps that follow each other, the greatest."""
        return results.series(
            *(documents, self.tool, measure),
            step=self.step,
            of=lambda sample: float(sample.memory),
            join=max,
        )

    def rest(self, results: Results, documents: int) -> tuple[list[float], list[float]]:
        """Return of a preview the most bytes that it had, and what it takes of a processor at rest.

        The latter is a part of one processor.
        """
        if not self.has_preview:
            return [], []

        def of(figure: Callable[[Sample], float]) -> list[float]:
            return list(results.series(documents, self.tool, "serve-rest", of=figure).values())

        return of(lambda sample: float(sample.memory)), of(lambda sample: sample.cpu / sample.wall)


BUILD: Final = Row("**playbook**", "playbook")
CHECK: Final = Row("**playbook check**", "check")
HUGO: Final = Row("Hugo alone", "hugo", "hugo")
SEARCHED: Final = Row("Hugo and Pagefind", "hugo", has_preview=False)
BARE: Final = Row("The libraries alone", "bare", has_preview=False)
ELEVENTY: Final = Row("Eleventy, no search", "eleventy")
MKDOCS: Final = Row("MkDocs with Material", "mkdocs")
ROWS: Final = (BUILD, CHECK, BARE, HUGO, SEARCHED, ELEVENTY, MKDOCS)


def ratios(ours: dict[int, float], theirs: dict[int, float]) -> list[float]:
    """Return ours by theirs for each round that both have."""
    return [ours[round_] / theirs[round_] for round_ in ours if theirs.get(round_)]


def seconds(value: float) -> str:
    """Return a time for people, with three digits at most."""
    if value < _SECONDS_FROM:
        return f"{value * 1000:.0f} ms"
    return f"{value:.1f} s" if value >= _TENTHS_FROM else f"{value:.2f} s"


def mebibytes(value: float) -> str:
    """Return an amount of memory for people."""
    return f"{value / MEBIBYTE:,.0f} MiB"


def percent(value: float) -> str:
    """Return a part for people, in per cent."""
    return f"{value * 100:.1f} %"


def ratio(value: float) -> str:
    """Return a ratio for people: two digits that tell, small ones with more places."""
    return f"{value:.3f}" if value < _SECONDS_FROM else f"{value:.2f}"


def median(values: Iterable[float]) -> float:
    """Return the middle one; raises `StatisticsError` where there is none."""
    return statistics.median(values)


def line(*cells: str) -> str:
    """Return a row of a table."""
    return f"| {' | '.join(cells)} |"


def table(heads: Sequence[str], alignment: str, lines: Sequence[str]) -> str:
    """Return a table, or "" where it would be empty. `alignment` has its second line's cells."""
    if not lines:
        return ""
    return "\n".join([line(*heads), line(*alignment.split(",")), *lines])


def spread(values: Sequence[float], show: Callable[[float], str]) -> str:
    """Return the median, and the least and the greatest in brackets; a dash for nothing."""
    if not values:
        return NONE
    if len(values) == 1:
        return show(values[0])
    return f"{show(median(values))} ({show(min(values))} – {show(max(values))})"
