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
    SiteView("desk", "desk.html"),
    SiteView("lessons", "lessons.html"),
    SiteView("changes", "changes.html"),
)
"""All of them, in the order in which they are offered."""
