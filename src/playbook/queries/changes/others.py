"""What changed in measures, choices, plans, lessons and words."""

from collections.abc import Iterator
from typing import Any, Final

from playbook.kinds.common.readings import Reading
from playbook.kinds.common.statuses import BINDING, is_closed
from playbook.kinds.computed.naming import listing
from playbook.kinds.debrief import Improvement, Lesson
from playbook.kinds.matrix import Matrix, scores
from playbook.kinds.metric import Metric, readings
from playbook.kinds.term import Term
from playbook.model.entry import Card, Entry
from playbook.model.value import replace
from playbook.model.view import View
from playbook.queries.changes.both import Both, amount, moved, sense
from playbook.queries.changes.change import Change, Effect, Turn
from playbook.queries.changes.fields import OTHER
from playbook.queries.changes.items import paired, pairs
from playbook.queries.changes.mentioning import mentioning

_MEASURED: Final = (
    ("measures success of", "agreement", "acceptance.metric"),
    ("decides the running pilot", "pilot", "success.metric"),
    ("decides what is paid by", "incentive", "pays_when.metric"),
)
"""What a metric decides, by the kind and the field that name it."""

Follows = tuple[tuple[Effect, ...], tuple[str, ...]]
"""What follows from a change, and the teams that it touches by that."""

_MOST_NAMED: Final = 5
"""Of more documents than these it is told how many there are."""

METRIC_FIELDS: Final = (
    "unit",
    "better",
    "baseline",
    "target",
    "band",
    "collected_by",
    "source",
    "every",
)


def metric(before: Entry[Metric], after: Entry[Metric], both: Both) -> Iterator[Change]:
    """Yield how a target moved, and which readings of the past are others now."""
    old, new = before.record.target, after.record.target
    if old and new and old.value != new.value:
        better = after.record.better
        way, why = sense(better, old.value, new.value)
        end = f" by {new.by}" if new.by and new.by == old.by else ""
        turn = moved(old.value, new.value, after.record.unit, end)
        if before.record.unit != after.record.unit:
            turn = replace(turn, full=f"{amount(old.value, before.record.unit)}{end}")
        code, steps = "metric/definition-changed", ("target", "value")
        yield Change(code, "target", (turn,), part="target", steps=steps, sense=way, why=why)
    yield from _readings(before, after, both)


def measured(metric_: Entry[Metric], both: Both) -> Follows:
    """Return what a metric decides: which agreements, pilots and incentives, and whose they are."""
    effects: tuple[Effect, ...] = ()
    teams: tuple[str, ...] = ()
    for words, kind, field in _MEASURED:
        cards = both.after.sources(kind, field, metric_.address)
        held = [card for card in cards if card.status in BINDING]
        effects += (Effect(f"{words} {named(held)}"),) if held else ()
        teams += tuple(party for card in held for party in card.parties)
    return effects, tuple(dict.fromkeys(teams))


def resting(assumption: Entry[Any], both: Both) -> Follows:
    """Return which trade-offs rest on an assumption, and whose they are."""
    cards = both.after.sources("tradeoff", "assumes", assumption.address)
    held = [card for card in cards if not is_closed(both.after, card)]
    rest = "rests" if len(held) == 1 else "rest"
    effects = (Effect(f"{named(held)} {rest} on it"),) if held else ()
    return effects, tuple(dict.fromkeys(party for card in held for party in card.parties))


def _readings(before: Entry[Metric], after: Entry[Metric], both: Both) -> Iterator[Change]:
    unit = after.record.unit
    old, new = _by_day(before, both.before), _by_day(after, both.after)
    code = "metric/reading-rewritten"
    for day, reading in old.items():
        now = new.get(day)
        if now is None or now.value != reading.value:
            turn = Turn(amount(reading.value, unit), amount(now.value if now else None, unit))
            yield Change(code, "reading", (turn,), f"{day}", steps=("readings",))


def _by_day(entry: Entry[Metric], view: View) -> dict[Any, Reading]:
    return {reading.date: reading for reading in readings(view, entry.record, entry.path)}


def matrix(before: Entry[Matrix], after: Entry[Matrix], _: Both) -> Iterator[Change]:
    """Yield whether another option wins, or was chosen."""
    code = "matrix/winner-flipped"
    old, new = (scores(entry.record, entry.body) for entry in (before, after))
    if old and new and old.ranking and new.ranking:
        was, now = old.ranking[0], new.ranking[0]
        if was.slug != now.slug:
            turn = Turn(was.title, now.title)
            totals = ", ".join(f"{held.title} {held.total:.3g}" for held in new.ranking[:3])
            told = (Effect(f"totals now: {totals}"),)
            yield Change(
                code, "highest total", (turn,), part="weights", span=now.span, effects=told
            )
    if before.record.chosen != after.record.chosen:
        titles = {held.slug: held.title for table in (old, new) if table for held in table.options}
        turn = Turn(*(titles.get(it.record.chosen, it.record.chosen) for it in (before, after)))
        yield Change(code, "chosen", (turn,), part="chosen", steps=("chosen",))


def plan(before: Entry[Any], after: Entry[Any], both: Both) -> Iterator[Change]:
    """Yield whose point of walking away has moved."""
    for old, new, steps in pairs(before, after, "positions"):
        if old is None or new is None or old.walk_away == new.walk_away:
            continue
        was, now = (_stance(held.walk_away) for held in (old, new))
        turn = Turn(was, _in_unit(now, new.unit), full=_in_unit(was, old.unit))
        item = f"{both.party(new.party)}: {new.issue}"
        yield Change(
            "plan/walk-away-moved",
            "walks away at",
            (turn,),
            item,
            part="positions",
            steps=(*steps, "walk_away"),
            touches=(new.party,),
        )


def _stance(value: Any) -> str:  # noqa: ANN401 - a number or words
    return amount(value) if isinstance(value, float) else value or ""


def _in_unit(stance: str, unit: str) -> str:
    return f"{stance} {unit}".strip() if stance else ""


def debrief(before: Entry[Any], after: Entry[Any], both: Both) -> Iterator[Change]:
    """Yield which improvements came, went, and how far they are."""
    code = "debrief/improvement-changed"
    old, new = before.record.lessons, after.record.lessons
    for slug in dict.fromkeys((*new, *old)):
        yield from _lesson(slug, old.get(slug), new.get(slug))
        before_, after_ = (
            lessons[slug].improvements if slug in lessons else () for lessons in (old, new)
        )
        place = ("lessons", slug, "improvements")
        for was, now, steps in paired(before_, after_, place):
            base = Change(code, "improvement", (), (now or was).do, part="lessons", steps=steps)
            if was and now:
                yield from _improvement(base, was, now, both)
            else:
                held = (_who_and_when(it, both) if it else "" for it in (was, now))
                yield replace(base, turns=(Turn(*held),))


def _who_and_when(improvement: Improvement, both: Both) -> str:
    named = (both.words(improvement.owner), both.words(improvement.due))
    return ", ".join(filter(None, named)) or "nobody owns it yet"


def _improvement(base: Change, was: Improvement, now: Improvement, both: Both) -> Iterator[Change]:
    """Yield how far an improvement has come, and what else is said of it now."""
    if was.status != now.status:
        done = now.status == "done"
        evidence = f"evidence: {both.words(now.evidence)}" if done and now.evidence else ""
        yield replace(
            base,
            turns=(Turn(was.status, now.status),),
            steps=(*base.steps, "status"),
            why=evidence,
            part="",
            is_good=done,
        )
    if was.do != now.do:
        yield replace(base, turns=(Turn(was.do, now.do),), item="", steps=(*base.steps, "do"))
    for name in ("type", "owner", "due"):
        turn = Turn(*(both.words(getattr(improvement, name)) for improvement in (was, now)))
        if turn.before != turn.after:
            yield replace(base, turns=(turn,), field=name, steps=(*base.steps, name))


def _lesson(slug: str, old: Lesson | None, new: Lesson | None) -> Iterator[Change]:
    """Yield whether a lesson came, went, or says something else."""
    base = Change(OTHER, "lesson", (), slug, part="lessons", steps=("lessons", slug))
    was, now = (held.lesson if held else "" for held in (old, new))
    if was != now:
        yield replace(base, turns=(Turn(was, now),))
    if old and new and old.keep != new.keep:
        turn = Turn(*("yes" if held.keep else "no" for held in (old, new)))
        yield replace(base, turns=(turn,), field="keep", steps=(*base.steps, "keep"))


def term(before: Entry[Term], after: Entry[Term], both: Both) -> Iterator[Change]:
    """Yield what a word means now, and who uses it."""
    code = "term/sense-changed"
    old, new = before.record, after.record
    used, users = _used(after, both.after)
    if old.agreed != new.agreed:
        turn = Turn(both.words(old.agreed), both.words(new.agreed))
        sense_ = new.senses.get(new.agreed or "", "")
        yield Change(
            code,
            "agreed sense",
            (turn,),
            why=f"“{sense_}”" if sense_ else "",
            part="agreed",
            steps=("agreed",),
            effects=used,
            touches=(*filter(None, (old.agreed, new.agreed)), *users),
        )
    for team in dict.fromkeys((*new.senses, *old.senses)):
        was, now = old.senses.get(team, ""), new.senses.get(team, "")
        if was != now:
            item, steps = both.party(team), ("senses", team)
            turn = Turn(was, now)
            touched = (team, *users)
            told = () if old.agreed != new.agreed else used
            yield Change(
                code,
                "sense",
                (turn,),
                item,
                part="senses",
                steps=steps,
                effects=told,
                touches=touched,
            )


def _used(entry: Entry[Term], view: View) -> Follows:
    """Return which agreements and metrics that hold use a word."""
    cards: dict[str, Card] = {}
    for words in (entry.title, *entry.record.aliases):
        cards |= {card.address: card for card in mentioning(view, words)}
    using = [
        card
        for card in cards.values()
        if (card.kind == "agreement" and card.status in BINDING)
        or (card.kind == "metric" and not is_closed(view, card) and not card.draft)
    ]
    teams = dict.fromkeys(party for card in using for party in card.parties)
    return ((Effect(f"used in {named(using)}"),) if using else ()), tuple(teams)


def named(cards: list[Card]) -> str:
    """Return documents as a sentence names them, or counts them."""
    if len(cards) <= _MOST_NAMED:
        return listing([card.title for card in cards])
    return f"{len(cards)} documents in force"
