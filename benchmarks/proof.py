"""Makes sure that a tool did what it was measured for: pages, what they say, where links lead."""

import posixpath
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from processes import ToolError
from projects import Project

_HREF = re.compile(rb'<a\b[^>]*?\shref="([^"#?]+)')


def every_page(project: Project) -> None:
    """Raise `ToolError` unless each document has a page that shows its marker."""
    for document in project.documents:
        page = project.page(document)
        try:
            text = page.read_bytes()
        except OSError as error:
            raise ToolError(f"{document.name} has no page") from error
        if f">{document.marker}</code>".encode() not in text:
            raise ToolError(f"the page of {document.name} does not show its text")


def every_file(project: Project) -> None:
    """Raise `ToolError` unless each document has a page: what is checked after every build."""
    missing = [d.name for d in project.documents if not project.page(d).is_file()]
    if missing:
        raise ToolError(f"{len(missing)} documents have no page, the first is {missing[0]}")


def arrived(page: Path, word: str) -> None:
    """Raise `ToolError` unless a page shows a word."""
    if word.encode() not in page.read_bytes():
        raise ToolError(f"the edit did not arrive in {page.name}")


def every_link(project: Project) -> int:
    """Return how many links between pages there are; raise `ToolError` if one leads nowhere."""
    site = project.folder / project.shape.site
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    links = 0
    for document in project.documents:
        to_others = 0
        for found in _HREF.findall(project.page(document).read_bytes()):
            parts = urlsplit(found.decode())
            if parts.scheme or parts.netloc or not parts.path:
                continue
            base = "/" + posixpath.dirname(document.name) + "/"
            target = posixpath.normpath(posixpath.join(base, unquote(parts.path))).lstrip("/")
            if target not in files and f"{target}/index.html".lstrip("./") not in files:
                raise ToolError(f"a link in {document.name} leads to {target}, which is not there")
            to_others += 1
        if not to_others:
            raise ToolError(f"the page of {document.name} has no links")
        links += to_others
    return links
