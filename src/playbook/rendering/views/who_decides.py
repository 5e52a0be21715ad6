"""Who decides: all decision rights as answers, found by words and by the amount."""

from collections.abc import Iterator

from playbook.kinds.common.faces import Face, faces
from playbook.kinds.common.units import spellings
from playbook.kinds.computed.escalation import climb
from playbook.kinds.right import Right
from playbook.model.address import Address
from playbook.model.page import Page
from playbook.model.view import View
from playbook.rendering.glossary import other_words
from playbook.rendering.hrefs import to_anchor
from playbook.rendering.parts import Parts
from playbook.rendering.place import Place
from playbook.rendering.shapes import (
    Anchor,
    DecisionCard,
    DecisionGroup,
    Grid,
    Link,
    WhoDecidesPage,
)
from playbook.rendering.views.document import breadcrumbs
from playbook.rendering.views.first_words import first_words
from playbook.rendering.views.kinds.right import decision_facts, limit
from playbook.rendering.views.ladders import ladders
from playbook.rendering.views.lists import introduction
from playbook.rendering.views.matter import apart, free
from playbook.rendering.views.sheet import Sheet

_GROUPS = ("in-force", "draft", "past")


def who_decides(page: Page, view: View) -> Sheet:
    """Return the page of all decision rights; it is the index of their kind."""
    parts = Parts(Place(view, page.url))
    texts = parts.texts
    purpose = texts["view.who-decides.purpose"]
    title, words, edit, taken = introduction(page, view, texts["view.who-decides.title"])
    shown = view.call(faces, "right")
    grids = tuple(apart(grid, taken) for grid in ladders(shown, parts))
    groups = tuple(_groups(shown, parts, taken))
    shape = WhoDecidesPage(
        kind=parts.kind("right"),
        title=title,
        purpose=purpose,
        introduction=words,
        ladders=grids,
        groups=groups,
        contents=tuple(_contents(grids, groups)),
        breadcrumbs=breadcrumbs(parts),
        example=_example(shown, parts),
        empty=None if shown else first_words("right", parts, "who.empty"),
        edit_href=edit,
    )
    return Sheet(shape, title, ("who-decides.html",), purpose)


def _example(shown: tuple[Face, ...], parts: Parts) -> str:
    """Return what somebody may ask here: an amount of this playbook with its words, else words."""
    rights = [parts.view.record(Right, face.id) for face in shown if not face.closed]
    for right in rights:
        if right and right.decision_key and right.limit and right.limit.from_:
            unit, _, _ = right.limit.unit.partition("/")
            words = " ".join(right.decision_key.replace("_", "-").split("-"))
            return f"{parts.quantity(right.limit.from_, unit.strip())} {words}"
    return next((right.decision for right in rights if right and right.decision), "")


def _contents(grids: tuple[Grid, ...], groups: tuple[DecisionGroup, ...]) -> Iterator[Anchor]:
    for grid in grids:
        yield Anchor(2, grid.title, to_anchor(grid.slug))
    for group in groups:
        inside = tuple(Anchor(3, held.link.text, to_anchor(held.slug)) for held in group.cards)
        yield Anchor(2, group.title, to_anchor(group.slug), inside)


def _groups(shown: tuple[Face, ...], parts: Parts, taken: set[str]) -> Iterator[DecisionGroup]:
    """Yield what is decided so now, what is proposed, and what is history."""
    cards: dict[str, list[DecisionCard]] = {name: [] for name in _GROUPS}
    for face in shown:
        record = parts.view.record(Right, face.id)
        if record:
            name = "past" if face.closed else "in-force" if face.status == "in-force" else "draft"
            cards[name].append(_card(face, record, parts, free(face.id, taken)))
    for name, held in cards.items():
        if held:
            title = parts.texts[f"who.group.{name}"]
            yield DecisionGroup(free(f"group-{name}", taken), title, tuple(held))


def _card(face: Face, record: Right, parts: Parts, slug: str) -> DecisionCard:
    amounts = record.limit
    way = tuple(_way(face.id, parts))
    approvers = [parts.party(role) for role in record.approvers]
    return DecisionCard(
        id=face.id,
        slug=slug,
        link=parts.face(face),
        status=parts.badge(face.status),
        decision=record.decision,
        amounts=limit(amounts, parts),
        facts=decision_facts(record, parts),
        way=way,
        way_href=parts.place.to(face.url, "escalation") if way else "",
        words=" ".join(_words(face, record, parts)),
        low=f"{amounts.from_:.15g}" if amounts and amounts.from_ is not None else "",
        high=f"{amounts.to:.15g}" if amounts and amounts.to is not None else "",
        units=spellings(parts.view, amounts.unit) if amounts else (),
        approver=", ".join(link.text for link in approvers),
    )


def _way(right: str, parts: Parts) -> Iterator[Link]:
    """Yield the roles to which a decision goes on, up to the last one."""
    for role in dict.fromkeys(parts.view.call(climb, right).deciders):
        yield parts.party(f"{role.id}.{role.item}" if role.item else role.id)


def _words(face: Face, record: Right, parts: Parts) -> Iterator[str]:
    """Yield the words by which somebody may look for a decision."""
    yield from (face.title, record.decision, record.decision_key, *face.aliases, *face.tags)
    yield from parts.view.call(other_words, f"{face.title}. {record.decision}")
    for role in (*record.approvers, *record.veto):
        link = parts.party(role)
        yield from (link.text, link.note, parts.party(Address.party(role).id).text)
