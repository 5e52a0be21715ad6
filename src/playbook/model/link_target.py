"""What the address of a link means: another file, a place in this one, or the outside."""

import re
from enum import StrEnum
from functools import lru_cache
from posixpath import normpath
from urllib.parse import unquote

from playbook.model.composed import composed
from playbook.model.value import Value

SCHEMES = frozenset({"http", "https", "mailto"})
"""The only schemes that a link may have; everything else could run something or leak."""

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")


class Destination(StrEnum):
    """The sort of place a link leads to."""

    FILE = "file"  # a file of this project, by relative path
    HERE = "here"  # a heading of the same document
    OUTSIDE = "outside"  # http, https, mailto
    REFUSED = "refused"  # another scheme, a host without one, an absolute path, above the project


class LinkTarget(Value, frozen=True):
    """A link's address, taken apart.

    `path` is relative to the project root, percent-decoded and without `.` or `..`; "" unless the
    destination is a file. `fragment` is percent-decoded, without `#` and without a text fragment.
    `folder` is true when the path was written with a slash at its end.
    """

    destination: Destination
    path: str = ""
    fragment: str = ""
    folder: bool = False


@lru_cache(maxsize=4096)
def parse_target(written: str, from_path: str) -> LinkTarget:
    """Read the address of a link that stands in the file `from_path`.

    `path.md/#anchor` is a folder with a fragment; a query (`?raw=1`) after a path is dropped. It is
    remembered for a while, because several rules ask about the links of one document in turn.
    """
    written = written.strip()
    if match := _SCHEME.match(written):
        known = match[1].lower() in SCHEMES
        return LinkTarget(Destination.OUTSIDE if known else Destination.REFUSED)
    if written.startswith(("//", "\\", "/")):
        return LinkTarget(Destination.REFUSED)
    address, _, fragment = written.partition("#")
    fragment = composed(unquote(fragment.partition(":~:")[0]))
    address = composed(unquote(address.partition("?")[0]))
    if not address:
        return LinkTarget(Destination.HERE, from_path, fragment)
    path = normpath(f"{from_path.rpartition('/')[0]}/{address}".lstrip("/"))
    if path == ".." or path.startswith("../") or "\0" in path:
        return LinkTarget(Destination.REFUSED)
    return LinkTarget(Destination.FILE, path, fragment, folder=address.endswith("/"))
