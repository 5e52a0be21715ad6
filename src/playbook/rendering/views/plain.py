"""Pages that say the same for every playbook: search, and what is shown where there is no page."""

from playbook.model.page import Page
from playbook.model.view import View
from playbook.rendering.parts import Parts
from playbook.rendering.place import Place
from playbook.rendering.shapes import NotFoundPage, SearchPage
from playbook.rendering.views.sheet import Sheet


def search_page(page: Page, view: View) -> Sheet:
    """Return the search as a page; its script reads `?q=`, without script it names the lists."""
    parts = Parts(Place(view, page.url))
    kinds = tuple(parts.kind(kind.name) for kind in view.ask("kinds"))
    title = parts.texts["search.title"]
    return Sheet(SearchPage(title, kinds), title, ("search.html",))


def not_found(page: Page, view: View) -> Sheet:
    """Return what a server shows for an address that does not exist."""
    title = Place(view, page.url).texts["not-found.title"]
    return Sheet(NotFoundPage(title), title, ("404.html",))
