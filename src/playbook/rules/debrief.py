"""Rules about debriefs: everyone is heard, and what was learnt is acted on."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from playbook.kinds.agreement import Agreement
from playbook.kinds.common.headings import FOUR_QUESTIONS, in_language, names, section
from playbook.kinds.common.parties import roster
from playbook.kinds.common.statuses import STILL_OPEN
from playbook.kinds.common.written import quoted, sound
from playbook.kinds.computed.naming import listing, title_of
from playbook.kinds.debrief import Debrief, Improvement, LearntLesson, learnt
from playbook.kinds.plan import Plan
from playbook.model.address import Address
from playbook.model.body import Block
from playbook.model.diagnostic import Related, Severity
from playbook.model.english import with_article
from playbook.model.entry import Entry
from playbook.model.meant.nearest import nearest
from playbook.model.record import Path
from playbook.model.rule import Finding, rule
from playbook.model.text import Span
from playbook.model.view import View
from playbook.rules.common.uses import users
from playbook.rules.versions.life import life

_GRACE = timedelta(days=30)
_PROOFS = frozenset({"amendment", "norm", "page", "tree"})
_CHANGES = MappingProxyType({"norm": ("adopted", "revised"), "amendment": ("approved",)})
"""Fields that tell on which day something was changed."""

_ENDED = frozenset({"ended", "expired"})
_ALIKE = 0.6
"""Two lessons are nearly the same if they share this part of all their meaningful words."""

_FEWEST_SHARED = 3
_HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z][\w.-]*\w")


@rule("debrief/unheard", Severity.ERROR, on=Debrief, since="reviewed")
def unheard(entry: Entry[Debrief], view: View) -> Iterator[Finding]:
    """A party of what the debrief is about was not heard."""
    record = entry.record
    heard = roster(view, (*record.input, *record.absent))
    if not heard.complete or not sound(entry, "input") or not sound(entry, "absent"):
        return
    told: set[str] = set()
    for index, written in enumerate(record.about):
        card = view.card(Address.parse(written))
        for team in roster(view, card.parties).teams if card else ():
            if card and team not in heard.teams and team not in told:
                told.add(team)
                message = f"{title_of(view, team)}, a party of “{card.title}”, was not heard"
                hint = "ask the team and add it to `input`, or say in `absent` why it was not there"
                yield Finding(entry.at("about", index), message, hint)


@rule("debrief/missing", Severity.WARNING, clock=True)
def missing(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """A plan was concluded or an agreement ended a month ago, and nobody looked back on it."""
    day = _last_day(entry)
    if day is None or view.as_of is None or view.as_of - day < _GRACE:
        return
    if not view.call(_is_debriefed, entry.address):
        message = f"“{entry.title}” was over on {day}, and there is no debrief about it"
        hint = "hold one while people remember; half an hour is enough"
        yield Finding(entry.heading, message, hint)


def _last_day(entry: Entry[Any]) -> date | None:
    """Return the day on which a plan was concluded or an agreement ended, as far as is known."""
    record = entry.record
    if isinstance(record, Plan) and entry.status == "concluded":
        days = [stage.done or stage.by for stage in record.stages]
        return max((day for day in days if day), default=None)
    if isinstance(record, Agreement) and entry.status in _ENDED:
        return record.until
    return None


def _is_debriefed(view: View, address: str) -> bool:
    card = view.card(address)
    links = users(view, card) if card else ()
    return any(link.source.startswith("debrief:") and link.field == "about" for link in links)


@rule("debrief/aar-gap", Severity.NOTICE, on=Debrief, since="reviewed")
def aar_gap(entry: Entry[Debrief], view: View) -> Iterator[Finding]:
    """One of the four questions of a debrief is not answered."""
    gaps = [title for title in FOUR_QUESTIONS if not _says_something(section(entry.body, title))]
    if gaps:
        language = view.setting("language") or "en"
        titles = [f"“{in_language(title, language)}”" for title in gaps]
        message = f"nothing stands under {listing(titles)}"
        hint = _misspelt(entry, gaps) or "one sentence under each heading will do"
        yield Finding(entry.heading, message, hint)


def _misspelt(entry: Entry[Debrief], gaps: list[str]) -> str:
    """Return how to mend a heading that was meant as one of the questions, if one is like it."""
    questions = {name for title in FOUR_QUESTIONS for name in names(title)}
    others = [heading.text for heading in entry.body.headings if heading.text not in questions]
    for name in (name for title in gaps for name in names(title)):
        if like := nearest(name, others):
            return f"write “{name}” for “{like}”"
    return ""


def _says_something(blocks: tuple[Block, ...]) -> bool:
    return any(block.heading is None and block.text.strip() for block in blocks)


@rule("debrief/lesson-idle", Severity.WARNING, on=Debrief, since="reviewed")
def lesson_idle(entry: Entry[Debrief], view: View) -> Iterator[Finding]:
    """Nothing follows from a lesson."""
    for slug, lesson in entry.record.lessons.items():
        if not lesson.keep and not lesson.improvements and sound(entry, "lessons", slug):
            message = f"nothing follows from the lesson “{slug}”"
            hint = "add an improvement, or `keep: true` if it went well and stays as it is"
            yield Finding(entry.at("lessons", slug, key=True), message, hint)


@rule("debrief/unowned-action", Severity.ERROR, on=Debrief, since="reviewed")
def unowned_action(entry: Entry[Debrief], view: View) -> Iterator[Finding]:
    """An improvement has no owner or no date."""
    for path, item in _improvements(entry):
        lacking = [name for name in ("owner", "due") if getattr(item, name) is None]
        lacking = [name for name in lacking if sound(entry, *path, name)]
        if lacking and item.status != "dropped":
            names = " and ".join(f"`{name}`" for name in lacking)
            message = f"{quoted(item.do)} has no {' and no '.join(lacking)}"
            hint = f"add {names}; or set it to `dropped`, if nobody will do it"
            yield Finding(entry.at(*path), message, hint)


@rule("debrief/done-without-proof", Severity.ERROR, on=Debrief)
def done_without_proof(entry: Entry[Debrief], view: View) -> Iterator[Finding]:
    """An improvement is said to be done, and nothing shows it."""
    hint = "name the amendment, norm, page or tree that changed, as `kind:id`"
    for path, item in _improvements(entry):
        if item.status != "done" or not sound(entry, *path, "evidence"):
            continue
        kind = Address.parse(item.evidence or "").kind
        if not item.evidence:
            message = f"{quoted(item.do)} is said to be done, and nothing shows it"
            yield Finding(entry.at(*path, "status"), message, f"add `evidence`: {hint}")
        elif kind and kind not in _PROOFS and view.card(Address.parse(item.evidence)):
            message = f"{with_article(kind)} does not show that {quoted(item.do)} is done"
            yield Finding(entry.at(*path, "evidence"), message, hint)


@rule("debrief/proof-too-old", Severity.ERROR, on=Debrief)
def proof_too_old(entry: Entry[Debrief], view: View) -> Iterator[Finding]:
    """The evidence for an improvement is older than the debrief."""
    held = entry.record.held
    for path, item in _improvements(entry):
        address = Address.parse(item.evidence or "")
        card, changed = view.card(address), view.call(_last_change, address.document)
        if item.status == "done" and held and card and changed and changed < held:
            message = f"“{card.title}” was last changed on {changed}, before the debrief"
            hint = f"bring it up to date and write the day there, or set {quoted(item.do)} to open"
            related = (Related(Span(card.path, 0, 0), "the evidence"),)
            yield Finding(entry.at(*path, "evidence"), message, hint, related)


def _last_change(view: View, address: str) -> date | None:
    """Return the day on which something last changed: as it says itself, else as git knows."""
    entry = view.entry(address)
    fields = _CHANGES.get(entry.kind, ()) if entry else ()
    if entry is None or not all(sound(entry, field) for field in fields):
        return None
    days: list[date | None] = [getattr(entry.record, field) for field in fields]
    said = max((day for day in days if day), default=None)
    entry = view.entry(address) if said is None and view.has_history else None
    past = life(entry, view) if entry else None
    return past.day(past.last) if past else said


@rule("debrief/action-late", Severity.WARNING, on=Debrief, clock=True)
def action_late(entry: Entry[Debrief], view: View) -> Iterator[Finding]:
    """The day of an improvement has passed, and it is not done."""
    for path, item in _improvements(entry):
        if item.due and view.as_of and item.due < view.as_of and item.status in STILL_OPEN:
            message = f"{quoted(item.do)} was due on {item.due}"
            hint = "do it, agree on another day, or set it to `dropped` and say so"
            yield Finding(entry.at(*path, "due"), message, hint)


@rule("debrief/learnt-again", Severity.NOTICE, on=Debrief)
def learnt_again(entry: Entry[Debrief], view: View) -> Iterator[Finding]:
    """Nearly the same lesson was learnt before, and was thought to be done."""
    for lesson in learnt(entry):
        before = _earlier(view, lesson)
        card = view.card(before.debrief) if before else None
        if before and card:
            message = f"nearly the same was learnt in “{card.title}” on {before.held}"
            hint = f"ask why what was done about “{before.slug}” did not help"
            related = (Related(Span(before.path, 0, 0), "the lesson from before"),)
            span = entry.at("lessons", lesson.slug, "lesson")
            yield Finding(span, message, hint, related)


def _earlier(view: View, lesson: LearntLesson) -> LearntLesson | None:
    """Return the earlier lesson most like this one, if it is like enough."""
    shared: dict[LearntLesson, int] = {}
    for word in sorted(lesson.words):
        others: tuple[LearntLesson, ...] = view.ask("lesson-word", word)
        for other in others:
            if other.held < lesson.held:
                shared[other] = shared.get(other, 0) + 1
    alike = {
        other: count / len(lesson.words | other.words)
        for other, count in shared.items()
        if count >= _FEWEST_SHARED
    }
    best = max(alike, key=lambda one: (alike[one], one.held, one.debrief, one.slug), default=None)
    return best if best and alike[best] >= _ALIKE else None


@rule("debrief/blame", Severity.NOTICE, on=Debrief)
def blame(entry: Entry[Debrief], view: View) -> Iterator[Finding]:
    """A lesson names a person."""
    for slug, lesson in entry.record.lessons.items():
        handle = _HANDLE.search(lesson.lesson)
        if handle:
            message = f"the lesson names {handle[0]}: a person, where the system is to blame"
            hint = "describe what made it likely, so that it would not happen to anybody"
            yield Finding(entry.at("lessons", slug, "lesson"), message, hint)


def _improvements(entry: Entry[Debrief]) -> Iterator[tuple[Path, Improvement]]:
    """Yield the improvements of all lessons, each with its place."""
    for slug, lesson in entry.record.lessons.items():
        for index, item in enumerate(lesson.improvements):
            yield ("lessons", slug, "improvements", index), item
