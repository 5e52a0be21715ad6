"""What one document names many times and is not fit for it is told once, with the fields."""

from rules.checking import among

RETIRED = b"---\nretired: 2026-04-30\n---\n# Night desk\n\nWe answered at night.\n"
PLAN = b"""---
parties: [support, night-desk]
owner: night-desk
status: active
stages:
  - {id: one, by: 2026-08-01, exit: a figure, fallback: guess}
no_deal: {support: stay, night-desk: stay}
positions:
  - {issue: a, party: night-desk, unit: min, prefer: 1, walk_away: 2, concede_by: night-desk.lead}
  - {issue: b, party: night-desk, unit: min, prefer: 1, walk_away: 2, concede_by: support.lead}
---
# Negotiating nights
"""
DRAFT = b"""---
decision: Stay open at night
approver: support.lead
---
# Nights
"""
STAGES = b"""---
parties: [support, platform]
status: active
stages:
  - {id: one, by: 2026-08-01, exit: a figure, fallback: guess, right: right-of-nights}
  - {id: two, by: 2026-09-01, exit: a vote, fallback: wait, right: right-of-nights}
---
# Negotiating nights
"""


def told(code: str, files: dict[str, bytes]) -> list[str]:
    with among(files) as workspace:
        return [found.message for found in workspace.diagnostics() if found.code == code]


def test_a_retired_team_is_told_once_of_a_document() -> None:
    files = {"content/teams/night-desk.md": RETIRED, "content/plans/nights.md": PLAN}
    (message,) = told("ref/party-retired", files)
    fields = "`parties`, `owner`, `no_deal`, `positions.party` (2 times) and `positions.concede_by`"
    assert message == f"the team “Night desk” is retired, and {fields} count on it"


def test_a_document_that_is_not_fit_is_told_once_of_another() -> None:
    files = {"content/rights/right-of-nights.md": DRAFT, "content/plans/nights.md": STAGES}
    assert told("ref/status", files) == [
        "this is active, and `stages.right` (2 times) rely on “Nights”, which is a draft"
    ]
