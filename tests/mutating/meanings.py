"""Changes of meaning: the document can still be read, and says something that cannot stand."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from mutating.edits import (
    Mutation,
    Want,
    World,
    dotted,
    field_of,
    misspelt,
    replaced,
    want,
    without_item,
    without_pair,
    written,
)
from mutating.forms import types_at
from playbook.engine.registry import KINDS
from playbook.model.diagnostic import Edit
from playbook.model.entry import Entry
from playbook.model.record import Path
from playbook.model.text import Span


def meanings(world: World) -> Iterator[Mutation]:
    """Yield all changes of meaning that are made in front matter."""
    for entry in world.values():
        yield from _parties(entry, world)
        yield from _shares(entry)
        yield from _dates(entry, world)
        yield from _removals(entry, world)
    yield from _limits(world)
    yield from _approvers(world)
    yield from _swaps(world)
    yield from _names(world)
    yield from _units(world)


def change(
    sort: str, entry: Entry[Any], path: Path, said: str, edit: Edit, wants: Sequence[Want]
) -> Mutation:
    """Return a mutation of what stands at a path."""
    return Mutation(sort, entry, dotted(path), said, edit, tuple(wants))


def others(world: World, address: str) -> Iterator[tuple[Entry[Any], Path, str, Span]]:
    """Yield every front-matter reference to a document: entry, path, item, place."""
    for entry in world.values():
        for reference in entry.references:
            if reference.address.document == address:
                yield entry, reference.path, reference.address.item, reference.span


# --- parties --------------------------------------------------------------------------------------

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
        wants += [Want("tree/stage-vs-right", entry.path, li.whole.start) for li in entry.body.links]
        for index, _ in enumerate(getattr(entry.record, "parties", ())):
            wants += want("tree/role-without-stage", entry.at("parties", index))
            wants += want("plan/no-alternative", entry.at("parties", index))
        said = f"“{reference.written}” removed"
        edit = without_item(entry, path)
        yield change("party removed", entry, path, said, edit, wants)


# --- shares and weights ---------------------------------------------------------------------------

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


# --- dates ----------------------------------------------------------------------------------------

_LONG_AGO, _YESTERDAY, _FAR_AHEAD = "2019-01-01", "2026-06-19", "2031-01-01"

_DONE = frozenset(
    "approved baseline.date checked held readings.date result.date reviewed reviews.date revised "
    "signed".split()
)
"""Fields that tell when something was done: their day cannot lie ahead."""

_LATER = frozenset(
    "approved checked commitments.due effective end gains.until gives.until horizon "
    "revised stages.by until waive.until".split()
)
"""Fields whose day comes after another one, or is still to come."""

_LAST: dict[str, Path] = {"adopted": ("revised",), "from": ("until",), "start": ("end",)}
"""Fields whose day comes before another one, and which."""

_OWN = (
    "review/impossible-dates",
    "review/expired",
    "agreement/commitment-late",
    "amendment/time-travel",
    "assumption/unchecked",
    "debrief/action-late",
    "metric/bad-reading",
    "metric/verdict-due",
    "outcome/horizon-passed",
    "pilot/endless",
    "pilot/no-result",
    "plan/stage-late",
    "plan/stage-order",
    "tradeoff/lapsed",
)
"""Rules that report a date at its own place."""

_BESIDE = (
    ("until", "review/impossible-dates"),
    ("end", "review/impossible-dates"),
    ("end", "pilot/endless"),
    ("revised", "review/impossible-dates"),
    ("effective", "amendment/time-travel"),
    ("every", "metric/stale"),
    ("target.by", "metric/verdict-due"),
    ("review_every", "review/overdue"),
)
"""Rules that compare a date with another field of the document, and report it there."""


def _dates(entry: Entry[Any], world: World) -> Iterator[Mutation]:
    for path, mark in entry.marks.items():
        if not path or date not in types_at(KINDS[entry.kind].record, path):
            continue
        wants = [Want(code, entry.path, mark.value.start) for code in _OWN]
        for name, code in _BESIDE:
            wants += want(code, entry.at(*name.split(".")))
        if "until" in path and path[0] == "waive":
            wants += want("waiver/expired", entry.at(*path[:-1], "rule"))
        if path[0] == "stages" and isinstance(path[1], int):
            wants += want("plan/stage-order", entry.at("stages", path[1] + 1, "by"))
            wants += want("debrief/missing", entry.heading)
        if path == ("held",):
            spans = [place for _, where, place in _evidence(entry)]
            wants += want("debrief/proof-too-old", *spans)
        for other, where, _, place in others(world, entry.address):
            if where[-1] == "evidence":
                wants += want("debrief/proof-too-old", place)
        for sort, new in _moves(entry, path):
            said = f"{written(entry, mark.value)} → {new}"
            yield change(sort, entry, path, said, replaced(mark.value, new), wants)


def _moves(entry: Entry[Any], path: Path) -> Iterator[tuple[str, str]]:
    """Yield what to do with a date, and the new one."""
    field = field_of(path)
    if field in _DONE or path[0] == "signed":
        yield "done in the future", _FAR_AHEAD
    elif field in _LAST and _LAST[field] in entry.marks:
        yield "begin after the end", _FAR_AHEAD
    if field == "readings.date" and path[1]:
        before = (path[0], int(path[1]) - 1, path[2])
        yield "two on one day", written(entry, entry.marks[before].value)
    elif field == "target.by":
        yield "end before the begin", _YESTERDAY
    elif field in _LATER or ("improvements" in path and path[-1] == "due"):
        yield "end before the begin", _LONG_AGO


def _evidence(entry: Entry[Any]) -> Iterator[tuple[Entry[Any], Path, Span]]:
    for reference in entry.references:
        if reference.path[-1] == "evidence":
            yield entry, reference.path, reference.span


# --- what is taken out ----------------------------------------------------------------------------


def _removals(entry: Entry[Any], world: World) -> Iterator[Mutation]:
    """Take out what a rule asks for."""
    at = entry.at
    for path, mark in entry.marks.items():
        field = field_of(path)
        wants: list[Want] = []
        sort = ""
        if path[:1] == ("signed",) and len(path) == 2:
            sort, wants = "signature removed", [*want("agreement/unsigned", at("signed", key=True))]
        elif path[-1:] == ("status",) and written(entry, mark.value) == "done":
            sort = "“done” removed"
            due = at(*path[:-1], "due")
            wants = [*want("agreement/commitment-late", due), *want("debrief/action-late", due)]
        elif path == ("escalate_to",):
            sort = "escalation removed"
            wants = [*want("right/dead-end", at("approver"))]
            wants += [
                Want("right/no-last-word", other.path, place.start)
                for other, _, _, place in others(world, entry.address)
            ]
        elif path[:1] == ("input",) and len(path) == 2:
            sort = "input removed"
            wants = [
                one
                for index, _ in enumerate(entry.record.about)
                for one in want("debrief/unheard", at("about", index))
            ]
        elif (entry.kind, field) in _ASKED_FOR and mark.key:
            sort = "asked for, removed"
            codes = _ASKED_FOR[entry.kind, field]
            holder = path[:-1]
            for code in codes:
                wants += want(code, entry.heading, at(*holder), at(*holder, key=True))
                wants += [
                    one
                    for name in ("status", "check_every", "veto", "pain", "target", "revised", "senses")
                    for one in want(code, at(name), at(name, key=True))
                ]
                wants += want(code, at("target", "by"))
                for name in ("what", "result", "risk", "status"):
                    wants += want(code, at(*holder, name))
                wants += [
                    one
                    for reference in entry.references
                    if reference.field == "supersedes"
                    for one in want(code, world[reference.address.document].at("status"))
                ]
                for index, _ in enumerate(getattr(entry.record, "parties", ())):
                    wants += want(code, at("parties", index))
        if sort:
            said = f"{written(entry, mark.value)[:40]!r} removed"
            yield change(sort, entry, path, said, without_pair(entry, path), wants)


_ASKED_FOR = {
    ("agreement", "outcome"): ("agreement/no-outcome",),
    ("agreement", "review_every"): ("agreement/never-reviewed",),
    ("agreement", "changes_by"): ("agreement/no-amendment-route",),
    ("agreement", "disputes"): ("agreement/no-dispute-route",),
    ("agreement", "acceptance"): ("agreement/no-acceptance",),
    ("agreement", "acceptance.metric"): ("agreement/soft-criterion",),
    ("agreement", "acceptance.target"): ("agreement/soft-criterion",),
    ("agreement", "acceptance.by"): ("agreement/soft-criterion",),
    ("agreement", "risks.shares"): ("agreement/unborne",),
    ("agreement", "reviews.amendment"): ("review/dangling",),
    ("agreement", "reviews.present"): ("review/absent",),
    ("agreement", "supersedes"): ("status/no-successor",),
    ("amendment", "approved_by"): ("amendment/wrong-approver",),
    ("assumption", "checked"): ("assumption/unchecked",),
    ("assumption", "if_broken"): ("assumption/no-plan-b",),
    ("debrief", "lessons.keep"): ("debrief/lesson-idle",),
    ("debrief", "lessons.improvements"): ("debrief/lesson-idle",),
    ("debrief", "lessons.improvements.owner"): ("debrief/unowned-action",),
    ("debrief", "lessons.improvements.due"): ("debrief/unowned-action",),
    ("debrief", "lessons.improvements.evidence"): ("debrief/done-without-proof",),
    ("incentive", "cap"): ("incentive/uncapped-pain",),
    ("incentive", "pays_when.metric"): ("incentive/unmeasured",),
    ("matrix", "supersedes"): ("status/no-successor",),
    ("metric", "baseline"): ("metric/no-baseline",),
    ("metric", "readings"): ("metric/no-reading", "metric/verdict-due"),
    ("norm", "because"): ("norm/groundless",),
    ("norm", "supersedes"): ("status/no-successor",),
    ("outcome", "beneficiaries"): ("outcome/no-beneficiary",),
    ("outcome", "indicators"): ("outcome/no-indicator",),
    ("outcome", "out_of_scope"): ("outcome/no-boundary",),
    ("pilot", "decides"): ("pilot/no-decision-rule",),
    ("pilot", "decides.met"): ("pilot/no-decision-rule",),
    ("pilot", "decides.missed"): ("pilot/no-decision-rule",),
    ("pilot", "result.led_to"): ("pilot/no-consequence",),
    ("pilot", "success"): ("pilot/no-criterion",),
    ("plan", "positions.concede_by"): ("plan/who-concedes",),
    ("plan", "no_deal"): ("plan/no-alternative",),
    ("plan", "stages.exit"): ("plan/no-exit",),
    ("plan", "stages.fallback"): ("plan/no-fallback",),
    ("right", "answer_within"): ("right/no-deadline",),
    ("right", "supersedes"): ("status/no-successor",),
    ("right", "veto_grounds"): ("right/bare-veto",),
    ("term", "agreed"): ("term/split-meaning",),
    ("tradeoff", "gives.to"): ("tradeoff/no-number",),
    ("tradeoff", "gains.to"): ("tradeoff/no-number",),
    ("tradeoff", "gives.unit"): ("tradeoff/no-number",),
    ("tradeoff", "gains.unit"): ("tradeoff/no-number",),
    ("tradeoff", "gives.until"): ("tradeoff/no-number",),
    ("tradeoff", "gives.unquantified"): ("tradeoff/no-number",),
    ("tradeoff", "gains.unquantified"): ("tradeoff/no-number",),
    ("tree", "stages.driver"): ("tree/stage-undecided",),
    ("tree", "stages.approver"): ("tree/stage-undecided",),
}


# --- amounts and ends -----------------------------------------------------------------------------


def _limits(world: World) -> Iterator[Mutation]:
    """Move each end of each limit up and down: two rights meet, or a gap opens."""
    rungs = [entry for entry in world.values() if ("limit",) in entry.marks]
    for entry in rungs:
        ladder = [e for e in rungs if e.record.decision_key == entry.record.decision_key]
        wants = [
            one
            for rung in ladder
            for one in (
                *want("right/overlap", rung.at("limit")),
                *want("right/gap", rung.at("limit", "from"), rung.at("limit", "to")),
            )
        ]
        for name in ("from", "to"):
            mark = entry.marks.get(("limit", name))
            for step in (-100, 100) if mark else ():
                assert mark
                word = written(entry, mark.value)
                new = str(int(word) + step)
                edit = replaced(mark.value, new)
                yield change("limit", entry, ("limit", name), f"{word} → {new}", edit, wants)


_PAIRS = (
    ("agreement", "from", "until", "review/impossible-dates", "until"),
    ("right", "from", "to", "right/gap", "to"),
    ("metric", "low", "high", "metric/backward-target", "low"),
    ("metric", "baseline", "target", "metric/backward-target", "value"),
    ("pilot", "start", "end", "review/impossible-dates", "end"),
    ("norm", "adopted", "revised", "review/impossible-dates", "revised"),
    ("amendment", "approved", "effective", "amendment/time-travel", "effective"),
    ("plan", "prefer", "walk_away", "plan/zigzag", ""),
)


def _swaps(world: World) -> Iterator[Mutation]:
    """Let each two ends of one thing change places."""
    for entry in world.values():
        for path, mark in entry.marks.items():
            for kind, first, second, code, place in _PAIRS:
                other = (*path[:-1], second)
                if entry.kind != kind or path[-1:] != (first,) or other not in entry.marks:
                    continue
                one, two = _ends(entry, path, other)
                text = entry.source.text
                new = f"{written(entry, two)}{text[one.end : two.start]}{written(entry, one)}"
                edit = Edit(Span(entry.path, one.start, two.end), new)
                shift = len(written(entry, two)) - len(written(entry, one))
                wants = [
                    Want(code, entry.path, found.start)
                    for found in _places(entry, other if place == second else path, place)
                ]
                # What stands between the two moves, and so does the second one's place.
                wants += [Want(w.code, w.path, w.start + shift) for w in wants]
                said = f"{written(entry, one)} ↔ {written(entry, two)}"
                yield _Swap("swapped", entry, dotted(path), said, edit, tuple(wants))
                assert mark


class _Swap(Mutation):
    """A change inside of which the places are already those in the new text."""

    def moved(self, start: int) -> int:
        """Return a place as it is, unless it stands behind the change."""
        return start if start < self.edit.span.end else super().moved(start)


def _ends(entry: Entry[Any], first: Path, second: Path) -> tuple[Span, Span]:
    if (*first, "value") in entry.marks:
        first, second = (*first, "value"), (*second, "value")
    one, two = entry.at(*first), entry.at(*second)
    return (one, two) if one.start < two.start else (two, one)


def _places(entry: Entry[Any], path: Path, place: str) -> Iterator[Span]:
    if place == "value":
        yield entry.at("target", "value")
    elif place:
        yield entry.at(*path[:-1], place)
    else:
        for name in ("fallback", "walk_away"):
            yield entry.at(*path[:-1], name)
        for number in range(5):
            yield entry.at(*path[:-1], "fallback", number)


# --- who decides ----------------------------------------------------------------------------------

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


# --- names that others use ------------------------------------------------------------------------


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


# --- units ----------------------------------------------------------------------------------------


def _units(world: World) -> Iterator[Mutation]:
    """Change each unit of a ladder, and give each target a unit that its metric has not."""
    for entry in world.values():
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
