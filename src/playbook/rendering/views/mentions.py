"""What refers to a document, in which role and in which words."""

from collections.abc import Iterator
from typing import Any

from playbook.kinds.common.publication import published
from playbook.kinds.common.resolving import worded
from playbook.model.entry import Backlink, Card, Entry
from playbook.model.keys import id_key, path_key
from playbook.model.title_order import title_key
from playbook.rendering.parts import Parts
from playbook.rendering.shapes import Mention, MentionGroup
from playbook.rendering.strings import Texts
from playbook.rendering.views.kinds.team import is_covered

_MOST_CONTEXTS = 3
_BODY = "body"
_SHOWN_ABOVE = frozenset({"supersedes", "superseded_by"})


def mentions(entry: Entry[Any], parts: Parts) -> tuple[MentionGroup, ...]:
    """Return the documents that refer to one, grouped by role, mentions in running text last."""
    groups: dict[str, dict[str, list[Backlink]]] = {}
    titles: dict[tuple[bool, str, str], str] = {}
    order: dict[str, tuple[bool, str, str]] = {}
    cards: dict[str, Card] = {}
    for link in _links(entry.card, parts):
        if link.source == entry.address or link.field in _SHOWN_ABOVE:
            continue
        if entry.kind == "team" and is_covered(link):
            continue
        source = cards.get(link.source) or parts.view.card(link.source)
        if source and published(parts.view, source):
            cards[link.source] = source
            is_last = link.field == _BODY
            place = (is_last, "" if is_last else source.kind, link.field)
            title = titles.get(place)
            if title is None:
                title = titles[place] = _title(*place[1:], parts.texts)
                order[title] = min(order.get(title, place), place)
            groups.setdefault(title, {}).setdefault(link.source, []).append(link)
    return tuple(
        MentionGroup(
            "-".join(filter(None, order[title][1:])).replace(".", "-"),
            title,
            tuple(
                _mention(cards[source], links, title, parts)
                for source, links in sorted(
                    held.items(), key=lambda pair: (title_key(cards[pair[0]].title), pair[0])
                )
            ),
        )
        for title, held in sorted(groups.items(), key=lambda group: order[group[0]])
    )


def _links(card: Card, parts: Parts) -> Iterator[Backlink]:
    """Yield all references: by address, by file, and by bare id where that means this document."""
    view = parts.view
    yield from view.ask("backlinks", card.address)
    yield from view.ask("backlinks", path_key(card.path))
    by_id: tuple[Backlink, ...] = view.ask("backlinks", id_key(card.id))
    if by_id:
        meant: Card | None = view.first("id", card.id)
        if meant and meant.address == card.address:
            yield from by_id


def _title(kind: str, field: str, texts: Texts) -> str:
    known = texts.get(f"mention.{kind}.{field}") or texts.get(f"mention.{field}")
    if known:
        return known
    label = texts.field(kind, field.rpartition(".")[2])
    return texts("mention.other", field=label, kind=texts.name("kind", kind))


def _mention(card: Card, links: list[Backlink], title: str, parts: Parts) -> Mention:
    """Return a document that refers to one; its kind, unless the group's title says it already."""
    contexts = dict.fromkeys(link.context for link in links if link.context)
    kind = parts.texts.name("kind", card.kind)
    is_said = kind.casefold() in title.casefold()
    shown = tuple(worded(parts.view, context) for context in tuple(contexts)[:_MOST_CONTEXTS])
    return Mention(parts.card(card), "" if is_said else kind, shown)
