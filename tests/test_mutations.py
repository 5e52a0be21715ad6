"""Every single mistake in this repository's own playbook is found, at its exact place.

Each document of `content/` is changed in one place at a time, in all ways that can be enumerated:
each reference, date, share, unit, name of a field, answer of a tree, link, signature and so on. A
change is answered by a finding of an expected rule at the expected line and column; or it is listed
in `mutating.silent` with the reason why it is no mistake.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest

from mutating.edits import Mutation, World
from mutating.forms import forms
from mutating.meanings import meanings
from mutating.silent import SILENT, Silent, row_of
from mutating.trees import trees
from playbook.engine.runs.project import Project
from playbook.engine.workspace.workspace import Options
from playbook.model.diagnostic import Diagnostic
from rules.spec_pages import ROOT

Seen = tuple[str, str, int, str]
"""A finding: code, path, offset, message."""

FEWEST = {
    "answer like another": 10,
    "answer retargeted": 25,
    "answer without link": 25,
    "approver": 12,
    "asked for, removed": 250,
    "date impossible": 180,
    "done in the future": 90,
    "end before the begin": 60,
    "enum misspelt": 100,
    "escalation removed": 5,
    "field misspelt": 120,
    "field twice": 50,
    "input removed": 10,
    "limit": 8,
    "link to a file": 80,
    "link to a heading": 25,
    "name": 20,
    "party removed": 60,
    "reference": 600,
    "required field removed": 100,
    "role": 45,
    "scenario": 25,
    "share": 60,
    "short reference": 5,
    "signature removed": 25,
    "swapped": 20,
    "two on one day": 25,
    "unit": 40,
    "“done” removed": 6,
}
"""How many changes of each sort there are at least, so that the proof cannot silently shrink."""


class Trial:
    """The playbook, in which one thing after the other is changed and the last one changed back."""

    def __init__(self) -> None:
        options = Options(as_of=date(2026, 6, 20))
        self.workspace, problems = Project.open(ROOT).workspace(options)
        assert not problems
        self.world: World = {entry.address: entry for entry in self.workspace.entries()}
        self.before = frozenset(map(seen, self.workspace.diagnostics()))
        self.changed: dict[str, bytes | None] = {}  # path → what it was before the last change

    def findings(self, mutation: Mutation) -> list[Diagnostic]:
        """Return what is found after a change and was not found before."""
        self.workspace.sync({**self.changed, mutation.path: mutation.text.encode()})
        self.changed = {mutation.path: mutation.entry.source.text.encode()}
        found = self.workspace.diagnostics()
        known = frozenset(
            (code, path, mutation.moved(start) if path == mutation.path else start, message)
            for code, path, start, message in self.before
        )
        return [diagnostic for diagnostic in found if seen(diagnostic) not in known]

    def shown(self, mutation: Mutation, found: list[Diagnostic]) -> str:
        """Tell what was changed, and what was found instead of what should be."""
        at = mutation.entry.source.position(mutation.edit.span.start)
        lines = [f"{mutation.path}:{at.line}:{at.column}: {mutation.sort}: {mutation.said}"]
        codes = sorted({want.code for want in mutation.wants})
        lines.append(f"    not answered by {' or '.join(codes)}")
        for diagnostic in found:
            source = self.workspace.source(diagnostic.span.path)
            place = source.position(diagnostic.span.start) if source else None
            where = f":{place.line}:{place.column}" if place else ""
            message = f"{diagnostic.message} [{diagnostic.code}]"
            lines.append(f"    got {diagnostic.span.path}{where}: {message}")
        return "\n".join(lines)


def seen(diagnostic: Diagnostic) -> Seen:
    """Return what makes a finding the same one as before."""
    return diagnostic.code, diagnostic.span.path, diagnostic.span.start, diagnostic.message


def mutations(world: World) -> Iterator[Mutation]:
    """Yield every change that is tried."""
    yield from forms(world)
    yield from meanings(world)
    yield from trees(world)


@cache
def outcomes() -> tuple[list[str], Counter[str], Counter[Silent], list[str]]:
    """Return what was missed, changes by sort, silent ones by row, and what is silent no more."""
    trial = Trial()
    missed: list[str] = []
    sorts: Counter[str] = Counter()
    silent: Counter[Silent] = Counter()
    loud: list[str] = []
    for mutation in mutations(trial.world):
        sorts[mutation.sort] += 1
        found = trial.findings(mutation)
        answers = mutation.answers()
        is_answered = any((d.code, d.span.path, d.span.start) in answers for d in found)
        row = row_of(mutation)
        if row and is_answered:
            loud.append(f"{mutation.sort}: {mutation.name}: {mutation.said}")
        elif row:
            silent[row] += 1
        elif not is_answered:
            missed.append(trial.shown(mutation, found))
    return missed, sorts, silent, loud


def test_every_mistake_is_found_at_its_place() -> None:
    missed, _, _, _ = outcomes()
    if missed:
        pytest.fail("\n".join([f"{len(missed)} changes are not found:", *missed]), pytrace=False)


def test_no_sort_of_change_has_shrunk() -> None:
    _, sorts, _, _ = outcomes()
    assert sum(sorts.values()) >= 2_000
    assert {sort: sorts[sort] for sort, least in FEWEST.items() if sorts[sort] < least} == {}


def test_what_is_silent_is_rightly_so() -> None:
    _, sorts, silent, loud = outcomes()
    assert loud == [], "these are found now: take them out of the table"
    assert [row for row in SILENT if not silent[row]] == [], "these rows are of no use"
    assert sum(silent.values()) < sum(sorts.values()) / 10
    assert all(len(row.reason.split()) > 5 for row in SILENT)
