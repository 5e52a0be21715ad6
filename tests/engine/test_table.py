"""Answers in long columns: who relied on one is found, and which of many surely hold."""

from itertools import pairwise

import pytest

from playbook.engine.cache.keeping import FAR_GATES, NEAR_GATES
from playbook.engine.cache.naming import name_of, number_of
from playbook.engine.cache.tables import merging, remembered
from playbook.engine.cache.tables.answer import Answer, State
from playbook.engine.cache.tables.remembered import Remembered

MANY = 3_000


def answer(number: int, *calls: int, question: int = 0) -> tuple[int, Answer]:
    asked = {question} if question else set[int]()
    digest = number.to_bytes(8, "little")
    return number, Answer.of(b"%d" % number, digest, asked, dict.fromkeys(calls, 0), None)


def named(family: str) -> bytes:
    return name_of((family,)) or b""


def left(*answers: tuple[int, Answer]) -> Remembered:
    """Return answers as the next run finds them."""
    found = Remembered()
    found.add(answers)
    table, added = found.packed()
    assert table is not None
    return Remembered({name: make() for name, make in table.items()}.get, added)


def test_a_change_reaches_all_who_rely_on_it_at_any_remove() -> None:
    first, second, *others = (number_of(b"%d" % n) for n in range(MANY))
    relying = set(others[::75])
    answers = [answer(n, *([second] if n in relying else [])) for n in others]
    found = left(answer(first, question=5), answer(second, first, others[0]), *answers)
    assert found.touch({6}) == set()
    assert found.touch({5}) == {first, second, *relying}
    assert found.state(first) is State.DIRTY
    assert {found.state(n) for n in (second, *relying)} == {State.MAYBE}
    assert {found.state(n) for n in others if n not in relying} == {State.CLEAN}


def test_a_change_reads_the_pieces_that_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "_PART", 16)
    numbers = [number_of(b"%d" % n) for n in range(2_000)]
    filled = Remembered()
    filled.add(answer(n, before, question=n) for before, n in pairwise(numbers))
    table, _ = filled.packed()
    read: list[str] = []

    def fetch(name: str) -> bytes | None:
        read.append(name)
        return table[name]() if table and name in table else None

    found = Remembered(fetch)
    assert set(read) <= {"sizes", "states", "marks"}
    assert found.touch({numbers[1_990]}) == set(numbers[1_990:])
    assert len(read) < 40
    assert len(table or ()) > 800


@pytest.mark.parametrize("size", [4, 1 << 20])
def test_a_table_that_grew_much_has_other_parts_and_the_same_answers(
    monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    numbers = [number_of(b"%d" % n) for n in range(300)]
    held = [(n, answer(n, question=n)[1]._replace(value=b"v" * (n % 1_000))) for n in numbers]
    first = Remembered()
    first.add(held)
    kept = dict(first.large())
    table, added = first.packed()
    second = Remembered({name: make() for name, make in (table or {}).items()}.get, added, kept.get)
    second.touch({numbers[3]})
    monkeypatch.setattr(merging, "_PART", size)
    monkeypatch.setattr(remembered, "_LEAST", 0)
    second.add([answer(5, numbers[0], question=numbers[0]), *held[10:90]])
    kept.update(second.large())
    table, added = second.packed()
    assert table is not None
    third = Remembered({name: make() for name, make in table.items()}.get, added, kept.get)
    assert [third.value(n) for n in numbers] == [one.value for _, one in held]
    assert [(third.find(n) or ())[:4] for n in numbers] == [one[:4] for _, one in held]
    assert third.state(numbers[3]) is State.DIRTY
    assert third.touch({numbers[0]}) == {5, numbers[0]}
    assert third.touch({numbers[299]}) == {numbers[299]}


def test_numbers_that_differ_in_their_last_bits_alone_share_no_caller_that_is_left_out() -> None:
    found = left(answer(1 << 40, question=5), answer((1 << 40) + 1), answer(3, 1 << 40))
    assert found.touch({5}) >= {1 << 40, 3}


def test_all_but_those_that_are_unsure_are_what_they_were_in_the_table() -> None:
    found = left(answer(10, question=5), answer(20), answer(30), answer(40, 10))
    assert found.unsure() == set()
    found.add([answer(30)])
    found.touch({5})
    assert found.unsure() == {10, 30, 40}
    assert Remembered().unsure() == set()


def test_far_gates_lie_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "_PART", 16)
    names = [name_of((FAR_GATES[0], n)) or b"" for n in range(50)]
    gates = [(number_of(name), Answer.of(name, b"d" * 8, {5}, {}, None)) for name in names]
    filled = Remembered()
    filled.add([*gates, *(answer(number_of(b"%d" % n)) for n in range(500))])
    table, _ = filled.packed()
    read: set[str] = set()

    def fetch(name: str) -> bytes | None:
        read.add(name)
        return table[name]() if table and name in table else None

    found = Remembered(fetch)
    assert found.touch({5}) == {number for number, _ in gates}
    assert {found.name(number) for number, _ in gates} == set(names)
    assert len([name for name in read if name.startswith("names.")]) == 1


def test_what_rests_on_a_gate_is_in_doubt_when_it_was_looked_at_and_is_another_answer() -> None:
    asking, gate, behind, beside = (number_of(b"%d" % n) for n in range(4))
    held = Answer.of(named(FAR_GATES[0]), b"d" * 8, set(), {asking: 0}, None)
    answers = [answer(asking, question=5), answer(behind, gate), answer(beside, asking)]
    first = Remembered()
    first.add([(gate, held), *answers])
    table = {name: make() for name, make in (first.packed()[0] or {}).items()}.get
    second = Remembered(table)
    assert second.touch({5}) == {asking, gate, beside}
    found = Remembered(table, second.packed()[1])
    assert found.owed() == {gate: b"d" * 8}
    assert found.owed(looked_at=True) == {}
    assert found.state(behind) is State.CLEAN
    found.add([(gate, held._replace(digest=b"e" * 8))])
    assert found.owed(looked_at=True) == {gate: b"d" * 8}
    assert found.pass_on({gate}, {gate}) == {gate, behind}
    assert found.owed() == {}
    assert list(found.relied_on(behind)) == [(gate, 0)]


def test_a_gate_that_an_earlier_run_left_in_doubt_is_measured_by_what_it_was_then() -> None:
    asking, gate, behind = (number_of(b"%d" % n) for n in range(3))
    gate |= 0xFF << 56
    held = Answer.of(named(FAR_GATES[0]), b"d" * 8, set(), {asking: 0}, None)
    first = Remembered()
    first.add([(gate, held), answer(asking, question=5), answer(behind, gate)])
    table = {name: make() for name, make in (first.packed()[0] or {}).items()}.get
    second = Remembered(table)
    second.touch({5})
    third = Remembered(table, second.packed()[1])
    third.touch({5})
    assert third.owed(looked_at=True) == {}  # who only checks asks no more than this
    assert third.state(behind) is State.CLEAN
    third.add([(gate, held._replace(digest=b"e" * 8))])
    assert third.owed(looked_at=True) == third.owed() == {gate: b"d" * 8}
    assert third.pass_on({gate}, {gate}) == {gate, behind}


def test_a_gate_that_is_looked_at_at_once_keeps_a_doubt_until_then() -> None:
    gate, behind = (number_of(b"%d" % n) for n in range(2))
    held = Answer.of(named(NEAR_GATES[0]), b"d" * 8, {5}, {}, None)
    first = Remembered()
    first.add([(gate, held), answer(behind, gate)])
    table = {name: make() for name, make in (first.packed()[0] or {}).items()}.get
    second = Remembered(table)
    assert second.touch({5}) == {gate}
    assert second.owed() == {}
    assert second.owed(are_near=True) == {gate: b"d" * 8}
    assert second.pass_on({gate}, {gate}) == {gate, behind}
    assert second.state(behind) is State.MAYBE
    third = Remembered(table, second.packed()[1])  # where the doubt was passed on already
    assert third.owed(are_near=True) == {}
    assert third.touch({5}) >= {gate, behind}
    assert third.owed(are_near=True) == {}
