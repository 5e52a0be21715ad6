"""Rules that compare a document with what it was: names, statuses, words, promises made before."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from playbook.kinds.agreement import Agreement
from playbook.kinds.common.known_kinds import kind_of
from playbook.kinds.common.statuses import status_in_words
from playbook.kinds.common.written import sound
from playbook.kinds.computed.meaning import changed_parts, meaning
from playbook.kinds.computed.naming import listing
from playbook.kinds.pilot import Pilot
from playbook.kinds.term import Term
from playbook.kinds.tree import read_tree
from playbook.model.diagnostic import Related, Severity
from playbook.model.entry import Card, Entry
from playbook.model.kind import Kind
from playbook.model.location import is_index
from playbook.model.rule import Finding, rule
from playbook.model.text import Span
from playbook.model.view import View
from playbook.model.words import PARTS_OF_ALL
from playbook.rules.common.lost_headings import lost_headings
from playbook.rules.common.vocabulary import uses
from playbook.rules.versions.consent import amendments_of
from playbook.rules.versions.life import Life, in_words, life
from playbook.rules.versions.moves import may_move

_GOALS = frozenset({"success", "guardrails", "decides"})


@rule("status/jump", Severity.ERROR, history=True)
def jump(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """The status went from one to another that does not follow from it."""
    kind = kind_of(entry.kind, view)
    past = life(entry, view) if kind.statuses else None
    states = list(_statuses(past)) if past else []
    for (before, _), (after, day) in reversed(list(pairwise(states))):
        # What has come right again since is over: nobody could mend it any more.
        if not may_move(kind, before, after) and not may_move(kind, before, entry.status):
            message = (
                f"the {entry.kind} was {status_in_words(before)}, and became "
                f"{status_in_words(after)} on {day}"
            )
            yield Finding(entry.at("status"), message, _way_back(kind, before))
            return


def _statuses(past: Life) -> Iterator[tuple[str, date]]:
    """Yield the status at the end of each day: one that was mistyped and mended does not count."""
    for number in range(past.last + 1):
        front, day = past.front(number), past.day(number)
        if front.kind == past.now.kind and (number == past.last or past.day(number + 1) != day):
            yield front.status, day


def _way_back(kind: Kind[Any], before: str) -> str:
    if before in kind.closed:
        return f"what is over stays over: write a new {kind.name} that supersedes it"
    return f"set it back to `{before}`; what holds is changed by an amendment or a successor"


def vanished_documents(view: View) -> Iterator[Finding]:
    """Yield the documents that git knows, that are gone, and whose name no other one took over."""
    if not any(view.ask("documents", part) for part in PARTS_OF_ALL):
        return  # that the folder is not where it was is told already
    for former in view.former():
        version, today = former.last, view.as_of
        if view.holds_document(version.path) or is_index(version.path):
            continue
        if today and (former.gone or version.day) > today:
            continue
        front = view.front_then(version)
        if not front.card.draft and not _is_reachable(front.card, view):
            gone = f"has been gone since {former.gone}" if former.gone else "is gone"
            title = view.then(version).title
            message = f"“{title}” {gone}, and old links to it lead nowhere"
            hint = (
                f"add `formerly: [{front.id}]` to the {front.kind} that took its place, or bring "
                "it back with the status it ended with"
            )
            yield Finding(Span(version.path, 0, 0), message, hint)


@rule("id/vanished", Severity.WARNING, history=True, whole=vanished_documents)
def vanished(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """A document or a node of a tree has lost its name, and nothing leads on from the old one."""
    past = life(entry, view)
    if past is None:
        return
    renamed = {version.path: number for number, version in enumerate(past.versions)}
    for path, number in renamed.items():
        front = past.front(number)
        if path == entry.path or front.kind != entry.kind or front.id == entry.id:
            continue
        if not front.card.draft and not _is_reachable(front.card, view):
            message = f"this was “{front.id}” until {past.day(number + 1)}; old links lead nowhere"
            has = entry.record.formerly
            hint = f"add `{front.id}` to `formerly`" if has else f"add `formerly: [{front.id}]`"
            yield Finding(entry.at("formerly"), message, hint)
    if entry.kind == "tree":
        yield from _vanished_nodes(entry, past)


def _vanished_nodes(entry: Entry[Any], past: Life) -> Iterator[Finding]:
    there = [node.slug for node in read_tree(entry).nodes]
    kept = {*there, *entry.record.formerly_nodes, *lost_headings(entry)}
    gone: dict[str, int] = {}
    came: dict[str, tuple[str, ...]] = {}
    for number in range(past.last):
        if past.front(number).kind == entry.kind and not past.front(number).card.draft:
            slugs = [node.slug for node in read_tree(past.then(number)).nodes]
            new = tuple(slug for slug in there if slug not in slugs)
            for slug in slugs:
                if slug not in kept:
                    gone[slug], came[slug] = number + 1, new
    for slug, number in gone.items():
        message = f"the node “{slug}” has been gone since {past.day(number)}"
        # Where one is gone and one is new since then, the one has most likely become the other.
        only = len(came[slug]) == 1 and list(gone.values()).count(number) == 1
        hint = _entering(entry, slug, came[slug][0] if only else "")
        yield Finding(entry.at("formerly"), f"{message}, and old links lead nowhere", hint)


def _entering(entry: Entry[Any], gone: str, heir: str) -> str:
    """Return how to write down which node took the place of one; `heir` is "" if nobody knows."""
    pair = f"{gone}: {heir or 'NODE'}"
    has = entry.record.formerly_nodes
    entered = f"`{pair}` to `formerly`" if has else f"`formerly: {{{pair}}}`"
    told = "if that took its place" if heir else "with the node that took its place"
    return f"add {entered}, {told}"


def _is_reachable(card: Card, view: View) -> bool:
    """Tell whether a name means a document, or leads to one."""
    return bool(view.card(card.address) or view.formerly(card.address))


@rule("pilot/moved-goalposts", Severity.WARNING, on=Pilot, since="running", history=True)
def moved_goalposts(entry: Entry[Pilot], view: View) -> Iterator[Finding]:
    """What a pilot is measured by was changed after it had started."""
    past = life(entry, view)
    started = _start(past) if past else None
    if past is None or started is None:
        return
    base = past.newest_until(started)
    before, now = meaning(past.front(base)), meaning(entry)
    changed = (part for part in changed_parts(before, now) if part in _GOALS)
    moved = [part for part in changed if sound(entry, part)]
    if moved:
        day = past.day(_newest_move(past, base, moved))
        names = listing([f"`{part}`" for part in moved])
        yield Finding(
            entry.at(moved[0]),
            f"the pilot started on {started}, and {names} changed on {day}",
            "put back what was agreed, or stop the pilot and start another one",
        )


def _start(past: Life) -> date | None:
    """Return the first day of a pilot: as it stands now, or as it stood when it was first run."""
    days = [past.now.record.start]
    for number in range(past.last):
        front = past.front(number)
        kind = kind_of(front.kind, past.view)
        if front.kind == past.now.kind and kind.reached(front.status, "running"):
            days.append(front.record.start)
            break
    return min((day for day in days if day), default=None)


def _newest_move(past: Life, base: int, moved: list[str]) -> int:
    for number in range(past.last, base, -1):
        before, after = meaning(past.front(number - 1)), meaning(past.front(number))
        if any(before.get(part) != after.get(part) for part in moved):
            return number
    return past.last


@rule("term/moved-meaning", Severity.NOTICE, on=Term, since="proposed", history=True)
def moved_meaning(entry: Entry[Term], view: View) -> Iterator[Finding]:
    """A term no longer means what it meant when agreements that use it were signed."""
    past = life(entry, view)
    newest = next(past.changes(0, past.last), None) if past else None
    if past is None or newest is None:
        return
    now = past.meaning(past.last)
    what, relying = "", []
    for card in _agreements_using(entry, view):
        looked_at = _last_looked_at(card, view)
        base = past.newest_until(looked_at) if looked_at else 0
        parts = changed_parts(past.meaning(base), now)
        changed = [part for part in parts if sound(entry, part)]
        if changed:
            relying.append(card)
            what = what or in_words(changed)
    if relying:
        names = listing([f"“{card.title}”" for card in relying])
        yield Finding(
            entry.heading,
            f"{what} changed on {past.day(newest)}, and {names} "
            f"{'was' if len(relying) == 1 else 'were'} agreed on before",
            "ask the parties whether they still mean the same, and note the review there",
            tuple(Related(Span(card.path, 0, 0), "this uses the term") for card in relying),
        )


def _agreements_using(entry: Entry[Term], view: View) -> Iterator[Card]:
    kind = kind_of("agreement", view)
    for card in view.cards("agreement"):
        if kind.reached(card.status, "in-force") and entry.id in view.call(uses, card.path).terms:
            yield card


def _last_looked_at(card: Card, view: View) -> date | None:
    """Return the day on which the parties of an agreement last said that they hold to it."""
    record = view.record(Agreement, card.id)
    if record is None:
        return None
    days = [*record.signed.values(), *(review.date for review in record.reviews)]
    for _, amendment in amendments_of(card.address, view):
        day = amendment.approved or amendment.effective
        days += [day] if day else []
    if record.reviewed:
        days.append(record.reviewed)
    return max(days, default=record.from_)
