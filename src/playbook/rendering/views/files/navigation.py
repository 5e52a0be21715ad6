"""The one file that every page loads to draw the sidebar, so that no page holds the others."""

from playbook.kinds.common.publication import published_cards
from playbook.kinds.common.statuses import is_closed
from playbook.model.entry import Card
from playbook.model.page import Page
from playbook.model.view import View
from playbook.rendering.data_script import data_script
from playbook.rendering.parts import Parts
from playbook.rendering.place import Place
from playbook.rendering.site_views import offered


def navigation(page: Page, view: View) -> str:
    """Return the views as (title, address), and all documents by kind.

    A document is (title, address), and its status in words if it is not in force.
    """
    parts = Parts(Place(view, page.url))
    texts = parts.texts
    kinds = []
    for kind in view.ask("kinds"):
        cards = published_cards(view, kind.name)
        if cards:
            label = parts.kind(kind.name)
            items = [_item(card, parts) for card in cards]
            kinds.append(
                {"name": kind.name, "label": label.plural, "href": label.href, "items": items}
            )
    views = [[texts[f"view.{held.name}.title"], held.url] for held in offered(view)]
    return data_script("playbookNavigation", {"views": views, "kinds": kinds})


_NOT_IN_FORCE = frozenset({"wait", "bad", "closed"})
"""The tones of statuses whose documents nobody has to go by, or not yet."""


def _item(card: Card, parts: Parts) -> list[str]:
    badge = parts.badge(card.status)
    if card.draft:
        return [card.title, card.url, parts.texts["status.draft"]]
    if badge and (badge.tone in _NOT_IN_FORCE or is_closed(parts.view, card)):
        return [card.title, card.url, badge.text]
    return [card.title, card.url]
