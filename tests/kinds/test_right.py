"""Decision rights: one or many approvers, limits, and where a matter goes next."""

import pytest

from kinds.reading_samples import KINDS, read, record_of
from playbook.kinds.right import Right
from playbook.model.address import Address, Refers, RefersToParty
from playbook.model.body import Body
from playbook.model.record import references

START = "decision: Spend\napprover: finance.director\n"


def right(more: str) -> Right:
    record = record_of("right", START + more)
    assert isinstance(record, Right)
    return record


def test_an_escalation_to_a_role_is_a_party() -> None:
    record = right("escalate_to: leadership.coo\n")
    assert record.escalation == Address("team", "leadership", "coo")
    assert marks(record)["escalate_to"] == RefersToParty()


def test_an_escalation_to_a_right_is_a_document() -> None:
    record = right("escalate_to: right:spend-more\n")
    assert record.escalation == Address("right", "spend-more")
    assert marks(record)["escalate_to"] == Refers("right")


def marks(record: Right) -> dict[str, Refers | RefersToParty]:
    return {field: mark for _, field, _, mark, _ in references(record)}


def test_a_right_that_goes_nowhere_has_no_escalation() -> None:
    assert right("").escalation is None


def test_what_is_no_text_is_no_escalation() -> None:
    validated, _ = read(KINDS["right"], f"---\n{START}escalate_to: [a.b]\n---\n")
    assert [problem.message for problem in validated.problems] == ["`escalate_to` expects a text"]


@pytest.mark.parametrize(
    ("written", "expected"), [("finance.director", 1), ("[a.b, c.d]", 2), ("[]", 0)]
)
def test_several_approvers_can_be_read_so_that_they_can_be_reported(
    written: str, expected: int
) -> None:
    assert len(record_of("right", f"decision: x\napprover: {written}\n").approvers) == expected


@pytest.mark.parametrize(
    ("limit", "answer"),
    [
        ("{from: 5000, to: 20000, unit: GBP}", "finance.director · from 5000, below 20000 GBP"),
        ("{to: 2.5, unit: days}", "finance.director · below 2.5 days"),
        ("{from: 1000000, unit: GBP}", "finance.director · from 1000000 GBP"),
        ("{unit: GBP}", "finance.director · any amount in GBP"),
    ],
)
def test_the_answer_names_the_amounts(limit: str, answer: str) -> None:
    assert KINDS["right"].answer(right(f"limit: {limit}\n"), Body()) == answer
