"""The searches that are compared: how each gets its index, and how a page asks it."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from corpora import BENCH, HERE

_MODULES = BENCH / "node_modules"


class Engine(NamedTuple):
    """A search as a page runs it.

    `page` is the page's address below the site's root. `ask` is a script: a function of a query
    and a number that gives the addresses of so many results, best first, and has loaded what is
    needed to show them. `own` tells which of the files sent belong to the search.
    """

    name: str
    page: str
    ask: str
    own: Sequence[str]


OURS = Engine(
    "playbook",
    "ours.html",
    """async ({ query, count }) => {
      const answer = await playbookFind.find(query);
      return (await playbookFind.documents(answer, 0, count)).map((record) => record.url);
    }""",
    ("search/", "assets/search-"),
)
PAGEFIND = Engine(
    "Pagefind",
    "pagefind.html",
    """async ({ query, count }) => {
      const search = await import("/pagefind/pagefind.js");
      await search.options({ excerptLength: 20 });
      const { results } = await search.search(query);
      const shown = await Promise.all(results.slice(0, count).map((result) => result.data()));
      const names = shown.map(({ url }) => url.replace(/^\\//, ""));
      return names.map((name) => (name.endsWith("/") ? `${name}index.html` : name));
    }""",
    ("pagefind/",),
)
_LUNR = """async ({ query, count }) => {
      const load = async () => {
        const held = await (await fetch("/lunr/index.json")).json();
        return lunr.Index.load(held.index);
      };
      globalThis.lunrIndex ??= await load();
      const words = query.toLowerCase().match(/[\\p{L}\\p{N}]+/gu) ?? [];
      const plainly = () => lunrIndex.search(words.join(" "));
      const found = %s;
      return found.slice(0, count).map(({ ref }) => ref);
    }"""
LUNR = Engine("lunr", "lunr.html", _LUNR % "plainly()", ("lunr/",))
LUNR_MORE = Engine(
    "lunr, with prefixes and typing errors",
    "lunr.html",
    _LUNR
    % """(() => {
        try {
          return lunrIndex.query((asked) => {
            for (const word of words) {
              asked.term(lunr.tokenizer(word), { boost: 10 });
              asked.term(word, { wildcard: lunr.Query.wildcard.TRAILING, boost: 4 });
              if (word.length > 3) {
                asked.term(word, { editDistance: 1 });
              }
            }
          });
        } catch {
          return plainly(); // it fails for some words that are near to one of JavaScript's own
        }
      })()""",
    ("lunr/",),
)
ENGINES = (OURS, PAGEFIND, LUNR, LUNR_MORE)


def prepare(site: Path, documents: Sequence[str]) -> dict[str, str]:
    """Make the indexes of the other engines beside a built site; return their versions.

    They get the same pages: the main part of each document's own page, nothing of the frame.
    """
    pages = site.parent / f"{site.name}-pages"
    shutil.rmtree(pages, ignore_errors=True)
    for url in documents:
        (pages / url).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(site / url, pages / url)
    program = _MODULES / ".bin" / "pagefind"
    options: list[Path | str] = [
        "--site",
        pages,
        "--output-path",
        site / "pagefind",
        "--root-selector",
        "main",
    ]
    subprocess.run([program, *options, "--quiet"], check=True)
    folder = site / "lunr"
    folder.mkdir(exist_ok=True)
    texts = [_read(url, (site / url).read_text(encoding="utf-8")) for url in documents]
    (folder / "pages.json").write_text(json.dumps(texts), encoding="utf-8")
    program = Path(shutil.which("node") or "node")
    lunr = _MODULES / "lunr" / "lunr.js"
    files = [folder / "pages.json", folder / "index.json"]
    subprocess.run([program, HERE / "lunr_index.mjs", lunr, *files], check=True)
    shutil.copyfile(_MODULES / "lunr" / "lunr.min.js", folder / "lunr.js")
    scripts = {"ours": ("assets/search-words.js", "assets/search-index.js"), "pagefind": ()}
    for name, wanted in {**scripts, "lunr": ("lunr/lunr.js",)}.items():
        tags = "".join(f'<script src="{script}"></script>' for script in wanted)
        head = f'<!doctype html><html lang="en" data-root="/"><title>{name}</title>{tags}'
        (site / f"{name}.html").write_text(head, encoding="utf-8")
    versions = {}
    for name in ("pagefind", "lunr"):
        about = json.loads((_MODULES / name / "package.json").read_text(encoding="utf-8"))
        versions[name] = str(about["version"])
    return versions


class _Reader(HTMLParser):
    """Takes a page apart: its title, its headings, and all the text of its main part."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.into: list[list[str]] = []
        self.title: list[str] = []
        self.headings: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        if tag == "main":
            self.depth = 1
        if tag == "h1":
            self.into.append(self.title)
        elif tag in {"h2", "h3", "h4", "h5", "h6"}:
            self.into.append(self.headings)

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self.depth = 0
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"} and self.into:
            self.into.pop()

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.text.append(data)
            for place in self.into:
                place.append(data)


def _read(url: str, html: str) -> dict[str, str]:
    reader = _Reader()
    reader.feed(html)
    parts = {"title": reader.title, "headings": reader.headings, "text": reader.text}
    return {"url": url, **{name: " ".join(" ".join(held).split()) for name, held in parts.items()}}
