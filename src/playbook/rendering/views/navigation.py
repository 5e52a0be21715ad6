"""The one file that every page loads to draw the sidebar, so that no page holds the others."""

from playbook.model.page import Page
from playbook.model.view import View
from playbook.rendering.data_script import data_script
from playbook.rendering.parts import Parts
from playbook.rendering.place import Place
from playbook.rendering.publication import published_cards
from playbook.rendering.site_views import SITE_VIEWS


def navigation(page: Page, view: View) -> str:
    """Return the views as (title, address), and all documents by kind.

    A document is (title, address, status, the status in words).
    """
    parts = Parts(Place(view, page.url))
    texts = parts.texts
    kinds = []
    for kind in view.ask("kinds"):
        cards = published_cards(view, kind.name)
        if cards:
            label = parts.kind(kind.name)
            items = [
                [c.title, c.url, c.status, texts.name("status", c.status) if c.status else ""]
                for c in cards
            ]
            kinds.append(
                {"name": kind.name, "label": label.plural, "href": label.href, "items": items}
            )
    views = [[texts[f"view.{held.name}.title"], held.url] for held in SITE_VIEWS]
    return data_script("playbookNavigation", {"views": views, "kinds": kinds})
