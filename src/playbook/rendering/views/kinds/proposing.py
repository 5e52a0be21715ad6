"""How to change what was agreed: who decides, where to write it, what was changed before."""

from collections.abc import Iterator
from typing import Any, Final

from playbook.kinds.amendment import AMENDABLE, Amendment
from playbook.kinds.common.publication import published
from playbook.kinds.common.resolving import find
from playbook.kinds.common.statuses import is_closed
from playbook.kinds.right import Right
from playbook.model.address import Address
from playbook.model.entry import Card, Entry
from playbook.rendering.links import EXTERNAL
from playbook.rendering.parts import Parts
from playbook.rendering.shapes import Code, Fact, Facts, Link, Panel, Value, Words
from playbook.rendering.views.edit import edit_href
from playbook.rendering.views.kinds.right import decision_facts

_COMMAND: Final = 'playbook new amendment "{}" --of {}'


def propose(entry: Entry[Any], parts: Parts) -> Iterator[Panel]:
    """Yield the box, on what is not closed."""
    if entry.kind not in AMENDABLE or is_closed(parts.view, entry.card):
        return
    texts = parts.texts
    governing = _governing(entry, parts)
    facts = (
        *governing,
        *parts.fact("how", *_how(entry, parts), label=texts["propose.how"]),
        *parts.fact("amended", *_amendments(entry.card, parts), label=texts["propose.amended"]),
    )
    note = "document.propose-text" if governing else "propose.nobody"
    if not governing and entry.kind == "agreement":
        note = "propose.nobody-agreement"
    yield Facts("propose-a-change", texts["document.propose"], facts, note=texts[note])


def _governing(entry: Entry[Any], parts: Parts) -> tuple[Fact, ...]:
    """Return the right that governs changes, here or by the settings, and who decides by it."""
    written = getattr(entry.record, "changes_by", None) or parts.view.setting("changes_by") or ""
    card = find(parts.view, Address.parse(written, "right")) if written else None
    right = parts.view.record(Right, card.id) if card else None
    if card is None or right is None or not published(parts.view, card):
        return ()
    return (*parts.fact("under", (parts.card(card),)), *decision_facts(right, parts))


def _how(entry: Entry[Any], parts: Parts) -> Iterator[Value]:
    texts = parts.texts
    href = edit_href(parts.view, entry.path)
    if href:
        yield (Link(texts["propose.edit"], href, EXTERNAL),)
    yield (
        Words(texts["propose.command"]),
        Code(_COMMAND.format(texts["propose.title"], entry.address)),
    )


def _amendments(card: Card, parts: Parts) -> Iterator[Value]:
    """Yield the amendments of a document, newest first, each with its status and day."""
    view = parts.view
    cards = [
        held for held in view.sources("amendment", "amends", card.address) if published(view, held)
    ]
    dated = [(held, view.record(Amendment, held.id)) for held in cards]
    dated.sort(
        key=lambda pair: (str(pair[1].approved or "") if pair[1] else "", pair[0].id), reverse=True
    )
    for held, record in dated:
        approved = parts.day(record.approved) if record else ()
        yield (parts.card(held), *parts.badges(held.status), *approved)
    if not dated:
        yield parts.words(parts.texts["propose.none"])
