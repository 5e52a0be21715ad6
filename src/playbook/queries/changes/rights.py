"""What changed in who decides: roles, vetoes, limits, and whose amounts are now somebody else's."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import inf
from typing import Any, NamedTuple

from playbook.kinds.common.statuses import is_closed
from playbook.kinds.common.units import unit_key
from playbook.kinds.computed.edits import exchanged
from playbook.kinds.computed.governance import default_right
from playbook.kinds.computed.naming import listing
from playbook.kinds.right import KIND, Limit, Right, Rung
from playbook.model.address import Address
from playbook.model.entry import Entry
from playbook.model.label import label_key
from playbook.model.view import View
from playbook.queries.changes.both import Both
from playbook.queries.changes.change import GOES, MOVED, Change, Effect, Turn

_NOBODY = "nobody"


def right(before: Entry[Right], after: Entry[Right], both: Both) -> Iterator[Change]:
    """Yield what changed in a decision right."""
    old, new = before.record, after.record
    governs = tuple(_governs(after, both))
    roles = _roles(old.approvers, new.approvers, both)
    if roles:
        code, form = "right/approver-changed", GOES if len(roles) == 1 else ""
        touched = (*old.approvers, *new.approvers)
        yield Change(
            code,
            "approval",
            roles,
            form=form,
            part="approver",
            steps=("approver",),
            effects=governs,
            touches=touched,
        )
    if old.deputy != new.deputy:
        turn = Turn(both.words(old.deputy), both.words(new.deputy))
        touched = tuple(filter(None, (old.deputy, new.deputy)))
        code = "right/approver-changed"
        yield Change(code, "deputy", (turn,), part="deputy", steps=("deputy",), touches=touched)
    yield from _veto(old, new, both)
    if old.limit != new.limit or label_key(old.decision_key) != label_key(new.decision_key):
        yield from _limit(old, new, both)


def _roles(old: Iterable[str], new: Iterable[str], both: Both) -> tuple[Turn, ...]:
    """Return which roles came and went; one for one is a move."""
    return tuple(
        Turn(both.party(gone) if gone else "", both.party(came) if came else "")
        for gone, came in exchanged(tuple(old), tuple(new))
    )


def _veto(old: Right, new: Right, both: Both) -> Iterator[Change]:
    code = "right/veto-changed"
    turns = _roles(old.veto, new.veto, both)
    if turns:
        same = "grounds unchanged" if old.veto_grounds == new.veto_grounds != "" else ""
        yield Change(
            code,
            "veto",
            turns,
            form=MOVED if len(turns) == 1 and turns[0].before and turns[0].after else "",
            why=same,
            part="veto",
            steps=("veto",),
            touches=tuple(dict.fromkeys((*old.veto, *new.veto))),
        )
    if old.veto_grounds != new.veto_grounds:
        turn = Turn(old.veto_grounds, new.veto_grounds)
        yield Change(
            code, "veto", (turn,), field="grounds", part="veto_grounds", steps=("veto_grounds",)
        )


def _limit(old: Right, new: Right, both: Both) -> Iterator[Change]:
    code = "right/limit-changed"
    if label_key(old.decision_key) != label_key(new.decision_key):
        turn = Turn(old.decision_key, new.decision_key)
        keys = [old.decision_key, *([new.decision_key] if old.limit == new.limit else [])]
        told = [e for k in keys for e in (*changing_hands(both, k), *_soundness(both, k))]
        steps = ("decision_key",)
        yield Change(code, "ladder", (turn,), part=steps[0], steps=steps, effects=tuple(told))
    hands = tuple(changing_hands(both, new.decision_key))
    if old.limit != new.limit:
        turn = Turn(_amounts(old.limit), _amounts(new.limit))
        yield Change(
            code,
            "limit",
            (turn,),
            part="limit",
            steps=("limit",),
            effects=(*hands, *_soundness(both, new.decision_key)),
            touches=(*old.approvers, *new.approvers),
        )


class Stretch(NamedTuple):
    """Amounts from `low` to below `high`, and who decided and decides them; () for nobody."""

    low: float
    high: float
    before: tuple[str, ...]
    after: tuple[str, ...]


def changing_hands(both: Both, decision_key: str) -> Iterator[Effect]:
    """Yield which amounts of a ladder are now decided by somebody else."""
    stretches, unit = _ladder(both, decision_key)
    for low, high, before, after in stretches:
        if before != after:
            was, now = (listing([*names]) or _NOBODY for names in (before, after))
            amounts = f"{_between(low, high)} {unit}".strip()
            yield Effect(f"{amounts} goes from {was} to {now}")


def _soundness(both: Both, decision_key: str) -> Iterator[Effect]:
    """Yield whether each amount of a ladder has just one right by which it is decided."""
    stretches, _ = _ladder(both, decision_key)
    decided = [number for number, held in enumerate(stretches) if held.after]
    if len(_rungs(both.after, decision_key)) > 1 and decided:
        within = stretches[decided[0] : decided[-1] + 1]
        faults = ["a gap"] if not all(held.after for held in within) else []
        faults += ["an overlap"] if any(len(held.after) > 1 for held in within) else []
        yield Effect(f"{listing(faults) or 'no gap, no overlap'} on the ladder")


def _ladder(both: Both, decision_key: str) -> tuple[list[Stretch], str]:
    """Return the ladder from the lowest amount up, in pieces with one answer each, and its unit.

    Amounts in several units cannot be compared: then there are no pieces.
    """
    old, new = (_rungs(view, decision_key) for view in (both.before, both.after))
    units = {unit_key(both.after, rung.unit): rung.unit for rung in (*old, *new) if rung.unit}
    found: list[Stretch] = []
    if len(units) > 1:
        return found, ""
    ends = sorted({-inf, inf, *(end for rung in (*old, *new) for end in (rung.low, rung.high))})
    for low, high in pairwise(ends):
        who = (_deciders(both.before, old, low, both), _deciders(both.after, new, low, both))
        if found and (found[-1].before, found[-1].after) == who:
            found[-1] = found[-1]._replace(high=high)
        else:
            found.append(Stretch(low, high, *who))
    return found, next(iter(units.values()), "")


def _rungs(view: View, decision_key: str) -> tuple[Rung, ...]:
    """Return what of a ladder is in force; of one that has nothing in force, the drafts."""
    key = label_key(decision_key)
    held: tuple[Rung, ...] = view.ask("ladder", key) if key else ()
    there = [rung for rung in held if rung.status not in KIND.closed]
    in_force = [rung for rung in there if rung.status == "in-force"]
    return tuple(in_force or there)


def _deciders(view: View, rungs: Iterable[Rung], low: float, both: Both) -> tuple[str, ...]:
    """Return who decides the amounts from `low` on: a name for each right that covers them."""
    rights = (view.record(Right, rung.id) for rung in rungs if rung.low <= low < rung.high)
    return tuple(both.parties(held.approvers) for held in rights if held)


def _amounts(limit: Limit | None) -> str:
    return f"{_between(limit.low, limit.high)} {limit.unit}" if limit else "any amount"


def _between(low: float, high: float) -> str:
    if low == -inf:
        return f"below {_grouped(high)}" if high < inf else "all amounts"
    return f"{_grouped(low)}–{_grouped(high)}" if high < inf else f"from {_grouped(low)}"


def _grouped(value: float) -> str:
    """Return an amount with its thousands apart."""
    return f"{value:,.15g}"


def _governs(after: Entry[Any], both: Both) -> Iterator[Effect]:
    """Yield how many agreements are changed by this right."""
    cards = both.after.sources("agreement", "changes_by", after.address)
    held = [card.title for card in cards if not is_closed(both.after, card)]
    if Address.parse(default_right(both.after), "right").id == after.id:
        held.append("whatever names no right of its own")
    if held:
        yield Effect(f"it governs changes of {listing(held)}")
