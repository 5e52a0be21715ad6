"""One slip of the pen in a right, metric, tree … is one finding: what follows is not said too."""

from collections import Counter
from collections.abc import Mapping

import pytest

from rules.checking import among
from rules.spec_pages import background

RIGHT = "rights/change-weekend-cover"
METRIC = "metrics/weekend-first-reply"
TREE = "trees/rota-change"
DEBRIEF = "debriefs/cover-round-one"
PLAN = "plans/cover-negotiation"
MATRIX = "matrices/cover-options"
PILOT = "pilots/four-week-rota"
NORM = "norms/tuesday-update"
TERM = "terms/first-reply"

FAMILIES = ("metric", "right", "tree", "term", "norm", "pilot", "matrix", "plan", "debrief")

SLIPS = (
    (RIGHT, "approver: finance.director", "approver: finance.directr", "ref/role-unknown"),
    (RIGHT, "approver: finance.director", "approver: finance", "ref/role-unknown"),
    (RIGHT, "approver: finance.director", "aprover: finance.director", "text/unknown-field"),
    (RIGHT, "approver: finance.director\n", "", "text/missing-field"),
    (RIGHT, "escalate_to: leadership.coo", "escalate_to: leadership.cooo", "ref/role-unknown"),
    (RIGHT, "escalate_to: leadership.coo", "escalate_to: right:nix", "ref/unknown"),
    (RIGHT, "escalate_to: leadership.coo", "escalate_too: leadership.coo", "text/unknown-field"),
    (RIGHT, "answer_within: 5 days", "answer_within: soon", "text/bad-value"),
    (RIGHT, "veto_grounds: ", "veto_ground: ", "text/unknown-field"),
    (METRIC, "baseline:", "basline:", "text/unknown-field"),
    (METRIC, "value: 43,", "value: fast,", "text/bad-value"),
    (METRIC, "collected_by: support", "collected_by: suport", "ref/party-unknown"),
    (METRIC, "readings:\n", "readngs:\n", "text/unknown-field"),
    (TREE, "parties: [support", "parties: [suport", "ref/party-unknown"),
    (TREE, "driver: support.lead", "driver: support.lad", "ref/role-unknown"),
    (TREE, "stages:", "stagess:", "text/unknown-field"),
    (TREE, "../rights/change-weekend-cover.md", "../rights/change.md", "ref/link-file"),
    (DEBRIEF, "finance: written", "finanse: written", "ref/party-unknown"),
    (DEBRIEF, "evidence: norm:tuesday-update", "evidence: norm:tuesday", "ref/unknown"),
    (DEBRIEF, "held: 2026-06-10", "held: June", "text/bad-value"),
    (DEBRIEF, "input:", "inputs:", "text/unknown-field"),
    (DEBRIEF, "due: 2026-06-30", "due: soon", "text/bad-value"),
    (PLAN, "fallback: ask", "falback: ask", "text/unknown-field"),
    (PLAN, "support: keep", "suport: keep", "ref/party-unknown"),
    (PLAN, "concede_by: support.lead", "concede_by: support.led", "ref/role-unknown"),
    (MATRIX, "support:  {impact: 50", "suport:  {impact: 50", "ref/party-unknown"),
    (MATRIX, "impact: 50", "impact: half", "text/bad-value"),
    (MATRIX, "weights:", "weight:", "text/unknown-field"),
    (PILOT, "metric: weekend-first-reply", "metric: weekend-reply", "ref/unknown"),
    (PILOT, "success:", "succes:", "text/unknown-field"),
    (PILOT, "met: adopt", "mett: adopt", "text/unknown-field"),
    (NORM, "parties: [support, platform, finance]", "parties: [suport]", "ref/party-unknown"),
    (NORM, "because:", "becuse:", "text/unknown-field"),
    (NORM, "revised: 2026-06-16", "revised: June", "text/bad-value"),
    (TERM, "agreed: support", "agreed: suport", "ref/party-unknown"),
    (TERM, "  support: the first", "  suport: the first", "ref/party-unknown"),
    (TERM, "senses:", "sense:", "text/unknown-field"),
)


def findings(files: Mapping[str, bytes]) -> Counter[str]:
    with among(files) as workspace:
        return Counter(found.code for found in workspace.diagnostics())


@pytest.mark.parametrize(("document", "old", "new", "code"), SLIPS)
def test_a_slip_is_reported_once_and_alone(document: str, old: str, new: str, code: str) -> None:
    path = f"content/{document}.md"
    text = background()[path].decode()
    assert old in text
    found = findings({path: text.replace(old, new, 1).encode()})
    assert found[code] == 1
    assert not [other for other in found if other.startswith(FAMILIES)]


def test_an_answer_that_leads_nowhere_is_no_broken_link_as_well() -> None:
    path = f"content/{TREE}.md"
    text = background()[path].decode()
    broken = text.replace("(#support-decides-alone)", "(#suport-decides-alone)", 1)
    found = findings({path: broken.encode()})
    assert {code: n for code, n in found.items() if code.startswith(("tree", "ref"))} == {
        "tree/answer-nowhere": 1
    }


def all_after(document: str, old: str, new: str) -> Counter[str]:
    """What is found in the background, beyond what always is, with one thing written otherwise."""
    path = f"content/{document}.md"
    text = background()[path].decode()
    assert old in text
    changed = findings({path: text.replace(old, new, 1).encode()})
    return changed - findings({})


def test_a_broken_team_does_not_lose_its_last_word() -> None:
    found = all_after("teams/leadership", 'holder: "@', "holder: @")
    assert found == {"text/yaml-error": 1}


def test_who_relies_on_an_agreement_with_a_misspelt_status_is_not_blamed() -> None:
    found = all_after("agreements/weekend-cover", "status: in-force", "status: in-froce")
    assert found["text/bad-value"] == 1
    assert not found["ref/status"]


def test_a_role_that_could_not_be_read_is_not_said_to_be_missing_wherever_it_is_named() -> None:
    role = 'director: {title: Finance director, holder: "@o.mbeki"}'
    found = all_after("teams/finance", role, "director: Finance director")
    assert found["text/bad-value"] == 1
    assert not found["ref/role-unknown"]


@pytest.mark.parametrize(
    ("new", "hint"),
    [
        ("calm-weekends // ours", "did you mean “calm-weekends”? a remark begins with “ # ”"),
        ("calm-weekends# ours", "write a space before “#” if a remark begins here"),
    ],
)
def test_a_remark_behind_an_id_is_told_as_that(new: str, hint: str) -> None:
    path = "content/agreements/weekend-cover.md"
    text = background()[path].decode().replace("outcome: calm-weekends", f"outcome: {new}", 1)
    with among({path: text.encode()}) as workspace:
        assert [d.hint for d in workspace.diagnostics() if d.code == "ref/unknown"] == [hint]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("weekend.csv", "did you mean “weekend-first-reply.csv”?"),
        (
            "weekend-first-reply.xlsx",
            "save the table as CSV beside the metric, and name that file: weekend-first-reply.csv",
        ),
    ],
)
def test_a_file_of_readings_that_is_not_there_is_told_with_the_one_that_is_meant(
    name: str, hint: str
) -> None:
    path = f"content/{METRIC}.md"
    head, _, _ = background()[path].decode().partition("readings:")
    metric = f"{head}readings: {name}\n---\n# Weekend first reply\n\nMinutes.\n"
    table = b"date,value\n2026-06-01,44\n"
    with among({path: metric.encode(), f"content/{METRIC}.csv": table}) as workspace:
        found = [d for d in workspace.diagnostics() if d.code == "metric/bad-reading"]
    assert [d.hint for d in found] == [hint]


ROW = "| Rota with standby |      4 |           4 |             5 |"
DASHES = "| ----------------- | -----: | ----------: | ------------: |\n"


@pytest.mark.parametrize(
    ("old", "new", "marked", "hint"),
    [
        (ROW, ROW.replace("     4", " 4,5", 1), "4,5", "write 4.5"),
        (ROW, ROW.replace("     4", "★★★★", 1), "★★★★", "write 4"),
        (ROW, ROW.replace("     4", "high", 1), "high", "write a number from 1 to 5"),
        (ROW, ROW.replace("     4", "   7", 1), "7", "write a number from 1 to 5"),
        ("## Scores", "## Scoring", "Scoring", "call the heading above the table “Scores”"),
        ("## Scores\n\n", "", "| Option", "write a heading above the table: ## Scores"),
        (DASHES, "", "| Option", "below the first one: | --- | --- | --- | --- |"),
    ],
)
def test_a_slip_in_a_table_of_scores_is_told_where_it_is(
    old: str, new: str, marked: str, hint: str
) -> None:
    path = f"content/{MATRIX}.md"
    text = background()[path].decode()
    assert old in text
    text = text.replace(old, new, 1)
    with among({}) as workspace:
        before = {(found.code, found.message) for found in workspace.diagnostics()}
    with among({path: text.encode()}) as workspace:
        found = [d for d in workspace.diagnostics() if (d.code, d.message) not in before]
    (told,) = [d for d in found if d.code in {"matrix/bad-score", "matrix/unscored"}]
    assert text[told.span.start : told.span.end].startswith(marked)
    assert told.hint.endswith(hint)


def test_a_score_with_a_comma_is_understood_without_a_scale_too() -> None:
    text = background()[f"content/{MATRIX}.md"].decode()
    text = text.replace("scale: 1-5", "scale: from one").replace(ROW, ROW.replace("  4", "4,5", 1))
    with among({f"content/{MATRIX}.md": text.encode()}) as workspace:
        (told,) = [d for d in workspace.diagnostics() if d.code == "matrix/bad-score"]
    assert told.hint == "write 4.5"


def test_a_misspelt_kind_has_no_fields_that_could_be_missing_or_unknown() -> None:
    found = all_after(NORM, "kind: norm", "kind: nrom")
    assert found["text/unknown-kind"] == 1
    assert not {"text/unknown-field", "text/missing-field"} & set(found)


def test_a_list_of_answers_with_one_link_forgotten_is_no_error_at_each_node_behind_it() -> None:
    slug = "does-anyone-lose-an-agreed-free-weekend"
    old = f"- No → [Does anyone lose an agreed free weekend?](#{slug})"
    found = all_after(TREE, old, "- No: ask")
    assert found["tree/half-list"] == 1
    assert not {"tree/scenario-fails", "tree/idle-outcome", "tree/unreachable"} & set(found)


@pytest.mark.parametrize(
    ("document", "old", "new", "code", "hint"),
    [
        (
            "agreements/weekend-cover",
            "parties: [support, platform, finance]",
            "parties: [support platform]",
            "ref/party-unknown",
            "name one; where several may stand, put commas between: support, platform",
        ),
        (
            "agreements/weekend-cover",
            "parties: [support, platform, finance]",
            "parties: [support; platform & finance]",
            "ref/party-unknown",
            "name one; where several may stand, put commas between: support, platform, finance",
        ),
        (
            "agreements/weekend-cover",
            "parties: [support, platform, finance]",
            "parties:\n  -support\n  -platform\n  -finance",
            "text/bad-value",
            "write “- ” before each item, with the space",
        ),
        (
            "agreements/weekend-cover",
            "from: 2026-03-09",
            "from: 2026-03-09\nuntil: 2025-03-09",
            "review/impossible-dates",
            "one of the two is mistyped",
        ),
        (
            RIGHT,
            "approver: finance.director",
            "approver: leadership",
            "ref/role-unknown",
            "write “leadership.coo”",
        ),
        (
            RIGHT,
            "approver: finance.director",
            "approver: [finance.director, platform.lead]",
            "right/many-approvers",
            "name one; the others may have a veto, or be consulted",
        ),
        (
            NORM,
            "# ",
            "# Tuesday\n\nSee [x](..\\terms\\first-reply.md).\n\n## ",
            "ref/link-file",
            "write paths with “/”, also on Windows",
        ),
        (
            NORM,
            "# ",
            "# Tuesday\n\nSee [x](www.example.org/a).\n\n## ",
            "ref/link-file",
            "write “https://www.example.org/a” for a page on the web",
        ),
    ],
)
def test_a_slip_is_told_with_how_to_mend_it_and_nothing_else(
    document: str, old: str, new: str, code: str, hint: str
) -> None:
    path = f"content/{document}.md"
    text = background()[path].decode()
    assert old in text
    with among({}) as workspace:
        before = {(found.code, found.message) for found in workspace.diagnostics()}
    with among({path: text.replace(old, new, 1).encode()}) as workspace:
        found = [d for d in workspace.diagnostics() if (d.code, d.message) not in before]
    told = {(d.code, d.hint) for d in found if d.severity != "notice"}
    assert (code, hint) in told
    assert not {"agreement/lone-party", "review/expired", "right/foreign-approver"} & {
        code for code, _ in told
    }
    assert "tree/stage-vs-right" not in {code for code, _ in told}
