"""Check what a reader loads for a first result in a playbook of 10,000 pages.

    python benchmarks/search/weight.py [--documents 10000]

Builds the search index of `benchmarks/corpus.py`, lets a real browser look for thirty typical
queries, each with an empty cache and in the search as readers have it, and counts the bytes of the
index that go over the wire, compressed as servers do it. Fails if one costs more than 100 kB.
"""

import argparse
import random
import re
import shutil
import statistics
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import corpus
from compare import browser
from corpora import BENCH, workspace_of
from counted import Served, served
from playwright.sync_api import Browser

from playbook.engine.workspace.workspace import Workspace

MOST = 100_000


def queries(files: dict[str, str]) -> Iterator[str]:
    """Yield thirty queries: titles, rare and frequent words, several of them, typed in part, wrong.

    Words come from the documents themselves, by a fixed seed.
    """
    dice = random.Random(7)
    titles = [_title(files[path]) for path in dice.sample(sorted(files), 60)]
    titles = [title for title in titles if title.count(" ") > 3]  # noqa: PLR2004 - names have two
    for title in titles[:6]:
        yield " ".join(title.split()[:2])
    for title in titles[6:10]:
        yield " ".join(title.split()[2:5])
    words = [word for title in titles for word in title.lower().split()[2:] if len(word) > 3]  # noqa: PLR2004 - no syllables
    yield from words[:5]
    for number in range(5, 15, 2):
        yield " ".join(words[number : number + 2])
    for word in words[15:18]:
        yield word[:3]
    for word in [word for word in words if len(word) > 5][:3]:  # noqa: PLR2004 - no syllables
        yield word[:-2] + word[-1]
    yield "who approves " + words[21]
    yield "lead of team"
    yield "agreement"
    yield "5000"


def _title(text: str) -> str:
    return next((line[2:] for line in text.splitlines() if line.startswith("# ")), "")


def write(workspace: Workspace, folder: Path) -> int:
    """Write the search index and what a page of its own needs; return the index's bytes."""
    shutil.rmtree(folder, ignore_errors=True)
    wanted = ["search.html", "navigation.js"]
    wanted += [url for url in workspace.urls() if url.startswith("search/")]
    total = 0
    for url in wanted:
        data = workspace.page(url)
        if data is not None:
            (folder / url).parent.mkdir(parents=True, exist_ok=True)
            (folder / url).write_bytes(data)
            total += len(data) if url.startswith("search/") else 0
    for asset in workspace.assets():
        if asset.url.startswith("assets/"):
            (folder / asset.url).parent.mkdir(parents=True, exist_ok=True)
            source = Path(corpus.__file__).parent.parent / "themes" / "default" / asset.url
            shutil.copyfile(source, folder / asset.url)
    return total


def weigh(started: Browser, site: Served, query: str) -> tuple[int, int]:
    """Return the bytes of the index that are loaded until results are shown, and how many are."""
    context = started.new_context()
    page = context.new_page()
    page.goto(f"{site.root}search.html")
    site.sent.clear()
    page.locator("[id='ui:search-input']").fill(query)
    page.locator(".search-status", has_text=re.compile("result|Nothing")).wait_for(timeout=60_000)
    page.wait_for_timeout(50)
    shown = page.locator(".result").count()
    context.close()
    return sum(size for name, size in site.sent.items() if name.startswith("search/")), shown


def main() -> None:
    """Print what each query costs, and fail if one costs too much."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    count = parser.parse_args().documents
    files = {f"content/{held.name}.md": held.text for held in corpus.documents(count)}
    files["site.yml"] = corpus.SETTINGS
    workspace = workspace_of({path: text.encode() for path, text in files.items()})
    folder = BENCH / "sites" / "weight"
    total = write(workspace, folder)
    files_count = len(list((folder / "search").iterdir()))
    print(f"{count} documents: {files_count} files, {total / 1e6:.1f} MB")
    texts = {path: text for path, text in files.items() if path.endswith(".md")}
    sizes = list(_sizes(folder, list(queries(texts))))
    print(f"median {statistics.median(sizes) / 1000:.0f} kB, most {max(sizes) / 1000:.0f} kB")
    if max(sizes) > MOST:
        sys.exit(f"a first result may cost {MOST / 1000:.0f} kB at most")


def _sizes(folder: Path, wanted: Sequence[str]) -> Iterator[int]:
    with served(folder) as site, browser() as started:
        for query in wanted:
            size, shown = weigh(started, site, query)
            print(f"{size / 1000:6.1f} kB  {shown} shown  {query}")
            yield size


if __name__ == "__main__":
    main()
