"""Names of today in what was written earlier: who is renamed has agreed to the same."""

from rules.commits import START, after, check
from rules.test_history import AGREEMENT, BOTH, agreement, codes


def test_a_team_that_is_renamed_is_no_change_of_what_was_agreed() -> None:
    swap = agreement(
        parties="[squad, support]",
        signed="{squad: 2026-02-20, support: 2026-02-20}",
        commitments="[{party: squad, does: swap}, {party: support, does: answer}]",
        risks="[{risk: quiet, shares: {squad: 40, support: 60}}]",
    )
    renamed = swap.replace("squad", "zulu")
    before = {"content/teams/squad.md": "# Squad\n\nWe care.\n", AGREEMENT: swap}
    now = {"content/teams/zulu.md": "---\nformerly: [squad]\n---\n# Zulu\n\nWe care.\n"}
    gone = (after(30), {"content/teams/squad.md": None, AGREEMENT: renamed, **now})
    assert codes(check((START, before), gone)) == []
    changed = renamed.replace("zulu: 40, support: 60", "zulu: 60, support: 40")
    assert codes(check((START, before), (after(30), {**gone[1], AGREEMENT: changed}))) == BOTH


def test_a_misspelt_name_is_no_change_of_what_was_agreed() -> None:
    found = check((START, {AGREEMENT: agreement()}), now={AGREEMENT: agreement(outcome="calm")})
    assert codes(found) == []


def test_a_term_that_is_renamed_is_no_change_of_the_terms_that_speak_of_it() -> None:
    term = "---\nstatus: agreed\n---\n# Swap day\n\nThe day of a swap.\n"
    terms = "A swap is announced by [[swap-day]] or [[term:swap-day|that day]]."
    before = {AGREEMENT: agreement(terms=terms), "content/terms/swap-day.md": term}
    now = {
        "content/terms/swap-day.md": None,
        "content/terms/trade-day.md": term.replace("status", "formerly: [swap-day]\nstatus"),
    }
    renamed = agreement(terms=terms.replace("swap-day", "trade-day"))
    assert codes(check((START, before), (after(30), {**now, AGREEMENT: renamed}))) == []
    other = agreement(terms=terms.replace("swap-day", "trade-day").replace(" or ", " and "))
    assert codes(check((START, before), (after(30), {**now, AGREEMENT: other}))) == BOTH
