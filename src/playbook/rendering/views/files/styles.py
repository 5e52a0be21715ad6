"""The theme's style sheets as one file: a browser asks once, and it is smaller than its parts."""

import re

from playbook.model.page import Page
from playbook.model.view import View

_IMPORT = re.compile(r'^@import "([\w.-]+)";\n', re.MULTILINE)


def styles(page: Page, view: View) -> str:
    """Return the style sheet of that name with those that it imports in their places.

    Each is the nearest of its name, as templates are; one that there is not stays an import.
    """

    def text(found: re.Match[str]) -> str:
        imported: str | None = view.first("style-sheet", found[1])
        return found[0] if imported is None else imported

    sheet: str = view.first("style-sheet", page.url.rpartition("/")[2]) or ""
    return _IMPORT.sub(text, sheet)
