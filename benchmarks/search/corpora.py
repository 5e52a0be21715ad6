"""What the search is measured on: this repository's own playbook, and public handbooks.

Handbooks are read from folders below `.bench/handbooks/`, one for each; they are no part of this
repository. Their pages become pages of a playbook: same words, plain addresses.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from playbook.engine.files.survey import THEME_PREFIX, theme_folder
from playbook.engine.files.tree import DiskTree
from playbook.engine.publishing.publish import publish
from playbook.engine.workspace.outputs import outputs
from playbook.engine.workspace.workspace import Options, Workspace

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
BENCH = ROOT / ".bench"
AS_OF = date(2026, 6, 20)

_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_TITLE = re.compile(r"^title:\s*(.+)$", re.MULTILINE)
_HEADING = re.compile(r"^# .*$", re.MULTILINE)
_MARKUP = re.compile(r"<[^>\n]{1,400}>|\{%.*?%\}|\{\{.*?\}\}")
_LINK = re.compile(r"\]\((?!https?:)[^)\n]*\)")


class Judged(NamedTuple):
    """A query, and the addresses of the documents that answer it."""

    query: str
    wanted: frozenset[str]


class Corpus(NamedTuple):
    """A playbook as files, by path, and what its readers look for, in the order judged."""

    name: str
    files: Mapping[str, bytes]
    judged: tuple[Judged, ...]


def own() -> Corpus:
    """Return this repository's own playbook."""
    tree = DiskTree(ROOT, ("content", "site.yml"))
    files = {path: tree.read(path) or b"" for path in tree.paths()}
    return Corpus("content", files, _judged("content.tsv", str))


def handbooks() -> Corpus | None:
    """Return the handbooks that are there, as one playbook; None if there are none."""
    folder = BENCH / "handbooks"
    files = {"site.yml": b"site_name: Handbooks\nrules: {ref/orphan: off}\n"}
    for path in sorted(folder.glob("*/**/*.md")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        text = path.read_text(encoding="utf-8", errors="replace")
        files[f"content/{_address(name)}.md"] = _page(name, text).encode()
    if len(files) == 1:
        return None
    judged = _judged("handbooks.tsv", lambda name: f"{_address(name)}.html")
    return Corpus("handbooks", files, judged)


def _judged(name: str, address: Callable[[str], str]) -> tuple[Judged, ...]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return tuple(Judged(query, frozenset(map(address, names.split()))) for query, names in rows)


def _address(name: str) -> str:
    """Return where a handbook's page goes: small letters, digits and dashes."""
    return f"pages/{re.sub(r'[^a-z0-9/]+', '-', name.lower()).strip('-')}"


def _page(name: str, text: str) -> str:
    """Return a handbook's page as one of a playbook."""
    text = text.replace("\r\n", "\n")
    front = _FRONT.match(text)
    body = _MARKUP.sub(" ", text[front.end() :] if front else text)
    body = _LINK.sub("]", body).replace("](http", "] (http")
    if _HEADING.search(body):
        return body
    named = _TITLE.search(front[1]) if front else None
    title = named[1].strip("\"'") if named else name.rpartition("/")[2].replace("-", " ")
    return f"# {_MARKUP.sub('', title)}\n\n{body}"


def workspace_of(files: Mapping[str, bytes]) -> Workspace:
    """Return a workspace of these files and the built-in theme."""
    workspace = Workspace(Options(as_of=AS_OF))
    workspace.sync({**files, **theme()})
    return workspace


def theme() -> dict[str, bytes]:
    """Return the files of the built-in theme."""
    tree = DiskTree(theme_folder(), ("templates", "assets"))
    return {f"{THEME_PREFIX}{path}": tree.read(path) or b"" for path in tree.paths()}


def built(corpus: Corpus, folder: Path) -> Workspace:
    """Publish a corpus into a folder, whatever is wrong with its links."""
    workspace = workspace_of(corpus.files)
    publish(folder, outputs(workspace, {**corpus.files, **theme()}.get))
    return workspace


def documents(workspace: Workspace) -> Iterator[str]:
    """Yield the addresses of the documents' own pages."""
    for entry in workspace.entries():
        if workspace.page(entry.card.url) is not None:
            yield entry.card.url
