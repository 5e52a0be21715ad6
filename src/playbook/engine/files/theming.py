"""Which file outside the content folder is which: templates and assets, at their levels."""

from collections.abc import Iterator

from playbook.engine.files.survey import THEME_PREFIX
from playbook.model.entry import Card
from playbook.model.page import Asset, Template
from playbook.model.playbook import Row
from playbook.model.text import Source
from playbook.model.value import replace

_LAST = "\uffff"  # sorts behind every document

PROJECT, CHOSEN, BUILT_IN = 0, 1, 2
"""Levels, nearest first: the project's `templates/`, the theme it chose, the theme built in."""


def template_row(path: str) -> Row | None:
    """Return what a template of new documents contributes: it can be referred to, and has no page.

    `templates/debrief.md` is the page `templates/debrief`. A page of this name among the documents
    comes first.
    """
    name = path.removesuffix(".md")
    if name == path or not path.startswith("templates/"):
        return None
    card = Card(kind="page", id=name, title=path, path=path, url="")
    return Row("card", card.address, card, (_LAST,))


def is_style_sheet(path: str) -> bool:
    """Tell whether a file is a theme's style sheet, whose text is needed: it is bound into one."""
    return path.endswith(".css") and path.startswith((f"{THEME_PREFIX}assets/", "themes/"))


def theme_rows(path: str, source: Source | None, asset: Asset, theme: str) -> Iterator[Row]:
    """Yield what a file outside the content folder contributes."""
    level, inside = _level(path, theme)
    if level is None:
        return
    folder, _, name = inside.partition("/")
    if folder == "templates" and name.endswith(".html") and source:
        yield Row("template", name, Template(name, level, source.text), (str(level),))
    if folder == "assets" and name:
        served = replace(asset, url=inside)
        yield Row("static", inside, served, (str(level),))
        if source and is_style_sheet(path):
            yield Row("style-sheet", name, source.text, (str(level),))


def _level(path: str, theme: str) -> tuple[int | None, str]:
    if path.startswith(THEME_PREFIX):
        return BUILT_IN, path.removeprefix(THEME_PREFIX)
    if path.startswith("templates/"):
        return PROJECT, path
    chosen = f"themes/{theme}/"
    if theme != "default" and path.startswith(chosen):
        return CHOSEN, path.removeprefix(chosen)
    return None, ""
