"""Amounts and units: limits that no longer meet, targets in a unit that their metric has not."""

from collections.abc import Iterator
from typing import Any

from mutating.edits import Mutation, Want, World, change, field_of, replaced, want, written
from playbook.model.diagnostic import Edit
from playbook.model.entry import Entry
from playbook.model.record import Path
from playbook.model.text import Span


def amounts(entry: Entry[Any], world: World) -> Iterator[Mutation]:
    """Yield all changes of limits and units."""
    yield from _limits(entry, world)
    yield from _units(entry, world)


def _limits(entry: Entry[Any], world: World) -> Iterator[Mutation]:
    """Move each end of each limit up and down: two rights meet, or a gap opens."""
    wants: list[Want] = []
    for rung in world.values():
        if ("limit",) in rung.marks:
            wants += want("right/overlap", rung.at("limit"))
            wants += want("right/gap", rung.at("limit", "from"), rung.at("limit", "to"))
    for name in ("from", "to"):
        mark = entry.marks.get(("limit", name))
        if mark is None:
            continue
        for step in (-100, 100):
            word = written(entry, mark.value)
            new = str(int(word) + step)
            edit = replaced(mark.value, new)
            yield change("limit", entry, ("limit", name), f"{word} → {new}", edit, wants)


def _units(entry: Entry[Any], world: World) -> Iterator[Mutation]:
    """Change each unit of a ladder, and give each target a unit that its metric has not."""
    for path, mark in entry.marks.items():
        if path == ("limit", "unit"):
            wants = want("right/unit-clash", *(e.at("limit", "unit") for e in world.values()))
            said = f"{written(entry, mark.value)} → furlongs"
            edit = replaced(mark.value, "furlongs")
            yield change("unit", entry, path, said, edit, wants)
        elif field_of(path) in _TARGETS and mark.key:
            new = "unit: furlongs, "
            place = mark.key.start
            wants = [Want("metric/unit-clash", entry.path, place, len("unit: ") - len(new))]
            edit = Edit(Span(entry.path, place, place), new)
            yield change("unit", entry, path, "a unit added", edit, wants)
        elif field_of(path) in {"gives.what", "gains.what"} and entry.kind == "tradeoff":
            yield from _same_quantity(entry, path)


_TARGETS = frozenset("acceptance.target guardrails.limit pays_when.target success.target".split())


def _same_quantity(entry: Entry[Any], path: Path) -> Iterator[Mutation]:
    """Call what is given or gained by the name of the item before: one quantity in two units."""
    before = (path[0], int(path[1]) - 1, path[2])
    if before not in entry.marks:
        return
    new = written(entry, entry.marks[before].value)
    unit = entry.marks.get((*path[:-1], "unit"))
    if unit and (*before[:-1], "unit") in entry.marks:
        span = entry.marks[path].value
        wants = want("tradeoff/unit-mix", unit.value)
        said = f"{written(entry, span)} → {new}"
        yield change("unit", entry, path, said, replaced(span, new), wants)
