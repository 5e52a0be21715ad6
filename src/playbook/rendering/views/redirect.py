"""What stands at an old address: the way to the new one."""

from typing import Any

from playbook.model.entry import Entry
from playbook.model.keys import place_key
from playbook.model.location import node_url
from playbook.model.page import Page
from playbook.model.view import View
from playbook.rendering.hrefs import relative
from playbook.rendering.shapes import Link, RedirectPage
from playbook.rendering.strings import strings
from playbook.rendering.views.sheet import Sheet


def redirect(page: Page, view: View) -> Sheet:
    """Return the page at an old address of a document, or of a tree's node."""
    entry: Entry[Any] = view.first("entry", page.source)
    url, title = entry.card.url, entry.title
    node: str | None = view.first("node", place_key(entry.path, page.part)) if page.part else None
    if node:
        url, title = node_url(url, page.part), node
    words = strings(view)["redirect.title"]
    shape = RedirectPage(words, Link(title, relative(page.url, url)))
    return Sheet(shape, f"{words}: {title}", ("redirect.html",))
