"""Relative paths from file to file, as links write them."""

from functools import lru_cache
from urllib.parse import quote

IN_MARKDOWN = "/~!$&'*+,;=:@"
"""The signs that stand for themselves in the address of a link of Markdown."""


@lru_cache(maxsize=1 << 14)
def relative_path(folder: str, path: str, plain: str | None = None) -> str:
    """Return the relative path that leads from the files of a folder to a file.

    Both are posix paths relative to the same root; the root itself is the folder "". With `plain`
    it is percent-encoded, but for letters and digits of ASCII, `_.-~` and these signs. None begins
    like an address with a scheme: what leads to `a:b.md` is `./a:b.md`.
    """
    here, there = folder.split("/") if folder else [], path.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    found = "/".join([".."] * (len(here) - shared) + there[shared:])
    written = found if plain is None else quote(found, safe=plain)
    return f"./{written}" if ":" in written.partition("/")[0] else written


def link_to(path: str, from_path: str) -> str:
    """Return the address of a link to a file, to be written in the Markdown of another file."""
    return relative_path(from_path.rpartition("/")[0], path, IN_MARKDOWN)
