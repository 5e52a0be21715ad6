"""Pages made of many documents: home, the index of a kind, the map of everything."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from markupsafe import Markup

from playbook.kinds.common.publication import in_order, published, published_cards
from playbook.kinds.common.statuses import is_closed
from playbook.model.entry import Card, Entry
from playbook.model.kind import Kind
from playbook.model.page import Page
from playbook.model.title_order import title_key
from playbook.model.value import replace
from playbook.model.view import View
from playbook.rendering.body import BodyWriter
from playbook.rendering.hrefs import print_url
from playbook.rendering.parts import Parts
from playbook.rendering.place import Place
from playbook.rendering.shapes import (
    CardGroup,
    CardView,
    Day,
    GlossaryPage,
    Grid,
    HomePage,
    IndexPage,
    KindCount,
    Link,
    MapPage,
    SiteViewLink,
    Upcoming,
)
from playbook.rendering.site_views import offered
from playbook.rendering.views.answers import answer
from playbook.rendering.views.desk import desk_links
from playbook.rendering.views.document import breadcrumbs
from playbook.rendering.views.edit import edit_href
from playbook.rendering.views.glossary import letters
from playbook.rendering.views.matter import free, without_title
from playbook.rendering.views.running import running
from playbook.rendering.views.sheet import Sheet

_MOST_UPCOMING = 6
_MOST_ON_HOME = 12
"""So many documents of a group are on the first page, the newest where there are more."""
_TABLES: Mapping[str, Callable[[Iterable[Card], Parts], tuple[Grid, ...]]] = {
    "pilot": running,
}
"""What stands above the list of a kind."""
_ON_HOME = (
    ("home.in-force", "agreement", ("in-force",)),
    ("home.suspended", "agreement", ("suspended",)),
    ("home.trees", "tree", ()),
)


def kind_index(page: Page, view: View) -> Sheet:
    """Return the index of a kind: terms by letter, other documents by status."""
    kind: Kind[Any] = view.first("kind-named", page.part)
    parts = Parts(Place(view, page.url))
    label = parts.kind(kind.name)
    cards = published_cards(view, kind.name)
    title, text, edit, taken = introduction(page, view, label.plural)
    if kind.name == "term":
        known = tuple(replace(it, slug=free(it.slug, taken)) for it in letters(cards, parts))
        glossary = GlossaryPage(
            kind=label,
            title=title,
            introduction=text,
            groups=tuple(
                CardGroup(it.slug, it.title, tuple(t.card for t in it.terms)) for it in known
            ),
            breadcrumbs=breadcrumbs(parts),
            edit_href=edit,
            letters=known,
        )
        return Sheet(glossary, title, ("indexes/term.html", "index.html"), kind.purpose, kind.name)
    groups = _by_status(cards, kind, parts)
    tables = _TABLES.get(kind.name)
    grids = tables(cards, parts) if tables else ()
    shape = IndexPage(
        kind=label,
        title=title,
        introduction=text,
        groups=tuple(replace(group, slug=free(group.slug, taken)) for group in groups),
        breadcrumbs=breadcrumbs(parts),
        grids=tuple(replace(grid, slug=free(grid.slug, taken)) for grid in grids),
        edit_href=edit,
    )
    templates = (f"indexes/{kind.name}.html", "index.html")
    return Sheet(shape, title, templates, label.purpose, kind.name)


def home(page: Page, view: View) -> Sheet:
    """Return the first page: the author's words, the kinds, what is in force, what is due."""
    parts = Parts(Place(view, page.url))
    name = str(view.setting("site_name") or "")
    title, words, edit, taken = introduction(page, view, name)
    kinds: list[KindCount] = []
    listed: list[Card] = []
    for kind in view.ask("kinds"):
        cards = published_cards(view, kind.name)
        listed += cards
        if cards:
            text = parts.texts.count("count.documents", len(cards))
            kinds.append(KindCount(parts.kind(kind.name), len(cards), text))
    shape = HomePage(
        title=title,
        introduction=words,
        kinds=tuple(kinds),
        views=tuple(_site_views(parts)),
        groups=tuple(
            replace(group, slug=free(group.slug, taken)) for group in _on_home(listed, parts)
        ),
        upcoming=tuple(_upcoming(listed, parts)),
        desks=tuple(desk_links(listed, parts)),
        edit_href=edit,
    )
    return Sheet(shape, "", ("home.html",), str(view.setting("site_description") or ""))


def site_map(page: Page, view: View) -> Sheet:
    """Return the list of all documents, by kind."""
    parts = Parts(Place(view, page.url))
    groups: list[CardGroup] = []
    for kind in view.ask("kinds"):
        cards = published_cards(view, kind.name)
        if cards:
            label = parts.kind(kind.name)
            views = tuple(parts.card_view(card, "") for card in cards)
            groups.append(CardGroup(kind.plural, label.plural, views, label.href))
    texts = parts.texts
    others = (
        Link(texts["frame.home"], parts.place.to("index.html")),
        Link(texts["frame.search"], parts.place.to("search.html")),
        Link(texts["print.whole"], parts.place.to(print_url())),
        *(Link(held.title, held.href) for held in _site_views(parts)),
    )
    title = texts["map.title"]
    shape = MapPage(title, tuple(groups), others, breadcrumbs(parts))
    return Sheet(shape, title, ("map.html",))


def _site_views(parts: Parts) -> Iterator[SiteViewLink]:
    """Yield the views that have something to show, with the question that each answers."""
    texts = parts.texts
    for held in offered(parts.view):
        title, purpose = texts[f"view.{held.name}.title"], texts[f"view.{held.name}.purpose"]
        yield SiteViewLink(held.name, title, parts.place.to(held.url), purpose)


def introduction(page: Page, view: View, title: str) -> tuple[str, Markup, str, set[str]]:
    """Return title, text, edit address and anchors of what an author wrote for a page, if any."""
    card: Card | None = view.first("introduction", page.url)
    if card is None or not published(view, card):
        return title, Markup(), "", set()
    entry: Entry[Any] = view.first("entry", card.path)
    writer = BodyWriter.of(entry, Place(view, page.url, entry.path))
    text = writer.blocks(without_title(entry.body.blocks))
    anchors = {heading.slug for heading in entry.body.headings}
    return entry.title, text, edit_href(view, entry.path), anchors


def _cards(cards: Iterable[Card], parts: Parts) -> tuple[CardView, ...]:
    return tuple(parts.card_view(card, answer(card, parts)) for card in cards)


def _without_status(views: Iterable[CardView]) -> tuple[CardView, ...]:
    """Return documents whose group says which status they have, so that they need not."""
    return tuple(replace(view, status=None) for view in views)


def _by_status(cards: Iterable[Card], kind: Kind[Any], parts: Parts) -> Iterator[CardGroup]:
    """Yield a kind's documents by status: what counts most first, what is history last."""
    groups: dict[str, list[Card]] = {}
    for card in cards:
        groups.setdefault(card.status, []).append(card)
    for status in in_order(kind, groups):
        title = parts.texts.name("status", status) if status else ""
        views = _without_status(_cards(groups[status], parts))
        yield CardGroup(f"status-{status}" if status else "all", title, views)


def _on_home(cards: Iterable[Card], parts: Parts) -> Iterator[CardGroup]:
    held = list(cards)
    for key, kind, statuses in _ON_HOME:
        chosen = [c for c in held if c.kind == kind and (not statuses or c.status in statuses)]
        if chosen:
            slug = key.rpartition(".")[2]
            shown = chosen if len(chosen) <= _MOST_ON_HOME else _newest(chosen)
            more = len(chosen) - len(shown)
            views = _cards(shown, parts)
            yield CardGroup(
                slug,
                parts.texts[key],
                _without_status(views) if statuses else views,
                parts.kind(kind).href,
                parts.texts.count("home.more", more) if more else "",
            )


def _newest(cards: Iterable[Card]) -> list[Card]:
    """Return as many of the newest as have room, in the order in which they came."""
    numbered = list(enumerate(cards))
    numbered.sort(key=lambda held: held[1].starts or date.min, reverse=True)
    return [card for _, card in sorted(numbered[:_MOST_ON_HOME], key=lambda held: held[0])]


def _upcoming(cards: Iterable[Card], parts: Parts) -> Iterator[Upcoming]:
    """Yield reviews and ends by date; the reader's own calendar tells which are past."""
    texts = parts.texts
    dated: list[tuple[date, str, Card]] = []
    for card in cards:
        if is_closed(parts.view, card):
            continue
        if card.review_due:
            dated.append((card.review_due, texts["home.review"], card))
        if card.ends:
            dated.append((card.ends, texts["home.ends"], card))
    dated.sort(key=lambda held: (held[0], title_key(held[2].title), held[2].path, held[1]))
    for day, what, card in dated[:_MOST_UPCOMING]:
        yield Upcoming(Day(texts.date(day), day.isoformat(), due=True), parts.card(card), what)
