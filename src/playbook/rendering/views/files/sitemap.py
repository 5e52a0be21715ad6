"""`sitemap.xml`: the full address of every document and index."""

from markupsafe import escape

from playbook.kinds.common.publication import published_cards
from playbook.model.page import Page
from playbook.model.view import View
from playbook.rendering.hrefs import relative


def sitemap(_: Page, view: View) -> str:
    """Return the sitemap, sorted by address."""
    root = str(view.setting("site_url") or "").rstrip("/")
    urls = {"index.html"}
    for kind in view.ask("kinds"):
        cards = published_cards(view, kind.name)
        urls |= {card.url for card in cards}
        if cards:
            urls.add(f"{kind.plural}/index.html")
    addresses = [f"{root}/{relative('', url)}" for url in sorted(urls)]
    lines = [f"<url><loc>{escape(address)}</loc></url>\n" for address in addresses]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{''.join(lines)}</urlset>\n"
    )
