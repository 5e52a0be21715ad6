"""Who writes another shape, or calls a field otherwise, is shown what is meant, and only once."""

import pytest

from playbook.engine.workspace.workspace import Options, Workspace


def said(path: str, fields: str) -> list[tuple[str, str]]:
    """What is found in the front matter of a document beside what it lacks, and how to mend it."""
    workspace = Workspace(Options())
    workspace.sync({path: f"---\n{fields}---\n# Visitors\n\nWe greet visitors.\n".encode()})
    found = [d for d in workspace.diagnostics() if d.code.startswith("text/")]
    return [
        (d.message, d.hint) for d in found if d.code != "text/missing-field" or "." in d.message
    ]


AGREEMENT, METRIC = "content/agreements/visitors.md", "content/metrics/visitors.md"


@pytest.mark.parametrize(
    ("path", "fields", "message", "hint"),
    [
        (
            METRIC,
            "target: 45\n",
            "`target` expects a mapping, such as {value: 45, by: 2026-06-30}",
            "write {value: 45}",
        ),
        (
            METRIC,
            "readings: {2026-04-01: 51, 2026-05-01: 44}\n",
            "`readings` expects a list, such as [{date: 2026-04-01, value: 51}]",
            "write one line for each, such as “- {date: 2026-04-01, value: 51}”",
        ),
        (
            METRIC,
            "readings:\n  - 2026-04-01: 51\n",
            "`readings` expects a mapping, such as {date: 2026-04-01, value: 51}",
            "write {date: 2026-04-01, value: 51}",
        ),
        *(
            (
                METRIC,
                f"readings:\n  - 2026-04-01: {written}\n",
                "`readings` expects a mapping, such as {date: 2026-04-01, value: 51}",
                f"write {{date: 2026-04-01, value: {meant}}}",
            )
            for written, meant in (
                ("1.250.000", "1250000"),
                ("9,5", "9.5"),
                ("1,250,000", "1250000"),
            )
        ),
        (
            AGREEMENT,
            "waive: {ref/orphan: it is new}\n",
            "`waive` expects a list, such as [{rule: …, because: …}]",
            "write one line for each, such as “- {rule: ref/orphan, because: it is new}”",
        ),
        (
            AGREEMENT,
            "signed:\n  - support: 2026-03-02\n",
            "`signed` expects a mapping, such as {support: 2026-03-02}",
            "write each name at the beginning of its line, without “- ” before it",
        ),
        (
            "content/teams/visitors.md",
            "roles: {lead: Head of visitors}\n",
            "`roles.lead` expects a mapping, such as {title: Finance director}",
            "write {title: Head of visitors}",
        ),
        (
            "content/incentives/visitors.md",
            "pool: £12k a year\n",
            "`pool` expects a mapping, such as {amount: …, unit: …}",
            "write {amount: 12000, unit: GBP/year}",
        ),
        (
            "content/incentives/visitors.md",
            "pool: 12.000 EUR\n",
            "`pool` expects a mapping, such as {amount: …, unit: …}",
            "write {amount: 12000, unit: EUR}",
        ),
        (
            "content/amendments/visitors.md",
            "changes: Thursday -> Wednesday\n",
            "`changes` expects a list, such as [{what: …}]",
            "write [{what: …, was: Thursday, now: Wednesday}]",
        ),
        (
            "content/amendments/visitors.md",
            "changes: [{release day: Thursday → Wednesday}]\n",
            "`changes` expects a mapping, such as {what: …}",
            "write {what: release day, was: Thursday, now: Wednesday}",
        ),
        (
            "content/amendments/visitors.md",
            "changes: [{release day: Wednesday}]\n",
            "`changes` expects a mapping, such as {what: …}",
            "write {what: release day, now: Wednesday}",
        ),
        (
            "content/metrics/visitors.md",
            "unit: h\nbetter: within\nband: 40 bis 60\n",
            "`band` expects a mapping, such as {low: 20, high: 30}",
            "write {low: 40, high: 60}",
        ),
        (
            "content/rights/visitors.md",
            "limit: up to 5,000 GBP\n",
            "`limit` expects a mapping, such as {from: 5000, to: 20000, unit: GBP}",
            "write {to: 5000, unit: GBP}",
        ),
        (
            "content/incentives/visitors.md",
            "gain: equal\n",
            "`gain` expects a mapping, such as {support: 60, finance: 40}",
            "write each with its number; for two that is {one: 50, other: 50}",
        ),
        (
            "content/matrices/visitors.md",
            "weights: [impact, cost]\n",
            "`weights` expects a mapping, such as {impact: 60, feasibility: 40}",
            "write {impact: …, cost: …}",
        ),
        (
            "content/matrices/visitors.md",
            "weights: 3\n",
            "`weights` expects a mapping, such as {impact: 60, feasibility: 40}",
            "",
        ),
        (
            "content/matrices/visitors.md",
            "weights: {a: even, b: {impact: 100}}\n",
            "`weights.a` expects a mapping, such as {impact: 100}",
            "write each with its number; for two that is {one: 50, other: 50}",
        ),
        (
            AGREEMENT,
            "outcome: []\n",
            "`outcome` expects a text",
            "leave the field out where there is nothing to name",
        ),
        (
            AGREEMENT,
            "outcome: [calm, quiet]\n",
            "`outcome` expects a text",
            "write one of them: calm",
        ),
        (
            AGREEMENT,
            "acceptance:\n  - {metric: calls, target: 4, applies_to: everybody}\n",
            "`acceptance.applies_to` expects all, or a list, such as [support]",
            "did you mean “all”?",
        ),
        (
            AGREEMENT,
            "from: TBD\n",
            "`from` expects a date such as 2026-03-09",
            "leave the field out until the day is known",
        ),
        (
            AGREEMENT,
            "from: 2026-03-09.\n",
            "`from` expects a date such as 2026-03-09",
            "write 2026-03-09",
        ),
        (
            "content/matrices/visitors.md",
            "weights: [50, 20]\n",
            "`weights` expects a mapping, such as {impact: 60, feasibility: 40}",
            "",
        ),
        (
            "content/matrices/visitors.md",
            "scale: 1 to 5\n",
            "`scale` expects a scale such as 1-5, the lower end first",
            "write 1-5",
        ),
        (
            "content/matrices/visitors.md",
            "scale: 5\n",
            "`scale` expects a scale such as 1-5, the lower end first",
            "write 1-5",
        ),
        (
            "content/plans/visitors.md",
            "positions:\n  - {issue: a, party: b, fallback: 40-45}\n",
            "`positions.fallback` expects a list, such as [40, 45]",
            "write [40, 45]",
        ),
    ],
)
def test_another_shape_is_shown_as_it_is_to_be_written(
    path: str, fields: str, message: str, hint: str
) -> None:
    assert said(path, fields) == [(message, hint)]


COMMITMENT = "commitments:\n  - {{{0}}}\n"


@pytest.mark.parametrize(
    ("path", "fields", "name", "hint"),
    [
        (AGREEMENT, COMMITMENT.format("who: a, does: X"), "who", "did you mean “party”?"),
        (AGREEMENT, COMMITMENT.format("wer: a, does: X"), "wer", "did you mean “party”?"),
        (AGREEMENT, COMMITMENT.format("party: a, dose: X"), "dose", "did you mean “does”?"),
        (
            AGREEMENT,
            COMMITMENT.format("party: a, does: X, deadline: 2026-03-02"),
            "deadline",
            "did you mean “due”?",
        ),
        (
            AGREEMENT,
            COMMITMENT.format("party: a, does: X, done: true"),
            "done",
            "did you mean “status”? write status: done",
        ),
        (
            AGREEMENT,
            "waive:\n  - {rule: ref/orphan, reason: it is new}\n",
            "reason",
            "did you mean “because”?",
        ),
        ("content/terms/a.md", "synonyms: [b]\n", "synonyms", "did you mean “aliases”?"),
        (
            "content/terms/a.md",
            "definition: it is this\n",
            "definition",
            "write it below the title, as text",
        ),
        ("content/plans/a.md", "batna: {a: wait}\n", "batna", "did you mean “no_deal”?"),
        (
            "content/norms/a.md",
            "cadence:\nwhat: a walk\nevery: week\n",
            "what",
            "write cadence: {what: a walk, every: week}",
        ),
        (
            AGREEMENT,
            "waive:\nrule: ref/orphan\nbecause: it is new\n",
            "rule",
            "write waive: [{rule: ref/orphan, because: it is new}]",
        ),
        ("content/pilots/a.md", "decides: {success: go on}\n", "success", "did you mean “met”?"),
        ("content/norms/a.md", "teams: [a, b]\n", "teams", "did you mean “parties”?"),
    ],
)
def test_a_field_that_others_call_otherwise_is_named(
    path: str, fields: str, name: str, hint: str
) -> None:
    ((message, told),) = said(path, fields)
    assert message.endswith(f"has no field `{name}`")
    assert told == hint


def test_a_field_under_another_name_is_not_said_to_be_missing_too() -> None:
    workspace = Workspace(Options())
    workspace.sync({"content/norms/a.md": b"---\nteams: [a]\n---\n# A\n\nWe greet visitors.\n"})
    codes = [d.code for d in workspace.diagnostics() if d.code.startswith("text/")]
    assert codes == ["text/unknown-field"]


def test_a_field_is_not_proposed_where_it_stands_already() -> None:
    fields = COMMITMENT.format("party: a, does: X, due: 2026-03-02, deadline: 2026-03-02")
    ((_, hint),) = said(AGREEMENT, fields)
    assert hint.startswith("fields are: ")


def test_a_list_that_lost_its_brackets_is_shown_with_them_and_said_once() -> None:
    fields = "scenarios:\n  - {given: No, Yes, Not sure, expect: a}\n"
    found = [hint for _, hint in said("content/trees/a.md", fields) if "write given" in hint]
    assert found == ['write given: ["No", "Yes", Not sure]']


@pytest.mark.parametrize("text", ["glossary: off", "glossary: no"])
def test_a_switch_for_all_of_a_setting_is_shown_as_the_one_it_has(text: str) -> None:
    workspace = Workspace(Options())
    workspace.sync({"site.yml": text.encode(), "content/index.md": b"# Home\n\nHi.\n"})
    (found,) = [d for d in workspace.diagnostics() if d.span.path == "site.yml"]
    assert (found.message, found.hint) == (
        "`glossary` expects a mapping, such as {links: false}",
        "write {links: false}",
    )
