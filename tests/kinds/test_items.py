"""Nested items that other documents can point at."""

from kinds.reading_samples import entry_of, rows_of, sample
from playbook.model.playbook import Row


def items(path: str, text: str = "") -> list[Row]:
    entry = entry_of(path, text) if text else sample(path)
    return [row for row in rows_of(entry) if row.index == "item"]


def test_lessons_have_addresses() -> None:
    address = "debrief:cover-round-one"
    assert items("debriefs/cover-round-one.md") == [
        Row(
            "item",
            f"{address}#late-surprises",
            "Finance heard of the launch weekend after it was staffed",
            ("cover-round-one", "content/debriefs/cover-round-one.md"),
        ),
        Row(
            "item",
            f"{address}#pilot-worked",
            "Trying four weekends settled an argument that three meetings had not",
            ("cover-round-one", "content/debriefs/cover-round-one.md"),
        ),
    ]


def test_stages_of_a_plan_have_addresses() -> None:
    found = items("plans/cover-negotiation.md")
    assert [(row.key, row.value) for row in found] == [
        ("plan:cover-negotiation#frame", "outcome statement signed"),
        ("plan:cover-negotiation#try", "pilot has a result"),
        ("plan:cover-negotiation#settle", "agreement signed"),
    ]


def test_commitments_and_risks_have_addresses_if_they_have_ids() -> None:
    text = (
        "---\nparties: [a, b]\ncommitments:\n  - {id: staff, party: a, does: staff it}\n"
        "  - {party: b, does: pay}\nrisks:\n  - {id: surge, risk: It doubles}\n---\n# Cover\n"
    )
    found = items("agreements/cover.md", text)
    assert [(row.key, row.value) for row in found] == [
        ("agreement:cover#staff", "staff it"),
        ("agreement:cover#surge", "It doubles"),
    ]


def test_the_current_stage_of_a_plan_is_the_first_that_is_not_done() -> None:
    text = (
        "---\nparties: [a, b]\nstatus: active\nstages:\n  - {id: frame, done: 2026-01-10}\n"
        "  - {id: try, by: 2026-02-20, exit: pilot has a result}\n---\n# Plan\n"
    )
    entry = entry_of("plans/cover.md", text)
    assert entry.record.current_stage.id == "try"
