"""What changed in meaning, day by day: the page for who comes back after a while."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby

from playbook.kinds.common.faces import face
from playbook.kinds.computed.edits import SUBJECT, Edit
from playbook.kinds.computed.meaning import NODES, SCORES, SENTENCE, STATEMENT, TERMS
from playbook.model.address import Address
from playbook.model.keys import place_key
from playbook.model.label import humanised
from playbook.model.page import Page
from playbook.model.text import digest
from playbook.model.view import View
from playbook.rendering.parts import Parts
from playbook.rendering.past_days import PastChange, PastDays, past_days
from playbook.rendering.place import Place
from playbook.rendering.shapes import (
    Badge,
    Change,
    ChangeDay,
    ChangesPage,
    ChangeView,
    Day,
    Link,
    Value,
    Words,
)
from playbook.rendering.views.document import breadcrumbs
from playbook.rendering.views.sheet import Sheet

_PARTS = {
    TERMS: "terms",
    STATEMENT: "statement",
    NODES: "nodes",
    SCORES: "scores",
    SENTENCE: "title",
}
"""The texts' names of the parts of a body."""

_TONES = {"new": "good", "gone": "closed", "changed": "active"}
_MOST_TEAMS = 4
_SLUG = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)+")
"""Words in small letters with hyphens between them: no label of an answer looks like that."""


def changes(page: Page, view: View) -> Sheet:
    """Return the page of changes."""
    parts = Parts(Place(view, page.url))
    texts = parts.texts
    known = view.call(past_days)
    by_day = groupby(known.changes, key=lambda change: change.day)
    days = tuple(
        ChangeDay(_day(day, parts), tuple(change_view(change, parts) for change in held))
        for day, held in by_day
    )
    shape = ChangesPage(
        title=texts["view.changes.title"],
        purpose=texts["view.changes.purpose"],
        days=days,
        remarks=tuple(_remarks(known, parts)) if days else (),
        empty="" if days else _empty(known, parts),
        feed_href=parts.place.to("feed.xml"),
        breadcrumbs=breadcrumbs(parts),
    )
    return Sheet(shape, shape.title, ("changes.html",), shape.purpose)


def _day(day: date, parts: Parts) -> Day:
    return Day(parts.texts.date(day), day.isoformat())


def _remarks(known: PastDays, parts: Parts) -> Iterator[str]:
    texts = parts.texts
    if not known.complete:
        yield texts["changes.more"]
    elif known.begins:
        count = texts.count("count.documents", known.documents)
        yield texts("changes.begins", day=texts.date(known.begins), documents=count)
    if parts.view.first("option", "shallow"):
        yield texts["changes.shallow"]


def _empty(known: PastDays, parts: Parts) -> str:
    texts = parts.texts
    if known.begins is None:
        return texts["changes.no-history"]
    shallow = texts["changes.shallow"] if parts.view.first("option", "shallow") else ""
    said = texts("changes.nothing", day=texts.date(known.begins))
    return " ".join(filter(None, (said, shallow)))


def change_view(change: PastChange, parts: Parts) -> ChangeView:
    """Return a change in words."""
    texts = parts.texts
    sort = f"changes.sort.{change.sort}"
    teams = [parts.party(team) for team in change.teams[:_MOST_TEAMS]]
    return ChangeView(
        key=f"{change.day.isoformat()}-{digest(change.path)[:12]}",
        link=Link(change.title, parts.place.to(change.url) if change.url else ""),
        kind=texts.name("kind", change.kind),
        sort=Badge(texts[sort], change.sort, _TONES[change.sort])
        if change.sort != "changed"
        else None,
        teams=tuple(team for team in teams if team.href),
        sentences=tuple(sentence(edit, change, parts) for edit in change.edits),
        more=texts("changes.more-edits", n=change.more) if change.more else "",
    )


def sentence(edit: Edit, change: PastChange, parts: Parts) -> Value:
    """Return what is said differently: its name in the words of the field, old and new value."""
    texts = parts.texts
    first, *rest = edit.steps
    part = _PARTS.get(first)
    label = texts[f"changes.part.{part}"] if part else texts.field(change.kind, first)
    words = _node if first == NODES else _named
    names = [label, *(words(step, change, parts) for step in rest)]
    what = Words(texts("changes.what", what=" · ".join(filter(None, names))))
    before, after = (_value(edit, held, change, parts) for held in (edit.before, edit.after))
    if before and after:
        return (what, Change(before, after))
    key = "changes.added" if after else "changes.removed"
    return (what, Words(texts(key, value=after or before)))


def _value(edit: Edit, held: str, change: PastChange, parts: Parts) -> str:
    """Return a value as people write it: a status, a day, the name of a document, role or node."""
    first, last = edit.steps[0], edit.steps[-1]
    if last == "status" and held:
        return parts.texts.name("status", held)
    if first == NODES:
        return _node(held, change, parts)
    if (change.kind, first) == ("matrix", "chosen"):
        return humanised(held)
    try:
        return parts.texts.date(date.fromisoformat(held))
    except ValueError:
        return _known(held, change, parts) or held


def _node(slug: str, change: PastChange, parts: Parts) -> str:
    """Return what a node of a tree is called; labels and what leads elsewhere as they are."""
    title: str | None = parts.view.first("node", place_key(change.path, slug))
    return title or (humanised(slug) if _SLUG.fullmatch(slug) else slug)


def _named(step: str, change: PastChange, parts: Parts) -> str:
    """Return an item or a field within: a team's name, a document's title, else plain words."""
    who, colon, what = step.partition(SUBJECT)
    named = _known(who, change, parts)
    if colon:
        return f"{named or who}{SUBJECT}{what}"
    return (
        named
        or parts.texts.get(f"column.{step}")
        or parts.texts.get(f"field.{step}")
        or humanised(step)
    )


def _known(written: str, change: PastChange, parts: Parts) -> str:
    """Return what a reference is called; "" if it is none."""
    if " " in written or not written:
        return ""
    if parts.view.card(f"team:{Address.party(written).id}"):
        return parts.party(written).text
    kinds = dict(change.named).get(written, ("metric",))
    addresses = [Address.parse(written, "" if ":" in written else kind) for kind in kinds]
    shown = (face(parts.view, address.document) for address in addresses)
    return next((found.title for found in shown if found), "")
