"""The codes of changes, each with what it stands for; they are never reused."""

from typing import Final

CODES: Final[dict[str, str]] = {
    "right/approver-changed": "Another role decides, or stands in for the one that does.",
    "right/veto-changed": "Other roles may stop it, or on other grounds.",
    "right/escalation-changed": "It goes to somebody else when it is not decided.",
    "right/limit-changed": "It holds for other amounts, or as part of another ladder.",
    "right/deadline-changed": "The time for an answer, or what silence means.",
    "agreement/party-changed": "A team came to the agreement, or left it.",
    "agreement/commitment-changed": "A party owes something else, or at another time.",
    "agreement/target-changed": "A criterion of success, its value or its day.",
    "agreement/share-shifted": "A risk, or how much of it each party bears.",
    "agreement/period-changed": "The first or the last day on which it holds.",
    "agreement/governance-changed": "Who may change it, or where a dispute goes.",
    "agreement/signature-added": "A party signed.",
    "agreement/signature-removed": "A party's signature is gone.",
    "tradeoff/amount-changed": "What a party gives or gains.",
    "tree/node-changed": "A question, step or outcome came or went, or has another stage.",
    "tree/answer-retargeted": "An answer came or went, or leads elsewhere.",
    "tree/route-ends-elsewhere": "The same answers, from the start, end at another node.",
    "tree/role-moved": "Another role drives, decides, may veto or is asked in a stage.",
    "metric/definition-changed": "What is measured: unit, source, target, which way is good.",
    "metric/reading-rewritten": "A reading that was there has another value, or is gone.",
    "pilot/criteria-changed": "What counts as success, or what follows from the result.",
    "matrix/winner-flipped": "Another option has the highest total, or was chosen.",
    "plan/walk-away-moved": "The point at which a party would rather have no agreement.",
    "incentive/split-changed": "How gain or pain is shared.",
    "debrief/improvement-changed": "An improvement came, went, or is further than it was.",
    "term/sense-changed": "What a team means by a word, or whose sense holds.",
    "status/changed": "The document came into force, ended, or otherwise stands elsewhere.",
    "settings/changed": "A setting by which documents are judged.",
    "document/added": "A document that was not there.",
    "document/removed": "A document that is gone.",
    "document/field-changed": "Any other field that binds, also of a kind of your own.",
    "document/wording-changed": "The words that were agreed upon: terms, definition, statement.",
}
"""Every code of a change, and what it means."""
