"""Compare the search with Pagefind and lunr on the same pages and the same judged queries.

    make bench-search

Every second query of a list is set aside: the ranking was tuned on the others alone. Writes the
figures into `docs/searching.md`; `--misses` prints which queries of the tuned half each one misses.
"""

import argparse
import shutil
import statistics
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from corpora import BENCH, ROOT, Corpus, Judged, built, documents, handbooks, own
from counted import Served, served
from engines import ENGINES, Engine, prepare
from playwright.sync_api import Browser, sync_playwright

WEIGHED = 10
"""For how many queries of each half the bytes are counted, each in a fresh browser."""

AT_ONCE = 5
"""Results that are loaded for that: what our search and Pagefind's own interface show at once."""

REPORT = ROOT / "docs" / "searching.md"
BEGIN, END = "<!-- figures: make bench-search -->", "<!-- end of figures -->"


class Figures(NamedTuple):
    """What an engine does with a set of queries."""

    success: float
    reciprocal_rank: float


class Result(NamedTuple):
    """What an engine does with a corpus: tuned half, half set aside, bytes for a first result."""

    engine: str
    tuned: Figures
    aside: Figures
    bytes: list[int]


def figures(judged: Sequence[Judged], found: Sequence[Sequence[str]]) -> Figures:
    """Return success at 3 and mean reciprocal rank (of the first ten)."""
    ranks = []
    for (_, wanted), urls in zip(judged, found, strict=True):
        hits = (n for n, url in enumerate(urls, 1) if url in wanted)
        ranks.append(next(hits, 0))
    count = len(ranks)
    return Figures(
        sum(0 < rank <= 3 for rank in ranks) / count,  # noqa: PLR2004 - success at 3
        sum(1 / rank for rank in ranks if rank) / count,
    )


@contextmanager
def browser() -> Iterator[Browser]:
    """Start the system's Chromium."""
    with sync_playwright() as player:
        started = player.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        yield started
        started.close()


def answers(
    started: Browser, site: Served, engine: Engine, queries: Sequence[str]
) -> list[list[str]]:
    """Ask an engine all queries on one page."""
    page = started.new_page()
    page.goto(site.root + engine.page)
    script = f"""async (queries) => {{
      const ask = {engine.ask};
      const found = [];
      for (const query of queries) {{ found.push(await ask({{ query, count: 10 }})); }}
      return found;
    }}"""
    found: list[list[str]] = page.evaluate(script, list(queries))
    page.close()
    return found


def weight(started: Browser, site: Served, engine: Engine, query: str) -> int:
    """Return how many bytes a reader with an empty cache loads to see the first results."""
    context = started.new_context()
    site.sent.clear()
    page = context.new_page()
    page.goto(site.root + engine.page)
    page.evaluate(engine.ask, {"query": query, "count": AT_ONCE})
    context.close()
    return sum(size for name, size in site.sent.items() if name.startswith(tuple(engine.own)))


def measure(corpus: Corpus, misses: bool) -> tuple[list[Result], dict[str, str], int]:  # noqa: FBT001 - a switch of the command line
    """Build a corpus, ask every engine, and return what they did, their versions, and the pages."""
    folder = BENCH / "sites" / corpus.name
    shutil.rmtree(folder, ignore_errors=True)
    urls = sorted(documents(built(corpus, folder)))
    versions = prepare(folder, urls)
    tuned, aside = corpus.judged[::2], corpus.judged[1::2]
    results = []
    with served(folder) as site, browser() as started:
        for engine in ENGINES:
            halves = [
                answers(started, site, engine, [judged.query for judged in half])
                for half in (tuned, aside)
            ]
            weighed = [*tuned[:WEIGHED], *aside[:WEIGHED]]
            sizes = [weight(started, site, engine, judged.query) for judged in weighed]
            results.append(
                Result(engine.name, figures(tuned, halves[0]), figures(aside, halves[1]), sizes)
            )
            if misses:
                _print_misses(engine, tuned, halves[0])
    return results, versions, len(urls)


def _print_misses(engine: Engine, judged: Sequence[Judged], found: Sequence[Sequence[str]]) -> None:
    for (query, wanted), urls in zip(judged, found, strict=True):
        if urls[:1] and urls[0] in wanted:
            continue
        place = next((n for n, url in enumerate(urls, 1) if url in wanted), 0)
        print(f"  {engine.name}: {query!r} at {place}: {' '.join(urls[:4])}")


def table(results: Sequence[Result]) -> str:
    """Return the results as a Markdown table."""
    columns = (
        ("", "---"),
        ("success at 3, tuned", "---:"),
        ("set aside", "---:"),
        ("mean reciprocal rank, tuned", "---:"),
        ("set aside", "---:"),
        ("kB for a first result, median", "---:"),
        ("most", "---:"),
    )
    lines = [f"| {' | '.join(cells)} |" for cells in zip(*columns, strict=True)]
    for name, tuned, aside, sizes in results:
        shares = (tuned.success, aside.success)
        ranks = (tuned.reciprocal_rank, aside.reciprocal_rank)
        cells = [f"{share:.0%}".replace("%", " %") for share in shares]
        cells += [f"{rank:.3f}" for rank in ranks]
        cells += [f"{size / 1000:.0f}" for size in (statistics.median(sizes), max(sizes))]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    """Measure what is there and write the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--only", choices=("content", "handbooks"), default="")
    parser.add_argument("--dry", action="store_true", help="print only; write no report")
    given = parser.parse_args()
    parts = []
    for corpus in (own(), handbooks()):
        if corpus and given.only not in {"", corpus.name}:
            continue
        if corpus is None:
            print("no handbooks below .bench/handbooks; measured without them")
            continue
        results, versions, count = measure(corpus, given.misses)
        name = {"content": "This repository's `content/`", "handbooks": "Two public handbooks"}
        judged = len(corpus.judged)
        parts.append(f"**{name[corpus.name]}**, {count} documents, {judged} queries:\n")
        parts.append(f"{table(results)}\n")
    parts.append(f"Pagefind {versions['pagefind']}, lunr {versions['lunr']}.")
    text = "\n".join(parts)
    print(text)
    if not given.dry:
        _write(REPORT, text)


def _write(report: Path, text: str) -> None:
    before, _, rest = report.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    report.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
