"""The page of each rule: its documentation, its test, and what `playbook explain` prints."""

from importlib.resources import files


def specification(code: str) -> str:
    """Return the Markdown of a rule's page; raises `FileNotFoundError` where a rule has none."""
    family, _, name = code.partition("/")
    page = files("playbook.rules") / "specs" / family / f"{name}.md"
    return page.read_text("utf-8").rstrip()
