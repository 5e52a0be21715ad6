"""Pages of the site that an author may link to though no document of that name is there."""

from playbook.model.page import Page
from playbook.model.view import View


def pages_at(view: View, path: str) -> tuple[Page, ...]:
    """Return the pages that a path in the project stands for: a folder's index, a generated page.

    `content/terms` stands for the glossary, `content/ledger.html` for the ledger, and the address
    of a tree's node for the node. What shows a document is linked to by the document's own file.
    """
    content = f"{view.setting('content_dir')}/"
    if not f"{path}/".startswith(content):
        return ()
    inside = path.removeprefix(content.rstrip("/")).removeprefix("/")
    if inside.endswith(".html"):
        pages: tuple[Page, ...] = view.ask("page", inside)
        return tuple(page for page in pages if not page.source or page.view == "node")
    return view.ask("page", f"{inside}/index.html".removeprefix("/"))
