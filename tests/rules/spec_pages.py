"""The pages of the rules, read as tests.

A page `src/playbook/rules/specs/FAMILY/NAME.md` shows whole files in blocks fenced by four
backticks, with the info string `LANGUAGE PATH`; below *Wrong* and *Right*, each `### Title` begins
a case of its own. The finding a line is to have stands at its end, and is taken out before the
file is checked:

    outcome: calm-weekend  # error ref/unknown
    See [the plan](plan.md). <!-- error ref/link-file -->

A case is checked among the files of `background/`, which its own files replace or add to. It passes
when the errors in its own files, and all findings with the page's own code, are those marked.
Bytes that cannot stand in Markdown are written as a `python PATH` block: one bytes literal, which
may be joined with `+` and repeated with `*`. A sentence `As of 2026-09-01.` sets the day.

A rule about the history has cases with earlier versions: a block `LANGUAGE before PATH` is the file
as a commit left it, and a sentence `Committed on 2026-03-01.` above it tells the day. Blocks
without `before` are the files as they are now; they are committed too if such a sentence stands
between them and the versions before. The background is committed first of all, on 2 January 2026.
A file that only stands in `before` blocks is gone now: deleted by the last commit, if that brought
files of now, else not yet committed.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from committed import Step
from playbook.engine.files.tree import DiskTree

ROOT = Path(__file__).parents[2]
SPECS = ROOT / "src" / "playbook" / "rules" / "specs"
BACKGROUND = Path(__file__).parent / "background"
USUAL_DAY = date(2026, 6, 20)
BACKGROUND_DAY = date(2026, 1, 2)

HEADINGS = ["What it flags", "Why it matters", "Wrong", "Right", "When to allow it"]
WITHOUT_CASES = {"file/bad-name", "file/not-regular", "file/unreadable"}
"""What only a folder on disk can have: `test_reading.py` makes such folders."""

_BLOCK = re.compile(
    r"^````(?P<language>\w+) (?P<before>before )?(?P<path>\S+)\n(?P<text>.*?)^````[ ]*$\n?"
    r"|\bCommitted on (?P<day>\d{4}-\d{2}-\d{2})\.",
    re.MULTILINE | re.DOTALL,
)
_FENCE = re.compile(r"^(`{3,})[^`\n]*\n.*?^\1[ ]*$", re.MULTILINE | re.DOTALL)
_DAY = re.compile(r"\bAs of (\d{4}-\d{2}-\d{2})\.")
_MARKER = re.compile(
    rb"[ ]+(?:#[ ]+(?P<yaml>(?:error|warning|notice) [a-z]+/[a-z-]+)"
    rb"|<!--[ ]+(?P<body>(?:error|warning|notice) [a-z]+/[a-z-]+)[ ]+-->)[ ]*(?=\r?$)"
)


class Expected(NamedTuple):
    """A finding: where it stands (line from 1), how much it matters, which rule it is of."""

    path: str
    line: int
    severity: str
    code: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.severity} {self.code}"


@dataclass(frozen=True)
class Case:
    """Files to be checked together, and the findings marked in them."""

    title: str
    files: Mapping[str, bytes]
    expected: tuple[Expected, ...]
    as_of: date = USUAL_DAY
    steps: tuple[Step, ...] = ()  # what was committed, the background first; none: no history

    @property
    def paths(self) -> set[str]:
        """The files that the case is about, those that are gone too."""
        return {*self.files, *(path for _, written in self.steps[1:] for path in written)}


@dataclass(frozen=True)
class SpecPage:
    """A rule's page, taken apart. `prose` is the text under each heading, blocks left out."""

    code: str
    title: str
    summary: str
    headings: list[str]
    prose: dict[str, str]
    wrong: tuple[Case, ...] = ()
    right: tuple[Case, ...] = ()


def pages() -> list[Path]:
    """Every rule's page, sorted."""
    return sorted(SPECS.rglob("*.md"))


def code_of(path: Path) -> str:
    """The rule that a page is about: its folder and name."""
    return path.relative_to(SPECS).with_suffix("").as_posix()


@cache
def read_page(path: Path) -> SpecPage:
    """Take a page apart."""
    text = path.read_text(encoding="utf-8")
    sections = _sections(text, "## ")
    head = sections[0][1].strip().partition("\n")
    bodies = dict(sections[1:])
    return SpecPage(
        code=code_of(path),
        title=head[0].removeprefix("# "),
        summary=head[2].strip(),
        headings=[title for title, _ in sections[1:]],
        prose={title: _FENCE.sub("", body).strip() for title, body in bodies.items()},
        wrong=tuple(_cases(bodies.get("Wrong", ""))),
        right=tuple(_cases(bodies.get("Right", ""))),
    )


@cache
def background() -> dict[str, bytes]:
    """The files among which every case is checked."""
    tree = DiskTree(BACKGROUND, ("content",))
    return {path: data for path in tree.paths() if (data := tree.read(path)) is not None}


def _sections(text: str, mark: str) -> list[tuple[str, str]]:
    """Split a text at its headings, those inside of blocks left alone."""
    fences = [found.span() for found in _FENCE.finditer(text)]
    starts = [
        found.start()
        for found in re.finditer(rf"\A|^{mark}", text, re.MULTILINE)
        if not any(start < found.start() < end for start, end in fences)
    ]
    parts = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        part = text[start:end]
        if part.startswith(mark):
            title, _, body = part.removeprefix(mark).partition("\n")
            parts.append((title.strip(), body))
        else:
            parts.append(("", part))
    return parts


def _cases(section: str) -> Iterator[Case]:
    for title, text in _sections(section, "### "):
        files: dict[str, bytes] = {}
        expected: list[Expected] = []
        steps: list[tuple[date, dict[str, bytes | None]]] = []
        committed = False
        for block in _BLOCK.finditer(text):
            if block["day"]:
                steps.append((date.fromisoformat(block["day"]), {}))
                committed = True
                continue
            data = block["text"].encode()
            if block["language"] == "python":
                data = _bytes(ast.parse(block["text"].strip(), mode="eval").body)
            plain, markers = _without_markers(block["path"], data)
            expected += markers
            committed = committed and not block["before"]
            if block["before"] or committed:
                steps[-1][1][block["path"]] = plain
            if not block["before"]:
                files[block["path"]] = plain
        if files or steps:
            day = _DAY.search(_FENCE.sub("", text))
            as_of = date.fromisoformat(day[1]) if day else USUAL_DAY
            done = _steps(steps, files)
            yield Case(title or "only", files, tuple(expected), as_of, done)


def _steps(
    steps: list[tuple[date, dict[str, bytes | None]]], files: Mapping[str, bytes]
) -> tuple[Step, ...]:
    """Return the commits of a case: the background, those written down, deletions in the last."""
    if not steps:
        return ()
    _, last = steps[-1]
    if last.keys() & files.keys():
        before = {path for _, written in steps for path in written}
        last.update(dict.fromkeys(before - files.keys() - background().keys()))
    return ((BACKGROUND_DAY, background()), *steps)


def _without_markers(path: str, data: bytes) -> tuple[bytes, list[Expected]]:
    expected: list[Expected] = []
    lines = data.split(b"\n")
    for number, line in enumerate(lines):
        plain = line
        while marker := _MARKER.search(plain):
            severity, code = (marker["yaml"] or marker["body"]).decode().split()
            expected.append(Expected(path, number + 1, severity, code))
            plain = plain[: marker.start()] + plain[marker.end() :]
        lines[number] = plain
    return b"\n".join(lines), expected


def _bytes(node: ast.expr) -> bytes:
    """Return the value of a bytes literal, joined with `+` or repeated with `*`."""
    if isinstance(node, ast.Constant) and isinstance(node.value, bytes):
        return node.value
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _bytes(node.left) + _bytes(node.right)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        count = ast.literal_eval(node.right)
        if isinstance(count, int):
            return _bytes(node.left) * count
    message = f"not a bytes literal: {ast.unparse(node)}"
    raise ValueError(message)
