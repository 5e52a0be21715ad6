"""Which parts an agreement has that it should have: one small answer for each."""

from playbook.kinds.agreement import Agreement
from playbook.kinds.common.faces import Face, face, faces
from playbook.kinds.common.publication import published
from playbook.kinds.computed.governance import right_for_changes
from playbook.model.value import Value
from playbook.model.view import View

PARTS = ("outcome", "tradeoffs", "acceptance", "right", "review", "debrief")
"""The parts, in the order of the grid."""

WEIGHT = ("right", "acceptance", "outcome", "tradeoffs", "review", "debrief")
"""The parts by how much harm their absence does: what to write first."""

THERE, PARTLY, MISSING, LATER = "there", "partly", "missing", "later"

_NOT_YET = {
    "draft": frozenset({"review", "debrief", "tradeoffs"}),
    "proposed": frozenset({"review", "debrief"}),
}
"""What nobody expects of an agreement that is not in force yet."""


class Covered(Value, frozen=True):
    """A part of an agreement: its state, and how many there are (0 where that says nothing)."""

    part: str
    state: str
    count: int = 0


def tally(view: View, kind: str) -> tuple[int, int]:
    """Return how many documents of a kind count now, and how many are history."""
    past = [found.closed for found in view.call(faces, kind)]
    return past.count(False), past.count(True)


def coverage(view: View, agreement: str) -> tuple[Covered, ...]:
    """Return the state of each part, in the order of `PARTS`; () if there is no such agreement."""
    record = view.record(Agreement, agreement)
    own = view.call(face, f"agreement:{agreement}")
    if record is None or own is None:
        return ()
    found = (
        _named(view, "outcome", record.outcome),
        _several("tradeoffs", _written(view, own, "tradeoff", "agreement")),
        _acceptance(record),
        _right(view, record),
        _several("review", len(record.reviews)),
        _several("debrief", _written(view, own, "debrief", "about")),
    )
    later = _NOT_YET.get(own.status, frozenset())
    return tuple(
        Covered(one.part, LATER) if one.state == MISSING and one.part in later else one
        for one in found
    )


def _named(view: View, part: str, identifier: str | None) -> Covered:
    known = identifier and view.call(face, f"{part}:{identifier.removeprefix(f'{part}:')}")
    return Covered(part, THERE if known else MISSING)


def _right(view: View, record: Agreement) -> Covered:
    known = view.call(face, f"right:{right_for_changes(view, record)}")
    return Covered("right", MISSING if known is None or known.closed else THERE)


def _several(part: str, count: int) -> Covered:
    return Covered(part, THERE if count else MISSING, count)


def _acceptance(record: Agreement) -> Covered:
    """Return whether success can be seen: in part, if a criterion lacks its metric or target."""
    count = len(record.acceptance)
    if not count:
        return Covered("acceptance", MISSING)
    whole = all(one.metric for one in record.acceptance)
    return Covered("acceptance", THERE if whole else PARTLY, count)


def _written(view: View, own: Face, kind: str, field: str) -> int:
    found = view.sources(kind, field, own.address)
    return sum(published(view, card) for card in found)
