"""What an empty view asks for: the command that makes the first document, and how it could look."""

from playbook.rendering.parts import Parts
from playbook.rendering.shapes.empty import Empty

_EXAMPLES = {
    "right": (
        'right "Spend on tools"',
        "content/rights/spend-on-tools.md",
        """\
---
status: in-force
decision: Spend on a tool, up to 5,000 GBP a year
limit: {to: 5000, unit: GBP/year}
approver: platform.lead
veto: [finance.director]
veto_grounds: the money is not in this year's budget
answer_within: 3 days
if_silent: escalate
escalate_to: leadership.coo
---
# Spend on tools
""",
    ),
    "tradeoff": (
        'tradeoff "A slower reply for free weekends"',
        "content/tradeoffs/a-slower-reply.md",
        """\
---
agreement: weekend-cover
status: accepted
gives:
  - {party: support, what: first reply, from: 15, to: 45, unit: min, until: 2027-03-31}
gains:
  - {party: support, what: free weekends, from: 1, to: 2, unit: per month, until: 2027-03-31}
assumes: [weekend-volume]
---
# A slower reply for free weekends
""",
    ),
    "agreement": (
        'agreement "Weekend cover"',
        "content/agreements/weekend-cover.md",
        """\
---
parties: [support, platform, finance]
outcome: calm-weekends
status: in-force
acceptance:
  - {metric: weekend-first-reply, target: 45, by: 2027-06-30, applies_to: all}
risks:
  - {risk: Volume doubles during a launch, shares: {support: 45, platform: 35, finance: 20}}
changes_by: change-weekend-cover
---
# Weekend cover
""",
    ),
}
"""By kind: what follows `playbook new`, the file, and what it could say."""


def first_words(kind: str, parts: Parts, text: str) -> Empty:
    """Return what to write first so that a view has something to show."""
    command, path, example = _EXAMPLES[kind]
    return Empty(parts.texts[text], f"playbook new {command}", path, example)
