"""The pages and files that are about many documents: an edit shows few of them, or none."""

from collections.abc import Callable, Mapping

from playbook.model.page import Page
from playbook.model.view import View
from playbook.rendering.views.changes import changes
from playbook.rendering.views.dashboard import dashboard
from playbook.rendering.views.desk import desk
from playbook.rendering.views.escalations import escalations
from playbook.rendering.views.fairness import fairness
from playbook.rendering.views.files.accent import accent_sheet
from playbook.rendering.views.files.as_of import as_of_sheet
from playbook.rendering.views.files.calendar import calendar
from playbook.rendering.views.files.feed import feed
from playbook.rendering.views.files.ledger_sheet import ledger_sheet
from playbook.rendering.views.files.lost import lost_sheet
from playbook.rendering.views.files.navigation import navigation
from playbook.rendering.views.files.robots import robots
from playbook.rendering.views.files.sitemap import sitemap
from playbook.rendering.views.files.styles import styles
from playbook.rendering.views.files.walk import walk
from playbook.rendering.views.health import health
from playbook.rendering.views.ledger import account, ledger
from playbook.rendering.views.lessons import lessons
from playbook.rendering.views.lists import home, kind_index, site_map
from playbook.rendering.views.plain import not_found, search_page
from playbook.rendering.views.sheet import Sheet
from playbook.rendering.views.who_decides import who_decides

SHEETS: Mapping[str, Callable[[Page, View], Sheet]] = {
    "index": kind_index,
    "home": home,
    "map": site_map,
    "search": search_page,
    "404": not_found,
    "who-decides": who_decides,
    "escalation": escalations,
    "ledger": ledger,
    "account": account,
    "dashboard": dashboard,
    "fairness": fairness,
    "health": health,
    "changes": changes,
    "desk": desk,
    "lessons": lessons,
}
"""What makes the page of a view."""

FILES: Mapping[str, Callable[[Page, View], str]] = {
    "calendar": calendar,
    "feed": feed,
    "navigation": navigation,
    "walk": walk,
    "ledger-sheet": ledger_sheet,
    "robots": robots,
    "sitemap": sitemap,
    "as-of": as_of_sheet,
    "accent": accent_sheet,
    "styles": styles,
    "lost": lost_sheet,
}
"""What writes the file of a view that is no page."""
