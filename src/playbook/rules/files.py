"""Rules about the files beside the documents."""

from collections.abc import Iterator

from playbook.model.diagnostic import Severity
from playbook.model.page import Page
from playbook.model.rule import Finding, rule_of_whole
from playbook.model.text import Span
from playbook.model.view import View


@rule_of_whole("file/hidden", Severity.ERROR)
def hidden(view: View) -> Iterator[Finding]:
    """A file has the address of something else on the site, and is not published."""
    content = f"{view.setting('content_dir')}/"
    for index, path in view.ask("assets"):
        url = path.removeprefix(content)
        if index == "file" and (other := _shown_instead(url, view)):
            message = f"readers find {other} at “{url}”, and never this file"
            yield Finding(Span(path, 0, 0), message, "rename this file, or move it")


def _shown_instead(url: str, view: View) -> str:
    """Name what is published at an address in place of a file, or return ""."""
    pages: tuple[Page, ...] = view.ask("page", url)
    if any(not page.source for page in pages):
        return "a page that every playbook has"
    return "a file of the theme" if view.ask("static", url) else ""
