"""What a rule asks for, taken out of a document that has it."""

from collections.abc import Iterator
from typing import Any

from mutating.edits import (
    Mutation,
    Want,
    World,
    change,
    field_of,
    others,
    want,
    without_pair,
    written,
)
from playbook.model.entry import Entry
from playbook.model.record import Path
from playbook.model.text import Span


def removals(entry: Entry[Any], world: World) -> Iterator[Mutation]:
    """Take out whatever some rule asks for, one at a time."""
    for path, mark in entry.marks.items():
        sort, wants = _answers(entry, path, world)
        if sort and mark.key:
            said = f"{written(entry, mark.value)[:40]!r} removed"
            yield change(sort, entry, path, said, without_pair(entry, path), wants)


def _answers(entry: Entry[Any], path: Path, world: World) -> tuple[str, list[Want]]:
    """Return by which sort of change a field is taken out, and what answers it; "" for none."""
    at = entry.at
    if path[:1] == ("signed",) and path[1:]:
        return "signature removed", want("agreement/unsigned", at("signed", key=True))
    if path[:1] == ("input",) and path[1:]:
        spans = [at("about", index) for index, _ in enumerate(entry.record.about)]
        return "input removed", want("debrief/unheard", *spans)
    if path == ("escalate_to",):
        below = [place for _, _, _, place in others(world, entry.address)]
        wants = want("right/dead-end", at("approver")) + want("right/no-last-word", *below)
        return "escalation removed", wants
    if path[-1:] == ("status",) and written(entry, at(*path)) == "done":
        due = at(*path[:-1], "due")
        wants = want("agreement/commitment-late", due) + want("debrief/action-late", due)
        return "“done” removed", wants
    name = f"{entry.kind} {_plain(path)}"
    if name not in _ASKED_FOR:
        return "", []
    wants = []
    for answer in _ASKED_FOR[name].split(" | "):
        code, _, place = answer.partition(" ")
        wants += want(code, *_places(entry, path, place, world))
    return "asked for, removed", wants


def _plain(path: Path) -> str:
    """Return the name of a field, the names of lessons and stages left out."""
    if path[:1] in {("lessons",), ("stages",)} and path[1:]:
        return field_of((path[0], *path[2:]))
    return field_of(path)


def _places(entry: Entry[Any], path: Path, place: str, world: World) -> Iterator[Span]:
    """Yield where the lack of a field is reported: see `_ASKED_FOR`."""
    holder, (sort, _, name) = path[:-1], place.partition(" ")
    if sort == "parties":
        yield from (entry.at("parties", number) for number, _ in enumerate(entry.record.parties))
    elif sort == "superseded":
        for reference in entry.references:
            if reference.field == "supersedes":
                yield world[reference.address.document].at("status")
    elif sort == "holder":
        yield entry.at(*holder, key=True)
    elif sort == "beside":
        yield entry.at(*holder, name)
    elif sort in {"key", "value"}:
        yield entry.at(*name.split("."), key=sort == "key")
    else:
        yield entry.at(*holder) if holder else entry.heading


_ASKED_FOR = {
    "agreement outcome": "agreement/no-outcome",
    "agreement review_every": "agreement/never-reviewed",
    "agreement changes_by": "agreement/no-amendment-route",
    "agreement disputes": "agreement/no-dispute-route",
    "agreement acceptance": "agreement/no-acceptance",
    "agreement acceptance.metric": "agreement/soft-criterion",
    "agreement acceptance.target": "agreement/soft-criterion",
    "agreement acceptance.by": "agreement/soft-criterion",
    "agreement risks.shares": "agreement/unborne beside risk",
    "agreement reviews.amendment": "review/dangling beside result",
    "agreement reviews.present": "review/absent",
    "agreement supersedes": "status/no-successor superseded",
    "amendment approved_by": "amendment/wrong-approver value status",
    "assumption checked": "assumption/unchecked value check_every",
    "assumption if_broken": "assumption/no-plan-b",
    "debrief lessons.keep": "debrief/lesson-idle holder",
    "debrief lessons.improvements": "debrief/lesson-idle holder",
    "debrief lessons.improvements.owner": "debrief/unowned-action",
    "debrief lessons.improvements.due": "debrief/unowned-action",
    "debrief lessons.improvements.evidence": "debrief/done-without-proof beside status",
    "incentive cap": "incentive/uncapped-pain key pain",
    "incentive pays_when.metric": "incentive/unmeasured",
    "matrix supersedes": "status/no-successor superseded",
    "metric baseline": "metric/no-baseline",
    "metric readings": "metric/no-reading | metric/verdict-due value target.by",
    "norm because": "norm/groundless key revised",
    "norm supersedes": "status/no-successor superseded",
    "outcome beneficiaries": "outcome/no-beneficiary",
    "outcome indicators": "outcome/no-indicator",
    "outcome out_of_scope": "outcome/no-boundary",
    "pilot decides": "pilot/no-decision-rule",
    "pilot decides.met": "pilot/no-decision-rule holder",
    "pilot decides.missed": "pilot/no-decision-rule holder",
    "pilot result.led_to": "pilot/no-consequence holder",
    "pilot success": "pilot/no-criterion",
    "plan positions.concede_by": "plan/who-concedes",
    "plan no_deal": "plan/no-alternative parties",
    "plan stages.exit": "plan/no-exit",
    "plan stages.fallback": "plan/no-fallback",
    "right answer_within": "right/no-deadline",
    "right supersedes": "status/no-successor superseded",
    "right veto_grounds": "right/bare-veto value veto",
    "term agreed": "term/split-meaning key senses",
    "tradeoff gives.to": "tradeoff/no-number beside what",
    "tradeoff gains.to": "tradeoff/no-number beside what",
    "tradeoff gives.unit": "tradeoff/no-number beside what",
    "tradeoff gains.unit": "tradeoff/no-number beside what",
    "tradeoff gives.until": "tradeoff/no-number beside what",
    "tradeoff gives.unquantified": "tradeoff/no-number beside what",
    "tradeoff gains.unquantified": "tradeoff/no-number beside what",
    "tree stages.driver": "tree/stage-undecided holder",
    "tree stages.approver": "tree/stage-undecided holder",
}
"""The rule that asks for a field, and where it reports that the field is missing.

That is the mapping that should hold the field, or the title; `holder`: the key of that mapping,
`beside NAME`: another field of it, `key NAME` and `value NAME`: a field of the document; each of
the `parties`; the status of what was `superseded`.
"""
