"""Where a document lives: from its file to its kind, id and address on the site."""

import re
import unicodedata
from collections.abc import Mapping
from posixpath import splitext

from playbook.model.text import digest

INDEX_STEMS = frozenset({"index", "readme"})
_LONGEST_NAME = 200  # bytes; file systems allow 255, and a suffix follows
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?=\.|\Z)")
ID_PATTERN = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


def folder_of(path: str, content: str) -> str:
    """Return the first folder below the content folder, "" for a file that lies directly in it."""
    inside = path.removeprefix(f"{content}/")
    head, slash, _ = inside.partition("/")
    return head if slash else ""


def stem_of(path: str) -> str:
    """Return the name of a file without its folders and its suffix."""
    return splitext(path.rpartition("/")[2])[0]


def is_index(path: str) -> bool:
    """Tell whether a file introduces its folder (`index.md`, `README.md`)."""
    return stem_of(path).casefold() in INDEX_STEMS


def id_of(path: str, content: str, kind: str) -> str:
    """Return a document's id: the file's stem; for a page its path, without `pages/` and suffix.

    A stem that cannot be an id counts as the one that it has to be renamed to (`plain_name`): what
    names the document already as it will be called is right.
    """
    if kind == "page":
        return splitext(path.removeprefix(f"{content}/"))[0].removeprefix("pages/")
    stem = stem_of(path)
    return stem if ID_PATTERN.fullmatch(stem) else plain_name(stem) or stem


def url_of(path: str, content: str) -> str:
    """Return a document's address on the site, relative to its root."""
    inside = splitext(path.removeprefix(f"{content}/"))[0]
    if is_index(path):
        inside = f"{inside.rpartition('/')[0]}/index".removeprefix("/")
    return f"{inside}.html"


def node_url(tree_url: str, slug: str) -> str:
    """Return the address of a tree's node: in a folder named like the tree's page."""
    name = slug
    if len(name.encode()) > _LONGEST_NAME:
        short = name.encode()[: _LONGEST_NAME - 33].decode(errors="ignore")
        name = f"{short}-{digest(slug)}"
    return f"{tree_url.removesuffix('.html')}/{name}.html"


def kind_of(path: str, content: str, folders: Mapping[str, str]) -> str:
    """Return the kind that the folder tells (`folders`: folder → kind), else `page`."""
    if is_index(path):
        return "page"
    return folders.get(folder_of(path, content), "page")


def is_device(part: str) -> bool:
    """Tell whether Windows keeps a file's or folder's name for a device."""
    return bool(_DEVICE.match(part.casefold()))


def plain_name(words: str) -> str:
    """Return the id that words make: `Über uns` → `uber-uns`; "" where no letter is left."""
    plain = unicodedata.normalize("NFKD", words).casefold().encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:63].strip("-")
