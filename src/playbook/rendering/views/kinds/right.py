"""A decision right's facts: who decides, who may stop it, and where it goes when it is stuck."""

from collections.abc import Iterator, Sequence

from playbook.kinds.common.publication import published
from playbook.kinds.common.resolving import find
from playbook.kinds.computed.roles import is_final
from playbook.kinds.right import Limit, Right
from playbook.model.address import Address
from playbook.model.entry import Card, Entry
from playbook.model.fields import Duration
from playbook.model.view import View
from playbook.rendering.durations import in_words, together
from playbook.rendering.parts import Parts, given
from playbook.rendering.shapes import Fact, Panel, Step, Steps, Value


def panels(entry: Entry[Right], parts: Parts) -> Iterator[Panel]:
    """Yield the facts of a decision right."""
    record = entry.record
    facts = (
        *parts.fact("decision", parts.words(record.decision)),
        *parts.fact("limit", limit(record.limit, parts)),
        *decision_facts(record, parts),
        *parts.fact("driver", *parts.parties(given(record.driver))),
        *parts.fact("consulted", *parts.parties(record.consulted)),
        *parts.fact("informed", *parts.parties(record.informed)),
    )
    yield from parts.facts(facts)
    yield from filter(None, [ladder(entry.card, parts)])


def decision_facts(record: Right, parts: Parts) -> tuple[Fact, ...]:
    """Return what who asks for a decision must know: approver, veto, time, silence."""
    texts = parts.texts
    silent = texts[f"word.silence.{record.if_silent}"] if record.if_silent else ""
    return (
        *parts.fact("approver", *parts.parties(record.approvers)),
        *parts.fact("deputy", *parts.parties(given(record.deputy))),
        *parts.fact("veto", *parts.parties(record.veto)),
        *parts.fact("veto_grounds", parts.words(record.veto_grounds)),
        *parts.fact("answer_within", parts.words(parts.texts.duration(record.answer_within))),
        *parts.fact("if_silent", parts.words(silent)),
    )


def limit(held: Limit | None, parts: Parts) -> Value:
    """Return the amounts for which a right holds: the lower end included, the upper one not."""
    if held is None:
        return ()
    texts = parts.texts
    low_unit = held.unit if held.to is None else ""
    low = parts.quantity(held.from_, low_unit) if held.from_ is not None else ""
    high = parts.quantity(held.to, held.unit) if held.to is not None else ""
    if low and high:
        return parts.words(texts("range.between", low=low, high=high))
    if low:
        return parts.words(texts("range.from", low=low))
    if high:
        return parts.words(texts("range.below", high=high))
    return parts.words(texts("range.any", unit=held.unit))


def has_last_word(view: View, party: str) -> bool:
    """Tell whether escalations may end at a role."""
    return is_final(view, Address.party(party))


def ladder(card: Card, parts: Parts) -> Steps | None:
    """Follow a right's escalation step by step; None where there is nothing to follow."""
    steps: list[Step] = []
    times: list[Duration | None] = []
    seen: set[str] = set()
    here: Card | None = card
    loops = False
    while here and not loops:
        record = parts.view.record(Right, here.id)
        if record is None:
            break
        seen.add(here.address)
        steps.append(_rung(record, parts, times, () if here == card else (parts.card(here),)))
        times.append(record.answer_within)
        onward, here = record.escalation, None
        if onward and onward.kind == "right":
            found = find(parts.view, onward)
            loops = found is not None and found.address in seen
            here = found if found and published(parts.view, found) else None
        elif onward:
            party = str(record.escalate_to)
            last = parts.view.call(has_last_word, party)
            steps.append(Step((parts.party(party),), _arrival(times, parts), last=last))
    if len(steps) < _WORTH_SHOWING:
        return None
    texts = parts.texts
    note = "" if steps[-1].last else texts["word.not-final"]
    if loops:
        note = texts["word.escalation-loop"]
    return Steps("escalation", texts["panel.escalation"], tuple(steps), note)


_WORTH_SHOWING = 2


def _rung(record: Right, parts: Parts, times: Sequence[Duration | None], link: Value) -> Step:
    texts = parts.texts
    within = texts("word.within-time", duration=texts.duration(record.answer_within))
    silent = texts(f"word.silence-then.{record.if_silent}") if record.if_silent else ""
    ends = record.escalate_to is None and any(
        parts.view.call(has_last_word, party) for party in record.approvers
    )
    notes = (
        link,
        *_arrival(times, parts),
        parts.words(within if record.answer_within else ""),
        parts.words(silent),
    )
    return Step(tuple(map(parts.party, record.approvers)), tuple(filter(None, notes)), last=ends)


def _arrival(times: Sequence[Duration | None], parts: Parts) -> tuple[Value, ...]:
    """Say after how long a matter comes to a step at the latest: when nobody below answered."""
    waited = together(times) if times else None
    if waited is None:
        return ()
    return (parts.words(parts.texts("word.arrives", time=in_words(waited, parts.texts))),)
