"""The reverse of all escalations: what ends at whom, and what passes through whose hands."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from playbook.kinds.common.faces import Face, faces
from playbook.kinds.computed.escalation import approvers, climb
from playbook.kinds.computed.roles import is_final
from playbook.kinds.right import Right
from playbook.model.address import Address
from playbook.model.fields import Duration
from playbook.model.page import Page
from playbook.model.title_order import title_key
from playbook.model.view import View
from playbook.rendering.durations import in_words, together
from playbook.rendering.hrefs import to_anchor
from playbook.rendering.parts import Parts, cell
from playbook.rendering.place import Place
from playbook.rendering.shapes import (
    Anchor,
    Badge,
    EscalationPage,
    EscalationRole,
    EscalationTeam,
    Grid,
    GridRow,
    Link,
    Value,
)
from playbook.rendering.views.document import breadcrumbs
from playbook.rendering.views.first_words import first_words
from playbook.rendering.views.sheet import Sheet

_ORDER = ("ends", "passes", "begins")


class _Arrival(NamedTuple):
    """A decision that comes to a role. `how` is `ends`, `passes` or `begins`.

    `before` are the roles that had it, `times` how long each of them may take.
    """

    right: Face
    role: Address
    how: str
    before: tuple[Address, ...]
    times: tuple[Duration | None, ...]


def escalations(page: Page, view: View) -> Sheet:
    """Return what ends at whom, by team and role."""
    parts = Parts(Place(view, page.url))
    texts = parts.texts
    shown = tuple(face for face in view.call(faces, "right") if not face.closed)
    arrivals = [found for face in shown for found in _arrivals(face, view)]
    teams = tuple(_teams(arrivals, parts))
    title, purpose = texts["view.escalation.title"], texts["view.escalation.purpose"]
    shape = EscalationPage(
        title=title,
        purpose=purpose,
        teams=teams,
        note=texts["escalation.stops-note"] if any(_stops(one, view) for one in arrivals) else "",
        open_ends=_open_ends(shown, parts),
        contents=tuple(Anchor(2, team.link.text, to_anchor(team.slug)) for team in teams),
        breadcrumbs=breadcrumbs(parts),
        empty=None if shown else first_words("right", parts, "escalation.empty"),
    )
    return Sheet(shape, title, ("escalation.html",), purpose)


def _arrivals(face: Face, view: View) -> Iterator[_Arrival]:
    """Yield each role that a decision comes to, in the order of the way."""
    way = view.call(climb, face.id)
    record = view.record(Right, face.id)
    has_end = bool(way.ends) or (record is not None and record.escalation is None)
    stages: list[tuple[tuple[Address, ...], Duration | None]] = []
    for identifier in (face.id, *way.rights):
        record = view.record(Right, identifier)
        if record:
            stages.append((approvers(record), record.answer_within))
    if way.ends and (not stages or stages[-1][0] != way.ends):
        stages.append((way.ends, None))
    before: tuple[Address, ...] = ()
    times: tuple[Duration | None, ...] = ()
    for number, (roles, within) in enumerate(stages, start=1):
        last = has_end and number == len(stages)
        for role in roles:
            how = "ends" if last else "begins" if number == 1 else "passes"
            yield _Arrival(face, role, how, before, times)
        before, times = (*before, *roles), (*times, within)


def _teams(arrivals: Sequence[_Arrival], parts: Parts) -> Iterator[EscalationTeam]:
    """Yield the teams by name."""
    found: dict[str, list[_Arrival]] = {}
    for one in arrivals:
        found.setdefault(one.role.id, []).append(one)
    named = [(parts.party(team), team) for team in found]
    for link, team in sorted(named, key=lambda pair: (title_key(pair[0].text), pair[1])):
        yield EscalationTeam(f"team-{team}", link, tuple(_roles(found[team], parts)))


def _roles(arrivals: Sequence[_Arrival], parts: Parts) -> Iterator[EscalationRole]:
    """Yield the roles of a team; what ends at a role comes first."""
    found: dict[Address, list[_Arrival]] = {}
    for one in arrivals:
        found.setdefault(one.role, []).append(one)
    columns = tuple(parts.column(name) for name in ("decision", "how", "before", "after"))
    for role in sorted(found, key=lambda role: role.item):
        held = sorted(found[role], key=_in_order)
        ends = sum(one.how == "ends" for one in held)
        link = parts.party(_written(role))
        rows = tuple(_row(one, parts) for one in held)
        slug = f"role-{role.id}-{role.item}" if role.item else f"role-{role.id}"
        count = parts.texts.count("count.ends", ends) if ends else parts.texts["count.ends.none"]
        yield EscalationRole(slug, link, count, Grid(f"table-{slug}", link.text, columns, rows))


def _in_order(found: _Arrival) -> tuple[int, str, str]:
    return _ORDER.index(found.how), title_key(found.right.title), found.right.id


def _row(found: _Arrival, parts: Parts) -> GridRow:
    anchor = "escalation" if found.before or found.how != "ends" else ""
    return GridRow(
        (
            cell((Link(found.right.title, parts.place.to(found.right.url, anchor)),)),
            cell(_how(found, parts)),
            cell(*((parts.party(_written(role)),) for role in found.before)),
            cell(_after(found, parts)),
        )
    )


def _how(found: _Arrival, parts: Parts) -> Value:
    """Say what a role has to do with a decision; a final word and one that is none look apart."""
    if found.how != "ends":
        return (Badge(parts.texts[f"escalation.{found.how}"], found.how, "plain"),)
    if _stops(found, parts.view):
        return (Badge(parts.texts["escalation.stops"], "stops", "wait"),)
    return (Badge(parts.texts["escalation.final"], "final", "good"),)


def _stops(found: _Arrival, view: View) -> bool:
    """Tell whether a way ends at a role that is not marked as having the last word."""
    return found.how == "ends" and not is_final(view, found.role)


def _after(found: _Arrival, parts: Parts) -> Value:
    if not found.before:
        return parts.words(parts.texts["escalation.at-once"])
    waited = together(found.times)
    words = in_words(waited, parts.texts) if waited else parts.texts["escalation.no-limit"]
    return parts.words(words)


def _written(role: Address) -> str:
    return f"{role.id}.{role.item}" if role.item else role.id


def _open_ends(shown: tuple[Face, ...], parts: Parts) -> Grid | None:
    """Return the decisions whose way up ends nowhere: it goes in a circle, or to nobody."""
    rows = tuple(
        GridRow((cell((parts.face(face),)), cell(parts.words(parts.texts[f"escalation.{why}"]))))
        for face in shown
        if (why := _why_open(face, parts.view))
    )
    if not rows:
        return None
    columns = (parts.column("decision"), parts.column("why"))
    return Grid("open-ends", parts.texts["escalation.open-ends"], columns, rows)


def _why_open(face: Face, view: View) -> str:
    record = view.record(Right, face.id)
    way = view.call(climb, face.id)
    if record is None or way.ends:
        return ""
    if record.escalation is None:
        return "" if any(is_final(view, role) for role in approvers(record)) else "goes-nowhere"
    return "circle"
