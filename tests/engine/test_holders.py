"""What rests on what: doubts reach all whom they concern, and each of them once."""

from array import array
from collections.abc import Iterable, Mapping
from pathlib import Path

from disk import lay
from playbook.engine.answers.node import Node
from playbook.engine.cache.keeping import Mark, mark_of
from playbook.engine.cache.naming import name_of
from playbook.engine.cache.tables.holders import Web
from playbook.engine.runs.project import Project
from playbook.engine.workspace.workspace import Options
from story import STORY


def packed(*calls: int) -> bytes:
    """Return calls as an answer says them: each with a digest beside it."""
    return array("Q", [part for call in calls for part in (call, 0)]).tobytes()


class Answers:
    """Answers by number, each with the answers that it relies on; those in doubt."""

    def __init__(self, calls: Mapping[int, tuple[int, ...]]) -> None:
        self.web = Web()
        self.calls = {number: packed(*called) for number, called in calls.items()}
        self.doubted: set[int] = set()
        for number, called in self.calls.items():
            self.web.note(number, b"", called)

    def spread(self, *numbers: int) -> set[int]:
        return self.web.spread(set(numbers), self._doubt)

    def settle(self, number: int) -> None:
        """Say that an answer holds, whatever was in doubt."""
        self.doubted.discard(number)
        self.web.listen(number, lambda asked: self.calls.get(asked, b""))

    def _doubt(self, number: int) -> bool:
        held = number not in self.doubted
        self.doubted.add(number)
        return held


CHAIN = {1: (), 2: (1,), 3: (2,), 4: (3,), 9: ()}


def test_a_doubt_reaches_all_that_rests_on_an_answer_at_any_remove() -> None:
    answers = Answers(CHAIN)
    assert answers.spread(1) == {2, 3, 4}
    assert answers.doubted == {2, 3, 4}


def test_what_does_not_rest_on_it_is_left_alone() -> None:
    answers = Answers({**CHAIN, 5: (9,)})
    assert answers.spread(2) == {3, 4}
    assert answers.spread(9) == {5}


def test_who_is_in_doubt_already_is_not_told_again() -> None:
    answers = Answers(CHAIN)
    answers.spread(1)
    assert answers.spread(1) == set()
    assert answers.spread(2, 3) == set()


def test_who_was_found_to_hold_is_told_of_the_next_change() -> None:
    answers = Answers(CHAIN)
    answers.spread(1)
    answers.settle(4)
    assert answers.spread(1) == {4}  # 2 and 3 are in doubt as before
    for number in (2, 3, 4):
        answers.settle(number)
    assert answers.spread(1) == {2, 3, 4}


def test_two_ways_to_one_answer_reach_it_once_and_a_ring_comes_to_an_end() -> None:
    answers = Answers({1: (), 2: (1,), 3: (1,), 4: (2, 3), 5: (4, 6), 6: (5,)})
    assert answers.spread(1) == {2, 3, 4, 5, 6}
    answers.settle(6)
    assert answers.spread(1) == {6}


def test_an_answer_that_relies_on_something_new_is_reached_through_it() -> None:
    answers = Answers({1: (), 2: (1,), 8: ()})
    answers.spread(1)
    before, answers.calls[2] = answers.calls[2], packed(1, 8)
    answers.web.note(2, b"", answers.calls[2], (b"", before))
    answers.settle(2)
    assert answers.spread(8) == {2}
    answers.settle(2)
    assert answers.spread(1) == {2}


def test_who_asked_a_question_is_found_by_it() -> None:
    web = Web()
    web.note(1, array("Q", [70, 71]).tobytes(), b"")
    web.note(2, array("Q", [71]).tobytes(), b"")
    assert web.asking([71]) == {1, 2}
    assert web.asking([70, 99]) == {1}


def test_what_is_held_no_longer_is_not_named_and_takes_no_room() -> None:
    web = Web()
    sides = [array("Q", [70, 8192 + 70, 5]).tobytes(), array("Q", [5, 6]).tobytes()]
    calls = [packed(1, 2), packed(2)]
    web.note(9, sides[1], calls[1])
    web.note(8, sides[0], calls[0])
    for number in range(100):
        now, before = (number + 1) % 2, number % 2
        web.note(8, sides[now], calls[now], (sides[before], calls[before]))
        held = {question for question in (70, 8192 + 70, 5, 6) if 8 in web.asking([question])}
        assert held == ({5, 6} if now else {70, 8192 + 70, 5})
        assert web.relying([1]) == (set() if now else {8})
        assert web.relying([2]) == {8, 9}
    assert len(web) == 8  # 9 holds three numbers, 8 five of them


def test_a_doubt_goes_no_further_than_to_a_gate_until_that_changed() -> None:
    answers = Answers({1: (), 2: (1,), 3: (2,), 4: (3,), 5: (1,)})
    answers.web.note(2, b"", answers.calls[2], (b"", answers.calls[2]), is_gate=True)
    assert answers.spread(1) == {2, 5}
    assert answers.spread(1) == set()
    assert answers.spread(2) == {3, 4}
    answers.settle(4)
    assert answers.spread(1) == set()  # 2 is in doubt as before
    answers.settle(2)
    assert answers.spread(1) == {2}
    assert answers.spread(2) == {4}  # 3 is in doubt as before


def test_nothing_but_the_search_index_rests_on_a_far_gate_and_no_gate_on_another(
    tmp_path: Path,
) -> None:
    """Whoever asks for anything else need not wait until gates were looked at."""
    workspace, _ = Project.open(lay(tmp_path, STORY)).workspace(Options())
    workspace.diagnostics()
    for url in workspace.urls():
        workspace.page(url)
    nodes = workspace.memo._nodes
    marked = {node: mark_of(name_of(key) or b"") for key, node in nodes.items()}
    gates = {node for node, mark in marked.items() if mark.is_gate}
    assert not gates & _behind(gates)
    assert Mark.NEAR_GATE in marked.values()
    behind = _behind(node for node, mark in marked.items() if mark is Mark.FAR_GATE)
    asked = {node.key[0] for node in behind if not node.callers}
    assert asked == {"search", "page"}
    pages = [str(node.key[1]) for node in behind if node.key[0] == "page"]
    assert all(url.startswith("search/") for url in pages), pages


def _behind(gates: Iterable[Node]) -> set[Node]:
    behind, waiting = set[Node](), list(gates)
    while waiting:
        callers = waiting.pop().callers.keys() - behind
        behind |= callers
        waiting += callers
    return behind
