"""The same documents as projects of different generators, and the edits that are made in them.

Titles, texts and links are the same in all. A playbook and MkDocs take a document as it is; Hugo
and Eleventy want the title in the front matter. Eleventy gets `tags` under another name, since it
would make a collection of each.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from corpus import SETTINGS, Document

PEERS: Final = Path(__file__).parent / "peers"
"""The themes and settings of the other generators."""

_ASIDE: Final = ".aside"
"""Where beside the projects that lies which was taken out of them."""


def as_written(document: Document) -> str:
    """Return a document as the corpus has it."""
    return document.text


def with_titled_front(document: Document) -> str:
    """Return a document with its title in the front matter instead of in the body."""
    return f"---\ntitle: {document.title}\n{document.front}---\n{document.body}"


def without_tags(document: Document) -> str:
    """Return the same for Eleventy."""
    return with_titled_front(document).replace("\ntags:", "\nlabels:", 1)


@dataclass(frozen=True)
class Shape:
    """What a generator's project looks like.

    `peer` is the folder in `peers/` that is copied, "" for a playbook; `content` is where the
    documents lie; `written` is what the generator writes, its caches included: a cold build finds
    nothing of it. `site` is where the pages are.
    """

    peer: str
    content: str
    site: str
    written: tuple[str, ...]
    text: Callable[[Document], str]


@dataclass
class Project:
    """A laid-out project. `is_built` says whether its site shows what its documents say."""

    shape: Shape
    folder: Path
    documents: list[Document]
    is_built: bool = False
    edited: dict[str, Document] = field(default_factory=dict)

    @classmethod
    def lay(cls, shape: Shape, folder: Path, documents: Iterable[Document]) -> "Project":
        """Write a project afresh."""
        _put_aside(folder, folder.parent)
        if shape.peer:
            shutil.copytree(PEERS / shape.peer, folder)
        else:
            folder.mkdir(parents=True)
            (folder / "site.yml").write_text(SETTINGS, encoding="utf-8")
            (folder / ".gitignore").write_text("/site/\n.playbook/\n", encoding="utf-8")
        project = cls(shape, folder, list(documents))
        for document in project.documents:
            project._write(document)
        for index in folder.glob("index.*"):  # it belongs among the documents
            index.rename(folder / shape.content / index.name)
        if not shape.peer and shutil.which("git"):
            _commit(folder)
        return project

    def _write(self, document: Document, addition: str = "") -> None:
        path = self.path(document)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.shape.text(document) + addition, encoding="utf-8", newline="\n")

    def edit(self, document: Document, word: str) -> None:
        """Add a sentence with a word to the body of a document, as an author who saves it."""
        self._write(document, f"\nLast of all {word}.\n")
        self.edited[document.name] = document
        self.is_built = False

    def retitle(self, document: Document, word: str) -> None:
        """Give a document a title with a word in it, which other pages show too."""
        self._write(replace(document, title=f"{document.title} {word}"))
        self.edited[document.name] = document
        self.is_built = False

    def restore(self) -> None:
        """Take all edits back."""
        for document in self.edited.values():
            self._write(document)
            self.is_built = False
        self.edited.clear()

    def forget(self) -> None:
        """Take away what the generator has written, so that the next build is cold."""
        for name in self.shape.written:
            _put_aside(self.folder / name, self.folder.parent)
        self.is_built = False

    def path(self, document: Document) -> Path:
        """Return where a document is."""
        return self.folder / self.shape.content / f"{document.name}.md"

    def page(self, document: Document) -> Path:
        """Return where the page of a document is."""
        return self.folder / self.shape.site / f"{document.name}.html"


def _put_aside(path: Path, projects: Path) -> None:
    """Take a file or folder out of the way; it goes with all projects in the end.

    It is not removed, because a file system may look at each file that was removed in the last
    minutes before it makes a new one: ext4 without a journal then takes thirty times as long for
    it, as nobody's first build does.
    """
    if path.exists():
        aside = projects / _ASIDE
        aside.mkdir(parents=True, exist_ok=True)
        path.rename(aside / str(sum(1 for _ in aside.iterdir())))


def _commit(folder: Path) -> None:
    """Keep the playbook in git, as playbooks are kept: the rules about the history then run."""
    day = "2026-03-01T00:00:00Z"
    known = {name: text for name, text in os.environ.items() if not name.startswith("GIT_")}
    known |= {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
    known |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    who = ("-c", "user.name=Benchmark", "-c", "user.email=benchmark@example.org")
    for command in (
        ("init", "--quiet"),
        ("add", "."),
        (*who, "-c", "gc.auto=0", "commit", "--quiet", "--message", "Generated"),
    ):
        subprocess.run(("git", *command), cwd=folder, env=known, check=True)
