"""Addresses on the site: relative, percent-encoded, and the same from any folder or from disk."""

from functools import lru_cache
from urllib.parse import quote

from playbook.model.relative_path import relative_path


def relative(from_url: str, to_url: str, fragment: str = "") -> str:
    """Return the address that leads from one page to another; both are relative to the root.

    The page itself is `#fragment`, or its own file name where no fragment is meant.
    """
    if fragment and from_url == to_url:
        return to_anchor(fragment)
    address = relative_path(from_url.rpartition("/")[0], to_url, "/~")
    return f"{address}{to_anchor(fragment)}" if fragment else address


_FRAGMENT = "~!$'()*+,;:@/?"


@lru_cache(maxsize=1 << 12)
def to_anchor(slug: str) -> str:
    """Return the address of a place in the same page."""
    return f"#{quote(slug, safe=_FRAGMENT)}"


def root_of(url: str) -> str:
    """Return what leads from a page to the root of the site: "" or "../" as often as needed."""
    return "../" * url.count("/")


ACCOUNT = "/ledger.html"
"""What stands behind the address of a team's page, without its ending, for the team's ledger."""


def account_url(team_url: str) -> str:
    """Return the address of a team's ledger."""
    return f"{team_url.removesuffix('.html')}{ACCOUNT}"


def print_url(plural: str = "") -> str:
    """Return the address of the page to print all of a kind, or without one the whole playbook."""
    return f"print/{plural or 'index'}.html"


def walk_script_url(tree_url: str) -> str:
    """Return the address of the script that registers a tree's nodes."""
    return f"{tree_url.removesuffix('.html')}/walk.js"
