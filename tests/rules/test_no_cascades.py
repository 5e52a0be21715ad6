"""One mistake is one finding: what follows from it is not said as well."""

import re
from collections import Counter
from collections.abc import Mapping

import pytest

from playbook.model.diagnostic import Severity
from rules.checking import among
from rules.spec_pages import background

AGREEMENT = "content/agreements/weekend-cover.md"
AMENDMENT = "content/amendments/raise-standby-limit.md"
ASSUMPTION = "content/assumptions/weekend-volume.md"
INCENTIVE = "content/incentives/shared-savings.md"
LEADERS = "content/teams/leadership.md"
OUTCOME = "content/outcomes/calm-weekends.md"
RIGHT = "content/rights/change-weekend-cover.md"
TEAM = "content/teams/finance.md"
TRADEOFF = "content/tradeoffs/slower-first-reply.md"

FAMILIES = ("agreement", "review", "tradeoff", "outcome", "amendment", "incentive", "assumption")


def changed(path: str, old: str, new: str) -> dict[str, bytes]:
    """A file of the background playbook with one line written otherwise."""
    text = background()[path].decode()
    assert text.count(old) == 1, f"{path} has {old!r} {text.count(old)} times"
    return {path: text.replace(old, new).encode()}


def findings(files: Mapping[str, bytes | None]) -> Counter[str]:
    with among(files) as workspace:
        return Counter(found.code for found in workspace.diagnostics())


@pytest.mark.parametrize(
    ("path", "instead", "code"),
    [
        (RIGHT, "content/right/change-weekend-cover.md", "text/unknown-field"),
        (TEAM, "content/Teams/finance.md", "text/unknown-field"),
        (RIGHT, "content/rights/Change Weekend Cover.md", "id/invalid"),
    ],
)
def test_a_file_by_another_name_is_one_finding_and_still_what_others_name(
    path: str, instead: str, code: str
) -> None:
    before = findings({})
    plain = re.sub(rb"(?m)^kind: .*\n", b"", background()[path])
    moved: dict[str, bytes | None] = {path: None, instead: plain}
    after = findings(moved)
    # A link to the file itself leads nowhere now, which is another mistake.
    after.subtract({"ref/link-file": after["ref/link-file"]})
    assert after - before == Counter({code: 1})


SLIPS = (
    ("a team", AGREEMENT, "parties: [support, pl", "parties: [suport, pl", "ref/party-unknown"),
    ("a signature", AGREEMENT, "signed: {support:", "signed: {suport:", "ref/party-unknown"),
    ("a share", AGREEMENT, "shares: {support: 45", "shares: {suport: 45", "ref/party-unknown"),
    ("who commits", AGREEMENT, "{party: support, ", "{party: suport, ", "ref/party-unknown"),
    ("who came", AGREEMENT, "present: [support", "present: [suport", "ref/party-unknown"),
    ("a right", AGREEMENT, "changes_by: change-", "changes_by: chnge-", "ref/unknown"),
    ("an outcome", AGREEMENT, "outcome: calm-", "outcome: clm-", "ref/unknown"),
    ("filler", AGREEMENT, "outcome: calm-weekends", "outcome: none", "ref/filler"),
    ("a number", AGREEMENT, "shares: {support: 45", "shares: {support: lots", "text/bad-value"),
    ("yes for a day", AGREEMENT, "support: 2026-03-02", "support: yes", "text/bad-value"),
    ("yes of an outsider", AGREEMENT, "signed: {", "signed: {leadership: yes, ", "text/bad-value"),
    ("a day", AGREEMENT, "support: 2026-03-02", "support: 2026-02-31", "text/bad-value"),
    ("a field", AGREEMENT, "acceptance:", "aceptance:", "text/unknown-field"),
    ("no metric", AGREEMENT, "by: 2026-06-30}\n  - {m", "by: soon}\n  - {m", "text/bad-value"),
    ("parties", AGREEMENT, "parties: [support, platform, finance]", "", "text/missing-field"),
    (
        "who gives",
        TRADEOFF,
        "{party: finance,  what: cov",
        "{party: f, what: cov",
        "ref/party-unknown",
    ),
    ("yes for true", LEADERS, "final: true", "final: yes", "text/bad-value"),
    ("gains", TRADEOFF, "\ngains:", "\ngets:", "text/unknown-field"),
    ("a target", AMENDMENT, "agreement:weekend-", "agreement:wekend-", "ref/unknown"),
    ("a governing right", AMENDMENT, "under: change-", "under: chnge-", "ref/unknown"),
    (
        "a role",
        AMENDMENT,
        "approved_by: finance.dir",
        "approved_by: finance.di",
        "ref/role-unknown",
    ),
    ("a gain", INCENTIVE, "gain: {support: 40", "gain: {support: much", "text/bad-value"),
    ("a winner", INCENTIVE, "gain: {support: 40", "gain: {suport: 40", "ref/party-unknown"),
    (
        "what is measured",
        INCENTIVE,
        "metric: weekend-first-reply",
        "metric: wekend-first-reply",
        "ref/unknown",
    ),
    (
        "another outcome",
        OUTCOME,
        "parties: [support, pl",
        "parties: [suport, pl",
        "ref/party-unknown",
    ),
    ("an indicator", OUTCOME, "indicators:", "indicater:", "text/unknown-field"),
    ("a check", ASSUMPTION, "checked: 2026-06-01", "checked: in June", "text/bad-value"),
)


@pytest.mark.parametrize(
    ("path", "old", "new", "code"), [pytest.param(*slip, id=name) for name, *slip in SLIPS]
)
def test_a_slip_is_reported_once_and_alone(path: str, old: str, new: str, code: str) -> None:
    found = findings(changed(path, old, new))
    assert found[code] == 1
    assert not {other: count for other, count in found.items() if other.startswith(FAMILIES)}


def test_a_pilot_whose_days_are_the_wrong_way_round_lacks_no_result() -> None:
    path = "content/pilots/four-week-rota.md"
    text = background()[path].decode()
    text = text.replace("end: 2026-02-15", "end: 2025-02-15").replace("concluded", "running")
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith("result:")]
    found = findings({path: "".join(lines).encode()})
    assert found["review/impossible-dates"] == 1
    assert "pilot/no-result" not in found


def test_the_background_has_none_of_these_findings() -> None:
    assert not [code for code in findings({}) if code.startswith(FAMILIES)]


def errors(files: Mapping[str, bytes]) -> list[str]:
    with among(files) as workspace:
        found = [d for d in workspace.diagnostics() if d.severity is Severity.ERROR]
    return [f"{d.span.path} {d.code}" for d in found]


WITH_FIELDS = [path for path, data in background().items() if data.startswith(b"---\n")]


@pytest.mark.parametrize("path", WITH_FIELDS)
def test_what_cannot_be_read_is_not_said_to_be_missing(path: str) -> None:
    broken = background()[path].replace(b"---\n", b'---\n"never closed\n', 1)
    assert errors({path: broken}) == [f"{path} text/yaml-error"]


def test_a_lesson_that_lacks_its_words_is_still_there() -> None:
    debrief = "content/debriefs/cover-round-one.md"
    old = "    lesson: Finance heard of the launch weekend after it was staffed\n"
    assert errors(changed(debrief, old, "")) == [f"{debrief} text/missing-field"]
