"""Rules about norms: ways of working that anyone can see happen."""

import re
from collections.abc import Iterator

from playbook.kinds.common.written import lacks
from playbook.kinds.norm import Norm
from playbook.model.body import Block, as_written
from playbook.model.diagnostic import Severity
from playbook.model.entry import Entry
from playbook.model.rule import Finding, rule
from playbook.model.view import View

_VAGUE = re.compile(
    r"\b(?:appropriate(?:ly)?|be (?:kind|nice|open|polite|respectful)|considerate|"
    r"constructive(?:ly)?|mindful|respect(?:ful|fully)?|should|strive|try|tries|"
    r"achtsam\w*|angemessen\w*|bemüh\w*|freundlich\w*|höflich\w*|konstruktiv\w*|nett|"
    r"offen (?:sein|bleiben)|respektvoll\w*|rücksichtsvoll\w*|sollten?|versuch\w*|"
    r"wertschätzend\w*)\b",
    re.IGNORECASE,
)
_SEEN = re.compile(
    r"\d|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|"
    r"\b(?:before|within|until|every|each|daily|weekly|monthly)\b|"
    r"\b(?:(?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|sonnabends?|spätestens|binnen|"
    r"innerhalb|bis|jede[mnrs]?|täglich|wöchentlich|monatlich|vor (?!allem\b))\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+")


@rule("norm/unowned", Severity.WARNING, on=Norm, lacks=True)
def unowned(entry: Entry[Norm], view: View) -> Iterator[Finding]:
    """A norm has neither parties nor an owner."""
    if not entry.record.owner and lacks(entry, "parties"):
        message = "nobody has agreed to this norm: it has neither parties nor an owner"
        yield Finding(entry.at("parties"), message, "name the teams that keep to it in `parties`")


@rule("norm/not-observable", Severity.NOTICE, on=Norm)
def not_observable(entry: Entry[Norm], view: View) -> Iterator[Finding]:
    """The first paragraph describes nothing that one could see happen."""
    lead = entry.body.lead
    hint = "say who does what, when or where: something a newcomer could watch"
    if lead is None:
        message = "the norm does not say below its title what people do"
        yield Finding(entry.heading, message, hint)
    elif _is_vague(lead):
        message = "these are intentions; nobody could see whether the norm is kept"
        yield Finding(lead.span, message, hint)


def _is_vague(lead: Block) -> bool:
    """Tell whether each sentence has a vague word, and none a time or a number."""
    sentences = [words for words in _SENTENCE_END.split(as_written(lead.text)) if words.strip()]
    return bool(sentences) and all(
        _VAGUE.search(words) and not _SEEN.search(words) for words in sentences
    )


@rule("norm/groundless", Severity.NOTICE, on=Norm)
def groundless(entry: Entry[Norm], view: View) -> Iterator[Finding]:
    """A norm was revised, and does not say which lesson led to it."""
    if entry.record.revised and lacks(entry, "because"):
        message = "the norm was revised, and does not say why"
        hint = "name the lesson in `because`, as `debrief-id#lesson`"
        yield Finding(entry.at("revised", key=True), message, hint)
