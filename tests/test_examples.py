"""The examples of the content model, put into files as they stand: one playbook without an error.

Damage to any of them is reported at its place, by the rule that is about it.
"""

import pytest

from kinds.samples import SAMPLES
from playbook.engine.workspace.workspace import Options, Workspace
from playbook.model.diagnostic import Diagnostic, Severity
from rules.spec_pages import USUAL_DAY, background

EXAMPLES = {f"content/{path}": text for path, text in SAMPLES.items()}
BESIDE = (
    "content/metrics/weekday-interrupts.md",
    "content/teams/leadership.md",
    "content/teams/platform.md",
    "content/teams/support.md",
)
"""What the examples refer to, and the content model does not show."""

RIGHT = "content/rights/change-weekend-cover.md"
IN_FORCE = ("kind: right\n", "kind: right\nstatus: in-force\n")
"""The one change that is made: the right is a draft, and little is asked of those."""

AGREEMENT = "content/agreements/weekend-cover.md"
AMENDMENT = "content/amendments/raise-standby-limit.md"
DEBRIEF = "content/debriefs/cover-round-one.md"
INCENTIVE = "content/incentives/shared-savings.md"
MATRIX = "content/matrices/cover-options.md"
METRIC = "content/metrics/weekend-first-reply.md"
NORM = "content/norms/tuesday-update.md"
PILOT = "content/pilots/four-week-rota.md"
PLAN = "content/plans/cover-negotiation.md"
TRADEOFF = "content/tradeoffs/slower-first-reply.md"
TREE = "content/trees/rota-change.md"

DAMAGE = (
    (
        "a reference",
        AGREEMENT,
        "outcome: calm-weekends",
        "outcome: calm-weekend",
        "4:10",
        "ref/unknown",
    ),
    ("a party", AGREEMENT, "parties: [support", "parties: [suport", "3:11", "ref/party-unknown"),
    (
        "a role",
        PLAN,
        "concede_by: support.lead",
        "concede_by: support.leed",
        "15:127",
        "ref/role-unknown",
    ),
    ("a link", AGREEMENT, "(../trees/rota-", "(../trees/rota_", "38:32", "ref/link-file"),
    ("a heading", METRIC, "first-reply.md)", "first-reply.md#x)", "18:54", "ref/link-heading"),
    ("a lesson", NORM, "#late-surprises", "#late-surprise", "7:27", "ref/unknown"),
    ("a tree edge", TREE, "](#ask-finance-for-", "](#ask-finance-", "24:44", "tree/answer-nowhere"),
    (
        "an answer without its link",
        TREE,
        "(#does-anyone-lose-an-agreed-free-weekend)",
        "",
        "23:3",
        "tree/half-list",
    ),
    (
        "a scenario",
        TREE,
        'given: ["No", "No"]',
        'given: ["No", "Yes"]',
        "9:36",
        "tree/scenario-fails",
    ),
    ("an escalation", RIGHT, "escalate_to: leadership.coo\n", "", "6:11", "right/dead-end"),
    (
        "a last word",
        RIGHT,
        "escalate_to: leadership.coo",
        "escalate_to: support.lead",
        "13:14",
        "right/no-last-word",
    ),
    ("a signature", AGREEMENT, ", platform: 2026-03-03", "", "21:1", "agreement/unsigned"),
    ("a risk share", AGREEMENT, "{support: 45", "{support: 52", "18:5", "agreement/shares-sum"),
    (
        "a criterion's unit",
        AGREEMENT,
        "target: 45,",
        "target: 45, unit: h,",
        "14:53",
        "metric/unit-clash",
    ),
    (
        "a gain",
        INCENTIVE,
        "gain: {support: 40",
        "gain: {support: 47",
        "9:1",
        "incentive/shares-sum",
    ),
    ("a weight", MATRIX, "{impact: 50, f", "{impact: 57, f", "6:3", "matrix/weights-sum"),
    (
        "a score",
        MATRIX,
        "|      5 |           1 |",
        "|      6 |           1 |",
        "19:28",
        "matrix/bad-score",
    ),
    (
        "a target",
        METRIC,
        "target: {value: 45",
        "target: {value: 75",
        "6:17",
        "metric/backward-target",
    ),
    ("a reading", METRIC, "date: 2026-05-01", "date: 2026-04-01", "12:12", "metric/bad-reading"),
    ("a debrief's input", DEBRIEF, ", finance: written", "", "3:9", "debrief/unheard"),
    (
        "an improvement's proof",
        DEBRIEF,
        ", evidence: norm:tuesday-update",
        "",
        "12:91",
        "debrief/done-without-proof",
    ),
    ("a stage's date", PLAN, "by: 2026-03-06", "by: 2026-02-06", "9:22", "plan/stage-order"),
    ("a position", PLAN, "walk_away: 60", "walk_away: 20", "15:103", "plan/zigzag"),
    (
        "a pilot's end",
        PILOT,
        "end: 2026-02-15",
        "end: 2026-01-15",
        "7:6",
        "review/impossible-dates",
    ),
    (
        "an approver",
        AMENDMENT,
        "approved_by: finance.director",
        "approved_by: platform.lead",
        "7:14",
        "amendment/wrong-approver",
    ),
    (
        "the day of a change",
        AMENDMENT,
        "effective: 2026-07-01",
        "effective: 2026-06-01",
        "9:12",
        "amendment/time-travel",
    ),
    (
        "who gives",
        TRADEOFF,
        "party: finance,  what: co",
        "party: leadership, what: co",
        "7:13",
        "tradeoff/outsider",
    ),
)


def files() -> dict[str, bytes]:
    """The examples, and what they refer to."""
    around = {path: background()[path] for path in BESIDE}
    return around | {path: text.encode() for path, text in EXAMPLES.items()}


def findings(held: dict[str, bytes]) -> tuple[Workspace, tuple[Diagnostic, ...]]:
    workspace = Workspace(Options(as_of=USUAL_DAY))
    workspace.sync(held)
    return workspace, workspace.diagnostics()


def places(held: dict[str, bytes]) -> list[str]:
    """The findings as `path:line:column code`."""
    workspace, found = findings(held)
    shown = []
    for diagnostic in found:
        source = workspace.source(diagnostic.span.path)
        assert source
        at = source.position(diagnostic.span.start)
        shown.append(f"{diagnostic.span.path}:{at.line}:{at.column} {diagnostic.code}")
    return shown


def test_there_is_an_example_of_every_kind() -> None:
    workspace, _ = findings(files())
    kinds = {entry.kind for entry in workspace.entries() if entry.path in EXAMPLES}
    assert len(EXAMPLES) == len(kinds) == 17


def test_the_examples_are_without_errors() -> None:
    _, found = findings(files())
    assert [f"{d.span.path}: {d.message}" for d in found if d.severity is Severity.ERROR] == []


def test_the_background_of_the_rules_is_these_examples() -> None:
    expected = {**EXAMPLES, RIGHT: EXAMPLES[RIGHT].replace(*IN_FORCE)}
    assert {path: background()[path].decode() for path in EXAMPLES} == expected


@pytest.mark.parametrize(
    ("path", "old", "new", "place", "code"), [pytest.param(*row, id=name) for name, *row in DAMAGE]
)
def test_damage_is_reported_at_its_place(
    path: str, old: str, new: str, place: str, code: str
) -> None:
    held = files()
    held[RIGHT] = held[RIGHT].decode().replace(*IN_FORCE).encode()
    whole = held[path].decode()
    assert whole.count(old) == 1, f"{path} has {old!r} {whole.count(old)} times"
    assert f"{path}:{place} {code}" not in places(held)
    held[path] = whole.replace(old, new).encode()
    assert f"{path}:{place} {code}" in places(held)
