"""`feed.xml`, and one for each team: what changed in meaning, as an Atom feed (RFC 4287).

Without `site_url` nobody knows where the site is: then addresses are relative to the feed's own,
as XML has them, and ids are made of the site's name.
"""

from collections.abc import Iterator
from datetime import date

from markupsafe import escape

from playbook.model.page import Page
from playbook.model.text import digest
from playbook.model.view import View
from playbook.rendering.hrefs import relative
from playbook.rendering.parts import Parts
from playbook.rendering.past_days import PastChange, past_days
from playbook.rendering.place import Place
from playbook.rendering.shapes import Change, ChangeView, Value
from playbook.rendering.views.changes import change_view

_MOST_ENTRIES = 100
_BEFORE_ALL = date(1970, 1, 1)


def feed(page: Page, view: View) -> str:
    """Return the feed of the team whose document the page is made of, or that of all."""
    parts = Parts(Place(view, page.url))
    team = view.at_path(page.source) if page.source else None
    site = str(view.setting("site_name") or "")
    title = parts.texts("feed.of-team", site=site, team=team.title) if team else site
    known = [c for c in view.call(past_days).changes if team is None or team.id in c.teams]
    shown = known[:_MOST_ENTRIES]
    newest = shown[0].day if shown else _BEFORE_ALL
    about = team.url if team else "changes.html"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(parts.texts.language)}">',
        f"<id>{_identifier(view, page.url)}</id>",
        f"<title>{escape(title)}</title>",
        f"<updated>{_moment(newest)}</updated>",
        f"<author><name>{escape(site)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href="{_address(parts, page.url)}"/>',
        f'<link rel="alternate" type="text/html" href="{_address(parts, about)}"/>',
        *(line for change in shown for line in _entry(change, parts)),
        "</feed>",
    ]
    return "".join(f"{line}\n" for line in lines)


def _entry(change: PastChange, parts: Parts) -> Iterator[str]:
    shown = change_view(change, parts)
    said = list(_lines(shown))
    yield "<entry>"
    yield f"<id>{_identifier(parts.view, f'{change.path} {change.day} {change.sort}')}</id>"
    yield f"<title>{escape(_title(shown, change, parts))}</title>"
    yield f"<updated>{_moment(change.day)}</updated>"
    yield f'<category term="{escape(change.kind)}" label="{escape(shown.kind)}"/>'
    href = _address(parts, change.url or "changes.html")
    yield f'<link rel="alternate" type="text/html" href="{href}"/>'
    yield f"<summary>{escape('; '.join(said))}</summary>"
    yield "</entry>"


def _title(shown: ChangeView, change: PastChange, parts: Parts) -> str:
    return parts.texts(f"feed.{change.sort}", title=shown.link.text, kind=shown.kind)


def _lines(shown: ChangeView) -> Iterator[str]:
    for value in shown.sentences:
        yield " ".join(_plain(value))
    if shown.more:
        yield shown.more


def _plain(value: Value) -> Iterator[str]:
    for part in value:
        if isinstance(part, Change):
            yield f"{part.before} → {part.after}"
        else:
            yield getattr(part, "text", "")


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _identifier(view: View, of: str) -> str:
    """Return an id for good: of the address where the site is, or of its name."""
    site = str(view.setting("site_url") or view.setting("site_name") or "")
    name = digest(f"{site} {of}")
    fields = (name[:8], name[8:12], f"8{name[13:16]}", f"8{name[17:20]}", name[20:32])
    return f"urn:uuid:{'-'.join(fields)}"


def _address(parts: Parts, url: str) -> str:
    root = str(parts.view.setting("site_url") or "").rstrip("/")
    address = f"{root}/{relative('', url)}" if root else parts.place.to(url)
    return str(escape(address))
