"""Which pages there are: what each document asks for, and the pages that exist once.

Every page is a row (`page`, address); where two claim one address the first row in order is shown.
Pages of the site come first: an author's `index.md` is the introduction of the page that is made
for its folder (index `introduction`), not a page beside it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Any

from playbook.kinds.common.publication import published
from playbook.kinds.tree import DecisionTree, read_tree
from playbook.model.entry import Card, Entry
from playbook.model.kind import Kind
from playbook.model.location import ID_PATTERN, is_index, node_url
from playbook.model.page import Asset, ListedPage, Page
from playbook.model.playbook import Row
from playbook.model.view import View
from playbook.rendering.hrefs import ACCOUNT, print_url, walk_script_url
from playbook.rendering.site_views import SITE_VIEWS
from playbook.rendering.views.files.accent import ACCENT_URL
from playbook.rendering.views.files.lost import DEPTHS, lost_url

_SITE = ("",)  # sorts before every document
_LAST = "\uffff"  # sorts behind every document
_OF_TEAMS = (("calendar", ".ics"), ("feed", ".xml"), ("account", ACCOUNT))
"""What stands beside a team's page: its days and its changes to be followed, its ledger."""
_NODE = re.compile(r"[\w-]+")


_SITE_PART = "site"
PARTS = (_SITE_PART, *map(str, range(64)))
"""In so many parts the addresses of all pages are listed; a new page changes one of them."""


def published_pages(view: View, part: str) -> tuple[Page, ...]:
    """Return the pages of one of the `PARTS` that this build shows, by address.

    A page of a draft, or for another audience, is not among them. The list says for whom each page
    is, so that nothing has to be asked of ten thousand documents.
    """
    listed: tuple[ListedPage, ...] = view.ask("pages", part)
    ahead = () if part == _SITE_PART else view.ask("pages", _SITE_PART)
    taken = {one.page.url for one in ahead}
    found: list[Page] = []
    for one in listed:
        if one.page.url not in taken and published(view, one):
            taken.add(one.page.url)
            found.append(one.page)
    return tuple(found)


def published_page(view: View, url: str) -> Page | None:
    """Return the page that this build shows at an address, or None."""
    for page in view.ask("page", url):
        card = view.at_path(page.source) if page.source else None
        if card is None or published(view, card):
            found: Page = page
            return found
    return None


def asset_row(index: str, key: str) -> Row:
    """Return the row that lists a file which is published as it is."""
    return Row("assets", "", (index, key), (index, key))


def published_assets(view: View) -> tuple[Asset, ...]:
    """Return the files that are published as they are: the theme's, then the content's."""
    listed = dict.fromkeys(view.ask("assets", ""))
    return tuple(
        view.first(index, key)
        for index in ("static", "file")
        for key in sorted(key for held, key in listed if held == index)
    )


def entry_pages(entry: Entry[Any]) -> Iterator[Row]:
    """Yield the pages of a document, and the parts of the list that name them."""
    yield from _listed(_entry_pages(entry), entry.card)


def _listed(rows: Iterable[Row], card: Card | None = None) -> Iterator[Row]:
    """Yield rows of pages, and where the list names them; `card` is that of their document."""
    for row in rows:
        yield row
        if row.index == "page":
            part = _SITE_PART
            if row.value.source:
                number = blake2b(row.key.encode("utf-8", "surrogatepass"), digest_size=4).digest()
                part = str(int.from_bytes(number, "big") % (len(PARTS) - 1))
            listed = (
                ListedPage(row.value, card.draft, card.audience) if card else ListedPage(row.value)
            )
            yield Row("pages", part, listed, (row.key, *row.order))


def _entry_pages(entry: Entry[Any]) -> Iterator[Row]:
    """Yield the pages of a document: itself, a tree's nodes, and its old addresses."""
    url, order = entry.card.url, (entry.id, entry.path)
    yield Row("page", url, Page(url, "document", entry.path), order)
    if is_index(entry.path):
        yield Row("introduction", url, entry.card, order)
    former = [_former_url(entry, old) for old in entry.record.former_ids if _is_safe(old)]
    for old_url in former:
        yield _redirect(old_url, entry)
    if isinstance(entry.record, DecisionTree):
        yield from _tree_pages(entry, former)
    if entry.kind == "team" and url:
        for view, suffix in _OF_TEAMS:
            own = f"{url.removesuffix('.html')}{suffix}"
            yield Row("page", own, Page(own, view, entry.path), order)


def _tree_pages(entry: Entry[Any], former: Sequence[str]) -> Iterator[Row]:
    order = (entry.id, entry.path)
    tree = read_tree(entry)
    for node in tree.nodes:
        url = node_url(entry.card.url, node.slug)
        yield Row("page", url, Page(url, "node", entry.path, node.slug), order)
        for tree_url in former:
            yield _redirect(node_url(tree_url, node.slug), entry, node.slug)
    if tree.nodes:
        script = walk_script_url(entry.card.url)
        yield Row("page", script, Page(script, "walk", entry.path), order)
    slugs = {node.slug for node in tree.nodes}
    for old, new in entry.record.formerly_nodes.items():
        if old not in slugs and _NODE.fullmatch(old):
            yield _redirect(node_url(entry.card.url, old), entry, new)


def _redirect(url: str, entry: Entry[Any], part: str = "") -> Row:
    """Return the row of an old address; a page that is there now comes before it."""
    return Row("page", url, Page(url, "redirect", entry.path, part), (_LAST, entry.id, entry.path))


def _is_safe(former: str) -> bool:
    """Tell whether a former id may be part of an address: nothing leads out of the site."""
    return all(ID_PATTERN.fullmatch(part) for part in former.split("/"))


def _former_url(entry: Entry[Any], old: str) -> str:
    """Return where a document was under an old id: a page's id is its path, others lie together."""
    url = entry.card.url
    folder = url.rpartition("/")[0]
    if entry.kind == "page" and url.endswith(f"{entry.id}.html"):
        folder = url.removesuffix(f"{entry.id}.html").rstrip("/")
    return f"{folder}/{old}.html" if folder else f"{old}.html"


def site_pages(
    kinds: Sequence[Kind[Any]], site_url: str = "", *, accent: bool = False
) -> Iterator[Row]:
    """Yield the pages that exist once, and the kinds as rows for views.

    A view of the whole playbook may stand where the index of a kind would: then it is the index.
    `kinds` are all of them, `kind-named` one by its name, `own-text` what a playbook calls its own.

    There is a `sitemap.xml` only if it is known where the site is published, style sheets to find
    that out only if it is not, and one of colours only if the playbook has an accent of its own.
    """
    pages = [
        Page("index.html", "home"),
        Page("map.html", "map"),
        Page("404.html", "404"),
        Page("search.html", "search"),
        Page("navigation.js", "navigation"),
        Page("robots.txt", "robots"),
        Page("ledger.csv", "ledger-sheet"),
        Page("calendar.ics", "calendar"),
        Page("feed.xml", "feed"),
        Page(print_url(), "print"),
        *(Page(print_url(kind.plural), "print", part=kind.name) for kind in kinds),
        Page("as-of.css", "as-of"),
        Page("assets/theme.css", "styles"),
        *(Page(view.url, view.name) for view in SITE_VIEWS),
    ]
    taken = {page.url for page in pages}
    pages += [
        Page(url, "index", part=kind.name)
        for kind in kinds
        if (url := f"{kind.plural}/index.html") not in taken
    ]
    if site_url:
        pages.append(Page("sitemap.xml", "sitemap"))
    else:
        pages += [Page(lost_url(depth), "lost", part=str(depth)) for depth in DEPTHS]
    if accent:
        pages.append(Page(ACCENT_URL, "accent"))
    yield from _listed(Row("page", page.url, page, _SITE) for page in pages)
    for number, kind in enumerate(kinds):
        yield Row("kinds", "", kind, (f"{number:03}",))
        yield Row("kind-named", kind.name, kind)
        for text in kind.texts:
            yield Row("own-text", "", text, text)
