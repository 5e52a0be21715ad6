"""Hostile content through the whole program: it is answered by a finding, and nothing breaks.

Each file is read, checked and rendered with the playbook around it, in a process of its own: a
signal would end that process, and a file that takes for ever would use up its time.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostile.files import hostile
from hostile.running import shown
from playbook.engine.workspace.workspace import Options, Workspace
from playbook.model.entry import Entry
from rules.spec_pages import ROOT, USUAL_DAY, background
from story import theme_files

HOSTILE = hostile()
RUNNING = Path(__file__).parent / "hostile" / "running.py"
PATIENCE = 400
"""Seconds for all files together; they take a few."""

ADVICE = {"ref/orphan", "status/no-owner", "term/undefined", "term/unused"}
"""What may be said of a file that is odd and in order, because nobody refers to it."""


@cache
def reports() -> dict[str, dict[str, Any]]:
    """What was found in each file, by its name."""
    command = [sys.executable, "-X", "faulthandler", str(RUNNING)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    found = [json.loads(line) for line in run.stdout.splitlines()]
    return {report["name"]: report for report in found}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_answered_at_its_place(name: str) -> None:
    file, report = HOSTILE[name], reports()[name]
    own = [line for line in report["found"] if line.startswith(f"{file.path}:")]
    if file.answer:
        assert f"{file.path}:{file.answer}" in own
    else:
        assert [line for line in own if line.split()[-1] not in ADVICE] == []
    assert report["pages"] > len(background())


def test_fifty_bad_files_are_all_reported_in_one_run() -> None:
    bad = [file for file in HOSTILE.values() if file.answer and len(file.data) < 100_000]
    # Names of their own, in the folders of their kinds; what is wrong with a name stays with it.
    bad = [file for file in bad if not file.answer.endswith(("id/invalid", "id/clash"))]
    placed = {
        f"{file.path.rpartition('/')[0]}/bad-{number}.md": file
        for number, file in enumerate(bad)
        if not file.answer.endswith("ref/cycle")
    }
    assert len(placed) >= 50
    workspace = Workspace(Options(as_of=USUAL_DAY, drafts=True))
    workspace.sync({**background(), **{path: file.data for path, file in placed.items()}})
    found = set(shown(workspace, workspace.diagnostics()))
    wanted = {f"{path}:{file.answer}" for path, file in placed.items()}
    assert wanted - found == set()


# --- what nobody thought of -----------------------------------------------------------------------

_INLINE = re.compile(r"</?(?:a|abbr|code|dfn|em|s|span|strong|sup)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"\w+")


@cache
def playbook() -> Workspace:
    """The repository's own playbook with the theme, drafts shown."""
    workspace = Workspace(Options(as_of=USUAL_DAY, drafts=True))
    workspace.sync({**theme_files(), **own_files()})
    return workspace


@cache
def own_files() -> dict[str, bytes]:
    """The files of the repository's own playbook."""
    paths = [path for path in (ROOT / "content").rglob("*") if path.is_file()]
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in paths}


PATHS = sorted(path for path in own_files() if path.endswith(".md"))


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """Draw a document of the playbook with a few random changes."""
    path = draw(st.sampled_from(PATHS))
    data = own_files()[path]
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(start + draw(st.integers(0, 60)), len(data))
        place = draw(st.integers(0, len(data)))
        how = draw(st.sampled_from(("delete", "double", "move", "flip", "insert", "lines")))
        cut = data[start:end]
        if how == "delete":
            data = data[:start] + data[end:]
        elif how == "double":
            data = data[:place] + cut + data[place:]
        elif how == "move":
            rest = data[:start] + data[end:]
            data = rest[:place] + cut + rest[place:]
        elif how == "flip":
            data = data[:start] + bytes(byte ^ draw(_BITS) for byte in cut[:3]) + data[start + 3 :]
        elif how == "insert":
            data = data[:place] + draw(_MARKS) + data[place:]
        else:
            lines = data.splitlines(keepends=True)
            data = b"".join(draw(st.permutations(lines[:12])) + lines[12:])
    return path, data


_BITS = st.sampled_from((1, 2, 4, 8, 16, 32, 64, 128))
_MARKS = st.one_of(
    st.sampled_from(
        "--- ... : , [ ] { } [[ ]] | # ## - > ` ``` * ** _ ! ![ ]( <!-- --> < & % ' \" ? ~".split()
    ).map(str.encode),
    st.sampled_from((b"\n", b"\n\n", b"\t", b"\r", b"  ", b"\n---\n", b"\n## ", b"\n- ")),
    st.binary(min_size=1, max_size=3),
)


@given(damaged())
def test_no_damage_breaks_the_program_or_loses_a_word(change: tuple[str, bytes]) -> None:
    path, data = change
    workspace = playbook()
    workspace.sync({path: data})
    found = workspace.diagnostics()
    assert all(line for line in shown(workspace, found))
    pages = {url: workspace.page(url) or b"" for url in workspace.urls()}
    entry = next((entry for entry in workspace.entries() if entry.path == path), None)
    own = [url for url in pages if (page := workspace.page_at(url)) and page.source == path]
    workspace.sync({path: own_files()[path]})
    if entry and own:
        lost = words_of(entry) - words_in(pages[url] for url in own)
        assert not lost, f"{path}: {sorted(lost)}"


def words_of(entry: Entry[Any]) -> set[str]:
    """Return the words that the author wrote as prose."""
    return {
        word
        for block in entry.body.blocks
        for run in block.plain
        for word in _WORD.findall(run.text)
    }


def words_in(pages: Iterable[bytes]) -> set[str]:
    """Return the words that readers see."""
    words: set[str] = set()
    for page in pages:
        text = page.decode()
        words.update(_WORD.findall(unescape(_TAG.sub(" ", _INLINE.sub("", text)))))
    return words
