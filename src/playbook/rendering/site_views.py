"""The pages that answer a question from the whole playbook: which there are, and where.

A view is a line here, a function in `render.py`'s table, a template, and two texts:
`view.NAME.title` and `view.NAME.purpose`. The home page, the sidebar and the map name those that
have something to show; the search finds all by their names.
"""

from typing import NamedTuple

from playbook.kinds.common.publication import any_published
from playbook.model.view import View


class SiteView(NamedTuple):
    """A view of the whole playbook: its name and its address from the root of the site.

    It is offered once there is a document of one of its `kinds`, one of none at all always: a
    playbook that is a glossary so far leads nobody to an empty ledger. The page itself is always
    there, so that an address that somebody kept leads somewhere.
    """

    name: str
    url: str
    kinds: tuple[str, ...] = ()


SITE_VIEWS: tuple[SiteView, ...] = (
    SiteView("who-decides", "rights/index.html", ("right",)),
    SiteView("ledger", "ledger.html", ("agreement", "tradeoff", "assumption")),
    SiteView("desk", "desk.html", ("team",)),
    SiteView("dashboard", "dashboard.html", ("agreement", "metric")),
    SiteView("changes", "changes.html"),
    SiteView("lessons", "lessons.html", ("debrief",)),
    SiteView("escalation", "escalation.html", ("right",)),
    SiteView("fairness", "fairness.html", ("agreement",)),
    SiteView("health", "health.html", ("agreement",)),
)
"""All of them, in the order in which they are offered."""


def offered(view: View) -> tuple[SiteView, ...]:
    """Return the views that readers are led to."""
    return tuple(held for held in SITE_VIEWS if view.call(is_offered, held.name))


def is_offered(view: View, name: str) -> bool:
    """Tell whether readers are led to the view of that name."""
    kinds = next(held.kinds for held in SITE_VIEWS if held.name == name)
    return not kinds or any(any_published(view, kind) for kind in kinds)
