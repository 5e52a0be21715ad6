"""Changes of meaning: the document can still be read, and says something that cannot stand."""

from collections.abc import Iterator
from typing import Any

from mutating.amounts import amounts
from mutating.days import days
from mutating.edits import (
    Mutation,
    Want,
    World,
    change,
    field_of,
    misspelt,
    others,
    replaced,
    want,
    without_item,
    written,
)
from mutating.removals import removals
from playbook.model.entry import Entry


def meanings(world: World) -> Iterator[Mutation]:
    """Yield all changes of meaning that are made in front matter."""
    for entry in world.values():
        yield from _parties(entry, world)
        yield from _shares(entry)
        yield from days(entry, world)
        yield from removals(entry, world)
        yield from amounts(entry, world)
    yield from _approvers(world)
    yield from _names(world)


_BOUND = ("parties", "reviews.present", "stages")
"""Lists of parties that other fields are compared with."""

_STRANGE = ("agreement/outsider", "agreement/unsigned", "tradeoff/outsider", "agreement/stranger")


def _parties(entry: Entry[Any], world: World) -> Iterator[Mutation]:
    """Take each party out of each list of parties."""
    for reference in entry.references:
        path = reference.path
        is_listed = isinstance(path[-1], int) and reference.field.startswith(_BOUND)
        if not is_listed or entry.kind in {"norm", "pilot", "right"}:
            continue
        team = reference.address.id
        wants = [
            Want(code, other.path, place.start)
            for other, where, _, place in others(world, f"team:{team}")
            for code in _STRANGE
            if (other, where) != (entry, path)
        ]
        wants += want("review/absent", entry.at(*path[:-1]))
        wants += [
            Want("tree/stage-vs-right", entry.path, li.whole.start) for li in entry.body.links
        ]
        for index, _ in enumerate(getattr(entry.record, "parties", ())):
            wants += want("tree/role-without-stage", entry.at("parties", index))
            wants += want("plan/no-alternative", entry.at("parties", index))
        said = f"“{reference.written}” removed"
        edit = without_item(entry, path)
        yield change("party removed", entry, path, said, edit, wants)


_SHARES = {
    ("agreement", "risks.shares"): "agreement/shares-sum",
    ("incentive", "gain"): "incentive/shares-sum",
    ("incentive", "pain"): "incentive/shares-sum",
    ("matrix", "weights"): "matrix/weights-sum",
}


def _shares(entry: Entry[Any]) -> Iterator[Mutation]:
    for path, mark in entry.marks.items():
        for (kind, field), code in _SHARES.items():
            word = written(entry, mark.value)
            if entry.kind == kind and field_of(path).startswith(f"{field}.") and word.isdigit():
                new = str(int(word) + 7)
                wants = want(code, entry.at(*path[:-1], key=True))
                edit = replaced(mark.value, new)
                yield change("share", entry, path, f"{word} → {new}", edit, wants)


_STRANGER = "security.counsel"
"""A role that decides nothing anywhere."""


def _approvers(world: World) -> Iterator[Mutation]:
    """Let somebody else approve: by each right, in each stage, of each amendment."""
    for entry in world.values():
        for reference in entry.references:
            if reference.path[-1] not in {"approver", "approved_by"}:
                continue
            wants = [
                *want("right/foreign-approver", reference.span),
                *want("amendment/wrong-approver", reference.span),
            ]
            for other in world.values():
                wants += [
                    Want("tree/stage-vs-right", other.path, li.whole.start)
                    for li in other.body.links
                ]
                if ("approved_by",) in other.marks:
                    wants += want("amendment/wrong-approver", other.at("approved_by"))
            said = f"{reference.written} → {_STRANGER}"
            edit = replaced(reference.span, _STRANGER)
            yield change("approver", entry, reference.path, said, edit, wants)


def _names(world: World) -> Iterator[Mutation]:
    """Misspell each key that is a name: roles, lessons, stages, criteria; and each `id`."""
    for entry in world.values():
        for path, mark in entry.marks.items():
            parent = (entry.kind, field_of(path[:-1]))
            span, item = mark.value, written(entry, mark.value)
            if parent in _NAMED and mark.key and isinstance(path[-1], str):
                span, item = mark.key, path[-1]
            elif path[-1:] != ("id",):
                continue
            wants = [
                Want(code, other.path, place.start + written(other, place).index(item))
                for other, _, named, place in others(world, entry.address)
                if named == item
                for code in ("ref/role-unknown", "ref/unknown")
            ]
            if entry.kind in {"tree", "matrix"}:
                wants += [*want("tree/empty-stage", span), *want("matrix/criterion-clash", span)]
            if not wants:
                continue  # nobody uses the name
            new = misspelt(written(entry, span))
            yield change("name", entry, path, f"{item} → {new}", replaced(span, new), wants)


_NAMED = frozenset(
    {
        ("team", "roles"),
        ("debrief", "lessons"),
        ("tree", "stages"),
        ("matrix", "weights.support"),
        ("matrix", "weights.platform"),
        ("matrix", "weights.finance"),
        ("matrix", "weights.product"),
        ("matrix", "weights.security"),
    }
)
