"""Pages that are made to be printed: the whole playbook, or all documents of a kind."""

from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup

from playbook.kinds.common.publication import published, published_cards
from playbook.model.entry import Card, Entry
from playbook.model.kind import Kind
from playbook.model.location import node_url
from playbook.model.page import Page
from playbook.model.tree import Tree
from playbook.model.value import replace
from playbook.model.view import View
from playbook.rendering.binding import Binding, Chapter, moved
from playbook.rendering.body import BodyWriter
from playbook.rendering.hrefs import print_url, relative, to_anchor
from playbook.rendering.parts import Parts
from playbook.rendering.place import Place
from playbook.rendering.shapes import Link, PrintChapter, PrintedDocument, PrintPage, PrintPart
from playbook.rendering.templates.theme import fill
from playbook.rendering.views.matter import matter_of, without_title
from playbook.rendering.views.sheet import Sheet

MOST_PRINTED = 300
"""How many documents one page holds at most; a browser needs minutes for more."""

_URL = print_url()
"""All pages to print lie in one folder, so that a document's links are the same in each of them."""

Shelf = tuple[Kind[Any], tuple[Card, ...]]
"""A kind and its documents, in the order of the sidebar."""


def print_page(page: Page, view: View) -> Sheet:
    """Return the page to print a kind (`page.part`), or everything."""
    parts = Parts(Place(view, page.url))
    shelves = tuple(_shelves(view, page.part))
    number = sum(len(cards) for _, cards in shelves)
    full, single = number <= MOST_PRINTED, bool(page.part)
    site_name = str(view.setting("site_name") or "")
    home = Link(parts.texts["frame.home"], parts.place.to("index.html"))
    title, up = site_name, home
    if single:
        label = parts.kind(page.part)
        title, up = label.plural, Link(label.plural, label.href)
    binder = _Binder(parts, single=single, shelves=shelves if full else ())
    shape = PrintPage(
        title=title,
        text=parts.texts.count("count.documents", number),
        introduction=Markup() if single else binder.introduction("index.html", "ui:introduction"),
        parts=tuple(binder.parts_of(shelves)),
        single=single,
        full=full,
        up=up,
    )
    return Sheet(shape, f"{parts.texts['print.print']}: {title}", ("print.html",))


def is_bound(view: View, kind: str) -> bool:
    """Tell whether the documents of a kind are so few that a page to print holds them whole."""
    return len(published_cards(view, kind)) <= MOST_PRINTED


def printed(view: View, path: str) -> str:
    """Return the HTML of a document as any page to print holds it, before it is bound."""
    card = view.at_path(path)
    if card is None:  # who asks is an answer of earlier days
        return ""
    held = view.call(matter_of, path)
    shape = PrintedDocument(
        kind=card.kind,
        status=held.status,
        strip=held.strip,
        notices=held.notices,
        lead=held.lead,
        panels=held.panels,
        body=held.body,
    )
    return moved(fill(view, ("printed.html",), {"page": shape}), card.url, _URL)


def _shelves(view: View, wanted: str) -> Iterator[Shelf]:
    for kind in view.ask("kinds"):
        if not wanted or kind.name == wanted:
            cards = published_cards(view, kind.name)
            if cards:
                yield kind, cards


class _Binder:
    """Makes the parts of one page; `shelves` are the documents that it holds."""

    def __init__(self, parts: Parts, *, single: bool, shelves: Sequence[Shelf]) -> None:
        self._parts = parts
        self._single = single
        self._holds = bool(shelves)
        chapters: dict[str, Chapter] = {}
        for number, (_, cards) in enumerate(shelves, 1):
            for place, card in enumerate(cards, 1):
                chapter = Chapter(card.address, str(place) if single else f"{number}.{place}")
                chapters[relative(_URL, card.url)] = chapter
                if card.kind == "tree":
                    chapters.update(self._nodes(card, chapter))
        self._binding = Binding(chapters, 1 if single else 2)

    def parts_of(self, shelves: Sequence[Shelf]) -> Iterator[PrintPart]:
        """Yield the parts of the page."""
        texts = self._parts.texts
        for number, (kind, cards) in enumerate(shelves, 1):
            label = self._parts.kind(kind.name)
            anchor = f"ui:{kind.plural}"
            yield PrintPart(
                number="" if self._single else str(number),
                title=label.plural,
                purpose=label.purpose,
                anchor=anchor,
                href=to_anchor(anchor) if self._holds else label.print_href,
                text=texts.count("count.documents", len(cards)),
                introduction=self.introduction(f"{kind.plural}/index.html", f"{anchor}-text"),
                chapters=tuple(map(self._chapter, cards)) if self._holds else (),
            )

    def introduction(self, url: str, anchor: str) -> Markup:
        """Return what an author wrote at the head of a page that lists others, if anything."""
        view = self._parts.view
        card: Card | None = view.first("introduction", url)
        if card is None or not published(view, card):
            return Markup()
        entry: Entry[Any] = view.first("entry", card.path)
        writer = BodyWriter.of(entry, Place(view, _URL, entry.path))
        higher = replace(self._binding, deeper=self._binding.deeper - 1)
        return higher.bound(writer.blocks(without_title(entry.body.blocks)), anchor)

    def _chapter(self, card: Card) -> PrintChapter:
        chapter = self._binding.chapters[relative(_URL, card.url)]
        html = self._parts.view.call(printed, card.path)
        href = to_anchor(chapter.anchor)
        bound = self._binding.bound(html, chapter.anchor)
        return PrintChapter(chapter.number, card.title, chapter.anchor, href, bound)

    def _nodes(self, card: Card, chapter: Chapter) -> Iterator[tuple[str, Chapter]]:
        """Yield the pages of a tree's nodes, whose places are in its outline here."""
        tree: Tree | None = self._parts.view.first("tree", card.id)
        for node in tree.nodes if tree else ():
            yield relative(_URL, node_url(card.url, node.slug)), replace(chapter, place=node.slug)
