"""The pages that answer a question from the whole playbook: which there are, and where.

A view is a line here, a function in `render.py`'s table, a template, and two texts:
`view.NAME.title` and `view.NAME.purpose`. The home page, the sidebar and the map name them all.
"""

from typing import NamedTuple


class SiteView(NamedTuple):
    """A view of the whole playbook: its name and its address from the root of the site."""

    name: str
    url: str


SITE_VIEWS: tuple[SiteView, ...] = (
    SiteView("who-decides", "rights/index.html"),
    SiteView("ledger", "ledger.html"),
    SiteView("desk", "desk.html"),
    SiteView("dashboard", "dashboard.html"),
    SiteView("changes", "changes.html"),
    SiteView("lessons", "lessons.html"),
    SiteView("escalation", "escalation.html"),
    SiteView("fairness", "fairness.html"),
    SiteView("health", "health.html"),
)
"""All of them, in the order in which they are offered."""
