"""The page of each rule: its documentation, its test, and what `playbook explain` prints."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def specification(code: str) -> str:
    """Return the Markdown of a rule's page; raises `FileNotFoundError` where a rule has none."""
    return _page(code).read_text("utf-8").rstrip()


def specification_file(code: str) -> Path | None:
    """Return the file of a rule's page; None where the program does not lie in files."""
    page = _page(code)
    return page if isinstance(page, Path) and page.is_file() else None


def _page(code: str) -> Traversable:
    family, _, name = code.partition("/")
    return files("playbook.rules") / "specs" / family / f"{name}.md"
