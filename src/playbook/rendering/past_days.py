"""What changed in meaning, day by day, as far as git remembers: for `changes.html` and the feeds.

History is asked for like a document, through the view; a page that does not ask for it does not
depend on it. Only as many days are read as are shown, so that a long history costs no more.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any, Final, NamedTuple

from playbook.kinds.common.publication import published
from playbook.kinds.common.resolving import name_of
from playbook.kinds.computed.edits import Edit, record_edits, text_edits
from playbook.kinds.computed.meaning import raw_text, text_meaning
from playbook.model.address import Address, team_of
from playbook.model.body import LinkSyntax
from playbook.model.entry import Entry
from playbook.model.history import Version
from playbook.model.record import bare_ids, parties
from playbook.model.title_order import title_key
from playbook.model.view import View

MOST_DAYS: Final = 100
MOST_EDITS: Final = 40
"""Of one document on one day; a document that was written anew would fill the page."""


class PastChange(NamedTuple):
    """What became of a document on a day.

    `sort` is `new`, `gone` or `changed`. `url` is "" for one that is gone. `teams` are the ids of
    all teams that it names, before or after. `more` counts the edits that are left out. `named` are
    the bare ids that its fields write, each with the kinds that it may be of.
    """

    day: date
    path: str
    kind: str
    title: str
    url: str
    sort: str
    teams: tuple[str, ...]
    edits: tuple[Edit, ...] = ()
    more: int = 0
    named: tuple[tuple[str, tuple[str, ...]], ...] = ()


class PastDays(NamedTuple):
    """The newest days with changes, newest first.

    `begins` is the first day that git knows, on which so many `documents` were there; None where
    there is no history. It is told only where nothing between it and today is left out.
    """

    changes: tuple[PastChange, ...]
    begins: date | None = None
    documents: int = 0
    complete: bool = True


class _Step(NamedTuple):
    """A document from one day to the next; `after` None: it was deleted."""

    path: str
    before: Version | None
    after: Version | None


def past_days(view: View) -> PastDays:
    """Return what changed in meaning on the newest days."""
    days = _steps(view)
    if not days:
        return PastDays(())
    first = min(days)
    begun = [step for step in days.pop(first) if step.before is None]
    later = (_of_day(view, day, days[day]) for day in sorted(days, reverse=True))
    found = list(islice((changes for changes in later if changes), MOST_DAYS + 1))
    shown = tuple(change for changes in found[:MOST_DAYS] for change in changes)
    return PastDays(shown, first, len(begun), complete=len(found) <= MOST_DAYS)


def _steps(view: View) -> dict[date, list[_Step]]:
    """Return all documents that were touched on a day, by day."""
    days: dict[date, list[_Step]] = {}
    for former in view.former():
        path = former.last.path
        if former.gone:
            days.setdefault(former.gone, []).append(_Step(path, former.last, None))
            continue
        history = view.history(path)
        last_of_day = {version.day: version for version in (history.versions if history else ())}
        before: Version | None = None
        for day in sorted(last_of_day):
            days.setdefault(day, []).append(_Step(path, before, last_of_day[day]))
            before = last_of_day[day]
    return days


def _of_day(view: View, day: date, steps: list[_Step]) -> tuple[PastChange, ...]:
    found = (change for step in steps for change in _of_step(view, day, step))
    return tuple(sorted(found, key=lambda change: (title_key(change.title), change.path)))


def _of_step(view: View, day: date, step: _Step) -> Iterator[PastChange]:
    """Yield the change, if it means something and everybody who reads this build may see it."""
    if step.after is None:
        gone = _front(view, step.before)
        if gone and step.before:
            title = view.then(step.before).title
            yield PastChange(day, step.path, gone.kind, title, "", "gone", _teams(gone))
        return
    now = view.at_path(step.path)
    after = _front(view, step.after)
    if now is None or after is None or not published(view, now) or now.kind != after.kind:
        return
    before = _front(view, step.before)
    if before is None or before.kind != after.kind:
        yield PastChange(day, now.path, now.kind, now.title, now.url, "new", _teams(after))
        return
    edits = tuple(_edits(view, step, before, after))
    if edits:
        named = bare_ids(before.record, before.kind) | bare_ids(after.record, after.kind)
        yield PastChange(
            day,
            now.path,
            now.kind,
            now.title,
            now.url,
            "changed",
            teams=tuple(dict.fromkeys((*_teams(before), *_teams(after)))),
            edits=edits[:MOST_EDITS],
            more=max(len(edits) - MOST_EDITS, 0),
            named=tuple(named.items()),
        )


def _edits(view: View, step: _Step, before: Entry[Any], after: Entry[Any]) -> Iterator[Edit]:
    history, said = view.history(step.path), view.said(step.path)
    if history is None or not said or step.before is None or step.after is None:
        return
    numbers = map(history.versions.index, (step.before, step.after))
    old, new = (said[number].text for number in numbers)
    yield from record_edits(before, after)
    raw = [
        raw_text(before.kind, old[before.body_start :]),
        raw_text(after.kind, new[after.body_start :]),
    ]
    if raw[0] is None or raw[0] != raw[1]:
        then = (_as_shown(view.then(version), view) for version in (step.before, step.after))
        yield from text_edits(*map(text_meaning, then))


def _as_shown(entry: Entry[Any], view: View) -> Entry[Any]:
    """Return a document whose text calls what it means by `[[id]]` as pages do now.

    So a reference that only followed a new name is no news.
    """
    targets = {link.target for link in entry.body.links if link.syntax is LinkSyntax.REFERENCE}
    if not targets:
        return entry
    names = {target: _title_of(target, view) for target in sorted(targets)}
    return replace(entry, body=entry.body.renamed(names))


def _title_of(target: str, view: View) -> str:
    """Return the title of what is meant, by its present name or one that it had before."""
    name = view.call(name_of, target)
    if name != target or ":" in target:
        return name
    former = (view.formerly(Address(kind.name, target)) for kind in view.ask("kinds"))
    return next((card.title for card in former if card and published(view, card)), name)


def _front(view: View, version: Version | None) -> Entry[Any] | None:
    """Return a version that this build would have shown, its front matter alone; else None."""
    front = view.front_then(version) if version else None
    if front is None or front.half_read or not published(view, front.card):
        return None
    return front


def _teams(entry: Entry[Any]) -> tuple[str, ...]:
    own = (entry.id,) if entry.kind == "team" else ()
    return tuple(dict.fromkeys((*own, *map(team_of, parties(entry.record)))))
