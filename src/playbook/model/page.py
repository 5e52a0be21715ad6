"""Pages and files of the site, as values."""

from playbook.model.value import Value


class Page(Value, frozen=True, order=True):
    """One file of the site that is rendered.

    `url` is relative to the root of the site (`agreements/weekend-cover.html`). `view` names the
    function that renders it (`rendering.views`). `source` is the path of the document it shows, or
    "" for pages made of many documents; `part` is what part of it (a tree's node).
    """

    url: str
    view: str
    source: str = ""
    part: str = ""


class ListedPage(Value, frozen=True):
    """A page in the list of all, and whether its document is a draft, and for whom it is."""

    page: Page
    draft: bool = False
    audience: str = "all"


class Template(Value, frozen=True):
    """A template file: `level` 0 is the project's own, then the theme and the themes it extends."""

    name: str
    level: int
    text: str


class Asset(Value, frozen=True):
    """A file that is published as it is: where it comes from and a digest of its bytes.

    `size` counts bytes; `pixels` are the width and height of a picture, where these are known.
    """

    url: str
    path: str
    digest: str
    size: int
    pixels: tuple[int, int] | None = None
