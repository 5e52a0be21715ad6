"""Whether a link leads to a file, and which file may be meant where none is."""

from posixpath import basename, dirname, splitext

from playbook.kinds.common.pages_at import pages_at
from playbook.model.entry import Card
from playbook.model.link_target import LinkTarget
from playbook.model.view import View
from playbook.rules.common.hints import Hints


def is_there(target: LinkTarget, view: View) -> bool:
    """Tell whether there is a file, or pages of a folder, where a relative link leads."""
    path = target.path
    if not target.folder and (view.holds_document(path) or view.first("file", path)):
        return True
    if path.endswith(".md") and not target.folder:
        return False
    return bool(pages_at(view, path))


def nearest_file(path: str, view: View, hints: Hints) -> str:
    """Return the path of the file that may be meant by a path where none is, or ""."""
    stem, suffix = splitext(path)
    if suffix != ".md" and view.holds_document(f"{path}.md"):
        return f"{path}.md"
    if suffix == ".html" and view.holds_document(f"{stem}.md"):
        return f"{stem}.md"
    if hints.spent:
        return ""
    name = basename(stem if suffix in {".md", ".html"} else path)
    cards: tuple[Card, ...] = view.ask("id", name)
    if cards:
        return cards[0].path
    folder = basename(dirname(path))
    kinds = [kind.name for kind in view.ask("kinds") if kind.plural == folder] or ["page"]
    near: dict[str, str] = {}
    for kind in kinds:
        near |= view.call(_stems, kind)
    found = hints.nearest_id(name, near)
    return near[found] if found else ""


def _stems(view: View, kind: str) -> dict[str, str]:
    """Return the paths of all documents of a kind by the stem of their file."""
    return {splitext(basename(card.path))[0]: card.path for card in view.cards(kind)}
