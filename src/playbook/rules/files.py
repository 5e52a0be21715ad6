"""Rules about the files beside the documents."""

from collections.abc import Iterator

from playbook.model.diagnostic import Severity
from playbook.model.keys import path_key
from playbook.model.page import Page
from playbook.model.rule import Finding, rule_of_whole
from playbook.model.text import Span
from playbook.model.view import View

_MARKDOWN = frozenset({".markdown", ".mdown", ".mdwn", ".mdx", ".mkd", ".mkdn"})
_TEXT = frozenset(
    {".adoc", ".asciidoc", ".doc", ".docx", ".odt", ".org", ".rst", ".rtf", ".text", ".txt"}
)
"""How the names of files end in which people write, and that are no documents here."""


@rule_of_whole("file/hidden", Severity.ERROR)
def hidden(view: View) -> Iterator[Finding]:
    """A file has the address of something else on the site, and is not published."""
    content = f"{view.setting('content_dir')}/"
    for index, path in view.ask("assets"):
        url = path.removeprefix(content)
        if index == "file" and (other := _shown_instead(url, view)):
            message = f"readers find {other} at “{url}”, and never this file"
            yield Finding(Span(path, 0, 0), message, "rename this file, or move it")


@rule_of_whole("file/no-document", Severity.WARNING)
def no_document(view: View) -> Iterator[Finding]:
    """A file with text in it is no document, and nobody is shown the way to it."""
    content = f"{view.setting('content_dir')}/"
    for index, path in view.ask("assets"):
        stem, dot, suffix = path.rpartition("/")[2].rpartition(".")
        ending = f"{dot}{suffix.lower()}"
        if index != "file" or ending not in _MARKDOWN | _TEXT:
            continue
        if view.ask("backlinks", path_key(path)) or _shown_instead(
            path.removeprefix(content), view
        ):
            continue
        is_markdown = ending in _MARKDOWN or stem.endswith(".md")
        do = "rename it to" if is_markdown else "copy its text into"
        message = f"this is no document: the names of those end in “.md”, not in “{ending}”"
        hint = f"{do} “{stem.removesuffix('.md')}.md”; or link to it, if readers are to download it"
        yield Finding(Span(path, 0, 0), message, hint)


def _shown_instead(url: str, view: View) -> str:
    """Name what is published at an address in place of a file, or return ""."""
    pages: tuple[Page, ...] = view.ask("page", url)
    if any(not page.source for page in pages):
        return "a page that every playbook has"
    return "a file of the theme" if view.ask("static", url) else ""
