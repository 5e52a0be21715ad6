"""From a page and a view to bytes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from playbook.model.page import Page
from playbook.model.value import fields_of
from playbook.model.view import View
from playbook.rendering.hrefs import relative, root_of
from playbook.rendering.search.files import search_file
from playbook.rendering.shapes import Around, Frame
from playbook.rendering.site_views import is_offered
from playbook.rendering.strings import strings
from playbook.rendering.templates.theme import fill, prepare
from playbook.rendering.views.document import document
from playbook.rendering.views.files.accent import ACCENT_URL
from playbook.rendering.views.node import node
from playbook.rendering.views.printed import print_page
from playbook.rendering.views.redirect import redirect
from playbook.rendering.views.sheet import Sheet

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types playbook"
)
"""What a page may load and run; `playbook` is the one policy through which scripts add scripts."""

_SHEETS: Mapping[str, Callable[[Page, View], Sheet]] = {
    "document": document,
    "node": node,
    "redirect": redirect,
    "print": print_page,
}
"""What makes the page of a view; all other views are `overviews`."""


def render(page: Page, view: View) -> bytes:
    """Return a page's bytes. Raises `TemplateProblem` for a template that cannot be used."""
    if page.view == "search-index":
        return search_file(page, view).encode()
    make = _SHEETS.get(page.view)
    if make is None:
        sheets, files = _overviews()
        if write := files.get(page.view):
            return write(page, view).encode()
        make = sheets[page.view]
    sheet = make(page, view)
    context = {"frame": frame(page, sheet, view), "page": sheet.page}
    return fill(view, sheet.templates, context).encode()


def _overviews() -> tuple[
    Mapping[str, Callable[[Page, View], Sheet]], Mapping[str, Callable[[Page, View], str]]
]:
    """Return what makes all other pages and files; an edit shows few of them, or none."""
    from playbook.rendering.overviews import FILES, SHEETS  # noqa: PLC0415 - as above

    return SHEETS, FILES


def make_ready(pages: Iterable[Page], view: View) -> None:
    """Make ready the templates that pages use, so that of several processes not each has to."""
    _overviews()  # loaded, for the same reason
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
