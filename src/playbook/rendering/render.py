"""From a page and a view to bytes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from playbook.model.page import Page
from playbook.model.value import fields_of
from playbook.model.view import View
from playbook.rendering.hrefs import relative, root_of
from playbook.rendering.search_files import search_file
from playbook.rendering.shapes import Around, Frame
from playbook.rendering.site_views import is_offered
from playbook.rendering.strings import strings
from playbook.rendering.theme import fill, prepare
from playbook.rendering.views.accent import ACCENT_URL, accent_sheet
from playbook.rendering.views.as_of import as_of_sheet
from playbook.rendering.views.calendar import calendar
from playbook.rendering.views.changes import changes
from playbook.rendering.views.dashboard import dashboard
from playbook.rendering.views.desk import desk
from playbook.rendering.views.document import document
from playbook.rendering.views.escalations import escalations
from playbook.rendering.views.fairness import fairness
from playbook.rendering.views.feed import feed
from playbook.rendering.views.health import health
from playbook.rendering.views.ledger import account, ledger
from playbook.rendering.views.ledger_sheet import ledger_sheet
from playbook.rendering.views.lessons import lessons
from playbook.rendering.views.lists import home, kind_index, site_map
from playbook.rendering.views.lost import lost_sheet
from playbook.rendering.views.navigation import navigation
from playbook.rendering.views.node import node
from playbook.rendering.views.plain import not_found, search_page
from playbook.rendering.views.printed import print_page
from playbook.rendering.views.redirect import redirect
from playbook.rendering.views.robots import robots
from playbook.rendering.views.sheet import Sheet
from playbook.rendering.views.sitemap import sitemap
from playbook.rendering.views.styles import styles
from playbook.rendering.views.walk import walk
from playbook.rendering.views.who_decides import who_decides

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types playbook"
)
"""What a page may load and run; `playbook` is the one policy through which scripts add scripts."""

_SHEETS: Mapping[str, Callable[[Page, View], Sheet]] = {
    "document": document,
    "node": node,
    "index": kind_index,
    "home": home,
    "map": site_map,
    "search": search_page,
    "404": not_found,
    "redirect": redirect,
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
    "print": print_page,
}
_FILES: Mapping[str, Callable[[Page, View], str]] = {
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
    "search-index": search_file,
}


def render(page: Page, view: View) -> bytes:
    """Return a page's bytes. Raises `TemplateProblem` for a template that cannot be used."""
    write = _FILES.get(page.view)
    if write:
        return write(page, view).encode()
    sheet = _SHEETS[page.view](page, view)
    context = {"frame": frame(page, sheet, view), "page": sheet.page}
    return fill(view, sheet.templates, context).encode()


def make_ready(pages: Iterable[Page], view: View) -> None:
    """Make ready the templates that pages use, so that of several processes not each has to."""
    kinds = [kind.name for kind in view.ask("kinds")]
    candidates: dict[tuple[str, ...], None] = {}
    for name in dict.fromkeys(page.view for page in pages):
        candidates[f"{name}.html",] = None
        if name == "document":
            candidates.update({(f"kinds/{kind}.html",): None for kind in kinds})
        elif name == "index":
            candidates.update({(f"indexes/{kind}.html",): None for kind in kinds})
        elif name == "print":
            candidates["printed.html",] = None
    prepare(view, candidates)


def frame(page: Page, sheet: Sheet, view: View) -> Frame:
    """Return what a page has around its own matter."""
    site_url = str(view.setting("site_url") or "").rstrip("/")
    root = root_of(page.url)
    if page.view == "404" and site_url:
        root = f"{urlsplit(site_url).path}/"
    held = view.call(around, root)
    name = held.site_name
    return Frame(
        **fields_of(held),
        title=f"{sheet.title} · {name}" if sheet.title and name else sheet.title or name,
        description=sheet.description,
        url=page.url,
        canonical=f"{site_url}/{relative('', page.url)}" if site_url else "",
        # What is printed stands elsewhere already.
        indexed=bool(view.setting("indexing")) and page.view != "print",
        body_class=f"view-{page.view}" + (f" kind-{sheet.kind}" if sheet.kind else ""),
        around=held,
    )


def around(view: View, root: str) -> Around:
    """Return what is around all pages from which `root` leads to the root of the site."""
    texts = strings(view)
    icon = str(view.setting("favicon") or "assets/mark.svg")
    logo = str(view.setting("logo") or "")
    return Around(
        site_name=str(view.setting("site_name") or ""),
        site_description=str(view.setting("site_description") or ""),
        language=texts.language,
        direction=texts.direction,
        root=root,
        policy=POLICY,
        stylesheets=tuple(_stylesheets(view, root)),
        scripts=tuple(_published(root, url) for url in view.setting("extra_javascript") or ()),
        icon_href=_published(root, icon),
        icon_type=_ICON_TYPES.get(icon.rpartition(".")[2].lower(), "image/png"),
        logo_href=_published(root, logo) if logo else "",
        home_href=f"{root}index.html",
        map_href=f"{root}map.html",
        search_href=f"{root}search.html",
        desk_href=f"{root}desk.html" if view.call(is_offered, "desk") else "",
        glossary_href=f"{root}{_glossary(view)}",
        repo_href=_outside(str(view.setting("repo_url") or "")),
    )


_ICON_TYPES = {"svg": "image/svg+xml", "ico": "image/vnd.microsoft.icon"}


def _published(root: str, url: str) -> str:
    """Return the address of a file of the site."""
    return f"{root}{relative('', url)}"


def _stylesheets(view: View, root: str) -> Iterator[str]:
    """Yield the addresses of the project's own style sheets, the weakest first."""
    if view.setting("accent_color"):
        yield f"{root}{ACCENT_URL}"
    for url in view.setting("extra_css") or ():
        yield _published(root, url)


def _glossary(view: View) -> str:
    kind = view.first("kind-named", "term")
    return f"{kind.plural}/index.html" if kind else "map.html"


def _outside(url: str) -> str:
    return url if url.startswith(("https://", "http://")) else ""
