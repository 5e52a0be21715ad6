"""Changes that are rightly silent, each with its reason: what they leave behind is no mistake."""

from fnmatch import fnmatchcase
from typing import NamedTuple

from mutating.edits import Mutation
from playbook.engine.settings.registry import KINDS


class Silent(NamedTuple):
    """A sort of change, the pattern of its names (`kind:id field`), and why nothing is said.

    With `closed` the row is about documents that are history, whatever their names.
    """

    sort: str
    name: str
    reason: str
    closed: bool = False


def row_of(mutation: Mutation) -> Silent | None:
    """Return the row by which a change may be silent, or None."""
    kind = KINDS[mutation.entry.kind]
    is_closed = mutation.entry.status in kind.closed
    for row in SILENT:
        is_meant = row.sort == mutation.sort and (is_closed or not row.closed)
        if is_meant and fnmatchcase(mutation.name, row.name):
            return row
    return None


_HISTORY = "a closed document is history: nothing is asked of it that only the living must have"
_OVER = "what is over, or done, cannot be late"
_HIGHER = "the right that governs the agreement says where a dispute is escalated"
_GAINS = "who shares a gain is said in `gain`; the model does not compare the two lists"
_POSITIONS = "a plan may note what a team wants that is not at the table"
_WEIGHTS = "a matrix may count the weights of a team that it does not bind"
_WALKERS = "who follows a tree and who acts in it may be different teams"
_ACTS = "the team acts in another stage as well, so it has not lost its place in the tree"
_STATEMENT = "an outcome is a statement: the model asks signatures of agreements only"
_ALONE = "no agreement serves this outcome that one of its parties could be a stranger to"
_MIRRORED = "a position whose steps go in one direction may be turned round"
_RATE = "the unit is a rate, and so tells the timeframe"
_FOR_ALL = "site.yml names the right by which every agreement is changed that names none itself"
_NOT_YET = "a proposed trade-off does not hold yet, so it cannot have lapsed"

SILENT = (
    Silent("asked for, removed", "*", _HISTORY, closed=True),
    Silent("asked for, removed", "agreement:* changes_by", _FOR_ALL),
    Silent("signature removed", "*", _HISTORY, closed=True),
    Silent("escalation removed", "*", _HISTORY, closed=True),
    Silent("party removed", "agreement:* reviews.*", _HISTORY, closed=True),
    Silent("party removed", "outcome:* parties.*", _HISTORY, closed=True),
    Silent("approver", "right:change-agency-cover approver", _HISTORY, closed=True),
    Silent("unit", "tradeoff:* *.what", _HISTORY, closed=True),
    Silent("“done” removed", "agreement:*", _OVER, closed=True),
    Silent("end before the begin", "agreement:* commitments.*", _OVER, closed=True),
    Silent("end before the begin", "assumption:* checked", _OVER, closed=True),
    Silent("end before the begin", "outcome:* horizon", _OVER, closed=True),
    Silent("end before the begin", "tradeoff:* *.until", _OVER, closed=True),
    Silent("end before the begin", "plan:phone-negotiation stages.0.by", _OVER, closed=True),
    Silent("end before the begin", "plan:cover-negotiation stages.0.by", _OVER),
    Silent("end before the begin", "agreement:release-handover commitments.2.due", _OVER),
    Silent("end before the begin", "agreement:weekend-cover commitments.2.due", _OVER),
    Silent("end before the begin", "debrief:april-release lessons.*.due", _OVER),
    Silent("end before the begin", "debrief:old-engine-farewell lessons.*.due", _OVER),
    Silent("end before the begin", "debrief:cover-round-one lessons.late-*.due", _OVER),
    Silent(
        "end before the begin",
        "assumption:scripted-answers checked",
        "what is known to be broken need not be tested again",
    ),
    Silent("end before the begin", "tradeoff:fewer-tools *.until", _NOT_YET),
    Silent(
        "“done” removed",
        "debrief:cover-round-one lessons.late-surprises.*",
        "its day is still to come: an improvement that is open until then is in time",
    ),
    Silent("asked for, removed", "agreement:* disputes", _HIGHER),
    Silent(
        "asked for, removed",
        "assumption:scripted-answers checked",
        "what is known to be broken need not be tested again",
    ),
    Silent(
        "asked for, removed",
        "metric:releases-a-month baseline",
        "a metric with a band is compared with the band",
    ),
    Silent(
        "asked for, removed",
        "norm:read-it-back because",
        "a norm that was never revised has nothing to give a reason for",
    ),
    Silent(
        "asked for, removed",
        "debrief:april-release lessons.no-way-back.improvements.1.*",
        "an improvement that was dropped needs nobody to do it, and no day",
    ),
    Silent("asked for, removed", "tradeoff:notice-for-speed gives.[12].until", _RATE),
    Silent("asked for, removed", "tradeoff:slower-first-reply gives.[12].until", _RATE),
    Silent("asked for, removed", "tradeoff:fewer-tools gives.[23].until", _RATE),
    Silent(
        "approver",
        "right:approve-data-export approver",
        "it governs no agreement whose parties the approver would have to be one of",
    ),
    Silent("party removed", "incentive:* parties.*", _GAINS),
    Silent("party removed", "plan:* parties.*", _POSITIONS),
    Silent("party removed", "matrix:* parties.*", _WEIGHTS),
    Silent("party removed", "tree:* parties.*", _WALKERS),
    Silent("party removed", "tree:may-we-buy-this stages.medium.consulted.*", _ACTS),
    Silent("party removed", "tree:may-we-buy-this stages.need.consulted.1", _ACTS),
    Silent("party removed", "tree:rota-change stages.prepare.consulted.0", _ACTS),
    Silent("party removed", "outcome:trusted-exports parties.*", _ALONE),
    Silent("signature removed", "outcome:* signed.*", _STATEMENT),
    Silent("swapped", "plan:export-negotiation positions.[023].prefer", _MIRRORED),
    Silent("swapped", "plan:phone-negotiation positions.0.prefer", _MIRRORED),
    Silent("swapped", "plan:cover-negotiation positions.2.prefer", _MIRRORED),
)
