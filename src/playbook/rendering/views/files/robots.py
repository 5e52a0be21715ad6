"""`robots.txt`: a playbook is internal, and asks not to be indexed unless the settings say so."""

from playbook.model.page import Page
from playbook.model.view import View


def robots(_: Page, view: View) -> str:
    """Return what search engines are asked."""
    if not view.setting("indexing"):
        return "User-agent: *\nDisallow: /\n"
    site_url = str(view.setting("site_url") or "").rstrip("/")
    sitemap = f"Sitemap: {site_url}/sitemap.xml\n" if site_url else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"
