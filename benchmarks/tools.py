"""The programs that are measured: how they are called, and how the others are installed."""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from corpus import DAY
from projects import PEERS, Shape, as_written, with_titled_front, without_tags

BUILDS: Final = ("cold", "unchanged", "edit")
SERVES: Final = ("serve-start", "serve-edit", "serve-title", "serve-cold", "serve-rest")
EDITS: Final = ("lsp-start", "lsp-complete", "lsp-type", "lsp-memory")
MEASURES: Final = (*BUILDS, *SERVES, *EDITS, "memory")
"""What is measured, in this order within a round."""

_PYTHON: Final = "requirements.txt"
_NODE: Final = "package.json"

Command = tuple[str, ...]


@dataclass(frozen=True)
class Tool:
    """A program on a project.

    `steps` are the commands of a build by name, in order. `serve` makes the command of its preview
    on a port. `seconds` says roughly how long a build takes: at first, and for a thousand
    documents; `again` is the part of it that a second build takes. `server` is the command of its
    language server, () for none. `needs` are the lists of packages in `peers/`. `most` is with how
    many documents it is measured at all, `builds` are the builds that mean something of it.
    """

    name: str
    title: str
    shape: Shape
    steps: Mapping[str, Command]
    seconds: tuple[float, float]
    again: float = 1.0
    serve: Callable[[int], Command] | None = None
    server: Command = ()
    needs: tuple[str, ...] = ()
    publishes: bool = True
    most: int = 1_000_000
    builds: tuple[str, ...] = BUILDS

    @property
    def measures(self) -> tuple[str, ...]:
        """What can be measured of it."""
        serves, edits = SERVES if self.serve else (), EDITS if self.server else ()
        return (*self.builds, *serves, *edits, "memory")

    def guess(self, measure: str, documents: int) -> float:
        """Return roughly how many seconds a measurement takes."""
        start, thousand = self.seconds
        build = start + thousand * documents / 1_000
        if measure in {"unchanged", "edit"}:
            return build * self.again
        return build


_PLAYBOOK: Final = Shape("", "content", "site", ("site", ".playbook"), as_written)
_HUGO: Final = Shape("hugo", "content", "public", ("public", "resources"), with_titled_front)
_MKDOCS: Final = Shape("mkdocs", "docs", "site", ("site", ".cache"), as_written)
_ELEVENTY: Final = Shape("eleventy", "content", "site", ("site", ".cache"), without_tags)


def tools(folder: Path) -> dict[str, Tool]:
    """Return all tools by name, the others as installed in a folder."""
    playbook = str(Path(sys.executable).with_name("playbook"))
    hugo, pagefind = _hugo(folder), _pagefind(folder)
    mkdocs = str(folder / "venv" / "bin" / "mkdocs")
    eleventy = str(folder / "node_modules" / ".bin" / "eleventy")
    found = (
        Tool(
            "playbook",
            "playbook",
            _PLAYBOOK,
            {"build": (playbook, "build", "--as-of", DAY)},
            (0.5, 1.5),
            again=0.1,
            serve=lambda port: (playbook, "serve", "--as-of", DAY, "--port", str(port)),
            server=(playbook, "lsp", "--as-of", DAY),
        ),
        Tool(
            "check",
            "playbook check",
            _PLAYBOOK,
            {"check": (playbook, "check", "--as-of", DAY)},
            (0.5, 0.8),
            again=0.1,
            publishes=False,
        ),
        Tool(
            "bare",
            "The libraries alone",
            _PLAYBOOK,
            {"bare": (sys.executable, str(Path(__file__).with_name("bare.py")))},
            (0.5, 1.0),
            publishes=False,
            builds=("cold",),
        ),
        Tool(
            "hugo",
            "Hugo and Pagefind",
            _HUGO,
            {"hugo": (hugo, "build"), "pagefind": (pagefind, "--site", _HUGO.site)},
            (0.1, 3.0),
            needs=(_PYTHON, _NODE),
            serve=lambda port: (hugo, "server", "--renderToMemory", "--port", str(port)),
            most=10_000,
        ),
        Tool(
            "eleventy",
            "Eleventy",
            _ELEVENTY,
            {"eleventy": (eleventy, "--quiet")},
            (1, 2),
            needs=(_NODE,),
            serve=lambda port: (
                *(eleventy, "--quiet", "--serve", "--incremental"),
                *("--port", str(port)),
            ),
            most=10_000,
        ),
        Tool(
            "mkdocs",
            "MkDocs with Material",
            _MKDOCS,
            {"mkdocs": (mkdocs, "build", "--quiet")},
            (2, 15),
            needs=(_PYTHON,),
            serve=lambda port: (
                *(mkdocs, "serve", "--quiet", "--livereload"),
                *("--dev-addr", f"127.0.0.1:{port}"),
            ),
            most=1_000,
        ),
    )
    return {tool.name: tool for tool in found}


def _hugo(folder: Path) -> str:
    """Return the program itself: the package's own door starts a Python first."""
    found = folder.glob("venv/lib/python*/site-packages/hugo/binaries/hugo*")
    return str(next(iter(sorted(found)), folder / "venv" / "bin" / "hugo"))


def _pagefind(folder: Path) -> str:
    """Return the program itself: the package's own door starts a Node first."""
    found = (folder / "node_modules" / "@pagefind").glob("*/bin/pagefind*")
    programs = sorted(path for path in found if os.access(path, os.X_OK))
    return str(programs[0] if programs else folder / "node_modules" / ".bin" / "pagefind")


def install(folder: Path, chosen: Iterable[Tool]) -> list[str]:
    """Install what tools need below a folder; return what could not be had.

    Nothing is done where what was asked for is there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    needed = {name for tool in chosen for name in tool.needs}
    return [
        f"{name}: {error}"
        for name, make in ((_PYTHON, _install_python), (_NODE, _install_node))
        if name in needed and (error := _once(folder, PEERS / name, make))
    ]


def _once(folder: Path, wanted: Path, make: Callable[[Path, Path], None]) -> str:
    done = folder / f"{wanted.name}.done"
    digest = hashlib.sha256(wanted.read_bytes()).hexdigest()
    if done.exists() and done.read_text(encoding="utf-8") == digest:
        return ""
    try:
        make(folder, wanted)
    except (OSError, subprocess.CalledProcessError) as error:
        return str(error)
    done.write_text(digest, encoding="utf-8")
    return ""


def _install_python(folder: Path, wanted: Path) -> None:
    venv.create(folder / "venv", clear=True, with_pip=True)
    pip = (str(folder / "venv" / "bin" / "python"), "-m", "pip", "--disable-pip-version-check")
    subprocess.run((*pip, "install", "--quiet", "--quiet", "-r", str(wanted)), check=True)


def _install_node(folder: Path, wanted: Path) -> None:
    shutil.copy(wanted, folder / wanted.name)
    npm = ("npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--silent")
    subprocess.run(npm, cwd=folder, check=True)


def versions(folder: Path) -> dict[str, str]:
    """Return the version of everything that runs, by name; what does not answer is left out."""
    python = str(folder / "venv" / "bin" / "python")
    asked = {
        "playbook": (str(Path(sys.executable).with_name("playbook")), "--version"),
        "Python": (sys.executable, "--version"),
        "Hugo": (_hugo(folder), "version"),
        "Pagefind": (_pagefind(folder), "--version"),
        "Eleventy": (str(folder / "node_modules" / ".bin" / "eleventy"), "--version"),
        "Node": ("node", "--version"),
        **{
            title: (python, "-c", f"import importlib.metadata as m; print(m.version({package!r}))")
            for title, package in (("MkDocs", "mkdocs"), ("Material", "mkdocs-material"))
        },
    }
    answers = {name: _answer(command) for name, command in asked.items()}
    return {name: answer for name, answer in answers.items() if answer}


def _answer(command: Command) -> str:
    """Return the first word of a program's answer that looks like a version, without its `v`."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return ""
    numbers = (word.removeprefix("v") for word in done.stdout.split())
    return next((word.split("-")[0].split("+")[0] for word in numbers if word[:1].isdigit()), "")
