"""Rules about the history: what their pages cannot show, and the same with real commits."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from disk import lay
from playbook.engine.runs.project import Project
from playbook.engine.settings.registry import KINDS, RULES
from playbook.engine.workspace.workspace import Options, Workspace
from playbook.model.diagnostic import Diagnostic, Severity
from playbook.rules.versions.moves import may_move
from repositories import Repo
from rules.commits import RIGHT, START, after, check, right
from rules.spec_pages import SPECS, USUAL_DAY, Case, Expected, background, read_page

AGREEMENT = "content/agreements/swap.md"
AMENDMENT = "content/amendments/swap-faster.md"


def agreement(**fields: str) -> str:
    """Return the text of an agreement in force."""
    front = {
        "parties": "[support, platform]",
        "status": "in-force",
        "outcome": "calm-weekends",
        "changes_by": "change-weekend-cover",
        "acceptance": "[{metric: weekend-first-reply, target: 45, by: 2026-12-31}]",
        "signed": "{support: 2026-02-20, platform: 2026-02-20}",
        "terms": "A swap is announced by Thursday.",
        **fields,
    }
    terms = front.pop("terms")
    lines = "".join(f"{name}: {value}\n" for name, value in front.items() if value)
    return f"---\n{lines}---\n# Swaps\n\n## Terms\n\n{terms}\n"


def amendment(approved: str, more: str = "", of: str = "right:swap") -> str:
    return (
        f"---\namends: {of}\nstatus: approved\nunder: change-weekend-cover\n"
        f"approved_by: finance.director\napproved: {approved}\n{more}---\n# Faster\n\nBecause.\n"
    )


ANOTHER_PART = right("2 days").replace(
    "escalate_to: leadership.coo", "escalate_to: finance.director"
)


def codes(found: list[Diagnostic]) -> list[str]:
    return sorted({diagnostic.code for diagnostic in found})


CHANGED = (
    (START, {AGREEMENT: agreement()}),
    (after(30), {AGREEMENT: agreement(terms="A swap is announced by Wednesday.")}),
)
BOTH = ["agreement/suspect-signature", "amendment/silent-change"]


def test_without_history_the_rules_are_silent() -> None:
    assert codes(check(*CHANGED)) == BOTH
    assert check(*CHANGED, history=False) == []


def test_what_was_committed_after_the_day_asked_for_is_not_judged() -> None:
    assert codes(check(*CHANGED, as_of=after(29))) == []
    assert codes(check(*CHANGED, as_of=after(30))) == BOTH
    assert codes(check(*CHANGED, as_of=None)) == BOTH


def test_a_change_that_is_not_committed_counts_as_the_newest() -> None:
    (first, _), changed = CHANGED, agreement(terms="A swap is announced by Wednesday.")
    found = check(first, now={AGREEMENT: changed})
    assert codes(found) == BOTH
    assert all(USUAL_DAY.isoformat() in diagnostic.message for diagnostic in found)
    found = check(first, now={AGREEMENT: changed}, as_of=None)
    assert all(START.isoformat() in diagnostic.message for diagnostic in found)


@pytest.mark.parametrize(
    ("field", "old", "new"),
    [
        ("acceptance", "by: 2026-12-31", "by: 31.12.2026"),
        ("acceptance", "target: 45", "target: 45%"),
        ("outcome", "calm-weekends", "none"),
    ],
)
def test_a_field_that_cannot_be_read_has_not_changed(field: str, old: str, new: str) -> None:
    was = {AGREEMENT: agreement()}
    slip = agreement().replace(old, new)
    assert slip != agreement()
    assert codes(check((after(5), was), now={AGREEMENT: slip})) == []
    more = slip.replace("by Thursday", "by Friday")
    found = check((after(5), was), now={AGREEMENT: more})
    assert codes(found) == ["agreement/suspect-signature", "amendment/silent-change"]
    assert not any(field in diagnostic.message for diagnostic in found)


def test_a_repository_that_begins_later_than_its_dates_has_no_findings() -> None:
    everything = {
        AGREEMENT: agreement(),
        RIGHT: right("5 days"),
        AMENDMENT: amendment("2026-02-01"),
        "content/pilots/try.md": (
            "---\nparties: [support, platform]\nstatus: running\nstart: 2026-01-10\n"
            "success: [{metric: weekend-first-reply, target: 45}]\n---\n# Try\n\nIf.\n"
        ),
    }
    assert check((START, everything)) == []


def test_what_was_put_back_is_as_if_it_had_never_changed() -> None:
    assert check(*CHANGED, (after(40), {AGREEMENT: agreement()})) == []


def test_a_version_that_could_not_be_read_changes_nothing() -> None:
    broken = agreement().replace("parties:", "parties: [")
    fine = agreement(tags="[weekend]")
    assert (
        check(
            (START, {AGREEMENT: agreement()}),
            (after(1), {AGREEMENT: broken}),
            (after(2), {AGREEMENT: fine}),
        )
        == []
    )
    assert check((START, {AGREEMENT: broken}), (after(2), {AGREEMENT: fine})) == []


def test_a_version_that_could_not_be_read_is_not_what_was_agreed_to() -> None:
    broken = right("5 days").replace("escalate_to: ", "escalate_to: [")
    steps = ((START, {RIGHT: right("5 days")}), (after(5), {RIGHT: broken}))
    approved = {AMENDMENT: amendment("2026-03-06")}
    found = check(*steps, (after(5), approved), (after(9), {RIGHT: right("5 days") + "\nMore.\n"}))
    assert codes(found) == ["amendment/nothing-changed"]


def test_a_life_that_ended_is_not_what_the_next_one_is_measured_by() -> None:
    found = check(
        (START, {RIGHT: right("5 days")}),
        (after(5), {RIGHT: right("5 days", "superseded")}),
        (after(9), {RIGHT: right("2 days")}),
    )
    assert codes(found) == ["status/jump"]


def test_a_change_names_what_changed_and_when() -> None:
    changed = agreement(
        **{"from": "2026-06-01"},
        acceptance="[{metric: weekend-first-reply, target: 60, by: 2026-12-31}]",
        terms="Anything goes.",
    )
    found = check((START, {AGREEMENT: agreement()}), (after(9), {AGREEMENT: changed}))
    (silent,) = [one for one in found if one.code == "amendment/silent-change"]
    assert silent.message == (
        "`from`, `acceptance` and the terms changed on 2026-03-10, and no approved amendment "
        "covers it"
    )
    assert silent.severity is Severity.WARNING
    (suspect,) = [one for one in found if one.code == "agreement/suspect-signature"]
    assert suspect.message == (
        "Support and Platform signed, and `from`, `acceptance` and the terms changed after that, "
        "on 2026-03-10"
    )


@pytest.mark.parametrize(
    ("signed", "expected"),
    [
        ("{support: 2026-02-20, platform: 2026-02-20}", BOTH),
        ("{support: 2026-02-20, platform: 2026-03-31}", BOTH),
        ("{support: 2026-03-31, platform: 2026-03-31}", []),
        ("{support: 2026-04-02, platform: 2026-04-09}", []),
    ],
)
def test_new_signatures_of_all_parties_cover_a_change(signed: str, expected: list[str]) -> None:
    again = agreement(terms="A swap is announced by Wednesday.", signed=signed)
    assert codes(check(*CHANGED, (after(40), {AGREEMENT: again}))) == expected


def test_what_was_there_before_a_signature_was_signed_with_it() -> None:
    early = agreement(signed="{support: 2026-05-01, platform: 2026-05-01}")
    later = agreement(signed="{support: 2026-05-01, platform: 2026-05-01}", terms="By Wednesday.")
    assert check((START, {AGREEMENT: early}), (after(9), {AGREEMENT: later})) == []


def test_terms_may_change_until_the_agreement_is_in_force() -> None:
    draft = agreement(status="proposed", signed="")
    signed = agreement(status="proposed", terms="By Wednesday.")
    force = agreement(terms="By Wednesday.")
    steps = (
        (START, {AGREEMENT: draft}),
        (after(5), {AGREEMENT: signed}),
        (after(9), {AGREEMENT: force}),
    )
    assert check(*steps) == []


def test_a_signature_below_a_proposal_that_moved_is_worth_a_notice() -> None:
    signed = agreement(status="proposed")
    moved = agreement(status="proposed", terms="By Wednesday.")
    found = check((START, {AGREEMENT: signed}), (after(5), {AGREEMENT: moved}))
    assert {(one.code, one.severity) for one in found} == {
        ("agreement/suspect-signature", Severity.NOTICE)
    }


def test_to_suspend_an_agreement_or_make_it_a_draft_hides_no_change() -> None:
    draft = agreement(status="draft", signed="", terms="By Wednesday.")
    again = agreement(terms="By Wednesday.")
    found = check(
        (START, {AGREEMENT: agreement()}),
        (after(5), {AGREEMENT: draft}),
        (after(9), {AGREEMENT: again}),
    )
    assert "amendment/silent-change" in codes(found)
    rest = agreement(status="suspended")
    found = check(
        (START, {AGREEMENT: agreement()}),
        (after(5), {AGREEMENT: rest}),
        (after(9), {AGREEMENT: again}),
    )
    assert codes(found) == BOTH


@pytest.mark.parametrize(
    ("steps", "covered"),
    [
        pytest.param([(20, RIGHT, right("2 days"))], False, id="never approved"),
        pytest.param(
            [(10, AMENDMENT, amendment("2026-03-11")), (20, RIGHT, right("2 days"))],
            True,
            id="carried out later",
        ),
        pytest.param(
            [(20, RIGHT, right("2 days")), (30, AMENDMENT, amendment("2026-03-31"))],
            True,
            id="approved afterwards",
        ),
        pytest.param(
            [
                (10, AMENDMENT, amendment("2026-03-11", "effective: 2026-05-01\n")),
                (20, RIGHT, right("2 days")),
                (30, RIGHT, right("3 days")),
            ],
            True,
            id="until it holds",
        ),
        pytest.param(
            [
                (10, AMENDMENT, amendment("2026-03-11", "effective: 2026-12-01\n")),
                (20, RIGHT, right("2 days")),
                (30, RIGHT, right("3 days")),
            ],
            True,
            id="until it will hold",
        ),
        pytest.param(
            [
                (10, AMENDMENT, amendment("2026-03-11", "effective: 2026-12-01\n")),
                (20, RIGHT, right("2 days")),
                (30, RIGHT, ANOTHER_PART),
            ],
            False,
            id="another part before it will hold",
        ),
        pytest.param(
            [
                (10, RIGHT, right("2 days")),
                (10, AMENDMENT, amendment("2026-03-11", "effective: 2026-05-01\n")),
                (30, RIGHT, ANOTHER_PART),
            ],
            False,
            id="another part before it held",
        ),
        pytest.param(
            [
                (10, AMENDMENT, amendment("2026-03-11", "effective: 2026-05-01\n")),
                (61, RIGHT, right("2 days")),
            ],
            True,
            id="carried out when it holds",
        ),
        pytest.param(
            [
                (10, RIGHT, right("2 days")),
                (10, AMENDMENT, amendment("2026-03-11", "effective: 2026-05-01\n")),
                (90, RIGHT, right("3 days")),
            ],
            False,
            id="the same part after it held",
        ),
        pytest.param(
            [
                (10, AMENDMENT, amendment("2026-03-11")),
                (20, RIGHT, right("2 days")),
                (30, RIGHT, right("3 days")),
            ],
            False,
            id="a second change",
        ),
        pytest.param(
            [
                (10, AMENDMENT, amendment("2026-03-11")),
                (20, RIGHT, right("2 days")),
                (20, RIGHT, right("3 days")),
            ],
            True,
            id="two commits of one day",
        ),
        pytest.param(
            [
                (10, RIGHT, right("2 days")),
                (10, AMENDMENT, amendment("2026-03-11")),
                (20, RIGHT, right("3 days")),
            ],
            False,
            id="carried out at once, then changed",
        ),
        pytest.param(
            [
                (10, AMENDMENT, amendment("2026-03-11").replace("approved\n", "proposed\n", 1)),
                (20, RIGHT, right("2 days")),
            ],
            False,
            id="only proposed",
        ),
        pytest.param(
            [
                (10, AMENDMENT, amendment("2026-03-11", of="norm:tuesday-update")),
                (20, RIGHT, right("2 days")),
            ],
            False,
            id="of something else",
        ),
        pytest.param(
            [(0, AMENDMENT, amendment("2026-02-01")), (20, RIGHT, right("2 days"))],
            False,
            id="older than the history",
        ),
    ],
)
def test_when_an_amendment_covers_a_change(
    steps: list[tuple[int, str, str]], *, covered: bool
) -> None:
    days = [(after(day), {path: text}) for day, path, text in steps]
    found = codes(check((START, {RIGHT: right("5 days")}), *days))
    assert ("amendment/silent-change" not in found) == covered


def test_of_a_change_that_is_not_the_amendments_only_the_others_parts_are_told() -> None:
    approved = amendment("2026-03-11", "effective: 2026-12-01\n")
    found = check(
        (START, {RIGHT: right("5 days")}),
        (after(10), {RIGHT: right("2 days"), AMENDMENT: approved}),
        (after(30), {RIGHT: ANOTHER_PART}),
        (after(40), {RIGHT: ANOTHER_PART.replace("2 days", "3 days")}),
    )
    (silent,) = [one for one in found if one.code == "amendment/silent-change"]
    assert silent.message == (
        f"`escalate_to` changed on {after(30)}, and no approved amendment covers it"
    )


@pytest.mark.parametrize("status", ["draft", "superseded"])
def test_what_does_not_bind_may_change(status: str) -> None:
    found = check(
        (START, {RIGHT: right("5 days", status)}), (after(9), {RIGHT: right("2 days", status)})
    )
    assert found == []


def test_a_waiver_of_a_rule_that_was_not_asked_is_not_idle() -> None:
    waived = agreement(waive="[{rule: amendment/silent-change, because: typing error}]")
    assert codes(check((START, {AGREEMENT: waived}))) == ["waiver/idle"]
    assert check((START, {AGREEMENT: waived}), history=False) == []


# --- statuses -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "moves", "jumps"),
    [
        (
            "agreement",
            "draft>proposed proposed>draft draft>in-force in-force>suspended suspended>in-force",
            "in-force>proposed draft>suspended suspended>proposed suspended>draft",
        ),
        (
            "agreement",
            "suspended>ended in-force>superseded draft>rejected ended>expired >draft x>y",
            "superseded>in-force ended>draft rejected>proposed expired>suspended",
        ),
        (
            "amendment",
            "proposed>approved proposed>withdrawn",
            "approved>proposed approved>rejected",
        ),
        (
            "pilot",
            "planned>running running>stopped planned>concluded",
            "concluded>stopped running>planned stopped>running",
        ),
        ("plan", "draft>concluded active>abandoned", "concluded>abandoned active>draft"),
        (
            "debrief",
            "draft>in-review in-review>draft reviewed>closed",
            "reviewed>in-review closed>reviewed",
        ),
        ("assumption", "holding>broken broken>holding holding>open open>retired", "retired>open"),
        ("outcome", "agreed>achieved", "agreed>draft achieved>agreed"),
        ("tradeoff", "accepted>revisited", "revisited>accepted accepted>proposed"),
        ("term", "proposed>agreed agreed>deprecated", "deprecated>agreed agreed>proposed"),
        ("team", "active>retired", "retired>active"),
        ("metric", ">draft", ""),
    ],
)
def test_which_moves_a_kind_allows(kind: str, moves: str, jumps: str) -> None:
    for move in moves.split():
        before, _, to = move.partition(">")
        assert may_move(KINDS[kind], before, to), move
    for jump in jumps.split():
        before, _, to = jump.partition(">")
        assert not may_move(KINDS[kind], before, to), jump


def test_a_jump_that_was_put_right_is_not_reported() -> None:
    steps = [
        (START, {RIGHT: right("5 days", "superseded")}),
        (after(5), {RIGHT: right("5 days")}),
        (after(9), {RIGHT: right("5 days", "superseded")}),
    ]
    assert codes(check(*steps[:2])) == ["status/jump"]
    assert check(*steps) == []


def test_a_way_round_is_a_jump_too() -> None:
    found = check(
        (START, {RIGHT: right("5 days", "superseded")}),
        (after(5), {RIGHT: right("5 days", "draft")}),
        (after(9), {RIGHT: right("5 days")}),
    )
    (jump,) = [one for one in found if one.code == "status/jump"]
    assert jump.message == "the right was superseded, and became a draft on 2026-03-06"


# --- the same with git ----------------------------------------------------------------------------


def _cases() -> Iterator[Any]:
    for path in sorted(SPECS.rglob("*.md")):
        page = read_page(path)
        for side, cases in (("wrong", page.wrong), ("right", page.right)):
            for case in cases:
                if case.steps:
                    name = f"{page.code}-{side}-{case.title.lower().replace(' ', '-')}"
                    yield pytest.param(page.code, case, id=name)


@pytest.mark.parametrize(("code", "case"), list(_cases()))
def test_real_commits_give_the_findings_of_the_page(code: str, case: Case, tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    for day, files in case.steps:
        repo.commit(day, files)
    lay(tmp_path, {"site.yml": "", **background(), **case.files})
    for path in case.paths - case.files.keys() - background().keys():
        (tmp_path / path).unlink(missing_ok=True)
    project = Project.open(tmp_path)
    workspace, _ = project.workspace(Options(case.as_of, past=project.past()))
    found = [
        Expected(one.span.path, _line(workspace, one), one.severity.value, one.code)
        for one in workspace.diagnostics()
        if one.code == code and one.span.path in case.paths
    ]
    assert sorted(found) == sorted(one for one in case.expected if one.code == code)


def _line(workspace: Workspace, found: Diagnostic) -> int:
    source = workspace.source(found.span.path)
    return source.position(found.span.start).line if source else 1


def test_every_rule_about_the_history_is_tried_with_git() -> None:
    tried = {parameters.values[0] for parameters in _cases()}
    assert tried == {rule.code for rule in RULES if rule.history} | {"debrief/proof-too-old"}
