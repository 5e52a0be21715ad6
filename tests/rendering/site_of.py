"""Small sites for the tests of rendering: documents in, the shapes and pages of the site out."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar, cast

from playbook.engine.workspace.workspace import Options, Workspace
from playbook.model.page import Page
from playbook.model.view import View
from playbook.rendering.shapes import DocumentPage, Panel
from playbook.rendering.site_views import SITE_VIEWS
from playbook.rendering.views.document import document
from playbook.rendering.views.sheet import Sheet

T = TypeVar("T")

PLAIN = (
    "{% extends 'base.html' %}{% block main %}{{ page.title }}{{ page.lead }}"
    "{{ page.body }}{% endblock %}"
)
"""A theme of two templates, for tests that are not about the built-in one."""
THEME = {
    "theme:templates/base.html": "<title>{{ frame.title }}</title>{% block main %}{% endblock %}",
    "theme:templates/document.html": PLAIN,
    "theme:templates/node.html": "{{ page.title }}",
    "theme:templates/index.html": "{{ page.title }}",
    "theme:templates/home.html": "{{ page.title }}{{ page.introduction }}",
    "theme:templates/map.html": "{{ page.title }}",
    "theme:templates/search.html": "{{ page.title }}",
    "theme:templates/404.html": "{{ frame.root }}{{ page.title }}",
    "theme:templates/redirect.html": "{{ page.target.href }}",
    **{f"theme:templates/{held.name}.html": "{{ page.title }}" for held in SITE_VIEWS},
    "theme:templates/print.html": "{% extends 'base.html' %}{% block main %}{{ page.introduction }}"
    "{% for part in page.parts %}{{ part.introduction }}"
    "{% for it in part.chapters %}{{ it.html }}{% endfor %}{% endfor %}{% endblock %}",
    "theme:templates/printed.html": "{{ page.lead }}{{ page.body }}",
}

TEAMS = {
    "content/teams/support.md": "---\nroles:\n  lead: {title: Head of Support, holder: ana}\n---\n"
    "# Support\n\nWe answer.\n",
    "content/teams/finance.md": "---\nroles:\n  director: {title: Finance director, final: true}\n"
    "---\n# Finance\n\nWe plan.\n",
}


def site(files: Mapping[str, str | bytes], options: Options | None = None) -> Workspace:
    """Return a workspace of these files and a theme of a few lines."""
    workspace = Workspace(options or Options(as_of=date(2026, 6, 20)))
    held: dict[str, str | bytes] = {**THEME, **files}
    data: dict[str, bytes | None] = {
        path: text.encode() if isinstance(text, str) else text for path, text in held.items()
    }
    workspace.sync(data)
    return workspace


def save(workspace: Workspace, path: str, text: str | None) -> None:
    """Save one file, or take it out."""
    workspace.sync({path: None if text is None else text.encode()})


def ask(workspace: Workspace, compute: Callable[[View], T]) -> T:
    """Return what a function of a view gives now."""
    return workspace.memo.get(("test", compute), compute)


def page_of(workspace: Workspace, url: str) -> Page:
    """Return the page at an address, which must exist."""
    page = workspace.page_at(url)
    assert page, f"there is no page {url}"
    return page


def sheet_of(
    workspace: Workspace, url: str, view: Callable[[Page, View], Sheet] = document
) -> Sheet:
    """Return what a view makes of the page at an address."""
    page = page_of(workspace, url)
    return ask(workspace, lambda seen: view(page, seen))


def document_of(workspace: Workspace, url: str) -> DocumentPage:
    """Return the shape of a document's page."""
    return cast("DocumentPage", sheet_of(workspace, url).page)


def text_of(workspace: Workspace, url: str) -> str:
    """Return a page as text."""
    data = workspace.page(url)
    assert data is not None, f"there is no page {url}"
    return data.decode()


def panel(page: DocumentPage, slug: str) -> Any:  # noqa: ANN401 - the test knows which panel it is
    """Return the panel of a page with this slug."""
    found: list[Panel] = [held for held in page.panels if held.slug == slug]
    assert len(found) == 1, f"panels: {[held.slug for held in page.panels]}"
    return found[0]


def fact(facts: Any, name: str) -> list[str]:  # noqa: ANN401 - a panel of facts, or a strip
    """Return what a fact says, a line a value; [] if it is not there."""
    held = getattr(facts, "facts", facts)
    return [words(value) for found in held if found.name == name for value in found.values]


def rows(grid: Any) -> list[list[str]]:  # noqa: ANN401 - a panel that is a table
    """Return a table's cells as text, the lines of a cell joined by `; `."""
    return [["; ".join(map(words, cell.values)) for cell in row.cells] for row in grid.rows]


def words(value: Any) -> str:  # noqa: ANN401 - the parts of a value
    """Return the parts of a value as a reader reads them."""
    return " ".join(
        f"{part.before} → {part.after}" if part.kind == "change" else part.text for part in value
    )


def rendered(workspace: Workspace, change: Callable[[], None]) -> set[str]:
    """Return which pages are rendered again after a change, having rendered all before it."""
    for url in workspace.urls():
        workspace.page(url)
    before = dict(workspace.memo.work)
    change()
    again: set[str] = set()
    for url in workspace.urls():
        count = workspace.memo.work.get("page", 0)
        workspace.page(url)
        if workspace.memo.work.get("page", 0) > count:
            again.add(url)
    assert before
    return again
