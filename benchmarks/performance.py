"""Write `docs/performance.md` and its plot from the results of `bench.py`.

    python benchmarks/performance.py [--check | --print RESULTS]

With `--check` nothing is written; it fails if they are not what the results say. `--print` shows
the page of other results, such as those of a run that was not published.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from aims import aims
from figures import (
    BUILD,
    CHECK,
    NONE,
    ROWS,
    TITLES,
    TYPED,
    Row,
    line,
    mebibytes,
    median,
    percent,
    ratio,
    ratios,
    seconds,
    spread,
    table,
)
from plot import draw
from prose import INTRODUCTION, LIMIT, METHOD, METHOD_TYPED, PROMISED
from results import Results, read

ROOT: Final = Path(__file__).parents[1]
RESULTS: Final = Path("benchmarks/results.json")
PAGE: Final = Path("docs/performance.md")
PLOT: Final = Path("docs/images/performance.svg")


def page(results: Results) -> str:
    """Return the document."""
    parts = [
        INTRODUCTION,
        "![A plot of the times below](images/performance.svg)",
        PROMISED,
        table(
            ("What", "Promised", "Measured", "Kept"),
            ":--,--:,--:,:-:",
            [aim.line for aim in aims(results)],
        ),
    ]
    for documents in results.sizes():
        parts += _size(results, documents)
    parts += [
        "## How it grows",
        _growth(results),
        LIMIT if any(sample.tool == "bare" for sample in results.samples) else "",
        _method(results),
        _run(results),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _size(results: Results, documents: int) -> Iterator[str]:
    corpus = results.corpora[str(documents)]
    yield f"## {documents:,} documents"
    yield (
        f"{corpus['documents']:,} documents, {corpus['bytes'] / 1e6:.1f} MB of text,"
        f" {corpus['median words']} words in the median, {corpus['longest']:,} in the longest."
        " Seconds by the clock: the median, then the least and the greatest."
    )
    measures = [m for m in TITLES if any(r.seconds(results, documents, m) for r in ROWS)]
    if measures:
        yield table(
            ("", *(TITLES[measure] for measure in measures)),
            ":--" + ",--:" * len(measures),
            [
                line(row.title, *(spread(cell, seconds) for cell in cells))
                for row in ROWS
                if any(cells := [_values(results, row, documents, m) for m in measures])
            ],
        )
    yield _cost(results, documents)
    yield _rest(results, documents)
    yield _typed(results, documents)
    yield _beside(results, documents)


def _values(results: Results, row: Row, documents: int, measure: str) -> list[float]:
    return list(row.seconds(results, documents, measure).values())


def _cost(results: Results, documents: int) -> str:
    """Return the table of what a cold build takes from the machine."""
    lines = []
    for row in ROWS:
        cpu = list(row.processors(results, documents, "cold").values())
        memory = list(row.memory(results, documents).values())
        if cpu or memory:
            each = f"{median(cpu) / documents * 1000:.2f} ms" if cpu else NONE
            lines.append(line(row.title, spread(cpu, seconds), each, spread(memory, mebibytes)))
    heads = ("Cold build", "Processor time", "for each document", "Memory at its most")
    return table(heads, ":--,--:,--:,--:", lines)


def _rest(results: Results, documents: int) -> str:
    """Return the table of what a preview holds, and takes while nobody asks anything of it."""
    lines = []
    for row in ROWS:
        held, taken = row.rest(results, documents)
        if held:
            lines.append(line(row.title, spread(held, mebibytes), spread(taken, percent)))
    heads = ("Preview that begins with nothing", "Memory at its most", "Processor at rest")
    return table(heads, ":--,--:,--:", lines)


def _typed(results: Results, documents: int) -> str:
    """Return the table of how soon the language server answers, and of what it holds."""
    found = [_values(results, BUILD, documents, measure) for measure in TYPED]
    held = list(BUILD.memory(results, documents, "lsp-memory").values())
    if not held and not any(found):
        return ""
    cells = [*(spread(cell, seconds) for cell in found), spread(held, mebibytes)]
    heads = ("Language server", *TYPED.values(), "Memory at its most")
    return table(heads, ":--" + ",--:" * len(cells), [line("`playbook lsp`", *cells)])


def _beside(results: Results, documents: int) -> str:
    """Return the table of ratios: `playbook build` by each other tool."""
    lines = []
    measures = [m for m in TITLES if any(r.seconds(results, documents, m) for r in ROWS)]
    for row in ROWS:
        if row in (BUILD, CHECK):
            continue
        cells = [
            ratios(
                BUILD.seconds(results, documents, measure),
                row.seconds(results, documents, measure),
            )
            for measure in measures
        ]
        if any(cells):
            lines.append(line(row.title, *(spread(cell, ratio) for cell in cells)))
    heads = ("`playbook` took, of the time of", *(TITLES[measure] for measure in measures))
    return table(heads, ":--" + ",--:" * len(measures), lines)


def _growth(results: Results) -> str:
    lines = []
    for documents in results.sizes():
        cold = _values(results, BUILD, documents, "cold")
        memory = list(BUILD.memory(results, documents).values())
        if cold:
            lines.append(
                line(
                    f"{documents:,}",
                    f"{median(cold) / documents * 1000:.2f} ms",
                    f"{median(memory) / documents / 1024:.0f} KiB" if memory else NONE,
                )
            )
    heads = ("Documents", "`playbook`, cold, for each", "Memory at its most, for each")
    return table(heads, "--:,--:,--:", lines)


def _method(results: Results) -> str:
    is_typed = any(sample.measure.startswith("lsp") for sample in results.samples)
    return METHOD.format(rounds=results.rounds, typed=METHOD_TYPED if is_typed else "")


def _run(results: Results) -> str:
    machine = results.machine
    told = ", ".join(f"{name} {version}" for name, version in results.versions.items())
    lapses = "\n".join(
        f"* {lapse.tool}, {lapse.measure}, {lapse.documents:,} documents:"
        f" `{' '.join(lapse.why.replace('`', ' ').split())}`"
        for lapse in results.lapses
    )
    return (
        f"## This run\n\n{results.day}, up to {results.rounds} rounds, {machine['cores']} cores of"
        f" {machine['processor']}, {machine['memory']} of memory, {machine['system']}. {told}."
        + (f"\n\nNot measured, because it failed:\n\n{lapses}" if lapses else "")
    )


def summary(results: Results) -> str:
    """Return the medians for a terminal."""
    lines = []
    for documents in results.sizes():
        lines.append(f"\n{documents:,} documents")
        for row in ROWS:
            told = [
                f"{measure} {seconds(median(found))}"
                for measure in (*TITLES, *TYPED)
                if (found := _values(results, row, documents, measure))
            ]
            memory = list(row.memory(results, documents).values())
            if told or memory:
                told += [f"memory {mebibytes(median(memory))}"] if memory else []
                lines.append(f"  {row.title.strip('*'):22}" + ", ".join(told))
    return "\n".join(lines)


def publish(results: Results, root: Path) -> None:
    """Make results those of the repository, and write the page and the plot from them."""
    results.write(root / RESULTS)
    for path, text in _texts(results).items():
        (root / path).write_text(text, encoding="utf-8", newline="\n")


def _texts(results: Results) -> dict[Path, str]:
    return {PAGE: page(results), PLOT: draw(results)}


def main() -> int:
    """Write or check; return 1 where the check fails."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="only compare")
    parser.add_argument("--print", type=Path, metavar="RESULTS", help="only show their page")
    given = parser.parse_args()
    if given.print:
        print(page(read(given.print)), end="")
        return 0
    results = read(ROOT / RESULTS)
    if not given.check:
        publish(results, ROOT)
        return 0
    stale = [
        path
        for path, text in _texts(results).items()
        if not (ROOT / path).is_file() or (ROOT / path).read_text(encoding="utf-8") != text
    ]
    for path in stale:
        print(f"{path} is not what {RESULTS} says: run python benchmarks/performance.py")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
