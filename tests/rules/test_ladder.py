"""Ladders of rights, against a look at every single amount."""

from itertools import combinations
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.engine.workspace.workspace import Options, Workspace
from playbook.kinds.right import Rung
from playbook.rules.ladder import gaps, overlaps

AMOUNTS = [step / 2 for step in range(-2, 24)]
"""Ends are whole numbers from 0 to 10: between them, at them and outside of them."""

ENDS = st.none() | st.integers(0, 10)
LIMITS = st.lists(st.tuples(ENDS, ENDS), max_size=5)


def rung(name: str, low: int | None, high: int | None) -> Rung:
    ends = (-inf if low is None else low, inf if high is None else high)
    return Rung(name, f"content/rights/{name}.md", name, "in-force", *ends, "GBP")


def ladder(limits: list[tuple[int | None, int | None]]) -> list[Rung]:
    return [rung(f"right-{place}", *limit) for place, limit in enumerate(limits)]


def covers(one: Rung, amount: float) -> bool:
    return one.low <= amount < one.high


@given(LIMITS)
def test_two_rungs_overlap_if_some_amount_is_decided_by_both(
    limits: list[tuple[int | None, int | None]],
) -> None:
    rungs = ladder(limits)
    found = {frozenset((pair.first.id, pair.second.id)) for pair in overlaps(rungs)}
    shared = {
        frozenset((one.id, other.id))
        for one, other in combinations(rungs, 2)
        if any(covers(one, amount) and covers(other, amount) for amount in AMOUNTS)
    }
    assert found == shared


@given(LIMITS)
def test_an_overlap_is_all_that_both_rungs_cover(
    limits: list[tuple[int | None, int | None]],
) -> None:
    for first, second, low, high in overlaps(ladder(limits)):
        for amount in AMOUNTS:
            both = covers(first, amount) and covers(second, amount)
            assert (low <= amount < high) == both


@given(LIMITS)
def test_gaps_are_what_nobody_decides_between_the_lowest_and_the_highest(
    limits: list[tuple[int | None, int | None]],
) -> None:
    rungs = ladder(limits)
    covered = [amount for amount in AMOUNTS if any(covers(one, amount) for one in rungs)]
    free = {
        amount
        for amount in AMOUNTS
        if covered and min(covered) < amount < max(covered) and amount not in covered
    }
    found = list(gaps(rungs))
    assert free == {a for a in AMOUNTS if any(gap.low <= a < gap.high for gap in found)}
    for gap in found:
        assert gap.below.high == gap.low < gap.high == gap.above.low


def right(low: int | None, high: int | None, status: str) -> bytes:
    ends = [f"{name}: {end}" for name, end in (("from", low), ("to", high)) if end is not None]
    limit = ", ".join([*ends, "unit: GBP"])
    return (
        f"---\nstatus: {status}\ndecision: Buy a tool\ndecision_key: tooling\n"
        f"approver: lead.boss\nlimit: {{{limit}}}\nanswer_within: 5 days\n---\n# Buying\n\nAsk.\n"
    ).encode()


def codes(files: dict[str, bytes | None]) -> dict[str, list[str]]:
    """Return the findings about ladders, by file."""
    workspace = Workspace(Options())
    workspace.sync(files)
    found: dict[str, list[str]] = {}
    for diagnostic in workspace.diagnostics():
        if diagnostic.code in {"right/overlap", "right/gap"}:
            found.setdefault(diagnostic.span.path, []).append(diagnostic.code)
    return found


@given(LIMITS)
def test_what_concerns_two_rights_in_force_is_told_once(
    limits: list[tuple[int | None, int | None]],
) -> None:
    straight = [(low, high) for low, high in limits if low is None or high is None or low < high]
    files: dict[str, bytes | None] = {
        f"content/rights/right-{place}.md": right(*limit, "in-force")
        for place, limit in enumerate(straight)
    }
    told = [code for each in codes(files).values() for code in each]
    rungs = ladder(straight)
    assert told.count("right/overlap") == len(list(overlaps(rungs)))
    assert told.count("right/gap") == len(list(gaps(rungs)))


def test_a_limit_that_cannot_be_read_covers_nothing_and_leaves_no_gap() -> None:
    files: dict[str, bytes | None] = {
        "content/rights/low.md": right(None, 5, "in-force"),
        "content/rights/mid.md": right(5, 9, "in-force"),
        "content/rights/top.md": right(9, None, "in-force"),
    }
    assert codes(files) == {}
    for limit in (b"limit: up to 9", b"limit: {from: 5, to: nine, unit: GBP}"):
        unread = right(5, 9, "in-force").replace(b"limit: {from: 5, to: 9, unit: GBP}", limit)
        assert codes({**files, "content/rights/mid.md": unread}) == {}


def test_a_draft_is_told_what_it_would_do_and_what_is_in_force_is_left_alone() -> None:
    below, draft, above = (f"content/rights/{name}.md" for name in ("below", "draft", "above"))
    files: dict[str, bytes | None] = {
        below: right(None, 5, "in-force"),
        above: right(10, None, "in-force"),
        draft: right(4, 8, "draft"),
    }
    assert codes(files) == {above: ["right/gap"], draft: ["right/overlap", "right/gap"]}


@pytest.mark.parametrize("named", ["old", "right:old"])
def test_a_draft_that_supersedes_a_right_does_not_overlap_it(named: str) -> None:
    old, new = "content/rights/old.md", "content/rights/new.md"
    field = f"supersedes: [{named}]\n".encode()
    replacing = right(5, None, "draft").replace(b"decision:", field + b"decision:")
    files: dict[str, bytes | None] = {old: right(None, 10, "in-force"), new: replacing}
    assert codes(files) == {}
